import { withDatabase, withoutPassword } from "./environment";
import { exitWith } from "./failure";
import { migrate } from "./migrations";

try {
  await withDatabase(async ({ address }) => {
    const applied = await migrate(process.env.DATABASE_OWNER_URL ?? address);
    for (const name of applied) console.log(`Applied ${name}`);
    const state = applied.length === 0 ? "was already up to date" : "is up to date";
    console.log(`The database ${withoutPassword(address)} ${state}.`);
  });
} catch (error) {
  exitWith(error);
}
