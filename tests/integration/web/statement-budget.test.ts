import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getSealState, searchAuditEvents } from "@/lib/audit";
import { findCancellation, getClass, listClasses, listMergeChoices } from "@/lib/classes";
import {
  findBulkReview,
  findLastStep,
  findObjection,
  findOwnEntry,
  getDelegationChoices,
  getEnrolment,
  getEntryForm,
  getOwnArrival,
  getOwnWishes,
  getPlacement,
  getReviewDelegation,
  getRoster,
  listArrivals,
  listCandidates,
  listEnrolments,
  listEntries,
  listEvidence,
  listFreedPlaces,
  listMyRegistrations,
  listOpenPlaces,
  listPlacements,
  listRechecks,
  listReviewDelegations,
  listSuccessors,
  listWaiting,
  listWishes,
  previewAmendment,
  previewCancellation,
  previewEligibility,
  previewMove,
} from "@/lib/enrolments";
import {
  getAccount,
  getHelper,
  getOwnAccount,
  getStepUp,
  listAccounts,
  listSignInPolicies,
} from "@/lib/identity";
import { getContact, listFailedDeliveries, listInbox, listNotices } from "@/lib/notices";
import { findSchools, listOrganisations } from "@/lib/organisations";
import { disconnect } from "@/lib/platform/db";
import { findDrafts, listDrafts } from "@/lib/platform/form-drafts";
import { findCatalogue, getProgrammeYear, listExtensionBodies, listExtensions } from "@/lib/programmes";
import {
  getAllocation,
  getQuotaGrid,
  listCards,
  listEmptySeats,
  listQuotaDrafts,
  listSeatMoves,
  listSeatNeeds,
} from "@/lib/quotas";
import {
  getAdministration,
  getComparison,
  getDesk,
  getOverview,
  getShellFacts,
  getYearCalendar,
  searchEverything,
  traceSeat,
} from "@/lib/reporting";
import { comparisonFilterSchema, overviewFilterSchema } from "@/lib/reporting/schema";
import {
  countMovesToAnswer,
  findOpenMove,
  getTeacherRecord,
  listTeacherMoves,
  listTeachers,
} from "@/lib/teachers";
import { teacherFilterSchema } from "@/lib/teachers/schema";
import { first } from "../../support/access/shape";
import type { TestDatabase } from "../../support/database";
import { lengthen } from "../../support/many-rows";
import { countingPool } from "../../support/statement-count";
import { cloneWorld, connectTo, type World } from "../../support/world";

const BUDGET = 15;
/** The frame around every page of the workspace: the session, and the facts of the shell. */
const SESSION = 1;
const COPIES = 200;

let database: TestDatabase;
let world: World;
let counted: ReturnType<typeof countingPool>;

async function connect(): Promise<void> {
  counted = countingPool(database.url);
  await connectTo(database, counted.pool);
}

beforeAll(async () => {
  ({ database, world } = await cloneWorld("placed"));
  await connect();
});
afterAll(async () => {
  await disconnect();
  await database.drop("unchecked");
});

type Page = { read: () => Promise<unknown>; rows?: (answer: never) => number };

const rows = (answer: { rows: unknown[] }) => answer.rows.length;
const school = () => world.provinces[0].schools[0];
const province = () => world.provinces[0];

const PAGES: Record<string, Page> = {
  "the review queue": { read: () => listEnrolments(province().actor, 2022, { tab: "to-review" }), rows },
  "the school's registrations": { read: () => listEnrolments(school().actor, 2022, { tab: "all" }), rows },
  "open classes": { read: () => listOpenPlaces(2022) },
  "who waits for an open class": { read: () => listWaiting(province().actor, 2022) },
  "whom an institution looks at again": { read: () => listRechecks(world.institutions[0].actor, 2022) },
  "places that fell free": { read: () => listFreedPlaces(school().actor, { year: 2022 }) },
  "a delegate's queue": { read: () => listEnrolments(province().delegate, 2022, { tab: "to-review" }), rows },
  "one registration of a delegate's": {
    read: () => getEnrolment(province().delegate, first(school().enrolments.confirmed)),
  },
  delegations: { read: () => listReviewDelegations(province().actor, 2022) },
  "one delegation": {
    read: () => getReviewDelegation(province().actor, province().delegate.delegation?.id ?? ""),
  },
  "whom to delegate to": { read: () => getDelegationChoices(province().actor, 2022, null) },
  "a decision for many": { read: () => findBulkReview(province().actor, world.provinces[0].id) },
  "one registration": {
    read: () => getEnrolment(province().actor, first(school().enrolments.confirmed)),
  },
  "the files to a registration": {
    read: async () => {
      const enrolment = await getEnrolment(school().actor, first(school().enrolments.submitted));
      const place = { teacherId: enrolment.teacher.id, subProjectId: enrolment.subProject.id };
      await listEvidence(school().actor, place);
    },
  },
  "a teacher's files": {
    read: () => {
      const teacher = first(school().teachers);
      return listEvidence(teacher.actor, { teacherId: teacher.id, subProjectId: world.subProjects.B301 });
    },
  },
  "what a school filled in": { read: () => listEntries(school().actor, { year: 2022 }) },
  "filling in a registration": {
    read: () =>
      getEntryForm(school().actor, {
        subProjectId: world.subProjects.B301,
        teacherId: first(school().teachers).id,
      }),
  },
  "what the school filled in for a teacher": {
    read: () => findOwnEntry(first(school().teachers).actor, world.subProjects.B301),
  },
  "a step of a registration, with what was typed": {
    read: () => {
      const { actor } = first(school().teachers);
      const { B301: subProjectId } = world.subProjects;
      return Promise.all([
        findDrafts(actor, [`registration.plan/${subProjectId}`, `registration.answers/${subProjectId}`]),
        findOwnEntry(actor, subProjectId),
        previewEligibility(actor, { subProjectId }),
      ]);
    },
  },
  "what a teacher has begun": {
    read: () => {
      const { actor } = first(school().teachers);
      return Promise.all([
        listDrafts(actor, "registration."),
        getDesk(actor),
        listMyRegistrations(actor, 2022),
      ]);
    },
  },
  "a teacher's wishes": { read: () => getOwnWishes(first(school().teachers).actor, 2022) },
  "what the school's teachers would like": { read: () => listWishes(school().actor, { year: 2022 }) },
  "whom the school could propose": {
    read: () => listCandidates(school().actor, { subProjectId: world.subProjects.B301, search: "" }),
  },
  "who could take a place": {
    read: () =>
      Promise.all([
        getEnrolment(school().actor, first(school().enrolments.approved)),
        listSuccessors(school().actor, first(school().enrolments.approved), ""),
        listTeachers(school().actor, teacherFilterSchema.parse({})),
      ]),
  },
  "one registration after a decision": {
    read: () =>
      Promise.all([
        listEnrolments(province().actor, 2022, { tab: "to-review" }),
        getEnrolment(province().actor, first(school().enrolments.confirmed)),
        findLastStep(province().actor, first(school().enrolments.approved)),
        listEvidence(province().actor, {
          teacherId: first(school().teachers.slice(2)).id,
          subProjectId: world.subProjects.B301,
        }),
        findObjection(province().actor, first(school().enrolments.confirmed)),
      ]),
  },
  "the teachers": { read: () => listTeachers(school().actor, teacherFilterSchema.parse({})), rows },
  "teachers who move": { read: () => listTeacherMoves(school().actor, { cursor: "" }) },
  "letting a teacher go": {
    read: () =>
      Promise.all([
        getTeacherRecord(school().actor, first(school().teachers).id),
        findOpenMove(school().actor, first(school().teachers).id),
        previewMove(school().actor, first(school().teachers).id),
        findSchools(school().actor, "演示"),
        countMovesToAnswer(school().actor),
      ]),
  },
  "one teacher": { read: () => getTeacherRecord(school().actor, first(school().teachers).id) },
  "the empty seats": { read: () => listEmptySeats(province().actor, { year: 2022 }) },
  "what a school needs": { read: () => listSeatNeeds(school().actor, { year: 2022 }) },
  "a suggested split": { read: () => getAllocation(province().actor, { year: 2022, suggest: "need" }) },
  "moves between provinces": { read: () => listSeatMoves(province().actor, { year: 2022 }) },
  "the drafts of the table": { read: () => listQuotaDrafts(world.ministry, { year: 2022 }) },
  help: { read: () => getHelper(school().actor) },
  "the own account": { read: () => getOwnAccount(school().actor) },
  "how messages arrive": { read: () => getContact(school().actor) },
  "letters that did not arrive": { read: () => listFailedDeliveries(province().actor, {}) },
  "the cards": { read: () => listCards(province().actor, { year: 2022 }), rows },
  allocation: {
    read: () => getAllocation(province().actor, { year: 2022 }),
    rows: (answer: { schools: unknown[] }) => answer.schools.length,
  },
  "the quota grid": { read: () => getQuotaGrid(world.ministry, { year: 2022 }) },
  "the ministry's desk": { read: () => getDesk(world.ministry) },
  "the province's desk": { read: () => getDesk(province().actor) },
  "the school's desk": { read: () => getDesk(school().actor) },
  "the institution's desk": { read: () => getDesk(world.institutions[0].actor) },
  "the office's desk": { read: () => getDesk(world.office) },
  "the teacher's desk": { read: () => getDesk(first(school().teachers).actor) },
  "the country's overview": {
    read: () => getOverview(world.ministry, overviewFilterSchema.parse({ year: 2022 })),
  },
  "the desk of system administration": { read: () => getAdministration(world.systemAdmin) },
  "the desk of security administration": {
    read: () =>
      Promise.all([getAdministration(world.securityAdmin), listSignInPolicies(world.securityAdmin)]),
  },
  "the desk of audit administration": {
    read: () => Promise.all([getAdministration(world.auditAdmin), getSealState(world.auditAdmin)]),
  },
  "provinces side by side": {
    read: () => getComparison(world.ministry, comparisonFilterSchema.parse({ year: 2022 })),
  },
  "the year's calendar": {
    read: () =>
      Promise.all([
        getYearCalendar(world.ministry, 2022),
        getOverview(world.ministry, overviewFilterSchema.parse({ year: 2022 })),
      ]),
  },
  "the search": { read: () => searchEverything(province().actor, "B301") },
  "where a seat went": { read: () => traceSeat(province().actor, school().boundCardId) },
  "a province's overview": {
    read: () => getOverview(province().actor, overviewFilterSchema.parse({ year: 2022 })),
  },
  "the public catalogue": { read: () => findCatalogue() },
  "the year": { read: () => getProgrammeYear(world.ministry, 2022) },
  "more time for one body": {
    read: () =>
      Promise.all([
        getProgrammeYear(world.ministry, 2022),
        listExtensions(world.ministry, { year: 2022, key: "registration" }),
        listExtensionBodies(world.ministry, "registration"),
      ]),
  },
  "the classes": { read: () => listClasses(world.ministry, 2022, {}), rows },
  "one class": { read: () => getClass(world.ministry, world.institutions[0].classId) },
  "amending a notice": {
    read: () => previewAmendment(world.institutions[0].actor, world.institutions[0].classId),
  },
  "cancelling a class": {
    read: async () => {
      const { classId } = world.institutions[0];
      await getClass(world.office, classId);
      await findCancellation(world.office, classId);
      await listMergeChoices(world.office, classId);
      await previewCancellation(world.office, { classId, people: "elsewhere" });
    },
  },
  "the roster": {
    read: () => getRoster(world.institutions[0].actor, world.institutions[0].classId),
    rows,
  },
  "how a class's people come": {
    read: () => listArrivals(world.institutions[0].actor, world.institutions[0].classId),
    rows,
  },
  "how I come": {
    read: () => getOwnArrival(first(school().teachers.slice(4)).actor, first(school().enrolments.approved)),
  },
  "the inbox": { read: () => listInbox(school().actor, {}), rows },
  "the notices": { read: () => listNotices(world.ministry, {}) },
  "the trail": {
    read: () => Promise.all([searchAuditEvents(world.auditor, {}), getSealState(world.auditor)]),
    rows: ([trail]: [{ rows: unknown[] }, unknown]) => trail.rows.length,
  },
  "the accounts": { read: () => listAccounts(province().actor, {}) },
  "the sign-in rules": { read: () => listSignInPolicies(world.auditor) },
  "one account": {
    read: () =>
      Promise.all([getAccount(province().actor, school().actor.appointmentId), getStepUp(province().actor)]),
  },
  "the organisations": { read: () => listOrganisations(province().actor, {}), rows },
  placements: { read: () => listPlacements(world.office, 2022) },
  "one placement": { read: () => getPlacement(world.office, world.subProjects.B301) },
  "a teacher's registrations": { read: () => listMyRegistrations(first(school().teachers).actor, 2022) },
  "a teacher's conditions": {
    read: () =>
      previewEligibility(first(school().teachers.slice(9)).actor, { subProjectId: world.subProjects.B301 }),
  },
};

/** Statements that no policy may shorten, by words of theirs. */
const SYSTEM_READS = {
  "whom to ask in the body above": "a.display_name AS person",
  "whom a letter of the own body did not reach": "a.display_name AS recipient",
  "how many accounts of each role have a second factor": '"withSecondFactor"',
};

const few = new Map<string, number>();
const many = new Map<string, { statements: number; rows: number | null }>();
let shell = 0;

describe("statements a page", () => {
  beforeAll(async () => {
    shell = await counted.count(() => getShellFacts(province().actor));
    for (const [name, { read }] of Object.entries(PAGES)) few.set(name, await counted.count(read));
    await lengthen(database.pool, world, COPIES);
    await connect();
    for (const [name, { read, rows: rowsOf }] of Object.entries(PAGES)) {
      let answer: unknown;
      const statements = await counted.count(async () => {
        answer = await read();
      });
      many.set(name, { statements, rows: rowsOf ? rowsOf(answer as never) : null });
    }
  }, 120_000);

  it.each(Object.keys(PAGES))("%s: at most 15 with its frame, the same for few rows and many", (name) => {
    const small = few.get(name) ?? 0;
    expect(small).toBeGreaterThan(0);
    expect(small + SESSION + shell).toBeLessThanOrEqual(BUDGET);
    // The contents of a published catalogue are read once a process.
    if (name !== "the public catalogue") expect(many.get(name)?.statements).toBe(small);
  });

  it.each(Object.entries(PAGES).flatMap(([name, page]) => (page.rows ? [name] : [])))(
    "%s shows a full page afterwards, so that the comparison means something",
    (name) => {
      expect(many.get(name)?.rows).toBeGreaterThanOrEqual(50);
    },
  );

  it("reads people, registrations, cards and accounts as whoever looks at the page, but for what is named here", () => {
    const named = (text: string) =>
      Object.entries(SYSTEM_READS).find(([, words]) => text.includes(words))?.[0] ?? text;
    expect([...counted.unscoped].map(named).sort()).toEqual(Object.keys(SYSTEM_READS).sort());
  });

  it("counts what reaches the server", async () => {
    expect(await counted.count(() => counted.pool.query("SELECT 1"))).toBe(1);
  });
});
