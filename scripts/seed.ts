import { db, disconnect } from "@/lib/platform/db";
import { exitWith } from "./failure";

const [what, at] = process.argv.slice(2);

async function seed(): Promise<void> {
  if (what === "reference") {
    const { seedReference } = await import("@/prisma/seed/reference");
    const rechecked = await seedReference(db());
    if (rechecked) {
      const { records, corrected } = rechecked;
      console.log(
        `    ${records} teachers' records counted again, ${corrected} of them now lack something else`,
      );
    }
    return;
  }
  const { buildDemonstration } = await import("@/prisma/seed/demo");
  await buildDemonstration({ at, progress: (line: string) => console.log(`    ${line}`) });
}

try {
  await seed();
  await disconnect();
} catch (error) {
  exitWith(error);
}
