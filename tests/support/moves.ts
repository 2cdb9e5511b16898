import type pg from "pg";
import { expect } from "vitest";
import type { Actor } from "@/lib/access";
import { completeTeacherMoves } from "@/lib/enrolments";
import { chinaDay } from "@/lib/kernel/dates";
import { checkDatabase } from "@/lib/platform/check";
import { confirmTeacherMove, submitTeacherMove } from "@/lib/teachers";
import { actorAt, type Body } from "./bodies";
import { addTeachers, newKey, type World } from "./enrolments";

let serial = 0;
const staffNumber = () => {
  serial += 1;
  return `N${serial}`;
};

/** A day in China, so many from today. */
export const inDays = (days: number) => chinaDay(new Date(Date.now() + days * 86_400_000));

/** Teachers of the world's first school who go to the first school of the other province. */
export function movesOf(world: World) {
  const newClerk = actorAt(world.foreignSchool, "school");
  const person = async (school: Body = world.school) => {
    const [teacher] = await addTeachers(school, 1);
    if (!teacher) throw new Error("no teacher");
    return teacher;
  };
  const release = (teacherId: string, change: Record<string, unknown> = {}) =>
    submitTeacherMove(world.clerk, {
      teacherId,
      schoolId: world.foreignSchool.id,
      effectiveOn: inDays(0),
      reason: "调到外省学校任教",
      key: newKey(),
      ...change,
    });
  const accept = (moveId: string, by: Actor = newClerk) =>
    confirmTeacherMove(by, { moveId, version: 1, staffNumber: staffNumber() });
  /** From the old school to the new one, in effect. */
  const moved = async (teacherId: string): Promise<string> => {
    const { moveId } = await release(teacherId);
    await accept(moveId);
    expect(await completeTeacherMoves()).toBe(1);
    return moveId;
  };
  return { newClerk, person, release, accept, moved };
}

export async function sound(pool: pg.Pool): Promise<void> {
  expect(await checkDatabase(pool)).toEqual([]);
}
