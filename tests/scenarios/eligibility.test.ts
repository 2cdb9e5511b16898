import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { judgeEligibility } from "@/lib/enrolments/rules";
import type { Criteria } from "@/lib/programmes/schema";
import { factsWith } from "../support/eligibility";

// The table beside this file is a policy officer's: one case a line, with what is expected of it. An empty cell is an empty entry.
const [header = "", ...lines] = readFileSync(path.join(import.meta.dirname, "eligibility.csv"), "utf8")
  .trim()
  .split("\n");
const columns = header.split(",");
const cases = lines.map((line) => {
  const cells = line.split(",");
  if (cells.length !== columns.length) throw new Error(`a line has ${cells.length} cells: ${line}`);
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
});

const both: Criteria["schoolLevels"] = ["secondary", "higher"];
const none = { courseKinds: [], majorPrefixes: [], subjects: [], minTitle: null, commitmentRequired: false };
/** The conditions of some sub-projects of 2022, as the year's data has them. */
const criteria: Record<string, Partial<Criteria>> = {
  A101: { ...none, schoolLevels: both, posts: ["training-manager"], commitmentRequired: true },
  A201: {
    ...none,
    schoolLevels: both,
    posts: ["teacher"],
    courseKinds: ["public"],
    subjects: ["思想政治"],
    minTitle: "associate-senior",
  },
  B101: {
    ...none,
    schoolLevels: both,
    posts: ["teacher"],
    courseKinds: ["major", "practice"],
    majorPrefixes: ["4603", "6603"],
    minTitle: "associate-senior",
  },
  B301: {
    ...none,
    schoolLevels: both,
    posts: ["teacher"],
    courseKinds: ["major", "practice"],
    majorPrefixes: ["4603", "4601", "6603", "6601"],
    minTitle: "intermediate",
  },
  B402: { ...none, schoolLevels: both, posts: ["teacher"], courseKinds: ["public"], subjects: ["语文"] },
  C101: { ...none, schoolLevels: ["secondary"], posts: ["principal"] },
  C102: { ...none, schoolLevels: ["higher"], posts: ["principal"] },
  C103: { ...none, schoolLevels: both, posts: ["secretary"] },
};

function verdictOf(row: Record<string, string>): string {
  const facts = factsWith({
    level: row.level || null,
    criteria: criteria[row.subProject ?? ""],
    teacher: {
      post: row.post || null,
      courseKind: row.courseKind || null,
      courseSubject: row.subject || null,
      majorCode: row.major || null,
      title: row.title || null,
    },
    commitment: row.commitment || null,
    trainings: row.pastYear
      ? [{ year: Number(row.pastYear), group: row.pastGroup || null, title: "以往培训", hours: 80 }]
      : [],
    record: Array.from({ length: Number(row.recordGaps) }, () => ({
      field: "mobile",
      fixableBy: "school" as const,
    })),
  });
  facts.subProject.equivalenceGroup = row.subProject ?? "";
  const judged = judgeEligibility(facts);
  const codes = (ok: boolean | null) => judged.filter((line) => line.ok === ok).map((line) => line.code);
  const [unmet, unclear] = [codes(false), codes(null)];
  if (unmet.length > 0) return `unmet:${unmet.join("+")}`;
  return unclear.length > 0 ? `judge:${unclear.join("+")}` : "met";
}

test.each(cases.map((row) => [row.case ?? "", row]))("%s", (_name, row) => {
  expect(verdictOf(row)).toBe(row.expected);
});

test("every sub-project of the table has its conditions here", () => {
  expect(cases.map((row) => row.subProject).filter((code) => !criteria[code ?? ""])).toEqual([]);
});
