/** How often one subject may do one thing within an hour. */
export type RateLimit = {
  perHour: number;
  /** The same for everybody of the own organisation together. */
  perHourOfOrganisation?: number;
  /** Whether every try counts or only those that were refused, as guesses are. */
  counts: "tries" | "refusals";
  /** For visitors, the field that says whom they act upon; a person signed in is counted by the own account. */
  by?: "loginName" | "schoolCode";
  /** Others are told as well: of what a stolen session would do. */
  tells?: true;
};

/**
 * By the name of the action, or of what several doors count together, with the reason for each number. What is not here is not counted: acts bounded by what they use up
 * (seats, cards, an activation code's five tries), and registration, whose rush is the purpose.
 */
export const RATE_LIMITS = {
  /** Passwords lock after five wrong ones; this bounds the hashing that one name can cause, with room for a school's shared typos. */
  "identity.signIn": { perHour: 60, counts: "tries", by: "loginName" },
  /** A code dies after five tries, and somebody may hand out a second and a third. */
  "identity.activateAccount": { perHour: 20, counts: "refusals", by: "loginName" },
  /** Whoever has a school's code could go through ID numbers. A school of 300 that activates in one hour mistypes less often. */
  "identity.activateTeacher": { perHour: 60, counts: "refusals", by: "schoolCode" },
  /** A province opens the accounts of its schools one by one, about three hundred in a week. */
  "identity.createAccount": { perHour: 100, counts: "tries" },
  /** A school of 300 in one afternoon, twice. */
  "teachers.handOutActivationCode": { perHour: 300, perHourOfOrganisation: 600, counts: "tries" },
  /** PIPL 51: a reveal is an exception. Fifty an hour is more than a clerk can read, and far less than a register. */
  "teachers.reveals": { perHour: 50, perHourOfOrganisation: 200, counts: "tries", tells: true },
  /** Each file holds a whole body's people, cards or figures: more than anybody reads in an hour, far less than every class of a country. */
  "web.files": { perHour: 60, counts: "tries" },
  /** One pause in typing every three seconds for an hour. */
  "web.saveDraft": { perHour: 1200, counts: "tries" },
  /** A card code has one check character: without a bound one guess in thirty would look like a card. */
  "enrolments.card-guesses": { perHour: 20, counts: "refusals" },
  /** Each is a letter to an address that may be somebody else's. */
  "notices.requestAddressCode": { perHour: 5, counts: "tries" },
  /** Every change of the address sends such a letter too. */
  "notices.saveContact": { perHour: 20, counts: "tries" },
  /** Reaches every school of a province; the same school is told once a day in any case. */
  "quotas.remindSchools": { perHour: 20, counts: "tries" },
} as const satisfies Record<string, RateLimit>;

export type LimitedAct = keyof typeof RATE_LIMITS;

export function rateLimitOf(act: string): RateLimit | null {
  return Object.hasOwn(RATE_LIMITS, act) ? RATE_LIMITS[act as LimitedAct] : null;
}
