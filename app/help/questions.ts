import type { Role } from "@/lib/access";

/**
 * Which pages share their three questions. A path covers what lies below it, except the first page's; where several cover a page,
 * the longest one counts. Kept by tests/architecture/help.test.ts: a page that no path covers fails there.
 */
export const PAGE_GROUPS = {
  public: { paths: ["/", "/catalogue"], questions: ["whoMay", "howRegister", "closed"] },
  entry: { paths: ["/sign-in", "/activate"], questions: ["firstSignIn", "forgotPassword", "lostFactor"] },
  notices: { paths: ["/notices"], questions: ["whereNotice", "noticeDate", "draftNotice"] },
  desk: { paths: ["/desk", "/search"], questions: ["deskOrder", "search", "figuresNow"] },
  display: { paths: ["/display", "/help"], questions: ["language", "search", "notAllowed"] },
  inbox: { paths: ["/inbox"], questions: ["messages", "readInbox", "undelivered"] },
  account: { paths: ["/settings/account"], questions: ["secondFactor", "lostFactor", "sessions"] },
  accounts: {
    paths: ["/settings/accounts", "/organisations"],
    questions: ["openAccount", "renewCode", "handOver"],
  },
  rules: {
    paths: ["/settings/permissions", "/settings/sign-in-policies"],
    questions: ["notAllowed", "signInRules", "secondFactor"],
  },
  audit: { paths: ["/audit"], questions: ["findAct", "sealed", "notAllowed"] },
  year: { paths: ["/programmes"], questions: ["importYear", "publishYear", "extendWindow"] },
  time: {
    paths: ["/programmes/[year]/calendar", "/programmes/[year]/windows"],
    questions: ["whoseTurn", "late", "calendarFile"],
  },
  supplement: {
    paths: ["/programmes/[year]/supplement"],
    questions: ["whoSupplement", "replaceOne", "late"],
  },
  figures: {
    paths: ["/programmes/[year]/overview", "/programmes/[year]/comparison"],
    questions: ["readShare", "attention", "downloadFigures"],
  },
  quotas: { paths: ["/programmes/[year]/quotas"], questions: ["fillTable", "issueSeats", "handDown"] },
  moves: { paths: ["/programmes/[year]/quotas/moves"], questions: ["moveSeats", "moveWhy", "handBack"] },
  cards: { paths: ["/programmes/[year]/cards"], questions: ["bindCard", "lapse", "printCards"] },
  wishes: {
    paths: [
      "/programmes/[year]/cards/needs",
      "/programmes/[year]/cards/wishes",
      "/programmes/[year]/cards/entries",
    ],
    questions: ["needs", "nominate", "bindCard"],
  },
  enrolments: {
    paths: ["/programmes/[year]/enrolments"],
    questions: ["confirmOne", "review", "returnWhy"],
  },
  delegations: {
    paths: ["/programmes/[year]/delegations"],
    questions: ["delegate", "revokeDelegation", "actDelegate"],
  },
  classes: {
    paths: ["/programmes/[year]/classes", "/classes"],
    questions: ["formClass", "roster", "cancelClass"],
  },
  openingNotice: {
    paths: ["/classes/[classId]/notice"],
    questions: ["openingNotice", "amendNotice", "acknowledge"],
  },
  placement: { paths: ["/programmes/[year]/placement"], questions: ["place", "noPlace", "cancelClass"] },
  registration: { paths: ["/registration"], questions: ["registerSteps", "whyNot", "withdraw"] },
  apply: { paths: ["/registration/apply"], questions: ["keptTyping", "whyNot", "withdraw"] },
  record: { paths: ["/teachers/me"], questions: ["phone", "whoMends", "ownNumber"] },
  teacherMoves: {
    paths: ["/teachers/moves", "/teachers/[teacherId]/move"],
    questions: ["releaseTeacher", "takeInTeacher", "movedRegistration"],
  },
  records: { paths: ["/teachers"], questions: ["completeRecord", "addTeacher", "teacherAccount"] },
} as const;
export type PageGroup = keyof typeof PAGE_GROUPS;

/** What each role asks most. */
export const ROLE_QUESTIONS = {
  ministry: ["importYear", "publishYear", "issueSeats", "extendWindow", "moveSeats"],
  office: ["place", "noPlace", "cancelClass", "roster", "downloadFigures"],
  province: ["handDown", "review", "returnWhy", "recall", "delegate"],
  city: ["handDown", "recall", "handBack", "readSeats", "whoseTurn"],
  institution: ["formClass", "openingNotice", "amendNotice", "roster", "cancelClass"],
  school: ["completeRecord", "bindCard", "confirmOne", "replaceOne", "teacherAccount"],
  teacher: ["registerSteps", "typeCode", "whyNot", "mend", "acknowledge"],
  expert: ["whereNotice", "notAllowed", "messages", "secondFactor", "language"],
  auditor: ["findAct", "sealed", "seatHistory", "downloadFigures", "notAllowed"],
  "system-admin": ["firstSignIn", "forgotPassword", "renewCode", "secondFactor", "notAllowed"],
  "security-admin": ["signInRules", "lostFactor", "dormant", "disable", "notAllowed"],
  "audit-admin": ["findAct", "sealed", "sessions", "secondFactor", "notAllowed"],
  delegate: ["actDelegate", "review", "judge", "returnWhy", "undo"],
} as const satisfies Record<Role, readonly string[]>;

export type QuestionKey =
  | (typeof PAGE_GROUPS)[PageGroup]["questions"][number]
  | (typeof ROLE_QUESTIONS)[Role][number];

const COVERS = (Object.keys(PAGE_GROUPS) as PageGroup[])
  .flatMap((group) => PAGE_GROUPS[group].paths.map((path) => ({ group, steps: stepsOf(path) })))
  .toSorted((a, b) => b.steps.length - a.steps.length);

function stepsOf(path: string): string[] {
  return path.split("/").filter(Boolean);
}

/** The group of an address, or of a page's pattern; null where none covers it. */
export function groupOf(pathname: string): PageGroup | null {
  const steps = stepsOf(pathname);
  const covers = COVERS.find((one) =>
    one.steps.length === 0
      ? steps.length === 0
      : one.steps.every((step, index) => step === steps[index] || (step.startsWith("[") && steps[index])),
  );
  return covers?.group ?? null;
}
