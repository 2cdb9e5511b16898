import type { Actor } from "@/lib/access";
import { chinaDay } from "@/lib/kernel/dates";
import { businessNow } from "@/lib/platform/clock";
import { listWindows } from "@/lib/programmes";
import { codeSets } from "@/lib/reference";
import { listTeachers } from "@/lib/teachers";
import { teacherFilterSchema } from "@/lib/teachers/schema";

export type AskedList = Promise<Record<string, string | string[] | undefined>>;

/** The list as its address asks for it, the words of its codes, and when registration closes this year. */
export async function loadList(actor: Actor, asked: AskedList) {
  const filter = teacherFilterSchema.parse(await asked);
  const now = await businessNow();
  const [list, sets, windows] = await Promise.all([
    listTeachers(actor, filter),
    codeSets(),
    listWindows(actor, Number(chinaDay(now).slice(0, 4))),
  ]);
  const registration = windows.find((window) => window.key === "registration");
  return { filter, list, sets, closing: registration ? { now, closesAt: registration.closesAt } : null };
}
