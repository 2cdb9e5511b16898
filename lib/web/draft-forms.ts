import { RECORD_FIELDS, SEALED_FIELDS } from "@/lib/teachers/schema";

const PLAN = ["mode", "startsOn", "endsOn", "days", "hours", "place", "capacity"] as const;
const WISHES = ["first", "second", "third"] as const;

/**
 * The forms that keep what is typed into them, each with the fields that are kept. What is not named here is never kept: no
 * password, no code, no file, no ID number, none of the hidden keys.
 */
export const DRAFT_FORMS = {
  /** What a teacher has answered so far for one sub-project, on whatever device. */
  "registration.answers": ["commitment", "preferences", "card"],
  "registration.plan": ["commitment", "card"],
  "registration.classes": [...WISHES, "card"],
  "registration.object": ["text"],
  "registration.mend": [...WISHES, "commitment"],
  "registration.withdraw": ["reasonText"],
  "registration.arrival": [
    "arrivesOn",
    "arrivesTime",
    "lodging",
    "diet",
    "needs",
    "contactName",
    "contactMobile",
  ],
  "registration.wishes": WISHES,
  "registration.decline": ["reasonText"],
  "enrolments.entry": [...WISHES, "commitment", "note"],
  "enrolments.nominate": ["teacherId", "note"],
  "enrolments.objection": ["text", "reasonText"],
  "classes.form": ["designationId", ...PLAN],
  "classes.edit": PLAN,
  "notices.notice": ["documentNumber", "title", "salutation", "text", "attachments", "addressees[]"],
  "quotas.needs": ["seats-*", "reason-*"],
  "quotas.move": ["direction", "subProjectId", "provinceId", "seats", "reason"],
  "teachers.new": ["name", "staffNumber", "idType"],
  /** With what the form showed, for the comparison where somebody else saved meanwhile. */
  "teachers.record": [
    "version",
    "base",
    ...RECORD_FIELDS.filter((field) => !SEALED_FIELDS.some((sealed) => sealed === field)),
  ],
} as const satisfies Record<string, readonly string[]>;

export type DraftForm = keyof typeof DRAFT_FORMS;

/** Which form of what. */
export function draftKey(form: DraftForm, subject: string): string {
  return `${form}/${subject}`;
}

const KEY = /^([a-z.-]+)\/[\w-]{1,80}$/;

/** The names that a key lets through; null where no form of ours has it. */
export function namesOfDraft(key: string): readonly string[] | null {
  const form = KEY.exec(key)?.[1];
  return form && Object.hasOwn(DRAFT_FORMS, form) ? DRAFT_FORMS[form as DraftForm] : null;
}
