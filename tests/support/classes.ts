import {
  acceptPlacement,
  approveEnrolment,
  confirmEnrolment,
  proposePlacement,
  registerEnrolment,
} from "@/lib/enrolments";
import { db } from "@/lib/platform/db";
import { addTeachers, issueCards, registration, type SubProjectBuilt, type World } from "./enrolments";

/** Registers people of the world's school and brings them through confirmation, review and placement. */
export async function placePeople(world: World, subProject: SubProjectBuilt, count: number) {
  await issueCards(world, subProject, world.school, count);
  const teachers = await addTeachers(world.school, count);
  for (const teacher of teachers) {
    const { enrolmentId } = await registerEnrolment(
      teacher,
      registration(world, { subProjectId: subProject.id, preferences: subProject.classIds }),
    );
    await confirmEnrolment(world.clerk, {
      enrolmentId,
      version: await versionOf(enrolmentId),
      ethicsStatement: "本校确认该教师师德合格",
      ethicsName: "演示经办人",
    });
    await approveEnrolment(world.officer, { enrolmentId, version: await versionOf(enrolmentId) });
  }
  const { proposalId } = await proposePlacement(world.office, { subProjectId: subProject.id });
  await acceptPlacement(world.office, { proposalId });
  return teachers;
}

async function versionOf(id: string): Promise<number> {
  return (await db().enrolment.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;
}
