import type { EligibilityCode } from "./schema";

export type FixableBy = "teacher" | "school" | "province" | "register";

/** What the words of a line may name; lists hold codes whose labels stand at `enrolments.eligibility.values.<code of the line>`. */
export type Evidence = Record<string, string | number | boolean | null | string[]>;

/** One condition: met, not met, or (null) for a person to judge; who can mend it, and where. */
export type EligibilityLine = {
  code: EligibilityCode;
  ok: boolean | null;
  evidence: Evidence;
  fixableBy: FixableBy | null;
  href: string | null;
};
