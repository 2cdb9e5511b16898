import { expect, test } from "@playwright/test";
import { axeFindings } from "./accessibility";
import { mailTo } from "./mailbox";
import { enterAs } from "./people";

/** One seat of B305 in the order of the 2022 notice, from the ministry to a placed teacher who has acknowledged. */
test("a seat goes from the ministry to a teacher who acknowledges the opening notice", async ({ page }) => {
  test.setTimeout(240_000);

  const mailbox = "hunan@example.test";
  await test.step("the province proves an address for its messages", async () => {
    await enterAs(page, "province");
    await page.goto("/inbox");
    await page.getByRole("link", { name: "提醒方式" }).click();
    await page.getByLabel("邮箱").fill(mailbox);
    await page.getByRole("button", { name: "保存" }).click();
    await expect(page.getByText("已保存，确认码正发往新邮箱")).toBeVisible();
    const { text } = await mailTo(mailbox, "职教国培：邮箱确认码");
    await page.getByLabel("确认码").fill(/[0-9A-Z]{4}(-[0-9A-Z]{4}){2}/.exec(text)?.[0] ?? "");
    await page.getByRole("button", { name: "确认邮箱" }).click();
    await expect(page.getByText("邮箱已确认", { exact: true })).toBeVisible();
  });

  await test.step("the ministry issues the seats of B305", async () => {
    await enterAs(page, "ministry");
    await page.getByRole("link", { name: "去下达" }).click();
    await page
      .getByRole("button", { name: "校验并下达…" })
      .or(page.getByRole("link", { name: "校验并下达…" }))
      .click();
    await page.waitForURL(/quotas\/issue/);
    const chosen = page.getByRole("checkbox", { name: /B305/ });
    await expect(chosen).toBeChecked();
    await page.getByRole("button", { name: "下达勾选的子项目" }).click();
    await expect(page.getByText("已下达50个名额")).toBeVisible();
  });

  await test.step("the province is told by mail", async () => {
    const { text } = await mailTo(mailbox, "地区名额已下达");
    expect(text).toContain("1个子项目，共3个名额");
  });

  await test.step("the province hands one to a school and issues its card", async () => {
    await enterAs(page, "province");
    await page.getByRole("link", { name: "名额分配" }).first().click();
    await page.getByRole("link", { name: /B305/ }).click();
    await expect(page.getByRole("heading", { name: /^B305/ })).toBeVisible();
    await page.getByRole("button", { name: "演示湖南江滨职业技术学院加1个" }).click();
    await page.getByRole("button", { name: "核对并发卡…" }).click();
    await page.getByRole("button", { name: "发1张报名卡" }).click();
    await expect(page.getByText("已发1张报名卡")).toBeVisible();
  });

  await test.step("the school binds the card to its teacher", async () => {
    await enterAs(page, "school");
    await page.getByRole("link", { name: "名额与报名卡" }).first().click();
    await page.getByRole("link", { name: /22-43-B305-/ }).click();
    await page.getByRole("radio", { name: /王艳佳/ }).check();
    await page.getByRole("button", { name: /绑定/ }).click();
    await expect(page.getByText("已绑定").first()).toBeVisible();
  });

  await test.step("the teacher registers", async () => {
    await enterAs(page, "teacher");
    await page.getByRole("link", { name: "开始报名" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "条件都符合，可以报名" })).toBeVisible();
    await page
      .getByRole("link", { name: "继续" })
      .or(page.getByRole("button", { name: "继续" }))
      .click();
    await page
      .getByRole("button", { name: /^用139/ })
      .or(page.getByRole("link", { name: /^用139/ }))
      .click();
    await expect(page.getByRole("heading", { level: 1, name: "核对一遍，没有问题就提交" })).toBeVisible();
    await page.getByLabel("我确认以上属实").check();
    await page.getByRole("button", { name: "提交报名" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "报名已提交" })).toBeVisible();
  });

  await test.step("the school confirms with the ethics statement", async () => {
    await enterAs(page, "school");
    await page.getByRole("link", { name: "报名确认" }).first().click();
    await page.getByRole("link", { name: "王艳佳（演示）" }).press("Enter");
    await expect(page.getByRole("region", { name: "王艳佳（演示）" })).toBeFocused();
    await page.getByLabel("审核人").fill("李老师");
    await page.getByLabel("我已核实以上情况和报名资料").check();
    await page.getByRole("button", { name: "确认报名" }).click();
    await expect(page.getByText("待省里审查").or(page.getByText("省里审查中")).first()).toBeVisible();
    await expect(page.getByRole("status").getByText(/已确认王艳佳（演示）/)).toBeVisible();
  });

  await test.step("the province approves", async () => {
    await enterAs(page, "province");
    await page.goto("/programmes/2022/enrolments?search=王艳佳");
    await page.getByRole("link", { name: "王艳佳（演示）" }).click();
    await page.waitForURL(/enrolments\/[0-9a-f-]{36}/);
    const approve = page.getByRole("button", { name: /^通过\s*A?$/ });
    await approve.click();
    await expect(approve).toHaveCount(0);
    await expect(page.getByRole("status").getByText(/已通过王艳佳（演示）/)).toBeVisible();
  });

  await test.step("the clock moves to the day of placement", async () => {
    await page.getByText("更多", { exact: true }).first().click();
    await page.getByRole("button", { name: /5月17日09:00/ }).click();
    await expect(page.getByText("演示时间2022年5月17日09:00")).toBeVisible();
  });

  await test.step("the national office places", async () => {
    await enterAs(page, "office");
    await page.getByRole("link", { name: "编入班级" }).first().click();
    await page
      .getByRole("link", { name: /集成电路/ })
      .first()
      .click();
    await page.getByRole("button", { name: "出编班方案" }).click();
    await page.getByRole("button", { name: /接受方案/ }).click();
    await expect(
      page
        .getByText("已编完")
        .or(page.getByText("接受", { exact: false }))
        .first(),
    ).toBeVisible();
  });

  await test.step("the institution issues the opening notice", async () => {
    await enterAs(page, "institution");
    await page.getByRole("link", { name: "班级" }).first().click();
    await page
      .getByRole("link", { name: /2022-B305-01/ })
      .first()
      .click();
    await page.getByRole("link", { name: "开班通知", exact: true }).click();
    await page.locator("#reportInAt").fill("2022-05-22T08:30");
    await page.locator("#reportInPlace").fill("演示培训中心一楼");
    await page.locator("#trainingPlace").fill("演示培训中心");
    await page.locator("#fees").fill("培训费、住宿费、伙食费由项目经费承担，往返交通费由学员所在单位承担。");
    await page.locator("#contactName").fill("陈老师");
    await page.locator("#contactPhone").fill("000-00000000");
    await page.getByRole("button", { name: "先存草稿" }).click();
    await page.getByRole("link", { name: "发布开班通知…" }).click();
    expect(await axeFindings(page), "the notice about to be issued").toEqual([]);
    await page.getByLabel("发文字号").fill("演示培函〔2022〕15号");
    await page.getByRole("button", { name: /发布，发给1位学员/ }).click();
    await expect(page.getByText("开班通知已发布")).toBeVisible();
  });

  await test.step("the teacher reads it and acknowledges", async () => {
    await enterAs(page, "teacher");
    await page
      .getByRole("link", { name: /去处理|查看报名/ })
      .first()
      .click();
    await page.getByRole("link", { name: "看开班通知" }).click();
    await expect(page.getByText("演示培训中心一楼")).toBeVisible();
    await expect(page.getByText("000-00000000", { exact: true })).toHaveCSS("display", "inline-block");
    expect(await axeFindings(page), "the notice to acknowledge").toEqual([]);
    await page.getByRole("button", { name: "我已看过，按时报到" }).click();
    await expect(page.getByText(/你已于.*确认/)).toBeVisible();
  });

  await test.step("the school finds the class of its own people first", async () => {
    await enterAs(page, "school");
    await page.getByRole("link", { name: "开班通知" }).first().click();
    const classes = page.getByRole("row").filter({ has: page.getByRole("link", { name: /^2022-/ }) });
    await expect(classes).toHaveCount(1);
    await expect(classes).toContainText("2022-B305-01");
    await expect(classes).toContainText("1人");
    await page.getByRole("link", { name: "全年的班" }).click();
    await expect(classes.nth(1)).toBeVisible();
  });

  await test.step("once the supplement is over, nothing is offered that cannot be done", async () => {
    await page.getByText("更多", { exact: true }).first().click();
    await page.getByRole("button", { name: /5月19日09:00/ }).click();
    await expect(page.getByText("演示时间2022年5月19日09:00")).toBeVisible();
    await enterAs(page, "incompleteTeacher");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("今年的报名已经结束");
    await expect(page.getByText("报名和调整补充都已截止")).toBeVisible();
    await expect(page.getByRole("link", { name: "有报名卡号，输入卡号" })).toHaveCount(0);
    expect(await axeFindings(page), "registration when it is over").toEqual([]);
  });
});
