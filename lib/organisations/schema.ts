import { z } from "zod";

export const ORGANISATION_KINDS = [
  "ministry",
  "office",
  "province",
  "city",
  "institution",
  "school",
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];
export const SCHOOL_LEVELS = ["secondary", "higher", "undergraduate"] as const;
export type SchoolLevel = (typeof SCHOOL_LEVELS)[number];

export const createOrganisationSchema = z.strictObject({
  kind: z.enum(ORGANISATION_KINDS),
  code: z.string().min(1, "organisations.code-missing").max(40),
  name: z.string().min(2, "organisations.name-missing").max(80),
  nameEn: z.string().max(160).default(""),
  shortName: z.string().max(40).default(""),
  shortNameEn: z.string().max(80).default(""),
  regionCode: z.string().length(2).nullable().default(null),
  parentId: z.uuid().nullable().default(null),
  schoolLevel: z.enum(SCHOOL_LEVELS).nullable().default(null),
  institutionType: z.string().max(40).nullable().default(null),
  demonstration: z.boolean().default(false),
});
export type CreateOrganisationInput = z.input<typeof createOrganisationSchema>;

export const organisationFilterSchema = z.object({
  kind: z.enum(ORGANISATION_KINDS).optional(),
  search: z.string().max(80).optional(),
  cursor: z.string().max(400).optional(),
});
export type OrganisationFilter = z.infer<typeof organisationFilterSchema>;

export type OrganisationRow = {
  id: string;
  kind: OrganisationKind;
  code: string;
  name: string;
  nameEn: string;
  regionCode: string | null;
  schoolLevel: SchoolLevel | null;
  teacherCount: number;
};

/** How many of them a search lists. */
export const MOST_SCHOOLS = 20;
/** A school to be chosen among those of the country. */
export type SchoolChoice = { id: string; code: string; name: string; nameEn: string };
