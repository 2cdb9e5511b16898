import { test } from "@playwright/test";
import { MAKE } from "./page-places";
import { peopleAt, walkPages } from "./page-walk";

for (const stage of ["submitted", "returned"] as const) {
  test(`what the pages need is ${stage}`, async ({ page }) => MAKE[stage](page));

  for (const who of peopleAt(stage))
    test(`the pages of ${who} come, and axe finds nothing on them: ${stage}`, async ({ page }) => {
      test.setTimeout(300_000);
      await walkPages(page, stage, who);
    });
}
