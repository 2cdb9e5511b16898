import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access";
import {
  approveEnrolment,
  delegateReview,
  findLastStep,
  getEnrolment,
  getReviewDelegation,
  listEnrolments,
  rejectEnrolment,
  reopenEnrolment,
  reviewInBulk,
  revokeReviewDelegation,
  undoReview,
} from "@/lib/enrolments";
import { findSessionActor, listOwnAppointments, switchAppointment } from "@/lib/identity";
import { newId } from "@/lib/kernel/id";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { setBusinessTime } from "@/lib/platform/clock";
import { hashToken } from "@/lib/platform/crypto";
import { db, disconnect } from "@/lib/platform/db";
import { allocateAndIssue } from "@/lib/quotas";
import { listTeachers } from "@/lib/teachers";
import { teacherFilterSchema } from "@/lib/teachers/schema";
import { appointDirectly } from "../../factories/accounts";
import { delegateOf, underDelegation } from "../../factories/delegations";
import { first } from "../../support/access/shape";
import type { TestDatabase } from "../../support/database";
import { cloneWorld, connectTo, type World } from "../../support/world";

let world: World;
let database: TestDatabase;

beforeEach(async () => {
  ({ world, database } = await cloneWorld("open"));
  await connectTo(database);
});
afterEach(async () => {
  await disconnect();
  await database.drop();
});

function side() {
  const [province] = world.provinces;
  const enrolmentId = first(province.schools[0].enrolments.confirmed);
  return { world, province, delegate: province.delegate, enrolmentId, institution: world.institutions[0] };
}

async function versionOf(id: string): Promise<number> {
  return (await db().enrolment.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;
}

const seenBy = async (actor: Actor) =>
  (await listEnrolments(actor, 2022, { tab: "to-review" })).rows.map((row) => row.id);

const terms = {
  key: "",
  year: 2022,
  extent: "named" as const,
  subProjectIds: [] as string[],
  from: "2022-05-15",
  until: "2022-05-20",
  reason: "演示委托审查",
};

describe("what a delegate sees and decides", () => {
  test("is the grantor's queue, and every step and event says in whose name", async () => {
    const { province, delegate, enrolmentId, world } = side();
    expect(await seenBy(delegate)).toEqual(await seenBy(province.actor));
    const foreign = first(world.provinces[1].schools[0].enrolments.confirmed);
    await expect(getEnrolment(delegate, foreign)).rejects.toBeInstanceOf(NotFound);
    await approveEnrolment(delegate, { enrolmentId, version: await versionOf(enrolmentId) });
    const { history } = await getEnrolment(province.actor, enrolmentId);
    expect(history.at(-1)).toMatchObject({
      kind: "approved",
      actorRole: "delegate",
      organisationName: delegate.organisationName,
      onBehalfOf: province.actor.organisationName,
    });
    const event = await db().auditEvent.findFirst({
      where: { subjectId: enrolmentId, kind: "enrolment.approved" },
    });
    expect(event).toMatchObject({
      accountId: delegate.accountId,
      organisationId: delegate.organisationId,
      onBehalfOf: province.actor.organisationName,
      delegationId: delegate.delegation?.id,
    });
    expect(await getReviewDelegation(province.actor, delegate.delegation?.id ?? "")).toMatchObject({
      state: "live",
      approved: 1,
    });
  });

  test("is taken back only by whoever decided by the same delegation", async () => {
    const { province, delegate, enrolmentId } = side();
    await approveEnrolment(delegate, { enrolmentId, version: await versionOf(enrolmentId) });
    const other = await delegateOf(province.actor, delegate, { from: "2022-05-15" });
    const undo = { enrolmentId, operationId: null };
    for (const stranger of [other, province.actor])
      await expect(undoReview(stranger, undo)).rejects.toMatchObject({
        problems: [expect.objectContaining({ code: "enrolments.nothing-to-undo" })],
      });
    expect((await findLastStep(other, enrolmentId))?.undoableUntil).toBeNull();
    expect((await findLastStep(delegate, enrolmentId))?.undoableUntil).not.toBeNull();
    expect(await undoReview(delegate, undo)).toMatchObject({ done: 1 });
  });

  test("opens nothing else: no record, no seats, no reopening", async () => {
    const { delegate, province, enrolmentId } = side();
    await expect(listTeachers(delegate, teacherFilterSchema.parse({}))).rejects.toBeInstanceOf(Forbidden);
    await expect(
      allocateAndIssue(delegate, { subProjectId: newId(), rows: [], cards: true, key: newId() }),
    ).rejects.toBeInstanceOf(Forbidden);
    const reason = { reasonCode: "other" as const, reasonText: "演示不通过。" };
    const version = await versionOf(enrolmentId);
    await rejectEnrolment(province.actor, { enrolmentId, version, ...reason });
    await expect(
      reopenEnrolment(delegate, { enrolmentId, version: version + 1, reasonText: "演示重新打开" }),
    ).rejects.toBeInstanceOf(Forbidden);
  });

  test("is bound to the sub-projects named", async () => {
    const { province, delegate, world, enrolmentId } = side();
    const narrow = await delegateOf(province.actor, delegate, {
      extent: "named",
      subProjectIds: [world.subProjects.B302],
      from: "2022-05-15",
    });
    expect(await seenBy(narrow)).toEqual([]);
    await expect(getEnrolment(narrow, enrolmentId)).rejects.toBeInstanceOf(NotFound);
    const input = { enrolmentId, version: await versionOf(enrolmentId) };
    await expect(approveEnrolment(narrow, input)).rejects.toBeInstanceOf(NotFound);
  });
});

describe("conflicts of interest", () => {
  test("nobody reviews for classes of the own institution, and the delegate is told how many are left out", async () => {
    const { province, institution, world, enrolmentId } = side();
    const waiting = (await seenBy(province.actor)).length;
    // The small year's institutions run everything of it, so granting is refused; this is the wall behind that rule.
    const id = newId();
    await db().delegation.create({
      data: {
        id,
        year: 2022,
        grantorId: province.id,
        granteeId: institution.id,
        allSubProjects: true,
        startsAt: new Date("2022-05-15T00:00:00+08:00"),
        endsAt: new Date("2022-05-21T00:00:00+08:00"),
        reason: "演示委托审查",
        grantedByName: "演示",
      },
    });
    const reviewer = await underDelegation(institution.actor, id);
    const list = await listEnrolments(reviewer, 2022, { tab: "to-review" });
    expect(list).toMatchObject({ rows: [], left: { staff: 0, classes: waiting } });
    const input = { enrolmentId, version: await versionOf(enrolmentId) };
    await expect(approveEnrolment(reviewer, input)).rejects.toBeInstanceOf(NotFound);
    await expect(
      delegateReview(province.actor, {
        ...terms,
        key: newId(),
        granteeId: institution.id,
        subProjectIds: [world.subProjects.B301],
      }),
    ).rejects.toMatchObject({
      problems: [expect.objectContaining({ code: "enrolments.delegation-all-in-conflict" })],
    });
  });

  test("nobody reviews the staff of the own college, nor of a school where the reviewer works", async () => {
    const { province, delegate, enrolmentId } = side();
    const school = province.schools[0];
    await db().appointment.create({
      data: { id: newId(), accountId: delegate.accountId, role: "school", organisationId: school.id },
    });
    expect(await seenBy(delegate)).toEqual([]);
    expect((await listEnrolments(delegate, 2022, { tab: "to-review" })).left?.staff).toBeGreaterThan(0);
    await expect(getEnrolment(delegate, enrolmentId)).rejects.toBeInstanceOf(NotFound);
    // A college that trains stands a second time, as an institution of the same name.
    const { name } = await db().organisation.findUniqueOrThrow({ where: { id: school.id } });
    const twin = await db().organisation.create({
      data: {
        id: newId(),
        kind: "institution",
        code: "U-TWIN",
        name,
        nameEn: name,
        shortName: name,
        shortNameEn: name,
      },
    });
    const clerk = await appointDirectly({ id: twin.id, name, provinceId: null }, "institution", "twin");
    const reviewer = await delegateOf(province.actor, clerk, { from: "2022-05-15" });
    expect(await seenBy(reviewer)).toEqual([]);
    await expect(getEnrolment(reviewer, enrolmentId)).rejects.toBeInstanceOf(NotFound);
  });
});

describe("the end of a delegation", () => {
  test("revoked: refused at once, what was decided stands, and it is revoked once", async () => {
    const { province, delegate, enrolmentId } = side();
    const delegationId = delegate.delegation?.id ?? "";
    const ids = await seenBy(delegate);
    await approveEnrolment(delegate, { enrolmentId, version: await versionOf(enrolmentId) });
    await revokeReviewDelegation(province.actor, { delegationId, reason: "演示收回" });
    expect(await seenBy(delegate)).toEqual([]);
    await expect(
      reviewInBulk(delegate, {
        key: newId(),
        ids,
        decision: "approve",
        to: "school",
        reasonCode: "other",
        reasonText: "",
      }),
    ).rejects.toBeInstanceOf(NotFound);
    await expect(undoReview(delegate, { enrolmentId, operationId: null })).rejects.toBeInstanceOf(NotFound);
    expect((await getEnrolment(province.actor, enrolmentId)).shown.state).toBe("approved");
    await expect(
      revokeReviewDelegation(province.actor, { delegationId, reason: "演示收回" }),
    ).rejects.toMatchObject({ problems: [expect.objectContaining({ code: "identity.delegation-over" })] });
  });

  test("over: refused from the instant of its end, by the business clock; before its beginning too", async () => {
    const { province, delegate } = side();
    const later = await delegateOf(province.actor, delegate, { from: "2022-05-16", until: "2022-05-16" });
    expect(await seenBy(later)).toEqual([]);
    await setBusinessTime(new Date("2022-05-16T23:59:00+08:00"));
    expect(await seenBy(later)).not.toEqual([]);
    await setBusinessTime(new Date("2022-05-17T00:00:00+08:00"));
    expect(await seenBy(later)).toEqual([]);
  });

  test("its terms stay as granted: the database refuses a change", async () => {
    const { delegate } = side();
    const id = delegate.delegation?.id ?? "";
    await expect(
      db().delegation.update({ where: { id }, data: { endsAt: new Date("2030-01-01") } }),
    ).rejects.toThrow();
    await expect(db().delegation.delete({ where: { id } })).rejects.toThrow();
  });
});

describe("granting", () => {
  test("refuses days that passed or turn round, nothing named, and bodies that have no reviewers", async () => {
    const { province, world } = side();
    const wanted = {
      ...terms,
      granteeId: province.city.organisationId,
      subProjectIds: [world.subProjects.B301],
    };
    const codeOf = async (change: Partial<typeof wanted>) =>
      delegateReview(province.actor, { ...wanted, key: newId(), ...change }).then(
        () => "granted",
        (error: { problems?: { code: string }[] }) => error.problems?.[0]?.code,
      );
    expect(await codeOf({ from: "2022-05-14" })).toBe("enrolments.delegation-past");
    expect(await codeOf({ from: "2022-05-18", until: "2022-05-17" })).toBe("enrolments.delegation-days");
    expect(await codeOf({ subProjectIds: [] })).toBe("enrolments.delegation-nothing-named");
    for (const granteeId of [
      world.provinces[1].city.organisationId,
      province.schools[0].id,
      world.office.organisationId,
    ])
      expect(await codeOf({ granteeId })).toBe("enrolments.delegate-missing");
    expect(await codeOf({})).toBe("granted");
  });
});

describe("the hat", () => {
  async function signedIn(person: Actor): Promise<{ token: string; actor: () => Promise<Actor | null> }> {
    const token = newId();
    await db().session.create({
      data: {
        id: newId(),
        tokenHash: hashToken(token),
        accountId: person.accountId,
        appointmentId: person.appointmentId,
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    });
    return { token, actor: () => findSessionActor(token, newId()) };
  }

  test("is offered to the staff of the body, put on, and off again by itself at the next request after its end", async () => {
    const { province, delegate } = side();
    const { delegation: _, ...person } = { ...delegate, role: "city" as const };
    const session = await signedIn(person);
    const before = await session.actor();
    if (!before) throw new Error("no session");
    expect(before.role).toBe("city");
    const hat = (await listOwnAppointments(before)).find((one) => one.role === "delegate");
    const [appointmentId = "", delegationId] = (hat?.id ?? "").split(".");
    await switchAppointment(before, { appointmentId, delegationId });
    const acting = await session.actor();
    expect(acting).toMatchObject({
      role: "delegate",
      provinceId: null,
      organisationId: person.organisationId,
      delegation: { id: delegationId, grantorName: province.actor.organisationName },
    });
    await revokeReviewDelegation(province.actor, { delegationId: delegationId ?? "", reason: "演示收回" });
    const after = await session.actor();
    expect(after).toMatchObject({ role: "city", endedDelegation: { id: delegationId } });
    expect(after?.delegation).toBeUndefined();
    expect((await listOwnAppointments(before)).some((one) => one.role === "delegate")).toBe(false);
    await expect(switchAppointment(before, { appointmentId, delegationId })).rejects.toMatchObject({
      problems: [expect.objectContaining({ code: "identity.delegation-over" })],
    });
  });

  test("is nobody else's: a stranger cannot put it on, nor slip a foreign delegation under the own appointment", async () => {
    const { delegate, institution } = side();
    const session = await signedIn(institution.actor);
    const actor = await session.actor();
    if (!actor) throw new Error("no session");
    const delegationId = delegate.delegation?.id ?? "";
    await expect(
      switchAppointment(actor, { appointmentId: actor.appointmentId, delegationId }),
    ).rejects.toMatchObject({ problems: [expect.objectContaining({ code: "identity.delegation-over" })] });
    const forged = await underDelegation(institution.actor, delegationId);
    expect(await seenBy(forged)).toEqual([]);
  });
});
