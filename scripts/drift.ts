import { findDrift } from "./drift-check";
import { withDatabase, withoutPassword } from "./environment";
import { exitWith, Failure } from "./failure";

try {
  await withDatabase(async ({ address }) => {
    const drift = await findDrift(process.env.DATABASE_OWNER_URL ?? address);
    if (drift.models) console.log(`The models ask for what no migration does:\n${drift.models}\n`);
    for (const { what, name, expected, found } of drift.database) {
      console.log(`${what}: ${name}`);
      if (what === "changed") console.log(`  migrations: ${expected}\n  database:   ${found}`);
    }
    const count = drift.database.length + (drift.models ? 1 : 0);
    if (count > 0) throw new Failure("drift", { count });
    console.log(`The database ${withoutPassword(address)} is what the migrations and the models say.`);
  });
} catch (error) {
  exitWith(error);
}
