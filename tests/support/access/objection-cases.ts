import { answerObjection, findObjection, makeObjection } from "@/lib/enrolments";
import { db } from "@/lib/platform/db";
import { versionOf } from "../../factories/registrations";
import { type AccessCases, first, type Side, teacherAt } from "./shape";

/** The teacher whose registration was not approved. */
const REJECTED = 7;

async function known(side: Side) {
  const enrolmentId = first(side.school.enrolments.rejected);
  return { enrolmentId, version: await versionOf(enrolmentId) };
}

async function object(side: Side) {
  return makeObjection(teacherAt(side, REJECTED).actor, {
    ...(await known(side)),
    text: "任教专业在范围之内，请复核任课表。",
  });
}

async function objections(sides: [Side, Side]): Promise<void> {
  for (const side of sides) await object(side);
}

export const objectionCases: AccessCases = {
  makeObjection: {
    kind: "command",
    permission: "objection.create",
    teacher: REJECTED,
    run: async (actor, side) => {
      const place = await known(side);
      // Each decision can be objected to once: the next role finds it as the first one did.
      await db().objection.deleteMany({ where: { enrolmentId: place.enrolmentId } });
      return makeObjection(actor, { ...place, text: "任教专业在范围之内，请复核任课表。" });
    },
  },
  answerObjection: {
    kind: "command",
    permission: "objection.answer",
    prepare: objections,
    run: async (actor, side) =>
      answerObjection(actor, {
        ...(await known(side)),
        answer: "upheld",
        reasonText: "复核后仍不在范围之内。",
      }),
  },
  findObjection: {
    kind: "query",
    permission: "enrolment.read",
    teacher: REJECTED,
    only: ["ministry", "office", "auditor", "province", "school", "teacher", "delegate"],
    run: (actor, side) => findObjection(actor, first(side.school.enrolments.rejected)),
  },
};
