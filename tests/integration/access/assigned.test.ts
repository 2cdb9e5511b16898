import { describe, expect, it } from "vitest";
import {
  countNoticeRecipients,
  getEnrolment,
  getOpeningNoticeFor,
  getRoster,
  listEnrolments,
  noticeRecipients,
} from "@/lib/enrolments";
import { NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { first } from "../../support/access/shape";
import { withWorld } from "../../support/world";

const placed = withWorld("placed");

/** Everybody approved sits in the class of the first institution; nobody in that of the second. */
describe("what a row assigns", () => {
  it("shows an institution the people of its own class only", async () => {
    const { world } = placed();
    const [host, other] = world.institutions;
    const enrolment = first(world.provinces[0].schools[0].enrolments.approved);
    expect((await getEnrolment(host.actor, enrolment)).id).toBe(enrolment);
    await expect(getEnrolment(other.actor, enrolment)).rejects.toThrow(NotFound);
    expect((await listEnrolments(host.actor, world.year, { tab: "all" })).total).toBe(6);
    expect((await listEnrolments(other.actor, world.year, { tab: "all" })).total).toBe(0);
    expect((await getRoster(host.actor, host.classId)).rows).toHaveLength(6);
    await expect(getRoster(other.actor, host.classId)).rejects.toThrow(NotFound);
    expect(await countNoticeRecipients(host.actor, host.classId)).toEqual({
      teachers: 6,
      schools: 4,
      provinces: 2,
    });
    expect((await countNoticeRecipients(other.actor, host.classId)).teachers).toBe(0);
  });

  it("shows a registration that is not placed to no institution", async () => {
    const { world } = placed();
    const waiting = first(world.provinces[0].schools[0].enrolments.submitted);
    for (const { actor } of world.institutions)
      await expect(getEnrolment(actor, waiting)).rejects.toThrow(NotFound);
  });

  it("shows a roster's province and school their own people only", async () => {
    const { world } = placed();
    const { classId } = world.institutions[0];
    for (const province of world.provinces) {
      expect((await getRoster(province.actor, classId)).rows).toHaveLength(3);
      expect((await getRoster(province.schools[0].actor, classId)).rows).toHaveLength(1);
      expect((await getRoster(province.schools[1].actor, classId)).rows).toHaveLength(2);
    }
  });

  it("shows the opening notice to exactly those it concerns", async () => {
    const { world } = placed();
    const { classId } = world.institutions[0];
    const concerned = await noticeRecipients(db(), classId);
    for (const { actor, schools } of world.provinces) {
      expect(concerned.provinceIds).toContain(actor.organisationId);
      expect(await getOpeningNoticeFor(actor, classId)).not.toBeNull();
      for (const school of schools) {
        expect(await getOpeningNoticeFor(school.actor, classId)).not.toBeNull();
        for (const teacher of school.teachers) {
          const reading = getOpeningNoticeFor(teacher.actor, classId);
          if (concerned.teacherIds.includes(teacher.id)) expect(await reading).not.toBeNull();
          else await expect(reading).rejects.toThrow(NotFound);
        }
      }
    }
    expect(concerned.teacherIds).toHaveLength(6);
    expect(await getOpeningNoticeFor(world.institutions[0].actor, classId)).not.toBeNull();
    expect(await getOpeningNoticeFor(world.institutions[1].actor, classId)).toBeNull();
  });

  it("concerns nobody with a class without people", async () => {
    const { world } = placed();
    const { classId } = world.institutions[1];
    for (const { actor } of world.provinces)
      await expect(getOpeningNoticeFor(actor, classId)).rejects.toThrow(NotFound);
  });
});
