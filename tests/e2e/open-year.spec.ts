import { expect, type Page, test } from "@playwright/test";
import { axeFindings } from "./accessibility";
import { enterAs, type PersonKey } from "./people";

const YEAR = "2023";

async function moveClock(page: Page, moment: RegExp, stands: string): Promise<void> {
  const step = page.getByRole("button", { name: moment });
  if (!(await step.isVisible())) await page.getByText("更多", { exact: true }).first().click();
  await step.click();
  await expect(page.getByText(`演示时间${stands}`)).toBeVisible();
}

/** From the teacher's first page to the class, as far as the button that registers or joins the line. */
async function toTheClass(page: Page, who: PersonKey): Promise<void> {
  await enterAs(page, who);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("选一个班报名");
  await page.getByRole("link", { name: "看自主报名的班" }).click();
  await page.getByRole("link", { name: /数字商贸/ }).click();
  await page.getByRole("checkbox", { name: /以上情况属实/ }).check();
}

/** A year without cards: the ministry's file, one class of one place, two teachers, and the line between them. */
test("teachers choose a class, and a place that falls free is offered and never given", async ({ page }) => {
  test.setTimeout(240_000);

  await test.step("the ministry brings the year in by its example and publishes it", async () => {
    await enterAs(page, "ministry");
    await page.goto("/programmes/import");
    await expect(page.getByRole("link", { name: "下载2023年自主报名样例" })).toBeVisible();
    await page.getByLabel("文件").setInputFiles("public/demonstration/open-catalogue-2023.json");
    await page.getByRole("button", { name: "试运行" }).click();
    await expect(page.getByText("可以导入")).toBeVisible();
    await page.getByRole("button", { name: "确认导入" }).click();
    await page.getByRole("link", { name: `看${YEAR}年度` }).click();
    await page.getByRole("link", { name: "发布目录…" }).click();
    await page.getByLabel("我已核对以上内容").check();
    await page.getByRole("button", { name: "发布目录" }).click();
    await expect(page.getByText("目录已发布，所有人都能看到。")).toBeVisible();
    await moveClock(page, /2023年6月20日/, "2023年6月20日09:00");
  });

  await test.step("the institution forms a class of one place", async () => {
    await enterAs(page, "institution");
    await page.goto(`/programmes/${YEAR}/classes/new`);
    await expect(page.getByLabel("子项目")).toContainText("E102 数字商贸企业实践（还可编50人）");
    await page.getByRole("radio", { name: /线下/ }).first().check();
    await page.locator("#startsOn").fill("2023-07-17");
    await page.locator("#endsOn").fill("2023-07-28");
    await page.locator("#days").fill("12");
    await page.locator("#hours").fill("80");
    await page.locator("#place").fill("演示产业园");
    await page.locator("#capacity").fill("1");
    await page.getByRole("button", { name: "编成这个班" }).click();
    await expect(page.getByText(/2023-E102-01/).first()).toBeVisible();
    expect(await axeFindings(page), "the class of an open sub-project").toEqual([]);
    await moveClock(page, /2023年7月8日/, "2023年7月8日09:00");
  });

  await test.step("one teacher takes the place, the next one joins the line", async () => {
    await toTheClass(page, "boundTeacher");
    expect(await axeFindings(page), "the class with a place left").toEqual([]);
    await page.getByRole("button", { name: "提交报名" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "报名已提交" })).toBeVisible();
    await expect(page.getByText("承训单位复核")).toBeVisible();
    await toTheClass(page, "teacher");
    await page.getByRole("button", { name: "加入候补" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "候补第1位" })).toBeVisible();
    expect(await axeFindings(page), "a stand in the line").toEqual([]);
  });

  await test.step("the school confirms, and nothing waits for a province", async () => {
    await enterAs(page, "school");
    await page.getByRole("link", { name: "报名确认" }).first().click();
    await page.getByRole("link", { name: "贺平丹（演示）" }).press("Enter");
    await page.getByLabel("审核人").fill("李老师");
    await page.getByLabel("我已核实以上情况和报名资料").check();
    await page.getByRole("button", { name: "确认报名" }).click();
    await expect(page.getByRole("status").getByText(/已确认贺平丹（演示）/)).toBeVisible();
    await expect(page.getByText("待承训单位复核").first()).toBeVisible();
  });

  await test.step("the one who has the place withdraws, and the line is offered it", async () => {
    await enterAs(page, "boundTeacher");
    await page
      .getByRole("link", { name: /去处理|查看报名/ })
      .first()
      .click();
    await page.getByRole("link", { name: "不能参加，撤回报名" }).click();
    await page.getByRole("button", { name: /撤回/ }).click();
    await expect(page.getByText("报名已撤回，名额已让出。")).toBeVisible();
    await enterAs(page, "teacher");
    await expect(async () => {
      await page.goto("/registration");
      await expect(page.getByRole("link", { name: "有一个名额留给你" })).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await page.getByRole("link", { name: "有一个名额留给你" }).click();
    expect(await axeFindings(page), "an offer").toEqual([]);
    await page.getByRole("button", { name: "接受名额，提交报名" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "报名已提交" })).toBeVisible();
  });

  await test.step("the school confirms the next one, and the institution takes the person into its class", async () => {
    await enterAs(page, "school");
    await page.getByRole("link", { name: "报名确认" }).first().click();
    await page.getByRole("link", { name: "王艳佳（演示）" }).press("Enter");
    await page.getByLabel("审核人").fill("李老师");
    await page.getByLabel("我已核实以上情况和报名资料").check();
    await page.getByRole("button", { name: "确认报名" }).click();
    await expect(page.getByRole("status").getByText(/已确认王艳佳（演示）/)).toBeVisible();
    await enterAs(page, "institution");
    await page.getByRole("link", { name: "去复核" }).click();
    expect(await axeFindings(page), "the list to look through again").toEqual([]);
    await page.getByRole("link", { name: "王艳佳（演示）" }).click();
    await expect(page.getByLabel("说明")).toBeVisible();
    await page.getByRole("radio", { name: "通过，编入本班" }).check();
    await expect(page.getByLabel("说明")).toBeHidden();
    expect(await axeFindings(page), "one registration looked at again").toEqual([]);
    await page.goBack();
    await page.getByRole("checkbox", { name: "选择王艳佳（演示）" }).check();
    await page.getByRole("button", { name: "通过勾选的，编入班级" }).click();
    await expect(page.getByText("已编入1人")).toBeVisible();
    await enterAs(page, "teacher");
    await expect(page.getByText(/2023-E102-01/).first()).toBeVisible();
    await expect(page.getByText("已编班").first()).toBeVisible();
  });
});
