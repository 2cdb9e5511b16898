import { describe, expect, it } from "vitest";
import type { QuotaGrid } from "@/lib/quotas/views";
import {
  againstPlan,
  lineOf,
  listAddress,
  placeOf,
  viewOf,
} from "../../../app/(workspace)/programmes/[year]/quotas/_lists/reading";

const grid = {
  year: 2022,
  regions: [{ code: "11" }, { code: "43" }],
  columns: [{ code: "B301" }, { code: "B203" }],
} as QuotaGrid;

describe("sums of the lists", () => {
  it("count what is a number and tell how many texts are none", () => {
    expect(lineOf(["7", "", "３", "7人", " 2 "])).toEqual({ sum: 12, invalid: 1 });
  });

  it("stand against the plan, an invalid text before everything else", () => {
    expect(againstPlan({ sum: 100, invalid: 0 }, 100)).toEqual({ state: "complete", count: 0 });
    expect(againstPlan({ sum: 99, invalid: 0 }, 100)).toEqual({ state: "left", count: 1 });
    expect(againstPlan({ sum: 101, invalid: 0 }, 100)).toEqual({ state: "over", count: 1 });
    expect(againstPlan({ sum: 101, invalid: 2 }, 100)).toEqual({ state: "mend", count: 2 });
  });
});

describe("the address of the lists", () => {
  it("names a region or a sub-project, and comes back from it", () => {
    for (const by of ["region", "subProject"] as const)
      for (const at of [null, 0, 1]) {
        const asked = Object.fromEntries(new URL(listAddress(grid, { by, at }), "http://here").searchParams);
        expect(viewOf(asked)).toBe("list");
        expect(placeOf(asked, grid)).toEqual({ by, at });
      }
  });

  it("leads to all of them where it names what the table does not have", () => {
    expect(placeOf({ view: "list", region: "99" }, grid)).toEqual({ by: "region", at: null });
    expect(placeOf({ subProject: "Z999" }, grid)).toEqual({ by: "subProject", at: null });
    expect(viewOf({ view: "everything" })).toBeNull();
  });
});
