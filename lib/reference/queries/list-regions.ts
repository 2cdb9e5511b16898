import { db, type Reader } from "@/lib/platform/db";
import type { Region } from "../schema";

/** The 32 bodies that receive seats, by administrative code. Public. */
export async function listRegions(reader: Reader = db()): Promise<Region[]> {
  return reader.region.findMany({
    select: {
      code: true,
      name: true,
      nameEn: true,
      shortName: true,
      shortNameEn: true,
      kind: true,
      populationTenThousands: true,
    },
    orderBy: { code: "asc" },
  });
}
