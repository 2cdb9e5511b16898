import { buildDemonstration } from "./demonstration";
import { withDatabase } from "./environment";
import { exitWith } from "./failure";

/** `npm run demo -- --at 2022-05-17T09:00`: the year once more, standing at another business time. */
function businessTime(): string | undefined {
  const at = process.argv.indexOf("--at");
  return at < 0 ? undefined : process.argv[at + 1];
}

try {
  await withDatabase(async ({ embedded }) => {
    if (!embedded)
      throw new Error("The demonstration is built on the embedded database only; unset DATABASE_URL.");
    process.env.GUOPEI_DEMONSTRATION = "1";
    process.env.APP_ORIGIN ??= "http://localhost:3000";
    await buildDemonstration(embedded, businessTime());
    console.log("The demonstration stands; npm start serves it.");
  });
} catch (error) {
  exitWith(error);
}
