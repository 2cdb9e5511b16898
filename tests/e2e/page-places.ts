import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { enterAs, type PersonKey } from "./people";

/** The demonstration as it stands, then with a registration submitted in it, then with that registration returned. */
export type Stage = "begun" | "submitted" | "returned";

/** Where a page of the manifest is seen: when, by whom, and at which address, or behind which link of which page. */
export type Place = { stage?: Stage; who: PersonKey | null; status?: number; lands?: string | RegExp } & (
  | { at: string }
  | { from: string; link: RegExp; named?: RegExp; step?: string }
  | { reach: (page: Page) => Promise<void> }
);

const YEAR = "/programmes/2022";
const ID = "[0-9a-f-]{36}";
const aClass = { from: `${YEAR}/classes`, link: new RegExp(`^/classes/${ID}$`) };
const apply = {
  who: "boundTeacher",
  from: "/registration",
  link: new RegExp(`^/registration/apply/${ID}`),
  named: /智能制造|开始报名/,
} as const;
const enrolled = {
  stage: "submitted",
  who: "boundTeacher",
  from: "/registration",
  link: new RegExp(`^/registration/${ID}$`),
} as const;

/** Every page of the build; a page without a row here fails the first test. */
export const PLACES: Record<string, Place> = {
  "/": { who: null, at: "/", lands: "/catalogue" },
  "/_not-found": { who: null, at: "/no-such-page", status: 404 },
  "/activate": { who: null, at: "/activate" },
  "/audit": { who: "auditor", at: "/audit" },
  "/catalogue": { who: null, at: "/catalogue" },
  "/catalogue/[year]/[code]": { who: null, at: "/catalogue/2022/B301" },
  "/classes/[classId]": { who: "institution", ...aClass },
  "/classes/[classId]/arrivals": { who: "institution", ...aClass, step: "/arrivals" },
  "/classes/[classId]/cancel": { who: "office", ...aClass, step: "/cancel" },
  "/classes/[classId]/cancel/check": {
    who: "office",
    ...aClass,
    step: "/cancel/check?reasonCode=too-few&reasonText=%E4%BA%BA%E6%95%B0%E4%B8%8D%E8%B6%B3&people=back",
  },
  "/classes/[classId]/cancel/done": {
    who: "institution",
    ...aClass,
    step: "/cancel/done",
    status: 404,
    lands: "/not-found",
  },
  "/classes/[classId]/edit": { who: "institution", ...aClass, step: "/edit" },
  "/classes/[classId]/notice": { who: "institution", ...aClass, step: "/notice" },
  "/classes/[classId]/notice/amend": {
    who: "institution",
    ...aClass,
    step: "/notice/amend",
    lands: new RegExp(`^/classes/${ID}/notice$`),
  },
  "/classes/[classId]/notice/issue": { who: "institution", ...aClass, step: "/notice/issue" },
  "/classes/[classId]/roster": { who: "institution", ...aClass, step: "/roster" },
  "/desk": { who: "ministry", at: "/desk" },
  "/display": { who: null, at: "/display" },
  "/help": { who: "province", at: "/help?page=enrolments" },
  "/help/glossary": { who: null, at: "/help/glossary" },
  "/help/keys": { who: null, at: "/help/keys" },
  "/inbox": { who: "province", at: "/inbox" },
  "/inbox/contact": { who: "province", at: "/inbox/contact" },
  "/inbox/failures": { who: "province", at: "/inbox/failures" },
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
  "/programmes/[year]/calendar": { who: "ministry", at: `${YEAR}/calendar` },
  "/programmes/[year]/cards": { who: "school", at: `${YEAR}/cards` },
  "/programmes/[year]/cards/[cardId]": {
    who: "school",
    from: `${YEAR}/cards`,
    link: new RegExp(`^${YEAR}/cards/${ID}`),
  },
  "/programmes/[year]/cards/[cardId]/history": {
    who: "school",
    from: `${YEAR}/cards`,
    link: new RegExp(`^${YEAR}/cards/${ID}`),
    step: "/history",
  },
  "/programmes/[year]/cards/empty": { who: "province", at: `${YEAR}/cards/empty` },
  "/programmes/[year]/cards/needs": { who: "school", at: `${YEAR}/cards/needs` },
  "/programmes/[year]/cards/wishes": { who: "school", at: `${YEAR}/cards/wishes` },
  "/programmes/[year]/cards/wishes/nominate": {
    who: "school",
    from: `${YEAR}/cards/wishes`,
    link: new RegExp(`^${YEAR}/cards/wishes/nominate`),
  },
  "/programmes/[year]/cards/wishes/entry": {
    who: "school",
    from: `${YEAR}/cards/wishes`,
    link: new RegExp(`^${YEAR}/cards/wishes/entry`),
  },
  "/programmes/[year]/cards/entries": { who: "school", at: `${YEAR}/cards/entries` },
  "/programmes/[year]/classes": { who: "office", at: `${YEAR}/classes` },
  "/programmes/[year]/classes/new": { who: "institution", at: `${YEAR}/classes/new` },
  "/programmes/[year]/comparison": { who: "ministry", at: `${YEAR}/comparison` },
  "/programmes/[year]/delegations": { who: "province", at: `${YEAR}/delegations` },
  "/programmes/[year]/delegations/[delegationId]": {
    who: "province",
    from: `${YEAR}/delegations`,
    link: new RegExp(`^${YEAR}/delegations/${ID}$`),
  },
  "/programmes/[year]/delegations/check": { who: "province", at: `${YEAR}/delegations/check?extent=all` },
  "/programmes/[year]/delegations/new": { who: "province", at: `${YEAR}/delegations/new` },
  "/programmes/[year]/enrolments": { who: "province", at: `${YEAR}/enrolments` },
  "/programmes/[year]/enrolments/[enrolmentId]": {
    who: "province",
    from: `${YEAR}/enrolments`,
    link: new RegExp(`^${YEAR}/enrolments/${ID}`),
  },
  "/programmes/[year]/enrolments/[enrolmentId]/evidence": {
    who: "school",
    from: `${YEAR}/enrolments?tab=all`,
    link: new RegExp(`^${YEAR}/enrolments/${ID}`),
    step: "/evidence",
  },
  "/programmes/[year]/enrolments/[enrolmentId]/objection": {
    who: "province",
    // Nobody objected to this one: the page leads back to the registration.
    reach: async (page) => {
      await page.goto(`${YEAR}/enrolments`);
      const hrefs = await page
        .locator("main a[href]")
        .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
      const registration = hrefs
        .find((href) => new RegExp(`^${YEAR}/enrolments/${ID}`).test(href))
        ?.split("?")[0];
      await page.goto(`${registration}/objection`);
      await expect(page).toHaveURL(new RegExp(`${registration}$`));
    },
  },
  "/programmes/[year]/enrolments/[enrolmentId]/replace": {
    stage: "returned",
    who: "school",
    from: `${YEAR}/enrolments?tab=returned`,
    link: new RegExp(`^${YEAR}/enrolments/${ID}`),
    named: /贺平丹/,
    step: "/replace",
  },
  "/programmes/[year]/enrolments/batches/[operationId]": {
    who: "province",
    reach: decideForMany,
  },
  "/programmes/[year]/import": { who: "ministry", at: `${YEAR}/import` },
  "/programmes/[year]/overview": { who: "ministry", at: `${YEAR}/overview?at=43` },
  "/programmes/[year]/placement": { who: "office", at: `${YEAR}/placement` },
  "/programmes/[year]/placement/[subProjectId]": {
    who: "office",
    from: `${YEAR}/placement`,
    link: new RegExp(`^${YEAR}/placement/${ID}`),
  },
  "/programmes/[year]/publish": { who: "ministry", at: `${YEAR}/publish` },
  "/programmes/[year]/quotas": { who: "ministry", at: `${YEAR}/quotas` },
  "/programmes/[year]/quotas/allocation": { who: "province", at: `${YEAR}/quotas/allocation` },
  "/programmes/[year]/quotas/check": { who: "province", at: `${YEAR}/quotas/check?subProject=B305` },
  "/programmes/[year]/quotas/drafts": { who: "ministry", at: `${YEAR}/quotas/drafts` },
  "/programmes/[year]/quotas/history": {
    who: "auditor",
    from: `${YEAR}/quotas`,
    link: new RegExp(`^${YEAR}/quotas/history\\?`),
  },
  "/programmes/[year]/quotas/import": { who: "ministry", at: `${YEAR}/quotas/import` },
  "/programmes/[year]/quotas/issue": { who: "ministry", at: `${YEAR}/quotas/issue` },
  "/programmes/[year]/quotas/moves": { who: "province", at: `${YEAR}/quotas/moves` },
  "/programmes/[year]/quotas/top-up": { who: "ministry", at: `${YEAR}/quotas/top-up` },
  "/programmes/[year]/recheck": { who: "institution", at: `${YEAR}/recheck` },
  "/programmes/[year]/recheck/[enrolmentId]": {
    who: "institution",
    at: `${YEAR}/recheck/00000000-0000-7000-8000-000000000000`,
    status: 404,
    lands: "/not-found",
  },
  "/programmes/[year]/supplement": { who: "school", at: `${YEAR}/supplement` },
  "/programmes/[year]/waiting": { who: "province", at: `${YEAR}/waiting` },
  "/programmes/[year]/windows/[key]": { who: "ministry", at: `${YEAR}/windows/supplement` },
  "/programmes/[year]/windows/[key]/body": { who: "ministry", at: `${YEAR}/windows/supplement/body` },
  "/programmes/import": { who: "ministry", at: "/programmes/import" },
  "/programmes/import/[operationId]": {
    who: "ministry",
    reach: tryCatalogue,
  },
  "/registration": { who: "boundTeacher", at: "/registration" },
  "/registration/[enrolmentId]": enrolled,
  // Nobody is placed in the demonstration yet, so there is nothing to ask.
  "/registration/[enrolmentId]/arrival": { ...enrolled, step: "/arrival", status: 404, lands: "/not-found" },
  "/registration/[enrolmentId]/done": { ...enrolled, step: "/done" },
  "/registration/[enrolmentId]/mend": { ...enrolled, stage: "returned", step: "/mend" },
  // Nothing was decided against this registration: the page of the objection leads back to it.
  "/registration/[enrolmentId]/object": {
    stage: "submitted",
    who: "boundTeacher",
    reach: async (page) => {
      await openLink(page, "/registration", /查看报名/);
      const registration = page.url();
      await page.goto(`${registration}/object`);
      await expect(page).toHaveURL(registration);
    },
  },
  "/registration/[enrolmentId]/withdraw": { ...enrolled, step: "/withdraw" },
  "/registration/apply/[subProjectId]": apply,
  "/registration/apply/[subProjectId]/check": { ...apply, step: "/check" },
  "/registration/apply/[subProjectId]/classes": { ...apply, step: "/classes" },
  "/registration/apply/[subProjectId]/contact": { ...apply, step: "/contact" },
  "/registration/apply/[subProjectId]/plan": {
    ...apply,
    who: "incompleteTeacher",
    named: /培训管理者/,
    step: "/plan",
  },
  // The demonstration has no open class yet.
  "/registration/open": { who: "boundTeacher", at: "/registration/open" },
  "/registration/open/[classId]": {
    who: "boundTeacher",
    at: "/registration/open/00000000-0000-7000-8000-000000000000",
    status: 404,
    lands: "/not-found",
  },
  "/registration/waiting/[entryId]": {
    who: "boundTeacher",
    at: "/registration/waiting/00000000-0000-7000-8000-000000000000",
    status: 404,
    lands: "/not-found",
  },
  "/registration/card": { who: "boundTeacher", at: "/registration/card" },
  "/registration/evidence/[subProjectId]": {
    ...enrolled,
    reach: (page) => openLink(page, "/registration", /查看报名/).then(() => openEvidence(page)),
  },
  "/registration/nominations/[nominationId]": {
    who: "boundTeacher",
    from: "/registration",
    link: new RegExp(`^/registration/nominations/${ID}$`),
  },
  "/registration/wishes": { who: "boundTeacher", at: "/registration/wishes" },
  "/search": { who: "province", at: "/search?q=B301" },
  "/settings/account": { who: "office", at: "/settings/account" },
  "/settings/account/step-up": { who: "office", at: "/settings/account/step-up" },
  "/settings/accounts": { who: "province", at: "/settings/accounts" },
  "/settings/accounts/[appointmentId]": {
    who: "province",
    from: "/settings/accounts?role=school",
    link: new RegExp(`^/settings/accounts/${ID}$`),
  },
  "/settings/permissions": { who: "auditor", at: "/settings/permissions" },
  "/settings/sign-in-policies": { who: "auditor", at: "/settings/sign-in-policies" },
  "/sign-in/code": { who: null, at: "/sign-in/code" },
  "/sign-in": { who: null, at: "/sign-in" },
  "/teachers": { who: "school", at: "/teachers" },
  "/teachers/[teacherId]": { who: "school", from: "/teachers", link: new RegExp(`^/teachers/${ID}`) },
  "/teachers/[teacherId]/move": {
    who: "school",
    reach: letGo,
  },
  "/teachers/moves": { who: "school", at: "/teachers/moves" },
  "/teachers/me": { who: "boundTeacher", at: "/teachers/me" },
  "/teachers/new": { who: "school", at: "/teachers/new" },
};

/** It replaces the whole document when everything else fails; no address leads to it. */
const NOT_REACHED = ["/_global-error"];

export function pagesOfTheBuild(): string[] {
  const manifest = JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")) as Record<
    string,
    string
  >;
  const pages = Object.entries(manifest).filter(([file]) => file.endsWith("/page"));
  return [...new Set(pages.map(([, route]) => route))].filter((route) => !NOT_REACHED.includes(route)).sort();
}

export async function addressOf(page: Page, place: Place): Promise<string> {
  if ("at" in place) return place.at;
  if ("reach" in place) {
    await place.reach(page);
    return new URL(page.url()).pathname;
  }
  await page.goto(place.from);
  const hrefs = await page
    .locator("main a[href]", place.named ? { hasText: place.named } : {})
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const found = hrefs.find((href) => place.link.test(href));
  if (!found) throw new Error(`no link ${place.link} on ${place.from}`);
  const [path = "", query] = found.split("?");
  return `${path}${place.step ?? ""}${query ? `?${query}` : ""}`;
}

/** The dry run of a year that is already published: it names what stands against it and changes nothing. */
async function tryCatalogue(page: Page): Promise<void> {
  await page.goto("/programmes/import");
  await page.getByLabel("文件").setInputFiles("prisma/seed/data/programme-2022.json");
  await page.getByRole("button", { name: "试运行" }).click();
  await page.waitForURL(new RegExp(`/programmes/import/${ID}$`));
}

/** To a school that was found, up to the form. */
async function letGo(page: Page): Promise<void> {
  await page.goto("/teachers");
  await page.locator(`a[href^="/teachers/0"]`).first().click();
  await page.getByRole("link", { name: "办理调出" }).click();
  await page.getByLabel("接收学校").fill("学校");
  await page.getByRole("button", { name: "查找" }).click();
  await page.waitForURL(/\/move\?school=/);
}

async function openEvidence(page: Page): Promise<void> {
  await page.getByRole("link", { name: "添加或移除文件" }).click();
  await page.waitForURL(/evidence/);
}

async function decideForMany(page: Page): Promise<void> {
  await page.goto(`${YEAR}/enrolments`);
  const boxes = page.locator('input[name="ids[]"]');
  await boxes.nth(0).check();
  await page.getByRole("button", { name: /^通过/ }).click();
  await page.getByRole("link", { name: "逐行结果" }).click();
  await page.waitForURL(new RegExp(`${YEAR}/enrolments/batches/${ID}$`));
}

async function openLink(page: Page, from: string, name: RegExp): Promise<void> {
  await page.goto(from);
  await page.locator("main").getByRole("link", { name }).first().click();
  await page.waitForURL((url) => url.pathname !== from);
}

export const MAKE: Record<Stage, (page: Page) => Promise<void>> = {
  begun: async (page) => {
    await enterAs(page, "institution");
    await openLink(page, `${YEAR}/classes`, /^2022-/);
    await page.goto(`${page.url()}/notice`);
    await page.getByLabel("报到地点").fill("演示培训中心一楼");
    await page.getByRole("button", { name: "先存草稿" }).click();
    await expect(page.getByText("已自动保存，第1稿")).toBeVisible();
    await enterAs(page, "school");
    await openLink(page, "/teachers", /史明/);
    await page.getByLabel("最高学位证书编号").fill("1053042012345678");
    await page.getByText("其他资料").click();
    await page.getByLabel("任职").selectOption("training-manager");
    await page.getByRole("button", { name: "保存并重新检查" }).click();
    await expect(page.getByText("已保存，资料完整")).toBeVisible();
  },
  submitted: async (page) => {
    await enterAs(page, "boundTeacher");
    await page.goto(await addressOf(page, { ...apply, step: "/classes" }));
    await page.getByRole("radio").first().check();
    await page.getByRole("button", { name: "继续" }).click();
    await page.getByLabel("我确认以上属实").check();
    await page.getByRole("button", { name: "提交报名" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "报名已提交" })).toBeVisible();
  },
  returned: async (page) => {
    await enterAs(page, "school");
    await openLink(page, `${YEAR}/enrolments`, /贺平丹/);
    await page.getByRole("link", { name: "退给教师…" }).click();
    await page.getByRole("textbox", { name: "写给对方的话" }).fill("请核对第一志愿，你那周有课。");
    await page.getByRole("button", { name: "退给教师", exact: true }).click();
    await expect(page.getByText("退回修改").first()).toBeVisible();
  },
};
