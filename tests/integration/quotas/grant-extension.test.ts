import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access";
import {
  advanceWaitingLines,
  confirmEnrolment,
  joinWaiting,
  registerEnrolment,
  registerOpen,
  withdrawEnrolment,
} from "@/lib/enrolments";
import { type GatheredFacts, gatherFacts, takeSeat } from "@/lib/enrolments/seat-store";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { extendWindow, momentOf } from "@/lib/programmes";
import type { WindowKey } from "@/lib/programmes/schema";
import { expireCards, grantExtension, issueCards as issue } from "@/lib/quotas";
import { handleWindowExtended } from "@/lib/quotas/jobs/window-extended.handler";
import { getCalendar } from "@/lib/reporting";
import { versionOf } from "../../factories/registrations";
import { actorAt, type Body } from "../../support/bodies";
import { useTestDatabase } from "../../support/database";
import { ETHICS } from "../../support/enrolment-state";
import {
  addTeachers,
  buildWorld,
  issueCards,
  newKey,
  registration,
  type World,
} from "../../support/enrolments";
import { openRequest } from "../../support/open";
import { outcome } from "../../support/outcome";

const database = useTestDatabase();
let world: World;
let turn = 0;
let school: Body;
let neighbour: Body;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Registration shuts in two days; only in five the supplement opens. */
beforeAll(async () => {
  world = await buildWorld({
    subProjects: [
      { code: "B301", seats: 100 },
      { code: "B302", seats: 10, mode: "open", classes: [[3, 30, 40]] },
    ],
    schools: 34,
    windows: { supplement: [5, 7], "qualification-review": [-2, 8], "quota-issue": [-5, 7] },
  });
});
/** Each test has a school to itself, and another one of the same province to compare with. */
beforeEach(() => {
  const [own, other] = world.home.schools.slice(1 + turn, 3 + turn);
  if (!own || !other) throw new Error("too few schools");
  [school, neighbour] = [own, other];
  turn += 2;
});
afterEach(() => at(null));

/** Business time stands so many hours from now. */
async function at(hours: number | null): Promise<void> {
  const { pool } = database();
  await pool.query("ALTER TABLE business_clock DISABLE TRIGGER USER");
  await pool.query("UPDATE business_clock SET demonstration = $2, offset_ms = $1", [
    Math.round((hours ?? 0) * HOUR_MS),
    hours !== null,
  ]);
  await pool.query("ALTER TABLE business_clock ENABLE TRIGGER USER");
}

/** The full minute that lies so many days ahead, as a browser's field gives it. */
const minute = (days: number) => {
  const instant = new Date(Math.ceil((Date.now() + days * DAY_MS) / 60_000) * 60_000);
  return { instant, text: new Date(instant.getTime() + 8 * HOUR_MS).toISOString().slice(0, 16) };
};
const clerk = () => actorAt(school, "school");
const versionOfWindow = async (key: WindowKey) =>
  (await db().timeWindow.findUniqueOrThrow({ where: { year_key: { year: world.year, key } } })).version;
async function grant(body: string, days: number, key: WindowKey = "registration") {
  const { instant, text } = minute(days);
  const asked = {
    year: world.year,
    key,
    body,
    closesAt: text,
    reason: "演示：停电",
    version: await versionOfWindow(key),
  };
  return { instant, result: await grantExtension(world.ministry, asked) };
}
const nameOf = async (id: string) => (await db().organisation.findUniqueOrThrow({ where: { id } })).name;

async function teacherWithCard(place = school) {
  const [teacher] = await addTeachers(place, 1);
  if (!teacher) throw new Error("no teacher");
  const [card] = await issueCards(world, world.first, place, 1, { teacherId: teacher.teacherId });
  return { teacher, card, code: card?.code ?? "" };
}
const register = async (one: Awaited<ReturnType<typeof teacherWithCard>>) => {
  const answer = await outcome(() =>
    registerEnrolment(one.teacher, registration(world, { route: "binding" })),
  );
  return answer.split(",").at(-1);
};

describe("more time for one school", () => {
  test("is for its teachers and not for the neighbours, until its instant and no longer", async () => {
    const [own, ownLate, other] = [
      await teacherWithCard(),
      await teacherWithCard(),
      await teacherWithCard(neighbour),
    ];
    const { instant } = await grant(await nameOf(school.id), 3);
    await at(2 * 24 + 1);
    expect(await register(other)).toBe("enrolments.window-shut");
    expect(await register(own)).toBe("done");
    await at((instant.getTime() - Date.now() - 60_000) / HOUR_MS);
    const moment = await momentOf(db(), world.year, school.id);
    expect(moment.windows.registration?.closesAt).toEqual(instant);
    await at((instant.getTime() - Date.now()) / HOUR_MS);
    expect(await register(ownLate)).toBe("enrolments.window-shut");
  });

  test("is decided by the database again, whatever was read before and however long a card lives", async () => {
    const people: { teacher: Actor; facts: GatheredFacts; cardId: string }[] = [];
    for (const place of [school, neighbour, school]) {
      const [teacher] = await addTeachers(place, 1);
      const [card] = await issueCards(world, world.first, place, 1, { lapsesAt: minute(30).instant });
      if (!teacher || !card) throw new Error("nobody there");
      const facts = await gatherFacts(db(), {
        teacherId: teacher.teacherId,
        subProjectId: world.first.id,
        seat: { route: "code", cardCode: card.code },
        step: "submit",
        commitment: null,
        preferences: [],
      });
      people.push({ teacher, facts, cardId: card.id });
    }
    const { instant } = await grant(await nameOf(school.id), 3);
    const take = async (nth: number) => {
      const one = people[nth];
      if (!one) throw new Error("nobody there");
      const { teacher, ...seat } = one;
      const rest = { key: newKey(), hash: "x", lines: [], needsJudgement: false };
      const answer = await takeSeat(db(), teacher, { ...seat, ...rest, kind: "enrolment.submitted" });
      return answer.ok ? "done" : answer.code;
    };
    await at(2 * 24 + 1);
    expect([await take(0), await take(1)]).toEqual(["done", "window-shut"]);
    await at((instant.getTime() - Date.now()) / HOUR_MS);
    expect(await take(2)).toBe("window-shut");
  });

  test("carries school confirmation along, as long after registration as for everybody", async () => {
    const own = await teacherWithCard();
    const { instant } = await grant(await nameOf(school.id), 3);
    await at(2 * 24 + 18);
    const { enrolmentId } = await registerEnrolment(own.teacher, registration(world, { route: "binding" }));
    const confirm = async () =>
      confirmEnrolment(clerk(), { enrolmentId, version: await versionOf(enrolmentId), ...ETHICS });
    const { windows } = await momentOf(db(), world.year, school.id);
    expect(windows["school-confirmation"]?.closesAt.getTime()).toBe(instant.getTime() + 12 * HOUR_MS);
    expect(await outcome(confirm)).toBe("done");
  });

  test("lets unused cards live on in the same act, also one whose lapse was due and not posted", async () => {
    const own = await teacherWithCard();
    const other = await teacherWithCard(neighbour);
    await at(2 * 24 + 1);
    const { instant, result } = await grant(await nameOf(school.id), 3);
    expect(result).toMatchObject({ extended: 1, lapsed: 0 });
    const lapses = async (id: string | undefined) =>
      (await db().registrationCard.findUniqueOrThrow({ where: { id: id ?? "" } })).lapsesAt;
    expect(await lapses(own.card?.id)).toEqual(instant);
    expect((await lapses(other.card?.id)) < instant).toBe(true);
    await expireCards(world.officer);
    expect(
      await db().registrationCard.findMany({
        where: { id: { in: [own.card?.id ?? "", other.card?.id ?? ""] } },
        orderBy: { lapsesAt: "asc" },
        select: { state: true },
      }),
    ).toEqual([{ state: "lapsed" }, { state: "bound" }]);
    expect(await register(own)).toBe("done");
  });

  test("does not wake a card whose lapse was posted, and says how many those are", async () => {
    const own = await teacherWithCard();
    await at(2 * 24 + 1);
    await expireCards(world.officer);
    const { result } = await grant(await nameOf(school.id), 3);
    expect(result).toMatchObject({ extended: 0, lapsed: 1 });
    expect(await register(own)).not.toBe("done");
    expect(await db().registrationCard.findUnique({ where: { id: own.card?.id ?? "" } })).toMatchObject({
      state: "lapsed",
    });
  });

  test("keeps its new cards registration cards while the others' are supplement cards", async () => {
    for (const one of [school, neighbour]) await issueCards(world, world.first, one, 1);
    const { instant } = await grant(await nameOf(school.id), 3);
    for (const one of [school, neighbour]) {
      const account = await db().quotaAccount.findFirstOrThrow({
        where: { organisationId: one.id, subProjectId: world.first.id },
      });
      const seat = { kind: "hand-down", seats: 1, actorName: "演示", actorRole: "province" };
      await db().quotaEntry.create({ data: { id: newId(), accountId: account.id, ...seat } });
    }
    await at(2 * 24 + 1);
    const { cards } = await issue(world.officer, {
      key: newKey(),
      subProjectId: world.first.id,
      rows: [
        { schoolId: school.id, cards: 1 },
        { schoolId: neighbour.id, cards: 1 },
      ],
    });
    const found = await db().registrationCard.findMany({ where: { id: { in: cards.map(({ id }) => id) } } });
    const of = (schoolId: string) => found.find((card) => card.schoolId === schoolId);
    expect(of(school.id)).toMatchObject({ supplement: false, lapsesAt: instant });
    expect(of(neighbour.id)).toMatchObject({ supplement: true });
  });

  test("is told to its clerks and to teachers with a card, and stands in the trail once", async () => {
    const own = await teacherWithCard();
    await db().account.create({
      data: {
        id: own.teacher.accountId,
        loginName: own.teacher.accountId,
        displayName: "演示教师",
        state: "active",
        passwordHash: "x",
        passwordAlgorithm: "x",
      },
    });
    await db().appointment.create({
      data: {
        id: own.teacher.appointmentId ?? "",
        accountId: own.teacher.accountId,
        role: "teacher",
        organisationId: school.id,
        teacherId: own.teacher.teacherId,
      },
    });
    await grant(await nameOf(school.id), 3);
    const told = await db().inboxMessage.findMany({
      where: {
        OR: [
          { kind: "extension-granted", params: { path: ["body"], equals: await nameOf(school.id) } },
          { kind: "card-extended", accountId: own.teacher.accountId },
        ],
      },
      select: { kind: true, organisationId: true, accountId: true, params: true },
    });
    const bodies = told.filter((one) => one.organisationId);
    expect(new Set(bodies.map((one) => one.organisationId))).toEqual(new Set([school.id, world.home.id]));
    expect(told.filter((one) => one.kind === "card-extended")).toMatchObject([
      { accountId: own.teacher.accountId, params: { subProject: "B301" } },
    ]);
    expect(
      await db().auditEvent.findMany({ where: { kind: "extension.granted", subjectId: school.id } }),
    ).toMatchObject([{ subjectId: school.id, payload: { reason: "演示：停电", extended: 1, lapsed: 0 } }]);
  });

  test("shows in its calendar, and in nobody else's", async () => {
    const { instant } = await grant(await nameOf(school.id), 3);
    const closing = async (actor: ReturnType<typeof clerk>) =>
      (await getCalendar(actor)).windows.find((window) => window.key === "registration")?.closesAt;
    expect(await closing(clerk())).toEqual(instant);
    for (const actor of [world.foreignClerk, world.officer, world.ministry])
      expect(await closing(actor)).not.toEqual(instant);
  });
});

describe("more time", () => {
  test("for a province is for all its schools", async () => {
    const [first, second, elsewhere] = [
      await teacherWithCard(world.away.schools[1]),
      await teacherWithCard(world.away.schools[2]),
      await teacherWithCard(),
    ];
    const { result } = await grant(await nameOf(world.away.id), 3);
    expect(result.extended).toBe(2);
    await at(2 * 24 + 1);
    expect(await register(first)).toBe("done");
    expect(await register(second)).toBe("done");
    expect(await register(elsewhere)).toBe("enrolments.window-shut");
  });

  test("lets a card that was extended alone live as long as everybody's, once that is later", async () => {
    const own = await teacherWithCard();
    const { instant } = await grant(await nameOf(school.id), 3);
    const later = minute(4).instant;
    const event = { year: String(world.year), key: "registration", from: "", to: later.toISOString() };
    const lapses = async () =>
      (await db().registrationCard.findUniqueOrThrow({ where: { id: own.card?.id ?? "" } })).lapsesAt;
    await handleWindowExtended({ ...event, to: minute(2.5).instant.toISOString() });
    expect(await lapses()).toEqual(instant);
    await handleWindowExtended(event);
    expect(await lapses()).toEqual(later);
  });

  test("is never less, nor for what has no part in it, nor for nobody", async () => {
    const name = await nameOf(school.id);
    await grant(name, 3);
    expect(await outcome(() => grant(name, 2.5))).toBe("programmes.window-only-later");
    expect(await outcome(() => grant("没有这个学校", 3))).toBe("programmes.extension-body-unknown");
    expect(await outcome(() => grant(name, 4, "opening-notice"))).toBe(
      "programmes.extension-body-not-concerned",
    );
    expect(await outcome(() => grant(name, 9, "qualification-review"))).toBe(
      "programmes.extension-body-not-concerned",
    );
    const stale = { year: world.year, key: "registration" as const, body: name, reason: "演示", version: 9 };
    expect(await outcome(() => grantExtension(world.ministry, { ...stale, closesAt: minute(4).text }))).toBe(
      "common.stale",
    );
    for (const statement of [
      "UPDATE window_extensions SET closes_at = closes_at - interval '1 hour'",
      "DELETE FROM window_extensions",
    ])
      await expect(database().pool.query(statement)).rejects.toMatchObject({ code: "GP900" });
    await expect(
      database().pool.query(
        `INSERT INTO window_extensions (id, year, key, organisation_id, closes_at, reason, granted_by)
         SELECT gen_random_uuid(), year, key, organisation_id, closes_at - interval '1 minute', 'x', 'x' FROM window_extensions LIMIT 1`,
      ),
    ).rejects.toMatchObject({ code: "GP960" });
  });
});

describe("in open mode", () => {
  test("the school's teachers may register after the others, and a line keeps its order", async () => {
    const classId = world.second.classIds[0] ?? "";
    const seated = await addTeachers(neighbour, 3);
    const ids = [];
    for (const teacher of seated) ids.push((await registerOpen(teacher, openRequest(classId))).enrolmentId);
    const [behind] = await addTeachers(neighbour, 1);
    const [own, late] = await addTeachers(school, 2);
    if (!behind || !own || !late) throw new Error("nobody there");
    const first = await joinWaiting(own, openRequest(classId));
    const second = await joinWaiting(behind, openRequest(classId));
    const third = await joinWaiting(late, openRequest(classId));
    await grant(await nameOf(school.id), 3);
    await at(2 * 24 + 1);
    for (const [index, teacher] of seated.entries()) {
      const enrolmentId = ids[index] ?? "";
      const version = await versionOf(enrolmentId);
      await withdrawEnrolment(teacher, { enrolmentId, version, reasonText: "" });
    }
    await advanceWaitingLines();
    const stateOf = async (entryId: string) =>
      (await db().waitingEntry.findUniqueOrThrow({ where: { id: entryId } })).state;
    expect(await stateOf(first.entryId)).toBe("offered");
    // The next one's windows are shut until the supplement: nobody passes.
    expect(await stateOf(second.entryId)).toBe("waiting");
    expect(await stateOf(third.entryId)).toBe("waiting");
    expect(await advanceWaitingLines()).toBe(0);
  });
});

describe("more time for everybody", () => {
  test("is the latest of what everybody, the province and the school have, whatever came last", async () => {
    const [one, other] = world.away.schools.slice(3, 5);
    const closing = async (id: string | undefined) =>
      (await momentOf(db(), world.year, id ?? "")).windows.registration?.closesAt;
    const before = await closing(other?.id);
    const own = await grant(await nameOf(one?.id ?? ""), 4);
    const province = await grant(await nameOf(world.away.id), 3.5);
    expect(await closing(one?.id)).toEqual(own.instant);
    expect(await closing(other?.id)).toEqual(province.instant);
    expect(before).not.toEqual(province.instant);
    const { text, instant } = minute(4.5);
    await extendWindow(world.ministry, {
      year: world.year,
      key: "registration",
      closesAt: text,
      reason: "演示原因",
      version: await versionOfWindow("registration"),
    });
    for (const id of [one?.id, other?.id, school.id]) expect(await closing(id)).toEqual(instant);
  });
});
