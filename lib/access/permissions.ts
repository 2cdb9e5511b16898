import { ROLES, type Role, type Scope } from "./roles";

const everyone = {
  ministry: "all",
  office: "all",
  province: "all",
  city: "all",
  institution: "all",
  school: "all",
  teacher: "all",
  expert: "all",
  auditor: "all",
} as const satisfies Partial<Record<Role, Scope>>;

/** What every signed-in person does with the own account, the three administrations too. */
const own = Object.fromEntries(ROLES.map((role) => [role, "self"])) as Record<Role, Scope>;

/**
 * Who may do what, and on which rows. A cell that is not here is a refusal; so are an unknown role and an unknown permission.
 * When something may be done (windows, states) is never decided here.
 */
export const PERMISSIONS = {
  "audit.read": { auditor: "all", "audit-admin": "all" },

  "reference.read": everyone,
  "organisation.read": {
    ministry: "all",
    office: "all",
    auditor: "all",
    province: "subtree",
    city: "subtree",
    institution: "own",
    school: "own",
    teacher: "own",
  },
  "organisation.create": { ministry: "all", province: "subtree" },

  "account.read": {
    ministry: "all",
    office: "own",
    province: "subtree",
    institution: "own",
    school: "own",
    "system-admin": "all",
  },
  "account.create": {
    ministry: "all",
    office: "own",
    province: "subtree",
    institution: "own",
    school: "own",
  },
  "account.secure": own,
  "account.reactivate": { ministry: "all", province: "subtree", school: "own", "security-admin": "all" },
  "account.disable": { ministry: "all", province: "subtree", school: "own", "security-admin": "all" },

  "notice.read": everyone,
  "notice.create": { ministry: "own" },
  "notice.issue": { ministry: "own" },
  "inbox.read": everyone,
  "delivery.read": {
    ministry: "own",
    office: "own",
    province: "own",
    city: "own",
    institution: "own",
    school: "own",
    auditor: "own",
  },

  "teacher.read": { province: "subtree", city: "subtree", school: "own", teacher: "self" },
  "teacher.create": { school: "own" },
  "teacher.update": { school: "own" },
  "teacher.activate": { school: "own" },
  "teacher.confirm-contact": { teacher: "self" },
  "teacher.view-id-number": { province: "subtree", school: "own", teacher: "self" },

  "programme.read": everyone,
  "programme.read-draft": { ministry: "all", office: "all" },
  "programme.import": { ministry: "all" },
  "programme.publish": { ministry: "all" },
  "window.extend": { ministry: "all" },

  "quota.read": {
    ministry: "all",
    office: "all",
    auditor: "all",
    province: "subtree",
    city: "subtree",
    school: "own",
  },
  "quota.plan": { ministry: "all" },
  "quota.issue": { ministry: "all" },
  "quota.allocate": { province: "own" },
  "quota.hand-back": { province: "own", school: "own" },
  "card.issue": { province: "own" },
  "card.recall": { province: "own" },
  "card.remind": { province: "own" },
  "card.bind": { school: "own" },
  "card.read": { province: "subtree", school: "own", teacher: "self", auditor: "all" },
  "card.lapse": { province: "own", ministry: "all" },

  "class.read": {
    ministry: "all",
    office: "all",
    auditor: "all",
    province: "all",
    city: "all",
    school: "all",
    teacher: "all",
    institution: "own",
  },
  "class.form": { institution: "own" },
  "opening-notice.prepare": { institution: "own" },
  "opening-notice.issue": { institution: "own" },

  "enrolment.read": {
    ministry: "all",
    office: "all",
    auditor: "all",
    province: "subtree",
    school: "own",
    teacher: "self",
    institution: "assigned",
  },
  "enrolment.register": { teacher: "self" },
  "enrolment.withdraw": { teacher: "self" },
  "enrolment.confirm": { school: "own" },
  "enrolment.review": { province: "subtree" },
  "enrolment.replace": { school: "own" },
  "enrolment.reopen": { province: "subtree" },
  "placement.propose": { office: "all" },
  "placement.accept": { office: "all" },
  "roster.read": {
    ministry: "all",
    office: "all",
    auditor: "all",
    institution: "own",
    province: "subtree",
    school: "own",
  },
  "roster.export": { institution: "own" },
  "opening-notice.remind": { institution: "own", province: "subtree", school: "own" },
  "opening-notice.read": {
    ministry: "all",
    office: "all",
    auditor: "all",
    institution: "own",
    province: "assigned",
    school: "assigned",
    teacher: "assigned",
  },
  "opening-notice.acknowledge": { teacher: "self" },

  "desk.read": everyone,
  "permission-table.read": {
    ...everyone,
    "security-admin": "all",
    "system-admin": "all",
    "audit-admin": "all",
  },
} as const satisfies Record<string, Partial<Record<Role, Scope>>>;

export type Permission = keyof typeof PERMISSIONS;
