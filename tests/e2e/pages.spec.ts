import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { enterAs, type PersonKey } from "./people";

/** Where a page of the manifest is seen: by whom, and at which address, or behind which link of which page. */
type Place =
  | { who: PersonKey | null; at: string }
  | { who: PersonKey | null; from: string; link: RegExp; step?: string };

const YEAR = "/programmes/2022";
const ID = "[0-9a-f-]{36}";
const aClass = { from: `${YEAR}/classes`, link: new RegExp(`^/classes/${ID}$`) };
const apply = {
  who: "teacher",
  from: "/registration",
  link: new RegExp(`^/registration/apply/${ID}`),
} as const;
const enrolled = {
  who: "boundTeacher",
  from: "/registration",
  link: new RegExp(`^/registration/${ID}$`),
} as const;

/** Every page of the build; a page without a row here fails the first test. */
const PLACES: Record<string, Place> = {
  "/": { who: null, at: "/" },
  "/_not-found": { who: null, at: "/no-such-page" },
  "/activate": { who: null, at: "/activate" },
  "/audit": { who: "auditor", at: "/audit" },
  "/catalogue": { who: null, at: "/catalogue" },
  "/catalogue/[year]/[code]": { who: null, at: "/catalogue/2022/B301" },
  "/classes/[classId]": { who: "institution", ...aClass },
  "/classes/[classId]/edit": { who: "institution", ...aClass, step: "/edit" },
  "/classes/[classId]/notice": { who: "institution", ...aClass, step: "/notice" },
  "/classes/[classId]/notice/issue": { who: "institution", ...aClass, step: "/notice/issue" },
  "/classes/[classId]/roster": { who: "institution", ...aClass, step: "/roster" },
  "/desk": { who: "ministry", at: "/desk" },
  "/display": { who: null, at: "/display" },
  "/inbox": { who: "province", at: "/inbox" },
  "/notices": { who: null, at: "/notices" },
  "/notices/[id]": {
    who: "province",
    from: "/notices/manage",
    link: new RegExp(`^/notices/(manage/)?${ID}$`),
  },
  "/notices/manage": { who: "ministry", at: "/notices/manage" },
  "/notices/manage/[id]": {
    who: "ministry",
    from: "/notices/manage",
    link: new RegExp(`^/notices/(manage/)?${ID}$`),
  },
  "/notices/manage/new": { who: "ministry", at: "/notices/manage/new" },
  "/organisations": { who: "province", at: "/organisations" },
  "/programmes": { who: "ministry", at: "/programmes" },
  "/programmes/[year]": { who: "ministry", at: YEAR },
  "/programmes/[year]/cards": { who: "school", at: `${YEAR}/cards` },
  "/programmes/[year]/cards/[cardId]": {
    who: "school",
    from: `${YEAR}/cards`,
    link: new RegExp(`^${YEAR}/cards/${ID}`),
  },
  "/programmes/[year]/classes": { who: "office", at: `${YEAR}/classes` },
  "/programmes/[year]/classes/new": { who: "institution", at: `${YEAR}/classes/new` },
  "/programmes/[year]/enrolments": { who: "province", at: `${YEAR}/enrolments` },
  "/programmes/[year]/enrolments/[enrolmentId]": {
    who: "province",
    from: `${YEAR}/enrolments`,
    link: new RegExp(`^${YEAR}/enrolments/${ID}`),
  },
  "/programmes/[year]/enrolments/[enrolmentId]/replace": {
    who: "school",
    from: `${YEAR}/enrolments?tab=all`,
    link: new RegExp(`^${YEAR}/enrolments/${ID}`),
    step: "/replace",
  },
  "/programmes/[year]/import": { who: "ministry", at: `${YEAR}/import` },
  "/programmes/[year]/placement": { who: "office", at: `${YEAR}/placement` },
  "/programmes/[year]/placement/[subProjectId]": {
    who: "office",
    from: `${YEAR}/placement`,
    link: new RegExp(`^${YEAR}/placement/${ID}`),
  },
  "/programmes/[year]/publish": { who: "ministry", at: `${YEAR}/publish` },
  "/programmes/[year]/quotas": { who: "ministry", at: `${YEAR}/quotas` },
  "/programmes/[year]/quotas/check": { who: "province", at: `${YEAR}/quotas/check?subProject=B305` },
  "/programmes/[year]/quotas/history": {
    who: "auditor",
    from: `${YEAR}/quotas`,
    link: new RegExp(`^${YEAR}/quotas/history\\?`),
  },
  "/programmes/[year]/quotas/import": { who: "ministry", at: `${YEAR}/quotas/import` },
  "/programmes/[year]/quotas/issue": { who: "ministry", at: `${YEAR}/quotas/issue` },
  "/programmes/[year]/quotas/top-up": { who: "ministry", at: `${YEAR}/quotas/top-up` },
  "/programmes/[year]/windows/[key]": { who: "ministry", at: `${YEAR}/windows/supplement` },
  "/programmes/import": { who: "ministry", at: "/programmes/import" },
  "/programmes/import/[operationId]": {
    who: "ministry",
    at: "/programmes/import/00000000-0000-7000-8000-000000000000",
  },
  "/registration": { who: "boundTeacher", at: "/registration" },
  "/registration/[enrolmentId]": enrolled,
  "/registration/[enrolmentId]/done": { ...enrolled, step: "/done" },
  "/registration/[enrolmentId]/mend": { ...enrolled, step: "/mend" },
  "/registration/[enrolmentId]/withdraw": { ...enrolled, step: "/withdraw" },
  "/registration/apply/[subProjectId]": apply,
  "/registration/apply/[subProjectId]/check": { ...apply, step: "/check" },
  "/registration/apply/[subProjectId]/classes": { ...apply, step: "/classes" },
  "/registration/apply/[subProjectId]/contact": { ...apply, step: "/contact" },
  "/registration/apply/[subProjectId]/plan": { ...apply, step: "/plan" },
  "/registration/card": { who: "boundTeacher", at: "/registration/card" },
  "/settings/accounts": { who: "province", at: "/settings/accounts" },
  "/settings/permissions": { who: "auditor", at: "/settings/permissions" },
  "/sign-in": { who: null, at: "/sign-in" },
  "/teachers": { who: "school", at: "/teachers" },
  "/teachers/[teacherId]": { who: "school", from: "/teachers", link: new RegExp(`^/teachers/${ID}`) },
  "/teachers/me": { who: "boundTeacher", at: "/teachers/me" },
  "/teachers/new": { who: "school", at: "/teachers/new" },
};

const NOT_PAGES = ["/_global-error", "/display/set", "/icon.svg"];

function pagesOfTheBuild(): string[] {
  const manifest = JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")) as Record<
    string,
    string
  >;
  return [...new Set(Object.values(manifest))].filter((route) => !NOT_PAGES.includes(route)).sort();
}

async function addressOf(page: Page, place: Place): Promise<string> {
  if ("at" in place) return place.at;
  await page.goto(place.from);
  const hrefs = await page
    .locator("main a[href]")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const found = hrefs.find((href) => place.link.test(href));
  if (!found) throw new Error(`no link ${place.link} on ${place.from}`);
  const [path = "", query] = found.split("?");
  return `${path}${place.step ?? ""}${query ? `?${query}` : ""}`;
}

test("every page of the build has its place here", () => {
  expect(pagesOfTheBuild().filter((route) => !(route in PLACES))).toEqual([]);
});

const ROLES = [...new Set(Object.values(PLACES).map((place) => place.who))];

for (const who of ROLES)
  test(`axe finds nothing on the pages of ${who ?? "visitors"}, light and dark`, async ({ page }) => {
    test.setTimeout(300_000);
    if (who) await enterAs(page, who);
    for (const [route, place] of Object.entries(PLACES)) {
      if (place.who !== who) continue;
      const address = await addressOf(page, place);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(address);
        const { violations } = await new AxeBuilder({ page })
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
          .analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
        );
        expect.soft(found, `${route} in ${colorScheme}`).toEqual([]);
      }
    }
  });
