import { missing } from "@/app/_shell/missing";
import { type Actor, can } from "@/lib/access";
import { chinaDay } from "@/lib/kernel/dates";
import { Forbidden } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { listWindows } from "@/lib/programmes";
import { codeSets } from "@/lib/reference";
import { countMovesToAnswer, listTeachers } from "@/lib/teachers";
import { teacherFilterSchema } from "@/lib/teachers/schema";

export type AskedList = Promise<Record<string, string | string[] | undefined>>;

/** The list as its address asks for it, the words of its codes, and when registration closes this year. */
export async function loadList(actor: Actor, asked: AskedList) {
  const filter = teacherFilterSchema.parse(await asked);
  try {
    const [list, sets, closing, toTakeIn] = await Promise.all([
      listTeachers(actor, filter),
      codeSets(),
      actor.role === "school" ? registrationClosing(actor) : null,
      can(actor, "teacher.take-in") ? countMovesToAnswer(actor) : null,
    ]);
    return { filter, list, sets, closing, toTakeIn };
  } catch (error) {
    if (error instanceof Forbidden) missing();
    throw error;
  }
}

async function registrationClosing(actor: Actor) {
  const now = await businessNow();
  const windows = await listWindows(actor, Number(chinaDay(now).slice(0, 4)));
  const registration = windows.find((window) => window.key === "registration");
  return registration ? { now, closesAt: registration.closesAt } : null;
}
