import { db, disconnect } from "@/lib/platform/db";
import { exitWith } from "./failure";

const [what, at] = process.argv.slice(2);

async function seed(): Promise<void> {
  if (what === "reference") {
    const { seedReference } = await import("@/prisma/seed/reference");
    await seedReference(db());
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
