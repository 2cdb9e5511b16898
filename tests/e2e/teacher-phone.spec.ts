import { expect, test } from "@playwright/test";

/** The whole of a teacher's journey on a small phone without JavaScript: doors, refusals and all. */
test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

test("a teacher registers on a phone without JavaScript, and meets each refusal in words", async ({
  page,
}) => {
  test.setTimeout(120_000);

  await test.step("a wrong password and an unknown name get one answer", async () => {
    await page.goto("/sign-in");
    for (const name of ["demo-6-teacher-2", "nobody-at-all"]) {
      await page.getByLabel("登录名").fill(name);
      await page.getByLabel("密码").fill("not the password");
      await page.getByRole("button", { name: "登录", exact: true }).click();
      await expect(page.getByRole("alert")).toContainText("登录名或密码不对，或者账号暂时不能用");
      await expect(page.getByLabel("登录名")).toHaveValue(name);
      await expect(page.getByLabel("密码")).toHaveValue("");
    }
  });

  await test.step("signing in leads to the own cards", async () => {
    await page.getByLabel("登录名").fill("demo-6-teacher-2");
    await page.getByLabel("密码").fill("Yanshi-2022-guopei");
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("你有1张报名卡");
  });

  await test.step("a card that is not there is refused with a next step, and the typed code stays", async () => {
    await page.getByRole("link", { name: "有报名卡号，输入卡号" }).click();
    await page.getByLabel("报名卡号").fill("22-43-B301-9999-A");
    await page.getByRole("button", { name: "查看这张卡" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByLabel("报名卡号")).toHaveValue("22-43-B301-9999-A");
  });

  await test.step("the bound card leads through the questions to the done page", async () => {
    await page.goto("/registration");
    await page.getByRole("link", { name: "开始报名" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("可以报名");
    await page
      .getByRole("link", { name: "继续" })
      .or(page.getByRole("button", { name: "继续" }))
      .click();
    await page
      .getByRole("button", { name: /^用139/ })
      .or(page.getByRole("link", { name: /^用139/ }))
      .click();
    await page.getByRole("button", { name: "继续" }).click();
    await expect(
      page
        .getByRole("heading", { level: 1, name: "选一个最想去的班" })
        .or(page.getByText("选一个最想去的班"))
        .first(),
    ).toBeVisible();
    await page.getByRole("radio").first().check();
    await page.getByRole("button", { name: "继续" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "核对一遍，没有问题就提交" })).toBeVisible();
  });

  await test.step("another telephone goes on where this one stands", async () => {
    const other = await page.context().browser()?.newContext({ javaScriptEnabled: false });
    const telephone = await other?.newPage();
    if (!telephone) throw new Error("no browser");
    await telephone.goto("/sign-in");
    await telephone.getByLabel("登录名").fill("demo-6-teacher-2");
    await telephone.getByLabel("密码").fill("Yanshi-2022-guopei");
    await telephone.getByRole("button", { name: "登录", exact: true }).click();
    await telephone.getByRole("link", { name: "继续填写" }).click();
    await expect(telephone.getByRole("heading", { level: 1, name: /^核对一遍/ })).toBeVisible();
    await expect(telephone.getByRole("listitem").filter({ hasText: /^1\. / })).toBeVisible();
    await other?.close();
  });

  const secondTab = await page.context().newPage();
  await secondTab.goto(page.url());

  await test.step("an unticked box is a problem, not a dead end", async () => {
    await page.getByRole("button", { name: "提交报名" }).click();
    await expect(page.getByRole("alert")).toContainText("打勾");
    await page.getByLabel("我确认以上属实").check();
    await page.getByRole("button", { name: "提交报名" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "报名已提交" })).toBeVisible();
  });
  const done = page.url();

  await test.step("the same form left open in another tab does not register twice", async () => {
    await secondTab.getByLabel("我确认以上属实").check();
    await secondTab.getByRole("button", { name: "提交报名" }).click();
    await expect(secondTab.getByRole("alert")).toBeVisible();
    await secondTab.close();
    await page.goto("/registration");
    await expect(page.getByRole("link", { name: "查看报名" })).toHaveCount(1);
  });

  await test.step("withdrawing gives the seat back", async () => {
    await page.getByRole("link", { name: "查看报名" }).click();
    await page.getByRole("link", { name: "不能参加，撤回报名" }).click();
    await page.getByRole("button", { name: "撤回报名" }).click();
    await expect(page.getByText("已撤回").first()).toBeVisible();
    await page.goto(done);
    await expect(page.getByRole("heading", { level: 1, name: "报名已提交" })).toHaveCount(0);
    await expect(page.getByText("已撤回").first()).toBeVisible();
  });

  await test.step("a page that is not there says so", async () => {
    await page.goto("/registration/00000000-0000-7000-8000-000000000000");
    await expect(page.getByRole("heading", { level: 1, name: "没有这一页" })).toBeVisible();
  });
});
