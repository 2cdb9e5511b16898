type Condition = { courseKinds?: string[]; partTime?: boolean; notEmpty?: string };
type Rule = [
  field: string,
  standardCode: string | null,
  required: boolean,
  condition?: Condition,
  fixableBy?: "school" | "teacher",
];

const teaches = { courseKinds: ["major", "practice"] };

/** Which fields a record needs for online registration in 2022; an administrator changes them by year. Position is order. */
const rules2022: Rule[] = [
  ["staffNumber", "GH", true],
  ["name", "XM", true],
  ["formerName", "CYM", false],
  ["idType", "SFZJLXM", true],
  ["idNumber", "SFZJH", true],
  ["birthDate", "CSRQ", true],
  ["sex", "XBM", true],
  ["ethnicity", "MZM", true],
  ["politicalStatus", "ZZMMM", true],
  ["hmtOverseas", "GATQWM", false],
  ["nationality", "GJDQM", true],
  ["mobile", "YDDH", true, undefined, "teacher"],
  ["email", "DZXX", false, undefined, "teacher"],
  ["workSince", "CJGZNY", true],
  ["teachingSince", "CJNY", true],
  ["schoolSince", "LXNY", true],
  ["establishmentKind", "BZLBM", true],
  ["staffKind", "JZGLBM", true],
  ["postKind", "GWLBM", true],
  ["post", null, true],
  ["partTime", "SFJZJS", true],
  ["status", "DQZTM", true],
  ["highestEducation", null, true],
  ["highestDegree", null, false],
  ["degreeCertificateNumber", null, true, { notEmpty: "highestDegree" }],
  ["title", null, true],
  ["titleSince", null, false],
  ["teacherQualificationType", null, true, { partTime: false }],
  ["teacherQualificationNumber", null, true, { partTime: false }],
  ["courseKind", null, true],
  ["courseSubject", null, true, { courseKinds: ["public"] }],
  ["majorCode", null, true, teaches],
  ["dualQualified", "SFSSXJS", true],
  ["dualQualifiedLevel", null, false],
  ["enterprisePracticeMonthsLast5Years", null, true, teaches],
  ["trainingHoursThisCycle", null, false],
];

export const RECORD_FIELD_RULES = rules2022.map(
  ([field, standardCode, required, condition, fixableBy], position) => ({
    programmeYear: 2022,
    field,
    position,
    standardCode,
    required,
    condition,
    fixableBy: fixableBy ?? "school",
  }),
);
