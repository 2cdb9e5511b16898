import type { Actor } from "@/lib/access";
import {
  approveEnrolment,
  confirmEnrolment,
  registerEnrolment,
  rejectEnrolment,
  returnEnrolment,
  returnToTeacher,
  withdrawEnrolment,
} from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";

/** The states in which a school's registrations stand when the world is built, in the order of its teachers. */
export const STANDS = [
  "submitted",
  "submitted",
  "confirmed",
  "confirmed",
  "approved",
  "returnedToSchool",
  "returnedToTeacher",
  "rejected",
  "withdrawn",
] as const;
export type Stand = (typeof STANDS)[number];

export async function registerWithFreeCard(
  teacher: Actor,
  wish: { subProjectId: string; classId: string },
): Promise<string> {
  const { enrolmentId } = await registerEnrolment(teacher, {
    key: newId(),
    subProjectId: wish.subProjectId,
    route: "free",
    cardCode: null,
    preferences: [wish.classId],
    commitment: null,
  });
  return enrolmentId;
}

export async function confirm(school: Actor, enrolmentId: string): Promise<void> {
  await confirmEnrolment(school, {
    enrolmentId,
    version: await versionOf(enrolmentId),
    ethicsStatement: "师德师风良好。",
    ethicsName: "李老师",
  });
}

export async function approve(province: Actor, enrolmentId: string): Promise<void> {
  await approveEnrolment(province, { enrolmentId, version: await versionOf(enrolmentId) });
}

export async function versionOf(enrolmentId: string): Promise<number> {
  const row = await db().enrolment.findUniqueOrThrow({
    where: { id: enrolmentId },
    select: { version: true },
  });
  return row.version;
}

const NEEDS_CONFIRMATION: Stand[] = ["confirmed", "approved", "returnedToSchool", "rejected"];

/** Confirms what the school has confirmed by the evening of the day on which it was submitted. */
export async function confirmDay(school: Actor, enrolments: [Stand, string][]): Promise<void> {
  for (const [stand, id] of enrolments) if (NEEDS_CONFIRMATION.includes(stand)) await confirm(school, id);
}

/** Every other act, on the day after. */
export async function reviewDay(
  actors: { school: Actor; province: Actor; teacherOf: (enrolmentId: string) => Actor },
  enrolments: [Stand, string][],
): Promise<void> {
  const { school, province } = actors;
  for (const [stand, enrolmentId] of enrolments) {
    const known = { enrolmentId, version: await versionOf(enrolmentId) };
    const reason = { reasonCode: "other" as const, reasonText: "请写明考察期和结论。" };
    if (stand === "approved") await approve(province, enrolmentId);
    if (stand === "returnedToSchool") await returnEnrolment(province, { ...known, ...reason, to: "school" });
    if (stand === "returnedToTeacher") await returnToTeacher(school, { ...known, ...reason });
    if (stand === "rejected") await rejectEnrolment(province, { ...known, ...reason });
    if (stand === "withdrawn")
      await withdrawEnrolment(actors.teacherOf(enrolmentId), { ...known, reasonText: "" });
  }
}
