import type { Role } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { demonstrationNotice } from "@/prisma/seed/demo/notice";
import { teacherAt } from "../../support/access/shape";
import { ADDRESS_CODE } from "../../support/contacts";
import { type ActionRows, type Cell, found, type Reach } from "../../support/http/cells";
import { WORLD_PASSWORD } from "../../support/world-password";

const MINISTRY = { ministry: "country" } as const;
const SCHOOL = { school: "body" } as const;
const everybody = (roles: readonly Role[]) =>
  Object.fromEntries(roles.map((role) => [role, "self"])) as Partial<Record<Role, Reach>>;
const BUSINESS = [
  "ministry",
  "office",
  "province",
  "city",
  "institution",
  "school",
  "teacher",
  "expert",
  "auditor",
] as const;
/** Whoever can sign in looks after the own account; a delegate does so under the own hat, and under this one too. */
const SIGNED_IN = everybody([...BUSINESS, "system-admin", "security-admin", "audit-admin", "delegate"]);
/** The three administrations and a delegation have no business of their own, and no inbox. */
const WITH_INBOX = everybody(BUSINESS);
/** Accounts are made downwards; a handover and a second clerk are ordinary acts within the own body. */
const DOWNWARDS = {
  ministry: "country",
  office: "body",
  province: "province",
  institution: "body",
  school: "body",
} as const;
/** Above a person, and the administration of security. */
const GUARDS = {
  ministry: "country",
  province: "province",
  school: "body",
  "security-admin": "country",
} as const;
const ACCOUNTS = ["own", "neighbour", "foreign", "missing"] as const;

/** At which body each looks after accounts; of others it is a school that they name. */
const WHERE: Partial<Record<Role, Role>> = {
  ministry: "province",
  office: "office",
  institution: "institution",
};
const officerOf = ({ role, relation, side }: Cell) =>
  side.actor(relation === "own" ? (WHERE[role] ?? "school") : "school");
/** A clerk beside the officer who has not activated the account yet; made with the world of the test. */
const clerkOf = (cell: Cell) =>
  found(
    cell.pool,
    "SELECT a.id FROM accounts a JOIN appointments p ON p.account_id = a.id WHERE p.organisation_id = $1 AND a.login_name LIKE 'clerk-%'",
    [officerOf(cell).organisationId],
  );
const newPerson = () => ({
  loginName: `case-${newId().slice(-12)}`,
  displayName: "演示接任人",
  email: "",
});

const accounts: ActionRows = {
  "settings/accounts#createAccountAction": {
    who: DOWNWARDS,
    over: [...ACCOUNTS],
    object: "organisationId",
    form: (cell) => {
      const { role, organisationId } = officerOf(cell);
      return { ...newPerson(), role, organisationId };
    },
  },
  "settings/accounts#renewCodeAction": {
    who: DOWNWARDS,
    over: [...ACCOUNTS],
    object: "accountId",
    form: async (cell) => ({ accountId: await clerkOf(cell), email: "" }),
  },
  "settings/accounts#endAppointmentAction": {
    who: { ...DOWNWARDS, "security-admin": "country" },
    over: [...ACCOUNTS],
    object: "appointmentId",
    form: (cell) => ({
      appointmentId: officerOf(cell).appointmentId,
      endsOn: "2099-12-31",
      acceptLast: "true",
    }),
  },
  "settings/accounts#handOverAction": {
    who: DOWNWARDS,
    over: [...ACCOUNTS],
    object: "appointmentId",
    form: (cell) => ({
      ...newPerson(),
      appointmentId: officerOf(cell).appointmentId,
      endsOn: "2099-12-31",
    }),
  },
  "settings/accounts#resetSecondFactorAction": {
    who: GUARDS,
    over: [...ACCOUNTS],
    object: "accountId",
    form: ({ side }) => ({ accountId: teacherAt(side, 9).actor.accountId, reason: "本人到场核对身份证" }),
    stopsAtRules: "nobody here has a second factor",
  },
  "settings/sign-in-policies#updateSignInPolicyAction": {
    who: { "security-admin": "country" },
    over: ["own"],
    form: () => ({ role: "teacher", secondFactorFrom: "2099-09-01", dormantAfterDays: "" }),
  },
  "settings/accounts#disableAccountAction": {
    who: GUARDS,
    over: [...ACCOUNTS],
    object: "accountId",
    form: ({ side }) => ({ accountId: teacherAt(side, 9).actor.accountId }),
  },
  "settings/accounts#reactivateAccountAction": {
    who: GUARDS,
    over: [...ACCOUNTS],
    object: "accountId",
    prepare: ({ pool, side }) =>
      pool.query("UPDATE accounts SET last_used_at = last_used_at - interval '500 days' WHERE id = $1", [
        teacherAt(side, 9).actor.accountId,
      ]),
    form: ({ side }) => ({ accountId: teacherAt(side, 9).actor.accountId }),
  },
};

const NO_CODE = { stopsAtRules: "nobody here has a second factor" };
const factorCode = () => ({ factorCode: "123456" });

const ownAccount: ActionRows = {
  "settings/account#setUpSecondFactorAction": {
    who: SIGNED_IN,
    over: ["own"],
    form: () => ({ password: WORLD_PASSWORD }),
  },
  "settings/account#confirmSecondFactorAction": {
    who: SIGNED_IN,
    over: ["own"],
    form: factorCode,
    ...NO_CODE,
  },
  "settings/account#renewRecoveryCodesAction": {
    who: SIGNED_IN,
    over: ["own"],
    form: factorCode,
    ...NO_CODE,
  },
  "settings/account#removeSecondFactorAction": {
    who: SIGNED_IN,
    over: ["own"],
    form: factorCode,
    ...NO_CODE,
  },
  "settings/account#changeSecondFactorAction": {
    who: SIGNED_IN,
    over: ["own"],
    form: factorCode,
    ...NO_CODE,
  },
  "settings/account#proveSecondFactorAction": { who: SIGNED_IN, over: ["own"], form: factorCode, ...NO_CODE },
  "settings/account#endOwnSessionAction": {
    who: SIGNED_IN,
    over: ["own", "foreign", "missing"],
    bare: true,
    object: "sessionId",
    form: async ({ pool, relation, actor, side }) => ({
      sessionId: await found(
        pool,
        "SELECT id FROM sessions WHERE account_id = $1 AND user_agent = 'of another browser'",
        [relation === "own" ? actor.accountId : side.school.actor.accountId],
      ),
    }),
  },
  "settings/account#endOtherSessionsAction": { who: SIGNED_IN, over: ["own"], bare: true, form: () => ({}) },
  "_shell#switchAppointmentAction": {
    who: SIGNED_IN,
    over: ["own", "foreign", "missing"],
    bare: true,
    object: "appointmentId",
    form: ({ relation, actor, side }) => ({
      appointmentId: relation === "own" ? actor.appointmentId : side.school.actor.appointmentId,
    }),
  },
  "_shell#keepDraftAction": {
    who: SIGNED_IN,
    over: ["own"],
    bare: true,
    form: () => ({ draftTicket: `registration.plan/${newId()} 0 -`, commitment: "回校后开三次公开课" }),
  },
  "_shell#dropDraftAction": {
    who: SIGNED_IN,
    over: ["own"],
    bare: true,
    form: () => ({ draftTicket: `registration.plan/${newId()} 0 -` }),
  },
  "inbox#openMessageAction": {
    who: WITH_INBOX,
    over: ["own", "foreign", "missing"],
    bare: true,
    object: "id",
    form: async ({ pool, relation, actor, side }) => ({
      id: await found(
        pool,
        "SELECT id FROM inbox_messages WHERE account_id = $1 AND kind = 'notice-issued' AND read_at IS NULL",
        [relation === "own" ? actor.accountId : side.school.actor.accountId],
      ),
    }),
  },
  "inbox/contact#saveContactAction": {
    who: WITH_INBOX,
    over: ["own"],
    form: () => ({
      email: "clerk@example.test",
      mail: "each",
      mobile: "",
      sms: "none",
      quietFrom: "",
      quietUntil: "",
      locale: "zh-CN",
      version: "1",
    }),
  },
  "inbox/contact#requestAddressCodeAction": {
    who: WITH_INBOX,
    over: ["own"],
    form: () => ({ channel: "mail" }),
  },
  "inbox/contact#confirmAddressAction": {
    who: WITH_INBOX,
    over: ["own"],
    form: () => ({ channel: "mail", code: ADDRESS_CODE }),
  },
};

const texts = { ...demonstrationNotice(2022), addressees: undefined, programmeYear: "2022" };
const { addressees: _none, ...noticeTexts } = texts;

const national: ActionRows = {
  "notices/manage#createNoticeAction": {
    who: MINISTRY,
    over: ["own"],
    form: () => ({
      ...noticeTexts,
      "addressees[]": ["province", "institution"],
      documentNumber: "演示函〔2022〕9号",
      key: newId(),
    }),
  },
  "notices/manage#updateNoticeAction": {
    who: MINISTRY,
    over: ["own", "missing"],
    object: "id",
    form: ({ world }) => ({
      ...noticeTexts,
      "addressees[]": ["province", "institution"],
      documentNumber: "演示函〔2022〕2号",
      id: world.notices.draft,
      version: "1",
    }),
  },
  "notices/manage#issueNoticeAction": {
    who: MINISTRY,
    over: ["own", "missing"],
    object: "id",
    form: ({ world }) => ({ id: world.notices.draft, version: "1", publicOn: "2022-05-20" }),
  },
};

const teachers: ActionRows = {
  "teachers#addTeacher": { who: SCHOOL, over: ["own"], form: () => ({ name: "演示新教师", key: newId() }) },
  "teachers#mendRecord": {
    who: SCHOOL,
    over: ["own", "colleague", "neighbour", "foreign", "missing"],
    teacher: 9,
    object: "teacherId",
    form: async ({ teacher, pool }) => ({
      teacherId: teacher.id,
      version: await found(pool, "SELECT version FROM teachers WHERE id = $1", [teacher.id]),
      name: "演示改名",
      key: newId(),
    }),
  },
  "teachers#confirmContact": {
    who: { teacher: "self" },
    over: ["own"],
    form: async ({ teacher, pool }) => ({
      mobile: "13900001234",
      version: await found(pool, "SELECT version FROM teachers WHERE id = $1", [teacher.id]),
      key: newId(),
    }),
  },
  "teachers#revealField": {
    who: { province: "province", school: "body", teacher: "self" },
    over: ["own", "colleague", "neighbour", "foreign", "missing"],
    object: "teacherId",
    form: ({ teacher }) => ({ teacherId: teacher.id, field: "idNumber", purpose: "check-record" }),
  },
  "teachers#handOutCode": {
    who: SCHOOL,
    over: ["own", "neighbour", "foreign", "missing"],
    teacher: 9,
    object: "teacherId",
    form: ({ teacher }) => ({ teacherId: teacher.id }),
  },
};

/** Whoever comes: what is given decides, and here it is wrong. */
const visitors: ActionRows = {
  "sign-in#signInAction": {
    who: "visitors",
    over: ["own"],
    form: () => ({ loginName: "nobody-of-this-name", password: "Falsch-2022-falsch" }),
    stopsAtRules: "no such name",
  },
  "sign-in#finishSignInAction": {
    who: "visitors",
    over: ["own"],
    form: factorCode,
    stopsAtRules: "no first half",
  },
  "sign-in#signInToDemonstrationAction": {
    who: "visitors",
    over: ["own"],
    bare: true,
    form: ({ world }) => ({ appointmentId: world.ministry.appointmentId }),
    stopsAtRules: "none of the accounts is one that a demonstration shares",
  },
  "activate#activateAccountAction": {
    who: "visitors",
    over: ["own"],
    form: () => ({
      loginName: "nobody-of-this-name",
      activationCode: "AAAA-AAAA",
      newPassword: WORLD_PASSWORD,
    }),
    stopsAtRules: "no such name",
  },
  "activate#activateTeacherAction": {
    who: "visitors",
    over: ["own"],
    form: () => ({
      schoolCode: "4143900001",
      idNumber: "439900199001010000",
      activationCode: "AAAA-AAAA",
      newPassword: WORLD_PASSWORD,
    }),
    stopsAtRules: "no such number",
  },
  "_shell#moveClockAction": {
    who: "visitors",
    over: ["own"],
    bare: true,
    form: () => ({ to: "2022-05-14T00:00:00+08:00" }),
    stopsAtRules: "a clock never goes back",
  },
};

export const officeRows: ActionRows = {
  ...accounts,
  ...ownAccount,
  ...national,
  ...teachers,
  ...visitors,
};
