import { z } from "zod";
import type { Problem } from "@/lib/kernel/problem";

/** Every span of a year in which an act is possible; a published year has all of them. */
export const WINDOW_KEYS = [
  "budget",
  "class-formation",
  "quota-table",
  "quota-issue",
  "registration",
  "school-confirmation",
  "qualification-review",
  "supplement",
  "placement",
  "opening-notice",
  "training",
] as const;
export type WindowKey = (typeof WINDOW_KEYS)[number];
/** What a year without cards needs: nobody hands seats down, and whoever registers has chosen the class. */
export const OPEN_WINDOW_KEYS: readonly WindowKey[] = [
  "class-formation",
  "registration",
  "school-confirmation",
  "qualification-review",
  "opening-notice",
  "training",
];

/** hard: refused after closing; overdue: still possible and shown as late; dates: the span itself. */
export const ENFORCEMENTS = ["hard", "overdue", "dates"] as const;
export type Enforcement = (typeof ENFORCEMENTS)[number];

export type ProgrammeWindow = {
  id: string;
  year: number;
  key: WindowKey;
  title: string;
  titleEn: string;
  opensAt: Date;
  closesAt: Date;
  enforcement: Enforcement;
  roles: string[];
  inferred: boolean;
  version: number;
};

/** A year's windows by key. A draft may lack some, so the look-up may be empty. */
export type WindowsByKey = Partial<Record<WindowKey, ProgrammeWindow>>;
export type Moment = { now: Date; windows: WindowsByKey };

export const SCHOOL_LEVELS = ["secondary", "higher"] as const;
export const POSTS = [
  "teacher",
  "training-manager",
  "development-centre-head",
  "principal",
  "secretary",
] as const;
export const COURSE_KINDS = ["public", "major", "practice"] as const;
export const TITLES = ["assistant", "intermediate", "associate-senior", "senior"] as const;

/** Who a sub-project is for. An empty list, null and false mean no condition. */
/** Papers that a sub-project may ask its registrations for. */
export const EVIDENCE_KINDS = [
  "title-certificate",
  "enterprise-practice",
  "post-appointment",
  "training-record",
  "other",
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const criteriaSchema = z.strictObject({
  schoolLevels: z.array(z.enum(SCHOOL_LEVELS)),
  posts: z.array(z.enum(POSTS)),
  courseKinds: z.array(z.enum(COURSE_KINDS)),
  majorPrefixes: z.array(z.string().regex(/^\d{2,6}$/)),
  subjects: z.array(z.string().min(1).max(40)),
  minTitle: z.string().max(40).nullable(),
  commitmentRequired: z.boolean(),
  notTrainedInGroupWithinYears: z.number().int().min(0).max(20).nullable(),
  evidence: z.array(z.enum(EVIDENCE_KINDS)).max(EVIDENCE_KINDS.length).optional(),
});
export type Criteria = z.infer<typeof criteriaSchema>;

export const MODES = ["quota", "open"] as const;
export type Mode = (typeof MODES)[number];

/** What other modules need to know of a sub-project. */
export type SubProjectFacts = {
  id: string;
  year: number;
  code: string;
  name: string;
  nameEn: string;
  shortName: string;
  shortNameEn: string;
  mode: Mode;
  equivalenceGroup: string;
  exclusivityGroup: string;
  criteria: Criteria;
  criteriaVersion: number;
  projectCode: string;
  projectName: string;
  projectNameEn: string;
  categoryCode: string;
  categoryName: string;
  categoryNameEn: string;
  published: boolean;
  /** Sum of its designations. */
  seats: number;
};

export type DesignationFacts = {
  id: string;
  subProjectId: string;
  institutionId: string;
  seats: number;
  classCount: number;
};

/** As 12 or 2022; decides nothing but the form. */
export const yearSchema = z.coerce.number().int().min(2000).max(2100);

const code = z.string().regex(/^[A-Z0-9]{1,12}$/);
/** It becomes part of card codes, where I, L and O are read as digits. */
const subProjectCode = z.string().regex(/^[A-HJKMNP-Z]\d{3}$/);
const name = z.string().min(1).max(80);
const nameEn = z.string().min(1).max(160);
const instant = z.iso.datetime({ offset: true });

/** The form in which a year arrives as JSON; unknown fields are refused, so that nothing is lost silently. */
export const programmeFileSchema = z.strictObject({
  format: z.literal("guopei-programme-year/1"),
  year: z.number().int().min(2000).max(2100),
  title: name,
  titleEn: nameEn,
  documentNumber: z.string().max(60).nullable(),
  issuedOn: z.iso.date().nullable(),
  publicOn: z.iso.date().nullable(),
  demonstration: z.boolean(),
  /** For how many hours a place of an open class that fell free is held for whom it is offered to. */
  offerHoldHours: z.number().int().min(1).max(336).optional(),
  windows: z.array(
    z.strictObject({
      key: z.enum(WINDOW_KEYS),
      title: name,
      titleEn: nameEn,
      opensAt: instant,
      closesAt: instant,
      enforcement: z.enum(ENFORCEMENTS),
      roles: z.array(z.string().min(1).max(20)),
      inferred: z.boolean(),
    }),
  ),
  categories: z
    .array(
      z.strictObject({
        code,
        name,
        nameEn,
        projects: z.array(
          z.strictObject({
            code,
            name,
            nameEn,
            exclusivityGroup: z.string().min(1).max(40),
            subProjects: z.array(
              z.strictObject({
                code: subProjectCode,
                name,
                nameEn,
                shortName: z.string().min(1).max(20),
                shortNameEn: z.string().min(1).max(60),
                nameVerified: z.boolean(),
                mode: z.enum(MODES),
                equivalenceGroup: z.string().min(1).max(40),
                criteria: criteriaSchema,
              }),
            ),
          }),
        ),
      }),
    )
    .min(1),
  institutions: z.array(
    z.strictObject({
      code: z.string().min(1).max(40),
      name,
      nameEn,
      type: z.string().min(1).max(40),
      region: z.string().regex(/^\d{2}$/),
      demonstration: z.boolean(),
    }),
  ),
  designations: z.array(
    z.strictObject({
      subProject: code,
      institution: z.string().min(1).max(40),
      seats: z.number().int().min(1).max(9999),
      classes: z.number().int().min(1).max(99),
    }),
  ),
});
export type ProgrammeFile = z.infer<typeof programmeFileSchema>;

/** One line of the table of institutions, by names, with the addresses of its cells for what goes wrong later. */
export const designationRowSchema = z.strictObject({
  subProject: z.string(),
  institution: z.string(),
  seats: z.number().int(),
  classes: z.number().int(),
  subProjectCell: z.string(),
  institutionCell: z.string(),
  seatsCell: z.string(),
});
export type DesignationRow = z.infer<typeof designationRowSchema>;

export const IMPORT_KINDS = ["programme-year", "designations"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export type ImportCounts = Record<string, number>;

const file = z.instanceof(File, { error: "programmes.file-empty" });
export const importYearFileSchema = z.strictObject({ file });
export const importDesignationsFileSchema = z.strictObject({ file, year: yearSchema });

export const importRefSchema = z.strictObject({ operationId: z.uuid() });
export type ImportRef = z.infer<typeof importRefSchema>;

export const publishProgrammeYearSchema = z.strictObject({
  year: yearSchema,
  version: z.coerce.number().int().min(1),
  confirmed: z.literal("yes", { error: "programmes.publication-not-confirmed" }),
});
export type PublishProgrammeYearInput = z.infer<typeof publishProgrammeYearSchema>;

export const extendWindowSchema = z.strictObject({
  year: yearSchema,
  key: z.enum(WINDOW_KEYS),
  /** China time as a browser's field gives it, such as 2022-05-18T00:00. */
  closesAt: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "programmes.window-closing-malformed"),
  reason: z.string().trim().min(2, "programmes.window-reason-missing").max(200),
  version: z.coerce.number().int().min(1),
});
export type ExtendWindowInput = z.infer<typeof extendWindowSchema>;

export const grantExtensionSchema = extendWindowSchema.extend({
  /** The code of a body, or its full name. */
  body: z.string().trim().min(1, "programmes.extension-body-missing").max(80),
});
export type GrantExtensionInput = z.infer<typeof grantExtensionSchema>;

const several = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string().max(40)).max(60),
);

/** From the address; what is not known is left out, never an error. */
export const catalogueFilterSchema = z.object({
  category: several.catch([]),
  project: several.catch([]),
  level: several.catch([]),
  delivery: several.catch([]),
  state: several.catch([]),
  q: z.string().trim().max(60).optional().catch(undefined),
});
export type CatalogueFilter = z.infer<typeof catalogueFilterSchema>;
export const CATALOGUE_GROUPS = ["category", "project", "level", "delivery", "state"] as const;
export type CatalogueGroup = (typeof CATALOGUE_GROUPS)[number];

export const REGISTRATION_STATES = ["before", "open", "closed"] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

export type CatalogueInstitution = {
  code: string;
  name: string;
  nameEn: string;
  seats: number;
  classCount: number;
};

export type CatalogueEntry = {
  id: string;
  code: string;
  name: string;
  nameEn: string;
  nameVerified: boolean;
  mode: Mode;
  criteria: Criteria;
  categoryCode: string;
  projectCode: string;
  seats: number;
  classCount: number;
  institutions: CatalogueInstitution[];
};

/** How the classes of a sub-project run, for those modules' pages that know it. */
export type CatalogueDelivery = {
  subProjectId: string;
  mode: string;
  startsOn: Date;
  endsOn: Date;
  days: number;
  hours: number;
};

export type CatalogueProject = { code: string; name: string; nameEn: string; categoryCode: string };
export type CatalogueCategory = { code: string; name: string; nameEn: string };

export type Catalogue = {
  year: number;
  title: string;
  titleEn: string;
  documentNumber: string | null;
  issuedOn: Date | null;
  publishedAt: Date;
  demonstration: boolean;
  categories: CatalogueCategory[];
  projects: CatalogueProject[];
  entries: CatalogueEntry[];
  institutionCount: number;
  seats: number;
  registration: { opensAt: Date; closesAt: Date; state: RegistrationState } | null;
};

/** A number of entries for one value of one group, under the filters of the other groups. */
export type CatalogueFacets = Record<CatalogueGroup, Map<string, number>>;

export type WindowState = "ahead" | "open" | "late" | "over";
export type WindowRow = ProgrammeWindow & { state: WindowState };

export type PublicationCheck = {
  code: "windows" | "sub-projects" | "designations";
  ok: boolean;
  missing: string[];
};

export type ProgrammeYearOverview = {
  year: number;
  title: string;
  titleEn: string;
  documentNumber: string | null;
  issuedOn: Date | null;
  publicOn: Date | null;
  published: boolean;
  publishedAt: Date | null;
  demonstration: boolean;
  version: number;
  categories: CatalogueCategory[];
  projects: CatalogueProject[];
  entries: CatalogueEntry[];
  institutionCount: number;
  seats: number;
  windows: WindowRow[];
  checks: PublicationCheck[];
  now: Date;
};

export type ProgrammeYearRow = {
  year: number;
  title: string;
  titleEn: string;
  documentNumber: string | null;
  published: boolean;
  demonstration: boolean;
  subProjectCount: number;
  seats: number;
};

/** Cells as text, as a draft of the quota table keeps them: region code, then sub-project code. */
export type QuotaTableReading = {
  cells: Record<string, Record<string, string>>;
  total: number;
  fileHash: string;
  problems: Problem[];
};
