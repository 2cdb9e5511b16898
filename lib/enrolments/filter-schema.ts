import { z } from "zod";
import { PROVINCE_TABS, RETURN_REASONS, SCHOOL_TABS } from "./schema";

export const CHECKS = ["met", "judgement", "changed", "moved"] as const;
/** When the card was issued: for the registration, or for the supplement. */
export const CARD_TERMS = ["first", "supplement"] as const;
/** An objection that waits for its answer; asked-for evidence that is not there; a first wish that more people have than the class takes. */
export const FLAGS = ["objection", "evidence", "capacity"] as const;
/** Days since the registration came to the desk that has it. */
export const WAITING_DAYS = ["1", "3", "7"] as const;
/** Instead of a delegation: what nobody else decides. */
export const NOBODY = "none";

const id = z.uuid();
const kinds = {
  subProjectId: id,
  schoolId: id,
  cityId: id,
  check: z.enum(CHECKS),
  card: z.enum(CARD_TERMS),
  flag: z.enum(FLAGS),
  waiting: z.enum(WAITING_DAYS),
  delegated: z.union([id, z.literal(NOBODY)]),
  search: z.string().trim().max(60),
};

/** By what a list of registrations is narrowed down, from an address: what is malformed falls away. */
const askedConditions = {
  subProjectId: kinds.subProjectId.optional().catch(undefined),
  schoolId: kinds.schoolId.optional().catch(undefined),
  cityId: kinds.cityId.optional().catch(undefined),
  check: kinds.check.optional().catch(undefined),
  card: kinds.card.optional().catch(undefined),
  flag: kinds.flag.optional().catch(undefined),
  waiting: kinds.waiting.optional().catch(undefined),
  delegated: kinds.delegated.optional().catch(undefined),
  search: kinds.search.optional().catch(undefined),
};

/** The same where an act rests on it: what is malformed or unknown is refused, since leaving it out would mean more people. */
const wholeFilterSchema = z
  .strictObject({ ...kinds, year: z.coerce.number().int(), asOf: z.coerce.date() })
  .partial()
  .required({ year: true, asOf: true });

export type Conditions = z.infer<z.ZodObject<typeof askedConditions>>;

/** Search parameters of a list, as they stand in its address; anything malformed falls away. */
export const enrolmentFilterSchema = z.object({
  tab: z
    .enum([...SCHOOL_TABS, ...PROVINCE_TABS])
    .optional()
    .catch(undefined),
  ...askedConditions,
  cursor: z.string().max(400).optional().catch(undefined),
});
export type EnrolmentFilter = z.infer<typeof enrolmentFilterSchema>;

export const exportEnrolmentsSchema = enrolmentFilterSchema.extend({
  year: z.coerce.number().int().min(2000).max(2100),
});
export type ExportEnrolmentsInput = z.infer<typeof exportEnrolmentsSchema>;

/** The filter of a list as one field of a form: its address's parameters, the year, and when the list was read. */
const everyoneSchema = z
  .string()
  .max(2000)
  .transform((text): Record<string, unknown> => Object.fromEntries(new URLSearchParams(text)))
  .pipe(wholeFilterSchema);

export const reviewInBulkSchema = z.strictObject({
  key: z.string().min(8).max(80),
  ids: z.array(id).max(500, "enrolments.too-many-selected").default([]),
  /** Instead of ids: everybody in the queue whom this filter shows, as it stood at the instant. */
  everyone: everyoneSchema.optional(),
  decision: z.enum(["approve", "return"]),
  to: z.enum(["school", "teacher"]).default("school"),
  reasonCode: z.enum(RETURN_REASONS).default("other"),
  reasonText: z.string().trim().max(500).default(""),
});
export type ReviewInBulkInput = z.output<typeof reviewInBulkSchema>;
