import { beforeAll, describe, expect, test } from "vitest";
import { getOwnArrival, listArrivals, revealContact, saveArrival, withdrawEnrolment } from "@/lib/enrolments";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { versionOf } from "../../factories/registrations";
import { first } from "../../support/access/shape";
import { outcome } from "../../support/outcome";
import { withWorld } from "../../support/world";

/** Everybody approved sits in the class of the first institution, which begins on 22 May; it is 18 May. */
const placed = withWorld("placed");
const PLACED = 4;

function own(province: 0 | 1 = 0) {
  const school = placed().world.provinces[province].schools[0];
  return {
    enrolmentId: first(school.enrolments.approved),
    teacher: first(school.teachers.slice(PLACED)).actor,
  };
}

function said(enrolmentId: string, change: Record<string, unknown> = {}) {
  return {
    enrolmentId,
    version: 0,
    arrivesOn: "2022-05-21",
    arrivesTime: "18:20",
    lodging: "single" as const,
    diet: "halal" as const,
    needs: "对花生过敏",
    contactName: "演示亲属",
    contactMobile: "13900001111",
    ...change,
  };
}

beforeAll(async () => {
  const { enrolmentId, teacher } = own(1);
  await saveArrival(teacher, said(enrolmentId, { lodging: "none", diet: "any" }));
});

describe("how somebody comes", () => {
  test("is said by the teacher, changed until the class begins, and never over what somebody else saved", async () => {
    const { enrolmentId, teacher } = own();
    expect(await getOwnArrival(teacher, enrolmentId)).toMatchObject({
      open: true,
      earliest: "2022-05-19",
      latest: "2022-05-22",
      version: 0,
      saved: null,
    });
    await saveArrival(teacher, said(enrolmentId));
    await saveArrival(teacher, said(enrolmentId, { version: 1, diet: "vegetarian" }));
    expect(await outcome(() => saveArrival(teacher, said(enrolmentId, { version: 1 })))).toBe("common.stale");
    expect(await outcome(() => saveArrival(teacher, said(enrolmentId)))).toBe("common.stale");
    expect((await getOwnArrival(teacher, enrolmentId)).saved).toMatchObject({
      diet: "vegetarian",
      contactName: "演示亲属",
      contactMobile: "13900001111",
    });
  });

  test("lies within the days before the class", async () => {
    const { enrolmentId, teacher } = own();
    for (const arrivesOn of ["2022-05-18", "2022-05-23"])
      expect(await outcome(() => saveArrival(teacher, said(enrolmentId, { version: 2, arrivesOn })))).toBe(
        "enrolments.arrival-day-outside",
      );
  });

  test("is seen by the class's institution as counts and a list, and by nobody else but the teacher", async () => {
    const { world } = placed();
    const [host, other] = world.institutions;
    const list = await listArrivals(host.actor, host.classId);
    expect(list).toMatchObject({ said: 2, total: 6, lodging: { none: 1, shared: 0, single: 1 } });
    expect(list.diet).toEqual({ any: 1, halal: 0, vegetarian: 1, other: 0 });
    expect(list.rows.map((row) => row.plan !== null)).toEqual([true, true, false, false, false, false]);
    expect(JSON.stringify(list)).not.toContain("13900001111");
    await expect(listArrivals(other.actor, host.classId)).rejects.toThrow(NotFound);
    const { enrolmentId, teacher } = own();
    await expect(listArrivals(teacher, host.classId)).rejects.toThrow(Forbidden);
    const [home] = world.provinces;
    for (const officer of [home.actor, home.schools[0].actor, world.ministry, world.office, world.auditor]) {
      await expect(listArrivals(officer, host.classId)).rejects.toThrow(Forbidden);
      await expect(revealContact(officer, { enrolmentId })).rejects.toThrow(Forbidden);
    }
  });

  test("names whom to call to the class's staff, one look at a time, and each look is recorded", async () => {
    const { world, database } = placed();
    const [host, other] = world.institutions;
    const { enrolmentId } = own();
    await expect(revealContact(other.actor, { enrolmentId })).rejects.toThrow(NotFound);
    expect(await revealContact(host.actor, { enrolmentId })).toEqual({
      name: "演示亲属",
      mobile: "13900001111",
    });
    const { rows } = await database.pool.query(
      "SELECT actor_role, payload::text AS payload FROM audit_events WHERE kind = 'arrival.contact-revealed' AND subject_id = $1",
      [enrolmentId],
    );
    expect(rows).toEqual([{ actor_role: "institution", payload: "{}" }]);
    const kept = await database.pool.query("SELECT arrival_plans::text AS row FROM arrival_plans");
    expect(JSON.stringify(kept.rows)).not.toMatch(/13900001111|演示亲属/);
  });

  test("is asked of nobody before the notice, and of nobody who sits in no class", async () => {
    const { world } = placed();
    const school = world.provinces[0].schools[0];
    const waiting = first(school.enrolments.submitted);
    await expect(getOwnArrival(first(school.teachers).actor, waiting)).rejects.toThrow(NotFound);
  });

  test("is over when the class begins", async () => {
    const { database } = placed();
    const { enrolmentId, teacher } = own();
    await database.pool.query(
      "UPDATE training_classes SET starts_on = (business_now() AT TIME ZONE 'Asia/Shanghai')::date, days = days WHERE id = (SELECT class_id FROM enrolments WHERE id = $1)",
      [enrolmentId],
    );
    expect(await outcome(() => saveArrival(teacher, said(enrolmentId, { version: 2 })))).toBe(
      "enrolments.arrival-too-late",
    );
    await database.pool.query(
      "UPDATE training_classes SET starts_on = '2022-05-22' WHERE starts_on < '2022-05-22'",
    );
  });

  test("is forgotten when somebody leaves the class", async () => {
    const { enrolmentId, teacher } = own(1);
    await withdrawEnrolment(teacher, { enrolmentId, version: await versionOf(enrolmentId), reasonText: "" });
    expect(await db().arrivalPlan.count({ where: { enrolmentId } })).toBe(0);
  });
});
