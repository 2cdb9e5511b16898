import { describe, expect, test } from "vitest";
import { checkRecord, type FieldRule, progressOf, type RecordFacts, whereToMend } from "@/lib/teachers/rules";
import { isSealed, type PlainRecord, RECORD_FIELDS } from "@/lib/teachers/schema";
import { RECORD_FIELD_RULES } from "@/prisma/seed/reference/record-fields";

const rules = RECORD_FIELD_RULES as unknown as FieldRule[];
const today = "2022-05-15";

const empty = Object.fromEntries(
  RECORD_FIELDS.filter((f) => !isSealed(f)).map((f) => [f, null]),
) as PlainRecord;

const complete: RecordFacts = {
  record: {
    ...empty,
    name: "n",
    staffNumber: "1",
    idType: "resident-id",
    birthDate: "1985-03-12",
    sex: "2",
    ethnicity: "01",
    politicalStatus: "13",
    nationality: "CHN",
    workSince: "2007-07",
    teachingSince: "2007-09",
    schoolSince: "2012-09",
    establishmentKind: "establishment",
    staffKind: "full-time-teacher",
    postKind: "professional",
    post: "teacher",
    partTime: false,
    status: "in-service",
    highestEducation: "14",
    title: "senior",
    teacherQualificationType: "higher-education",
    teacherQualificationNumber: "1",
    courseKind: "major",
    majorCode: "460301",
    dualQualified: false,
    enterprisePracticeMonthsLast5Years: 0,
  },
  sealed: {
    idNumber: { fault: null, birthDate: "1985-03-12", sex: "2" },
    mobile: { wellFormed: true },
    email: null,
  },
  major: { name: "m", edition: 2021, isCurrent: true, currentEdition: 2021 },
  suggestions: [],
};

const withRecord = (record: Partial<PlainRecord>, rest: Partial<RecordFacts> = {}): RecordFacts => ({
  ...complete,
  ...rest,
  record: { ...complete.record, ...record },
});
const keys = (facts: RecordFacts) =>
  checkRecord(facts, rules, today).map((p) => `${p.field} ${p.code} ${p.fixableBy}`);

describe("checkRecord", () => {
  test("finds nothing in a complete record; none and no are contents", () => {
    expect(keys(complete)).toEqual([]);
    const progress = progressOf(complete, rules, []);
    expect(progress.met).toBe(progress.required);
  });

  test("names missing fields in the order of the rules and who mends them", () => {
    const facts = withRecord(
      { nationality: null, staffNumber: "" },
      { sealed: { ...complete.sealed, mobile: null } },
    );
    expect(keys(facts)).toEqual([
      "staffNumber teachers.field-missing school",
      "nationality teachers.field-missing school",
      "mobile teachers.field-missing teacher",
    ]);
    const problems = checkRecord(facts, rules, today);
    const progress = progressOf(facts, rules, problems);
    expect(progress.required - progress.met).toBe(3);
  });

  test("asks for a certificate only where there is a degree", () => {
    expect(keys(withRecord({ highestDegree: "3" }))).toEqual([
      "degreeCertificateNumber teachers.field-missing school",
    ]);
  });

  test("asks for a subject of public courses, for a major and practice of major ones, for neither of other posts", () => {
    const none = { majorCode: null, enterprisePracticeMonthsLast5Years: null };
    expect(keys(withRecord({ courseKind: "public", ...none }))).toEqual([
      "courseSubject teachers.field-missing school",
    ]);
    expect(keys(withRecord({ courseKind: "practice", ...none }))).toEqual([
      "majorCode teachers.field-missing school",
      "enterprisePracticeMonthsLast5Years teachers.field-missing school",
    ]);
    expect(keys(withRecord({ courseKind: "none", ...none }))).toEqual([]);
  });

  test("asks part-time teachers for no teaching qualification", () => {
    const none = { teacherQualificationType: null, teacherQualificationNumber: null };
    expect(keys(withRecord({ partTime: true, ...none }))).toEqual([]);
    expect(keys(withRecord({ partTime: false, ...none }))).toHaveLength(2);
  });

  test("compares date of birth and sex with the ID number, unless that is faulty itself", () => {
    const record = { birthDate: "1985-03-13", sex: "1" };
    expect(keys(withRecord(record))).toEqual([
      "birthDate teachers.birth-date-differs school",
      "sex teachers.sex-differs school",
    ]);
    const idNumber = { fault: "check-character" as const, birthDate: null, sex: null };
    expect(keys(withRecord(record, { sealed: { ...complete.sealed, idNumber } }))).toEqual([
      "idNumber teachers.id-check-character school",
    ]);
  });

  test("keeps work, teaching and school in order, not in the future and not before sixteen", () => {
    expect(keys(withRecord({ teachingSince: "2006-01" }))).toEqual([
      "teachingSince teachers.dates-out-of-order school",
    ]);
    expect(keys(withRecord({ teachingSince: null, schoolSince: "2006-01" }))).toEqual([
      "teachingSince teachers.field-missing school",
      "schoolSince teachers.dates-out-of-order school",
    ]);
    expect(keys(withRecord({ schoolSince: "2022-06" }))).toEqual([
      "schoolSince teachers.date-in-future school",
    ]);
    expect(keys(withRecord({ schoolSince: "2022-05" }))).toEqual([]);
    expect(keys(withRecord({ workSince: "2001-02" }))).toEqual([
      "workSince teachers.work-before-sixteen school",
    ]);
    expect(keys(withRecord({ workSince: "2001-03" }))).toEqual([]);
  });

  test("tells a renumbered major from one that was replaced and one that no edition knows", () => {
    const old = { name: "m", edition: 2015, isCurrent: false, currentEdition: 2021 };
    const record = { majorCode: "560301" };
    const suggestions = [{ code: "460301", name: "m", level: "higher" }];
    const [problem] = checkRecord(withRecord(record, { major: old, suggestions }), rules, today);
    expect(problem).toMatchObject({
      code: "teachers.major-renumbered",
      params: { suggestion: "460301", edition: 2015 },
    });
    expect(keys(withRecord(record, { major: old }))).toEqual(["majorCode teachers.major-replaced school"]);
    const unknown = { ...old, name: null, edition: null };
    expect(keys(withRecord(record, { major: unknown }))).toEqual(["majorCode teachers.major-unknown school"]);
  });

  test("sends whoever left to the register, malformed contact to the person", () => {
    expect(keys(withRecord({ status: "left" }))).toEqual(["status teachers.not-in-service register"]);
    const sealed = { ...complete.sealed, mobile: { wellFormed: false }, email: { wellFormed: false } };
    expect(keys(withRecord({}, { sealed }))).toEqual([
      "mobile teachers.mobile-malformed teacher",
      "email teachers.email-malformed teacher",
    ]);
  });

  test("says where to mend it", () => {
    const [problem] = checkRecord(withRecord({ post: null }), rules, today);
    expect(problem && whereToMend(problem, "7", "school")).toBe("/teachers/7#post");
    expect(problem && whereToMend(problem, "7", "teacher")).toBe("/teachers/me#post");
  });
});
