import { newId } from "@/lib/kernel/id";
import {
  ANYBODY,
  BUSINESS,
  bodies,
  FOLLOWS,
  HOST,
  MINISTRY,
  NATIONAL,
  national,
  of,
  onEnrolment,
  own,
  PROVINCE,
  people,
  type RouteRow,
  SCHOOL,
  TEACHER,
} from "./route-shape";

const visitors: Record<string, RouteRow> = {
  "GET /": { who: "visitors", ...own, leads: true },
  "GET /activate": { who: "visitors", ...own },
  "GET /catalogue": { who: "visitors", ...own },
  "GET /catalogue/[year]/[code]": { who: "visitors", ...own },
  "GET /help": { who: "visitors", ...own },
  "GET /help/glossary": { who: "visitors", ...own },
  "GET /help/keys": { who: "visitors", ...own },
  "GET /display": { who: "visitors", ...own },
  "GET /display/set": { who: "visitors", ...own, leads: true },
  "GET /notices": { who: "visitors", ...own },
  // Of a notice that is public only later.
  "GET /notices/[id]": { who: {}, over: ["own", "missing"], object: "id" },
  "GET /notices/[id]/[format]": { who: {}, over: ["own", "missing"], object: "id" },
  "GET /sign-in": { who: "visitors", ...own, leads: true },
  "GET /sign-in/code": { who: "visitors", ...own, leads: true },
};

const everybody: Record<string, RouteRow> = {
  "POST /session": { who: ANYBODY, ...own },
  "POST /drafts": {
    who: ANYBODY,
    ...own,
    body: { draftTicket: "registration.plan/of-this-test 0 -", commitment: "回校后开三次公开课" },
  },
  "DELETE /drafts": { who: ANYBODY, ...own },
  "GET /desk": { who: ANYBODY, ...own, leads: true },
  "GET /search": { who: of([...BUSINESS, "delegate"]), ...own, query: () => "?q=2022" },
  "GET /settings/account": { who: ANYBODY, ...own },
  "GET /settings/account/step-up": { who: ANYBODY, ...own, leads: true },
  "GET /settings/permissions": { who: ANYBODY, ...own },
  "GET /settings/sign-in-policies": {
    who: of(["ministry", "auditor", "system-admin", "security-admin", "audit-admin"]),
    ...own,
  },
  "GET /inbox": { who: of(BUSINESS), ...own },
  "GET /inbox/contact": { who: of(BUSINESS), ...own },
  "GET /inbox/failures": {
    who: of(["ministry", "office", "province", "city", "institution", "school", "auditor"]),
    ...own,
  },
  "GET /notices/manage": { who: of(BUSINESS), ...own },
  "GET /notices/manage/[id]": {
    // Addressed to provinces and institutions.
    who: { ...NATIONAL, province: "country", institution: "country" },
    ...national,
    object: "id",
  },
  "GET /notices/manage/[id]/[format]": {
    who: { ...NATIONAL, province: "country", institution: "country" },
    ...national,
    object: "id",
  },
  "GET /notices/manage/new": { who: MINISTRY, ...own },
  "GET /audit": { who: of(["auditor", "audit-admin"]), ...own },
  "POST /audit/export": { who: of(["auditor", "audit-admin"]), ...own },
  "GET /organisations": {
    who: of(["ministry", "office", "auditor", "province", "city", "institution", "school", "teacher"]),
    ...own,
  },
  "GET /settings/accounts": {
    who: of(["ministry", "office", "province", "institution", "school", "system-admin", "security-admin"]),
    ...own,
  },
  "GET /settings/accounts/[appointmentId]": {
    who: {
      ministry: "country",
      province: "province",
      school: "body",
      "system-admin": "country",
      "security-admin": "country",
    },
    over: ["own", "neighbour", "foreign", "missing"],
    object: "appointmentId",
  },
};

const programmes: Record<string, RouteRow> = {
  "GET /programmes": { who: of([...BUSINESS, "delegate"]), ...own },
  "GET /programmes/import": { who: MINISTRY, ...own },
  "GET /programmes/import/[operationId]": { who: MINISTRY, ...national, object: "operationId" },
  "GET /programmes/[year]": { who: of([...BUSINESS, "delegate"]), ...own },
  "GET /programmes/[year]/import": { who: MINISTRY, ...own },
  "GET /programmes/[year]/publish": { who: MINISTRY, ...own, leads: true },
  "GET /programmes/[year]/windows/[key]": { who: MINISTRY, ...own },
  "GET /programmes/[year]/windows/[key]/body": { who: MINISTRY, ...own },
  "GET /programmes/[year]/overview": { who: { ...NATIONAL, province: "province" }, ...own },
  "GET /programmes/[year]/comparison": { who: { ...NATIONAL, province: "province" }, ...own },
  "POST /programmes/[year]/comparison/export": { who: { ...NATIONAL, province: "province" }, ...own },
  "POST /programmes/[year]/overview/export": { who: { ...NATIONAL, province: "province" }, ...own },
  "GET /programmes/[year]/calendar": { who: of([...BUSINESS, "delegate"]), ...own },
  "GET /programmes/[year]/calendar/file": { who: of([...BUSINESS, "delegate"]), ...own },
  "GET /programmes/[year]/quotas/moves": { who: { ...NATIONAL, province: "body" }, ...own },
  "GET /programmes/[year]/quotas": {
    who: of(["ministry", "office", "auditor", "province", "city", "school"]),
    ...own,
    leads: true,
  },
  "GET /programmes/[year]/quotas/allocation": { who: of(["province", "city"]), ...own },
  "GET /programmes/[year]/quotas/allocation/table": { who: of(["province", "city"]), ...own },
  "GET /programmes/[year]/quotas/check": { who: of(["province", "city"]), ...own, leads: true },
  "GET /programmes/[year]/quotas/drafts": { who: MINISTRY, ...own },
  "GET /programmes/[year]/quotas/import": { who: MINISTRY, ...own },
  "GET /programmes/[year]/quotas/issue": { who: MINISTRY, ...own, leads: true },
  "GET /programmes/[year]/quotas/top-up": { who: MINISTRY, ...own, leads: true },
  "GET /programmes/[year]/quotas/weights": { who: MINISTRY, ...own },
  "PUT /programmes/[year]/quotas/work": {
    who: MINISTRY,
    ...own,
    body: {},
  },
  "GET /programmes/[year]/quotas/history": {
    who: { ...NATIONAL, province: "province", city: "body", school: "body" },
    over: ["own", "neighbour", "foreign", "missing"],
    object: "organisationId",
    query: ({ world, side, relation }) =>
      `?subProjectId=${world.subProjects.B301}&organisationId=${relation === "missing" ? newId() : side.school.id}`,
  },
  "GET /programmes/[year]/cards": { who: of(["province", "city", "school", "auditor", "teacher"]), ...own },
  "GET /programmes/[year]/cards/[cardId]": {
    who: { auditor: "country", province: "province", city: "body", school: "body", teacher: "self" },
    ...bodies,
    teacher: 12,
    object: "cardId",
  },
  "GET /programmes/[year]/cards/[cardId]/history": {
    who: { ...NATIONAL, province: "province", city: "body", school: "body", teacher: "self" },
    ...bodies,
    teacher: 12,
    object: "cardId",
  },
  "POST /programmes/[year]/cards/sheet": { who: SCHOOL, ...own, body: { format: "xlsx" } },
  "GET /programmes/[year]/cards/empty": { who: of(["province", "city"]), ...own },
  "GET /programmes/[year]/cards/needs": { who: SCHOOL, ...own },
  "GET /programmes/[year]/cards/wishes": { who: SCHOOL, ...own },
  "GET /programmes/[year]/cards/wishes/nominate": {
    who: SCHOOL,
    ...own,
    query: ({ world }) => `?subProject=${world.subProjects.B301}`,
  },
  "GET /programmes/[year]/cards/wishes/entry": {
    who: SCHOOL,
    ...own,
    teacher: 11,
    query: ({ world, teacher }) => `?subProject=${world.subProjects.B301}&teacher=${teacher.id}`,
  },
  "GET /programmes/[year]/cards/entries": { who: SCHOOL, ...own },
  "GET /programmes/[year]/supplement": { who: of(["province", "school"]), ...own },
  "GET /programmes/[year]/classes": { who: of(BUSINESS.filter((role) => role !== "expert")), ...own },
  "GET /programmes/[year]/classes/new": { who: HOST, ...own },
  "GET /programmes/[year]/placement": { who: { office: "country" }, ...own },
  "GET /programmes/[year]/placement/[subProjectId]": {
    who: { office: "country" },
    ...national,
    object: "subProjectId",
  },
  "GET /programmes/[year]/delegations": { who: of(["province", "auditor"]), ...own },
  "GET /programmes/[year]/delegations/new": { who: PROVINCE, ...own },
  "GET /programmes/[year]/delegations/check": { who: PROVINCE, ...own, leads: true },
  "GET /programmes/[year]/delegations/[delegationId]": {
    who: { province: "body", auditor: "country" },
    ...bodies,
    object: "delegationId",
  },
  "GET /programmes/[year]/recheck": { who: HOST, ...own },
  "GET /programmes/[year]/recheck/[enrolmentId]": {
    who: HOST,
    ...national,
    object: "enrolmentId",
    notThere: true,
  },
  "GET /programmes/[year]/waiting": {
    who: of(["ministry", "office", "auditor", "province", "institution", "school", "teacher"]),
    ...own,
  },
  "GET /programmes/[year]/enrolments": {
    who: of(["ministry", "office", "auditor", "province", "school", "institution", "delegate", "teacher"]),
    ...own,
    leads: true,
  },
  "GET /programmes/[year]/enrolments/batches/[operationId]": {
    who: { province: "body", delegate: "body" },
    notThere: true,
    over: ["own", "missing"],
    object: "operationId",
  },
  "POST /programmes/[year]/enrolments/file": { who: { province: "province", school: "body" }, ...own },
  "GET /programmes/[year]/enrolments/[enrolmentId]": {
    who: { ...FOLLOWS, delegate: "province" },
    ...onEnrolment,
    stand: "submitted",
  },
  "GET /programmes/[year]/enrolments/[enrolmentId]/evidence": {
    who: { ...FOLLOWS, delegate: "province" },
    ...onEnrolment,
    stand: "submitted",
  },
  "GET /programmes/[year]/enrolments/[enrolmentId]/objection": {
    who: { ...FOLLOWS, delegate: "province" },
    ...onEnrolment,
    teacher: 7,
    stand: "rejected",
    leads: true,
  },
  "GET /programmes/[year]/enrolments/[enrolmentId]/replace": {
    who: SCHOOL,
    over: ["own", "neighbour", "foreign", "missing"],
    object: "enrolmentId",
    stand: "approved",
  },
};

const CHOOSERS = {
  ...of(BUSINESS.filter((role) => role !== "expert")),
  institution: "body",
} as const;

const classes: Record<string, RouteRow> = {
  "GET /classes/[classId]": {
    // Where and when a class is, everybody who may choose it knows; another institution's is not theirs.
    who: CHOOSERS,
    ...bodies,
    object: "classId",
    leads: true,
  },
  // Others who know the class are led to its page.
  "GET /classes/[classId]/edit": { who: CHOOSERS, ...bodies, object: "classId", leads: true },
  "GET /classes/[classId]/roster": {
    who: { ...NATIONAL, province: "country", school: "country", institution: "body" },
    ...national,
    stage: "placed",
    object: "classId",
  },
  "POST /classes/[classId]/roster/file": {
    who: HOST,
    ...bodies,
    stage: "placed",
    object: "classId",
    body: { format: "xlsx" },
  },
  "GET /classes/[classId]/arrivals": { who: HOST, ...bodies, stage: "placed", object: "classId" },
  "GET /classes/[classId]/notice": {
    // A city finds the page of the class without the text, which is for those whom it concerns.
    who: {
      ...NATIONAL,
      city: "country",
      province: "country",
      school: "country",
      teacher: "country",
      institution: "body",
    },
    ...national,
    stage: "placed",
    teacher: 4,
    object: "classId",
  },
  "GET /classes/[classId]/notice/[format]": {
    who: { ...NATIONAL, province: "country", school: "country", teacher: "country", institution: "body" },
    ...national,
    stage: "placed",
    teacher: 4,
    object: "classId",
  },
  "GET /classes/[classId]/notice/amend": {
    who: CHOOSERS,
    ...bodies,
    stage: "placed",
    object: "classId",
    leads: true,
  },
  "GET /classes/[classId]/notice/amendments/[number]/[format]": {
    who: { ...NATIONAL, province: "country", school: "country", teacher: "country", institution: "body" },
    ...national,
    stage: "placed",
    teacher: 4,
    object: "classId",
  },
  "GET /classes/[classId]/calendar": { who: CHOOSERS, ...bodies, object: "classId" },
  "GET /classes/[classId]/cancel": { who: CHOOSERS, ...bodies, object: "classId", leads: true },
  "GET /classes/[classId]/cancel/check": { who: CHOOSERS, ...bodies, object: "classId", leads: true },
  "GET /classes/[classId]/cancel/done": {
    who: CHOOSERS,
    notThere: true,
    over: ["own", "missing"],
    object: "classId",
  },
  "GET /classes/[classId]/notice/issue": { who: CHOOSERS, ...bodies, object: "classId", leads: true },
};

const teachers: Record<string, RouteRow> = {
  "GET /teachers": { who: of(["province", "city", "school", "teacher"]), ...own, leads: true },
  "GET /teachers/new": { who: SCHOOL, ...own },
  "GET /teachers/moves": { who: SCHOOL, ...own },
  "GET /teachers/[teacherId]/move": { who: SCHOOL, ...people, object: "teacherId" },
  "GET /teachers/me": { who: ANYBODY, ...own, leads: true },
  "GET /teachers/[teacherId]": {
    who: { province: "province", city: "body", school: "body", teacher: "self" },
    ...people,
    object: "teacherId",
    // To the own record, whatever is named.
    alwaysLed: "teacher",
  },
  "GET /registration": { who: TEACHER, ...own },
  "GET /registration/open": { who: TEACHER, ...own },
  // No class of this world is open, and nobody waits.
  "GET /registration/open/[classId]": { who: TEACHER, ...national, object: "classId", notThere: true },
  "GET /registration/waiting/[entryId]": { who: TEACHER, ...national, object: "entryId", notThere: true },
  "GET /registration/card": { who: TEACHER, ...own, teacher: 9 },
  "GET /registration/wishes": { who: TEACHER, ...own, teacher: 9 },
  "GET /registration/nominations/[nominationId]": {
    who: TEACHER,
    over: ["own", "colleague", "foreign", "missing"],
    teacher: 9,
    object: "nominationId",
  },
  "GET /registration/evidence/[subProjectId]": { who: TEACHER, ...own },
  "GET /registration/[enrolmentId]": { who: TEACHER, ...onEnrolment, stand: "submitted" },
  "GET /registration/[enrolmentId]/done": { who: TEACHER, ...onEnrolment, stand: "submitted" },
  "GET /registration/[enrolmentId]/withdraw": { who: TEACHER, ...onEnrolment, stand: "submitted" },
  "GET /registration/[enrolmentId]/mend": {
    who: TEACHER,
    ...onEnrolment,
    teacher: 6,
    stand: "returnedToTeacher",
    leads: true,
  },
  "GET /registration/[enrolmentId]/object": {
    who: TEACHER,
    ...onEnrolment,
    teacher: 7,
    stand: "rejected",
    leads: true,
  },
  "GET /registration/[enrolmentId]/arrival": {
    who: TEACHER,
    over: ["own", "neighbour", "foreign", "missing"],
    stage: "placed",
    teacher: 4,
    object: "enrolmentId",
    stand: "approved",
  },
  "GET /registration/apply/[subProjectId]": { who: TEACHER, ...own, teacher: 9, leads: true },
  "GET /registration/apply/[subProjectId]/plan": { who: TEACHER, ...own, teacher: 9, leads: true },
  "GET /registration/apply/[subProjectId]/classes": { who: TEACHER, ...own, teacher: 9, leads: true },
  "GET /registration/apply/[subProjectId]/contact": { who: TEACHER, ...own, teacher: 9, leads: true },
  "GET /registration/apply/[subProjectId]/check": { who: TEACHER, ...own, teacher: 9, leads: true },
  "GET /evidence/[evidenceId]": {
    who: { ...FOLLOWS, delegate: "province" },
    over: ["own", "foreign", "missing"],
    object: "evidenceId",
  },
};

/** One row for every page and route handler of the build; those who leave and those who only look have no object. */
export const ROUTE_ROWS: Record<string, RouteRow> = {
  ...visitors,
  ...everybody,
  ...programmes,
  ...classes,
  ...teachers,
};

/** Leaves the session: asked apart. */
export const LEAVING = ["POST /sign-out"];
