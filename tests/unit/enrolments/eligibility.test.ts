import { describe, expect, test } from "vitest";
import { checkJudgements, checkLines, checkPreferences, judgeEligibility } from "@/lib/enrolments/rules";
import type { EligibilityCode } from "@/lib/enrolments/schema";
import { type FactChange, factsWith } from "../../support/eligibility";

function lineOf(code: EligibilityCode, change: FactChange) {
  return judgeEligibility(factsWith(change)).find((line) => line.code === code);
}

test("somebody who fits meets every line, in the declared order", () => {
  const lines = judgeEligibility(factsWith({}));
  expect(lines.map((line) => line.code)).toEqual([
    "record",
    "school-level",
    "post",
    "course-kind",
    "major",
    "title",
    "past-training",
    "exclusivity",
    "dates",
    "card",
    "window",
  ]);
  expect(lines.every((line) => line.ok)).toBe(true);
});

test("an empty list, null and false ask for nothing", () => {
  const criteria = {
    schoolLevels: [],
    posts: [],
    courseKinds: [],
    majorPrefixes: [],
    subjects: [],
    minTitle: null,
    commitmentRequired: false,
    notTrainedInGroupWithinYears: null,
  };
  const codes = judgeEligibility(factsWith({ criteria })).map((line) => line.code);
  expect(codes).toEqual(["record", "exclusivity", "dates", "card", "window"]);
});

describe("record", () => {
  test("names the fields and who mends them first", () => {
    const record = [
      { field: "mobile", fixableBy: "teacher" as const },
      { field: "majorCode", fixableBy: "school" as const },
    ];
    expect(lineOf("record", { record })).toMatchObject({
      ok: false,
      evidence: { count: 2, fields: ["mobile", "majorCode"] },
      fixableBy: "school",
      href: "/teachers/teacher-1",
    });
    expect(lineOf("record", { record: record.slice(0, 1) })).toMatchObject({
      fixableBy: "teacher",
      href: "/teachers/me",
    });
  });
});

describe("what the record says about the person", () => {
  test("a school of another level cannot be mended by anybody", () => {
    expect(lineOf("school-level", { level: "undergraduate" })).toMatchObject({ ok: false, fixableBy: null });
  });
  test("a missing entry is not met, and the school's to fill", () => {
    for (const [code, teacher] of [
      ["post", { post: null }],
      ["course-kind", { courseKind: null }],
      ["major", { majorCode: null }],
      ["title", { title: null }],
    ] as const)
      expect(lineOf(code, { teacher })).toMatchObject({ ok: false, fixableBy: "school" });
  });
  test("any of several prefixes is enough, and a prefix is matched from the start", () => {
    const criteria = { majorPrefixes: ["4603", "66"] };
    expect(lineOf("major", { criteria, teacher: { majorCode: "660102" } })).toMatchObject({ ok: true });
    expect(lineOf("major", { criteria, teacher: { majorCode: "514603" } })).toMatchObject({ ok: false });
  });
  test("a title at or above the asked one is met; one outside the ladder is for a person", () => {
    const criteria = { minTitle: "associate-senior" };
    expect(lineOf("title", { criteria, teacher: { title: "senior" } })).toMatchObject({ ok: true });
    expect(lineOf("title", { criteria, teacher: { title: "associate-senior" } })).toMatchObject({ ok: true });
    expect(lineOf("title", { criteria, teacher: { title: "intermediate" } })).toMatchObject({ ok: false });
    expect(lineOf("title", { criteria, teacher: { title: "first-class-chef" } })).toMatchObject({ ok: null });
  });
  test("a subject is asked for where the criteria name one", () => {
    const criteria = { subjects: ["语文"] };
    expect(lineOf("subject", { criteria, teacher: { courseSubject: "语文" } })).toMatchObject({ ok: true });
    expect(lineOf("subject", { criteria, teacher: { courseSubject: "历史" } })).toMatchObject({ ok: false });
  });
});

describe("past training", () => {
  const past = (year: number, group: string | null) => ({
    trainings: [{ year, group, title: "数控技术", hours: 80 }],
  });
  test("in the same group within the years is not met, and nobody can mend it", () => {
    expect(lineOf("past-training", past(2019, "B301"))).toMatchObject({ ok: false, fixableBy: null });
    expect(lineOf("past-training", past(2022, "B301"))).toMatchObject({ ok: false });
  });
  test("before the years, or in another group, does not count", () => {
    expect(lineOf("past-training", past(2018, "B301"))).toMatchObject({ ok: true });
    expect(lineOf("past-training", past(2021, "B302"))).toMatchObject({ ok: true });
  });
  test("without a group it needs a human; a clear case goes before an unclear one", () => {
    expect(lineOf("past-training", past(2020, null))).toMatchObject({
      ok: null,
      evidence: { year: 2020, training: "数控技术", hours: 80 },
      fixableBy: "province",
    });
    const trainings = [...past(2020, null).trainings, ...past(2021, "B301").trainings];
    expect(lineOf("past-training", { trainings })).toMatchObject({ ok: false, evidence: { year: 2021 } });
  });
});

describe("other registrations", () => {
  const other = {
    id: "other-1",
    year: 2022,
    group: "2022",
    subProjectCode: "B303",
    state: "submitted",
    spans: [{ startsOn: "2022-06-10", endsOn: "2022-06-20" }],
  };
  test("one in the group is enough; a completed one cannot be withdrawn", () => {
    expect(lineOf("exclusivity", { others: [other] })).toMatchObject({
      ok: false,
      fixableBy: "teacher",
      href: "/registration/other-1",
      evidence: { subProject: "B303" },
    });
    expect(lineOf("exclusivity", { others: [{ ...other, state: "completed" }] })).toMatchObject({
      ok: false,
      fixableBy: null,
    });
    expect(lineOf("dates", { others: [other] })).toMatchObject({ ok: true });
  });
  test("in another group only the days matter, the last day included", () => {
    const elsewhere = { ...other, group: "provincial" };
    expect(lineOf("exclusivity", { others: [elsewhere] })).toMatchObject({ ok: true });
    expect(lineOf("dates", { others: [elsewhere] })).toMatchObject({
      ok: false,
      evidence: { subProject: "B303" },
    });
    const before = { ...elsewhere, spans: [{ startsOn: "2022-05-30", endsOn: "2022-06-05" }] };
    expect(lineOf("dates", { others: [before] })).toMatchObject({ ok: true });
    const touching = { ...elsewhere, spans: [{ startsOn: "2022-05-30", endsOn: "2022-06-06" }] };
    expect(lineOf("dates", { others: [touching] })).toMatchObject({ ok: false });
  });
  test("of several classes a free one is enough until they are ranked; then each ranked one counts", () => {
    const elsewhere = { ...other, group: "provincial" };
    const classes = [
      { id: "early", startsOn: "2022-06-06", endsOn: "2022-06-19" },
      { id: "late", startsOn: "2022-07-04", endsOn: "2022-07-17" },
    ];
    expect(lineOf("dates", { others: [elsewhere], classes })).toMatchObject({ ok: true });
    expect(lineOf("dates", { others: [elsewhere], classes, preferences: ["late"] })).toMatchObject({
      ok: true,
    });
    expect(lineOf("dates", { others: [elsewhere], classes, preferences: ["late", "early"] })).toMatchObject({
      ok: false,
    });
  });
});

describe("card", () => {
  const card = {
    kind: "card" as const,
    code: "22-43-B301-0047-K",
    state: "issued",
    schoolId: "school-1",
    subProjectId: "sub-1",
    teacherId: null,
    lapsesAt: new Date("2022-05-17T00:00:00+08:00"),
    supplement: false,
  };
  test.each([
    ["card-foreign", { ...card, schoolId: "school-2" }],
    ["card-foreign", { ...card, subProjectId: "sub-2" }],
    ["card-used", { ...card, state: "used", teacherId: "teacher-2" }],
    ["card-recalled", { ...card, state: "recalled" }],
    ["card-lapsed", { ...card, state: "lapsed" }],
    ["card-lapsed", { ...card, lapsesAt: new Date("2022-05-15T14:50:00+08:00") }],
    ["card-bound-to-another", { ...card, state: "bound", teacherId: "teacher-2" }],
    ["card-unknown", { kind: "unknown" as const, refusal: "card-unknown" as const }],
    ["no-free-seat", { kind: "free" as const, count: 0, supplement: false }],
  ])("%s", (refusal, seat) => {
    const lines = judgeEligibility(factsWith({ seat }));
    expect(lines.find((line) => line.code === "card")).toMatchObject({ ok: false, evidence: { refusal } });
    expect(checkLines(lines)).toMatchObject([{ code: `enrolments.${refusal}` }]);
  });
  test("nobody can mend a seat any more once registration and supplement are over", () => {
    const seat = { kind: "free" as const, count: 0, supplement: false };
    const at = (instant: string) => lineOf("card", { seat, now: new Date(instant) })?.fixableBy;
    expect(at("2022-05-16T23:59:59+08:00")).toBe("province");
    expect(at("2022-06-30T00:00:00+08:00")).toBeNull();
  });
  test("the own bound card and the seat already held are fine", () => {
    expect(lineOf("card", { seat: { ...card, state: "bound", teacherId: "teacher-1" } })).toMatchObject({
      ok: true,
    });
    expect(lineOf("card", { seat: { kind: "held", code: card.code } })).toMatchObject({ ok: true });
  });
});

describe("window", () => {
  const at = (instant: string) => ({ now: new Date(instant) });
  const supplementary = { kind: "free" as const, count: 1, supplement: true };
  test("half-open: the opening instant belongs to it, the closing instant does not", () => {
    expect(lineOf("window", at("2022-05-12T00:00:00+08:00"))).toMatchObject({ ok: true });
    expect(lineOf("window", at("2022-05-16T23:59:59+08:00"))).toMatchObject({ ok: true });
    expect(lineOf("window", at("2022-05-17T00:00:00+08:00"))).toMatchObject({
      ok: false,
      evidence: { refusal: "window-shut" },
    });
    expect(lineOf("window", at("2022-05-11T23:59:59+08:00"))).toMatchObject({
      ok: false,
      evidence: { refusal: "window-not-open" },
    });
  });
  test("the supplement is for supplementary cards and seats already held", () => {
    expect(lineOf("window", { ...at("2022-05-18T09:00:00+08:00"), seat: supplementary })).toMatchObject({
      ok: true,
    });
    expect(
      lineOf("window", { ...at("2022-05-18T09:00:00+08:00"), seat: { kind: "held", code: "x" } }),
    ).toMatchObject({ ok: true });
    expect(lineOf("window", { ...at("2022-05-19T00:00:00+08:00"), seat: supplementary })).toMatchObject({
      ok: false,
    });
  });
  test("decisions are not bound to it", () => {
    expect(lineOf("window", { ...at("2022-05-20T00:00:00+08:00"), step: "decide" })).toBeUndefined();
  });
});

describe("judgements", () => {
  const lines = judgeEligibility(
    factsWith({ trainings: [{ year: 2021, title: "x", group: null, hours: 40 }] }),
  );
  test("a line left to a person does not refuse a submission, and must be settled before an approval", () => {
    expect(checkLines(lines)).toEqual([]);
    expect(checkJudgements(lines, {})).toMatchObject([
      { code: "enrolments.judgement-missing", field: "judgement-past-training" },
    ]);
    expect(checkJudgements(lines, { "past-training": "refused" })).toMatchObject([
      { code: "enrolments.judgement-refused" },
    ]);
    expect(checkJudgements(lines, { "past-training": "accepted" })).toEqual([]);
  });
});

test("wishes are classes of the sub-project, each once", () => {
  expect(checkPreferences(["a", "b"], ["a", "b", "c"])).toEqual([]);
  expect(checkPreferences(["a", "a"], ["a"])).toMatchObject([{ code: "enrolments.preference-foreign" }]);
  expect(checkPreferences(["z"], ["a"])).toHaveLength(1);
});
