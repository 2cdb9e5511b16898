import { attachEvidence, downloadEvidence, listEvidence, removeEvidence } from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { fileOf, PDF } from "../pictures";
import type { World } from "../world-shape";
import { type AccessCases, first, type Side, teacherAt } from "./shape";

function paper(side: Side, world: World) {
  return {
    key: newId(),
    teacherId: teacherAt(side, 0).id,
    subProjectId: world.subProjects.B301,
    kind: "title-certificate" as const,
    file: fileOf(PDF, "证书.pdf"),
  };
}

/** Two papers on each side, added after the registration was submitted. */
async function papers(sides: [Side, Side], world: World): Promise<void> {
  for (const side of [...sides, ...sides]) await attachEvidence(teacherAt(side, 0).actor, paper(side, world));
}

async function paperOf(side: Side): Promise<string> {
  const row = await db().enrolmentEvidence.findFirst({
    where: { teacherId: teacherAt(side, 0).id },
    select: { id: true },
  });
  return first(row ? [row] : []).id;
}

export const evidenceCases: AccessCases = {
  attachEvidence: {
    kind: "command",
    permission: "enrolment.attach",
    run: (actor, side, world) => attachEvidence(actor, paper(side, world)),
  },
  removeEvidence: {
    kind: "command",
    permission: "enrolment.attach",
    prepare: papers,
    run: async (actor, side) => removeEvidence(actor, { evidenceId: await paperOf(side) }),
  },
  downloadEvidence: {
    kind: "command",
    permission: "enrolment.read",
    prepare: papers,
    only: ["ministry", "office", "auditor", "province", "school", "teacher", "delegate"],
    run: async (actor, side) => downloadEvidence(actor, await paperOf(side)),
  },
  listEvidence: {
    kind: "query",
    permission: "enrolment.read",
    prepare: papers,
    only: ["ministry", "office", "auditor", "province", "school", "teacher", "delegate"],
    run: (actor, side, world) =>
      listEvidence(actor, { teacherId: teacherAt(side, 0).id, subProjectId: world.subProjects.B301 }),
  },
};
