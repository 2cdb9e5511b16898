import { expect, test } from "@playwright/test";
import { PLACES, pagesOfTheBuild } from "./page-places";
import { peopleAt, walkPages } from "./page-walk";

test("every page of the build has its place here", () => {
  expect(pagesOfTheBuild().filter((route) => !(route in PLACES))).toEqual([]);
});

for (const who of peopleAt("begun"))
  test(`the pages of ${who ?? "visitors"} come, and axe finds nothing on them`, async ({ page }) => {
    test.setTimeout(300_000);
    await walkPages(page, "begun", who);
  });
