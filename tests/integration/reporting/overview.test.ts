import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NotFound } from "@/lib/kernel/problem";
import { disconnect } from "@/lib/platform/db";
import { writeWorkbook } from "@/lib/platform/workbook";
import { exportOverview, getOverview, refreshOverviews } from "@/lib/reporting";
import { type OverviewFilter, overviewFilterSchema } from "@/lib/reporting/schema";
import type { TestDatabase } from "../../support/database";
import { cloneWorld, connectTo, type World } from "../../support/world";

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  ({ database, world } = await cloneWorld("open"));
  await connectTo(database);
});
afterAll(async () => {
  await disconnect();
  await database.drop();
});

const asked = (filter: Partial<OverviewFilter> = {}) => overviewFilterSchema.parse({ year: 2022, ...filter });

async function count(sql: string, ...values: unknown[]): Promise<number> {
  const { rows } = await database.pool.query<{ n: string }>(`SELECT (${sql}) AS n`, values);
  return Number(rows[0]?.n ?? 0);
}

const LIVE = "state NOT IN ('withdrawn', 'rejected', 'replaced')";
const APPROVED = "state IN ('approved', 'placed', 'completed')";

describe("the overview of the country", () => {
  it("counts each province as its rows stand", async () => {
    const overview = await getOverview(world.ministry, asked());
    expect(overview.bodies.map(({ regionCode }) => regionCode).toSorted()).toEqual(["42", "43"]);
    for (const body of overview.bodies) {
      expect(body.allocated).toBe(
        await count("SELECT sum(granted) FROM quota_accounts WHERE organisation_id = $1::uuid", body.id),
      );
      expect(body.carded).toBe(
        await count(
          "SELECT count(*) FROM registration_cards k JOIN organisations o ON o.id = k.school_id WHERE o.province_id = $1::uuid AND k.state IN ('issued', 'bound', 'used')",
          body.id,
        ),
      );
      expect(body.registered).toBe(
        await count(`SELECT count(*) FROM enrolments WHERE province_id = $1::uuid AND ${LIVE}`, body.id),
      );
      expect(body.approved).toBe(
        await count(`SELECT count(*) FROM enrolments WHERE province_id = $1::uuid AND ${APPROVED}`, body.id),
      );
    }
    expect(overview.total.registered).toBe(overview.bodies.reduce((sum, body) => sum + body.registered, 0));
    expect(overview.total.registered).toBe(
      overview.subProjects.reduce((sum, row) => sum + row.registered, 0),
    );
    expect(overview.total.registered).toBeGreaterThan(0);
  });

  it("takes one sub-project, with every region in sight", async () => {
    const overview = await getOverview(world.office, asked({ subProject: "B305" }));
    expect(overview.chosen?.code).toBe("B305");
    expect(overview.bodies).toHaveLength(2);
    expect(overview.total.registered).toBe(0);
    const one = await getOverview(world.office, asked({ subProject: "B301" }));
    expect(one.total.registered).toBe(
      await count(
        `SELECT count(*) FROM enrolments WHERE sub_project_id = $1::uuid AND ${LIVE}`,
        world.subProjects.B301,
      ),
    );
  });

  it("gives the middle of the hours that reviews took", async () => {
    const [first] = (await getOverview(world.ministry, asked({ province: "43" }))).bodies.filter(
      (body) => body.reviewHours !== null,
    );
    const middle = await count(
      `SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY floor(extract(epoch FROM decided_at - confirmed_at) / 3600))
       FROM enrolments WHERE school_id = $1::uuid AND decided_at >= confirmed_at AND state IN ('approved', 'rejected', 'placed', 'completed')`,
      first?.id,
    );
    expect(first?.reviewHours).toBe(middle);
  });
});

describe("one province", () => {
  it("shows its schools to itself, whatever the address names", async () => {
    const [own, other] = world.provinces;
    const overview = await getOverview(own.actor, asked({ province: other.regionCode }));
    expect(overview.level).toBe("schools");
    expect(overview.province?.code).toBe(own.regionCode);
    const known = own.schools.map(({ id }) => id);
    expect(overview.bodies.length).toBeGreaterThan(0);
    expect(overview.bodies.every(({ id }) => known.includes(id))).toBe(true);
  });

  it("is not there under a code that no province has", async () => {
    await expect(getOverview(world.ministry, asked({ province: "99" }))).rejects.toThrow(NotFound);
    await expect(getOverview(world.ministry, { ...asked(), year: 2031 })).rejects.toThrow(NotFound);
  });
});

describe("the kept overview", () => {
  it("is used once there is one, says when it was true, and shows the same figures", async () => {
    const live = await getOverview(world.ministry, asked());
    expect(live.live).toBe(true);
    expect((await refreshOverviews()).years).toEqual([]);
    expect((await refreshOverviews(0)).years).toEqual([2022]);
    const kept = await getOverview(world.ministry, asked());
    expect(kept.live).toBe(false);
    expect(kept.bodies).toEqual(live.bodies);
    expect(kept.subProjects).toEqual(live.subProjects);
    expect(kept.total).toEqual(live.total);
  });

  it("is passed over when the worker has not come by for long", async () => {
    await database.pool.query(
      "UPDATE overview_snapshots SET refreshed_at = clock_timestamp() - interval '16 minutes'",
    );
    expect((await getOverview(world.ministry, asked())).live).toBe(true);
  });
});

describe("the export", () => {
  it("leaves one line in the trail under the number in the file", async () => {
    const { number, overview } = await exportOverview(
      world.auditor,
      asked({ sort: "registered", order: "asc" }),
    );
    expect(overview.bodies.map(({ code }) => code)).toEqual(
      (await getOverview(world.auditor, asked({ sort: "registered", order: "asc" }))).bodies.map(
        ({ code }) => code,
      ),
    );
    const { rows } = await database.pool.query(
      "SELECT kind, actor_role, payload FROM audit_events WHERE subject_id = $1",
      [number],
    );
    expect(rows).toMatchObject([{ kind: "overview.exported", actor_role: "auditor", payload: { rows: 2 } }]);
  });

  it("writes no formula, whatever a name begins with", async () => {
    const file = await writeWorkbook([
      { name: "a/b[c]", rows: [["=1+1", "+1", "@x", "-2", "plain", 7, null]] },
    ]);
    const [sheet] = (await readXlsx(file)).sheets;
    expect(sheet?.name).toBe("a b c ");
    expect(sheet?.rows[0]?.slice(0, 6)).toEqual(["'=1+1", "'+1", "'@x", "'-2", "plain", 7]);
    expect([...(sheet?.cells?.values() ?? [])].filter((cell) => cell.formula !== undefined)).toEqual([]);
  });
});
