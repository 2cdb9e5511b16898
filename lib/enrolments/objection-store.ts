import { CHINA_OFFSET_MS, chinaDay, startOfChinaDay } from "@/lib/kernel/dates";

const WORKING_DAYS = 3;
const DAY_MS = 86_400_000;

/** The end of the third working day after a decision: Monday to Friday; public holidays are not known here and lengthen nothing. */
export function objectionUntil(decidedAt: Date): Date {
  let day = startOfChinaDay(chinaDay(decidedAt)).getTime();
  for (let left = WORKING_DAYS; left > 0; ) {
    day += DAY_MS;
    const weekday = new Date(day + CHINA_OFFSET_MS).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return new Date(day + DAY_MS);
}
