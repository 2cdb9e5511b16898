import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  answerObjection,
  attachEvidence,
  confirmEnrolment,
  delegateReview,
  listEnrolments,
  makeObjection,
  reviewInBulk,
  undoReview,
} from "@/lib/enrolments";
import type { Conditions } from "@/lib/enrolments/filter-schema";
import { reviewInBulkSchema } from "@/lib/enrolments/filter-schema";
import { chinaDay } from "@/lib/kernel/dates";
import { db } from "@/lib/platform/db";
import { createBody } from "../../support/bodies";
import { useTestDatabase } from "../../support/database";
import { ETHICS, enrolled, stateOf } from "../../support/enrolment-state";
import { buildWorld, newKey, type World } from "../../support/enrolments";
import { fileOf, PDF } from "../../support/pictures";

const database = useTestDatabase();
const folder = path.join(tmpdir(), `guopei-queue-filters-${process.pid}`);
const CITY_SCHOOL = "演示长沙第一学校";
let world: World;
let city: { id: string };
/** Everybody in the queue, by what is particular about them. */
const ids: Record<"plain" | "inCity" | "waiting" | "bare" | "proven" | "late", string> = {
  plain: "",
  inCity: "",
  waiting: "",
  bare: "",
  proven: "",
  late: "",
};

beforeAll(async () => {
  process.env.GUOPEI_DATA_FOLDER = folder;
  world = await buildWorld({
    windows: { registration: [-10, 2] },
    subProjects: [
      {
        code: "B301",
        seats: 100,
        classes: [
          [1, 30, 40],
          [99, 50, 60],
        ],
      },
      { code: "B302", seats: 40, criteria: { evidence: ["title-certificate"] } },
    ],
  });
  const home = await db().organisation.findUniqueOrThrow({ where: { id: world.home.id } });
  city = await createBody("city", "演示长沙市教育局", { ...world.home, ...home });
  const cityBody = { ...world.home, ...city, provinceId: world.home.id };
  const citySchool = await createBody("school", CITY_SCHOOL, cityBody);
  const [small = "", large = ""] = world.first.classIds;
  const inB301 = async (preferences: string[], school = world.school) =>
    (await enrolled(world, "confirmed", { preferences, school })).enrolmentId;
  ids.plain = await inB301([small]);
  ids.inCity = await inB301([small], citySchool);
  ids.waiting = await inB301([large]);
  ids.late = await inB301([large]);
  ids.bare = (await enrolled(world, "confirmed", { subProject: world.second })).enrolmentId;
  const { enrolmentId, version, teacher, clerk } = await enrolled(world, "submitted", {
    subProject: world.second,
  });
  ids.proven = enrolmentId;
  await attachEvidence(teacher, {
    key: newKey(),
    teacherId: teacher.teacherId,
    subProjectId: world.second.id,
    kind: "title-certificate",
    file: fileOf(PDF, "证书.pdf"),
  });
  await confirmEnrolment(clerk, { enrolmentId, version, ...ETHICS });
  await database().pool.query(
    "UPDATE enrolments SET submitted_at = submitted_at - interval '4 days', confirmed_at = confirmed_at - interval '4 days' WHERE id = $1",
    [ids.waiting],
  );
  await database().pool.query(
    "UPDATE registration_cards SET supplement = true WHERE id = (SELECT card_id FROM enrolments WHERE id = $1)",
    [ids.late],
  );
  return () => rm(folder, { recursive: true, force: true });
});

const everybody = () => Object.values(ids);
const but = (...left: string[]) => everybody().filter((id) => !left.includes(id));

/** What the list shows, and what a decision about everybody whom it shows takes; the decision is undone. */
async function chosen(filter: Conditions): Promise<[listed: string[], taken: string[]]> {
  const list = await listEnrolments(world.officer, world.year, { tab: "to-review", ...filter });
  const listed = list.rows.map((row) => row.id).toSorted();
  expect(list.total).toBe(listed.length);
  if (listed.length === 0) return [[], []];
  const input = reviewInBulkSchema.parse({
    key: newKey(),
    everyone: new URLSearchParams({
      ...filter,
      year: String(world.year),
      asOf: new Date(Date.now() + 60_000).toISOString(),
    }).toString(),
    decision: "approve",
  });
  const result = await reviewInBulk(world.officer, input);
  expect(result.refused).toBe(0);
  await undoReview(world.officer, { enrolmentId: null, operationId: result.operationId });
  return [listed, result.rows.map((row) => row.enrolmentId).toSorted()];
}

async function expectChosen(filter: Conditions, wanted: string[]): Promise<void> {
  expect(await chosen(filter)).toEqual([wanted.toSorted(), wanted.toSorted()]);
}

describe("the queue can be narrowed down, and all of what it shows be chosen", () => {
  test("by the city of the school", async () => {
    await expectChosen({}, everybody());
    await expectChosen({ cityId: city.id }, [ids.inCity]);
    const { cities, schools } = await listEnrolments(world.officer, world.year, {});
    expect(cities.map((one) => one.id)).toEqual([city.id]);
    expect(schools.filter((one) => one.cityId === city.id)).toHaveLength(1);
  });

  test("by when the card was issued", async () => {
    await expectChosen({ card: "supplement" }, [ids.late]);
    await expectChosen({ card: "first" }, but(ids.late));
  });

  test("by how long it has waited", async () => {
    await expectChosen({ waiting: "3" }, [ids.waiting]);
    await expectChosen({ waiting: "7" }, []);
  });

  test("by evidence that was asked for and is not there", async () => {
    await expectChosen({ flag: "evidence" }, [ids.bare]);
  });

  test("by a first wish that more people have than the class takes, those of other provinces among them", async () => {
    await expectChosen({ flag: "capacity" }, [ids.plain, ids.inCity]);
    const small = world.first.classIds[0] ?? "";
    const pool = database().pool;
    const moved = "UPDATE enrolments SET preferences = ARRAY[$2::uuid] WHERE id = $1";
    await pool.query(moved, [ids.inCity, world.first.classIds[1]]);
    await expectChosen({ flag: "capacity" }, []);
    const foreign = { preferences: [small], school: world.foreignSchool };
    await enrolled(world, "confirmed", foreign);
    await expectChosen({ flag: "capacity" }, [ids.plain]);
    await pool.query(moved, [ids.inCity, small]);
  });

  test("by several at once", async () => {
    await expectChosen({ waiting: "1", card: "supplement" }, []);
    await expectChosen({ cityId: city.id, flag: "capacity", card: "first" }, [ids.inCity]);
  });

  test("by to whom it is delegated, less what the delegate may not judge", async () => {
    const other = await createBody("institution", "演示受托单位", null);
    const delegateTo = async (granteeId: string, subProjectIds: string[]) => {
      const { delegationId } = await delegateReview(world.officer, {
        key: newKey(),
        year: world.year,
        granteeId,
        extent: "named",
        subProjectIds,
        from: chinaDay(new Date()),
        until: chinaDay(new Date(Date.now() + 86_400_000)),
        reason: "演示委托审查",
      });
      return delegationId;
    };
    await expectChosen({ delegated: "none" }, everybody());
    const second = await delegateTo(other.id, [world.second.id]);
    await expectChosen({ delegated: second }, [ids.bare, ids.proven]);
    await expectChosen({ delegated: "none" }, but(ids.bare, ids.proven));
    const sameName = await createBody("institution", CITY_SCHOOL, null);
    const first = await delegateTo(sameName.id, [world.first.id]);
    await expectChosen({ delegated: first }, [ids.plain, ids.waiting, ids.late]);
    await expectChosen({ delegated: "none" }, [ids.inCity]);
    const { delegations } = await listEnrolments(world.officer, world.year, {});
    expect(delegations.map((one) => one.id).toSorted()).toEqual([first, second].toSorted());
    expect((await listEnrolments(world.foreignOfficer, world.year, {})).delegations).toEqual([]);
  });

  test("by an objection that waits", async () => {
    const { enrolmentId, version, teacher } = await enrolled(world, "rejected");
    const shown = async () =>
      (await listEnrolments(world.officer, world.year, { tab: "rejected", flag: "objection" })).rows.map(
        (row) => row.id,
      );
    expect(await shown()).toEqual([]);
    await makeObjection(teacher, { enrolmentId, version, text: "我的职称证书符合要求，请再看一次。" });
    expect(await shown()).toEqual([enrolmentId]);
    await answerObjection(world.officer, {
      enrolmentId,
      version: (await stateOf(enrolmentId)).version,
      answer: "upheld",
      reasonText: "证书的专业不对口。",
    });
    expect(await shown()).toEqual([]);
  });

  test("and a decision about everybody refuses a filter that it does not know", () => {
    const everyone = (more: string) =>
      reviewInBulkSchema.safeParse({
        key: newKey(),
        everyone: `year=2022&asOf=2022-05-15T00:00:00Z${more}`,
        decision: "approve",
      }).success;
    expect(everyone("")).toBe(true);
    expect(everyone("&flag=capacity&waiting=3")).toBe(true);
    for (const more of ["&flag=other", "&waiting=2", "&village=1", "&cityId=1"])
      expect(everyone(more)).toBe(false);
  });
});
