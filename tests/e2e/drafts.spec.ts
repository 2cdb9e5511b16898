import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { axeFindings } from "./accessibility";
import { enterAs, PEOPLE } from "./people";

/** What is typed and not sent outlives the page, the session and the telephone, until it is sent or thrown away. */

const NEW_NOTICE = "/notices/manage/new";
const SAVED = /^已自动保存\d\d:\d\d$/;
const GOES_ON = /^接着你.*写的继续。$/;
const RESTORE = { name: "恢复到原来的内容" };
const SAVE_WISHES = "保存";
/** With a card of the own, or with a free seat of the school. */
const BEGIN = /智能制造|开始报名/;
const GO_ON = /继续填写/;
const ELSEWHERE = "这张表已经在别的窗口交上或清掉了";

const status = (page: Page) => page.locator("[data-draft] [role=status]");
const note = (page: Page) => page.getByText(GOES_ON);

/** A person at another device. */
async function elsewhere(context: BrowserContext, options = {}): Promise<Page> {
  const browser = context.browser();
  if (!browser) throw new Error("no browser");
  return (await browser.newContext(options)).newPage();
}

test("a notice goes on after a reload and after the session, until its draft is thrown away", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  await enterAs(page, "ministry");
  await page.goto(NEW_NOTICE);
  await expect(note(page)).toHaveCount(0);

  await test.step("two seconds after typing stops it says that it is kept", async () => {
    await page.getByLabel("标题").fill("关于草稿的演示通知");
    await page.getByLabel("正文").fill("第一段。");
    await expect(status(page)).toHaveText(SAVED);
  });

  await test.step("a reload shows it, and so does the next sign-in, on the same page", async () => {
    await page.reload();
    await expect(page.getByLabel("正文")).toHaveValue("第一段。");
    await expect(note(page)).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
    await context.clearCookies({ name: "guopei-session" });
    await page.getByLabel("正文").fill("第一段，改过。");
    await expect(status(page)).toContainText("登录已经结束");
    await page.reload();
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await page.getByRole("button", { name: PEOPLE.ministry }).first().click();
    await expect(page).toHaveURL(new RegExp(`${NEW_NOTICE}$`));
    await expect(page.getByLabel("标题")).toHaveValue("关于草稿的演示通知");
  });

  await test.step("what is typed last is kept when the page is left at once", async () => {
    await page.getByLabel("正文").fill("第一段。\n第二段。");
    await page.goto("/desk");
    // It goes out while the next page comes in: whoever is back sooner than it is through sees it at the next look.
    await expect(async () => {
      await page.goto(NEW_NOTICE);
      await expect(page.getByLabel("正文")).toHaveValue("第一段。\n第二段。", { timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
  });

  const other = await context.newPage();
  await other.goto(NEW_NOTICE);

  await test.step("thrown away, it is gone, and a page opened before keeps nothing more", async () => {
    await page.getByRole("button", RESTORE).click();
    await expect(page.getByLabel("正文")).toHaveValue("");
    await expect(note(page)).toHaveCount(0);
    await other.getByLabel("正文").fill("迟到的一段。");
    await expect(status(other)).toContainText(ELSEWHERE);
    await other.reload();
    await expect(other.getByLabel("正文")).toHaveValue("");
  });
});

test("a form that was sent has no draft any more", async ({ page }) => {
  await enterAs(page, "teacher");
  await page.goto("/registration/wishes");
  await page.getByLabel("第二意向").selectOption({ label: "B202 护理" });
  await expect(status(page)).toHaveText(SAVED);
  await page.reload();
  await expect(note(page)).toBeVisible();
  await page.getByLabel("第一意向").selectOption({ label: "B201 学前教育" });
  await page.getByRole("button", { name: SAVE_WISHES }).click();
  await expect(page).toHaveURL(/saved=1/);
  await page.goto("/registration/wishes");
  await expect(note(page)).toHaveCount(0);
  await expect(page.getByLabel("第二意向").locator("option:checked")).toHaveText("B202 护理");
  // The school's list is as others find it.
  for (const wish of ["第一意向", "第二意向"]) await page.getByLabel(wish).selectOption({ label: "不填" });
  await page.getByRole("button", { name: SAVE_WISHES }).click();
  await expect(page.getByLabel("第一意向").locator("option:checked")).toHaveText("不填");
});

test("a lost connection is said, and what was typed is kept once it is back", async ({ page, context }) => {
  await enterAs(page, "ministry");
  await page.goto(NEW_NOTICE);
  await context.setOffline(true);
  await page.getByLabel("标题").fill("信号不好");
  await expect(status(page)).toContainText("现在连不上");
  await context.setOffline(false);
  await expect(status(page)).toHaveText(SAVED, { timeout: 20_000 });
  await page.reload();
  await expect(page.getByLabel("标题")).toHaveValue("信号不好");
  await page.getByRole("button", RESTORE).click();
  await expect(page.getByLabel("标题")).toHaveValue("");
  await expect(note(page)).toHaveCount(0);
});

test("without JavaScript the button keeps the words, but never an ID number", async ({ context }) => {
  const page = await elsewhere(context, { javaScriptEnabled: false });
  await enterAs(page, "school");
  await page.goto("/teachers/new");
  await page.getByLabel("姓名").fill("演示草稿老师");
  await page.getByLabel("身份证件号").fill("439900199001010012");
  await page.getByRole("button", { name: "先存草稿" }).click();
  await expect(page.getByLabel("姓名")).toHaveValue("演示草稿老师");
  await expect(page.getByLabel("身份证件号")).toHaveValue("439900199001010012");
  await expect(note(page)).toBeVisible();
  await page.goto("/teachers/new");
  await expect(page.getByLabel("姓名")).toHaveValue("演示草稿老师");
  await expect(page.getByLabel("身份证件号")).toHaveValue("");
  await page.getByRole("button", RESTORE).click();
  await expect(page.getByLabel("姓名")).toHaveValue("");
  await expect(note(page)).toHaveCount(0);
  await page.context().close();
});

test("where somebody else saved meanwhile, both texts are shown and mine can be thrown away", async ({
  page,
  context,
}) => {
  const number = page.getByLabel("最高学位证书编号");
  await enterAs(page, "school");
  await page.goto("/teachers");
  const link = page.locator("main a[href*='/teachers/']").filter({ hasText: "史明" }).first();
  await page.goto((await link.getAttribute("href")) ?? "");
  await number.fill("100012345678");
  await expect(status(page)).toHaveText(SAVED);

  const teacher = await elsewhere(context);
  await enterAs(teacher, "incompleteTeacher");
  await teacher.goto("/teachers/me");
  await teacher.getByLabel("手机号").fill("13900001234");
  await teacher.getByRole("button", { name: "用这个号码" }).click();
  await expect(teacher.getByText(/139\*+1234/).first()).toBeVisible();
  await teacher.context().close();

  await page.reload();
  await expect(page.getByText("有人在你之前保存了")).toBeVisible();
  await expect(page.getByText("另有1处你改了")).toBeVisible();
  await page.getByRole("button", { name: "放弃我的修改" }).click();
  await expect(number).toHaveValue("");
});

test("a teacher goes on on another telephone, at the step where it stopped", async ({ page, context }) => {
  const small = { width: 390, height: 844 };
  await page.setViewportSize(small);
  await enterAs(page, "boundTeacher");
  await page.goto("/registration");
  const address = await page.getByRole("link", { name: BEGIN }).getAttribute("href");
  await page.goto(address?.replace(/(\?|$)/, "/classes$1") ?? "");
  await page.getByRole("radio").nth(1).check();
  await expect(status(page)).toHaveText(SAVED);

  const telephone = await elsewhere(context, { viewport: small });
  await enterAs(telephone, "boundTeacher");
  await telephone.goto("/registration");
  await telephone.getByRole("link", { name: GO_ON }).click();
  await expect(telephone).toHaveURL(/\/classes/);
  await expect(telephone.getByRole("radio").nth(1)).toBeChecked();
  await telephone.getByRole("button", RESTORE).click();
  await expect(telephone.getByRole("radio").nth(1)).not.toBeChecked();
  await telephone.goto("/registration");
  await expect(telephone.getByRole("link", { name: BEGIN })).toBeVisible();
  await expect(telephone.getByRole("link", { name: GO_ON })).toHaveCount(0);
  await telephone.context().close();
});
