export const CODE_SETS = [
  "id-type",
  "sex",
  "ethnicity",
  "political-status",
  "education",
  "degree",
  "title",
  "staff-kind",
  "post-kind",
  "status",
  "teacher-qualification",
  "establishment",
  "nationality",
  "hmt-overseas",
  "dual-qualified-level",
  "course-kind",
  "course-subject",
  "post",
] as const;
export type CodeSet = (typeof CODE_SETS)[number];

export type CodeOption = { code: string; zh: string; en: string };

export type Region = {
  code: string;
  name: string;
  nameEn: string;
  shortName: string;
  shortNameEn: string;
  kind: string;
  populationTenThousands: number;
};

export const MAJOR_LEVELS = ["secondary", "higher", "undergraduate"] as const;

export type MajorOption = { code: string; name: string; level: string; catalogueYear: number };

/** The label of a code in the reader's language; the code itself where the set does not know it. */
export function labelOf(options: CodeOption[] | undefined, code: string | null, locale: string): string {
  const option = options?.find((known) => known.code === code);
  if (!option) return code ?? "";
  return locale === "en" ? option.en : option.zh;
}
