import { setBusinessTime } from "@/lib/platform/clock";
import type { Province } from "./bodies";

export const YEAR = 2022;
/** The province in which most demonstration people live. */
export const HOME_REGION = "43";
/** The province whose seats go through its cities. */
export const CITY_REGION = "51";
const AT_ONCE = 6;

export async function reach(instant: string): Promise<void> {
  await setBusinessTime(new Date(instant));
}

export async function inParallel<Item>(items: Item[], run: (item: Item) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item);
    }),
  );
}

export function provinceOf(provinces: Province[], regionCode: string): Province {
  const found = provinces.find((province) => province.regionCode === regionCode);
  if (!found) throw new Error(`no province ${regionCode}`);
  return found;
}
