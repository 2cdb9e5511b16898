import { expect, type Page, test } from "@playwright/test";
import { axeFindings } from "./accessibility";
import { enterAs } from "./people";

const GRID = "/programmes/2022/quotas";
const cells = (page: Page) => page.locator("td[data-cell]:not([aria-readonly])");
const texts = (page: Page) => cells(page).allInnerTexts();
const kept = (page: Page) =>
  page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.status() === 200);

/** Leaves the table as it was: the journey issues it. */
test("seats are filled by weights, moved between regions, and undone after a reload", async ({ page }) => {
  await enterAs(page, "ministry");
  await page.goto(GRID);
  await cells(page).first().click();
  const before = await texts(page);
  const unchanged = page.getByText("没有未保存的改动");
  await expect(unchanged).toBeVisible();

  await test.step("a fill is refused in words, then previewed, then applied as one step", async () => {
    await page.getByRole("button", { name: "按权重填充…" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "按权重填充" });
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByLabel("每地至少").fill("2");
    await expect(dialog.getByRole("status")).toContainText("各地下限加起来是64，比要分的50多");
    await dialog.getByLabel("每地至少").fill("1");
    await dialog.getByLabel("平均").check();
    await expect(dialog.getByRole("status")).toContainText("余下50按平均分");
    const sent = kept(page);
    await dialog.getByRole("button", { name: /^填入\d+格$/ }).click();
    await expect(dialog).toBeHidden();
    await sent;
    await expect(cells(page).first()).toBeFocused();
    const [first = ""] = await texts(page);
    expect(first).toMatch(/2$/);
    await expect(page.locator("#grid-bar")).toContainText("按平均建议");
  });

  await test.step("a move keeps the sum", async () => {
    const sent = kept(page);
    await page.getByRole("button", { name: "两地调剂…" }).click();
    const dialog = page.getByRole("dialog", { name: "两地调剂" });
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByLabel("调出").selectOption({ label: "11 北京" });
    await dialog.getByLabel("调入").selectOption({ label: "12 天津" });
    await dialog.getByLabel("名额").fill("2");
    await expect(dialog.getByRole("status")).toContainText("北京2→0，天津2→4，本列合计不变");
    await dialog.getByLabel("名额").press("Enter");
    await expect(dialog).toBeHidden();
    await sent;
  });

  await test.step("both steps are there after a reload, and can be undone and redone", async () => {
    const changed = await texts(page);
    await page.reload();
    await expect(page.getByText("已找回上次没有保存的改动")).toBeVisible();
    await expect(cells(page)).toHaveText(changed, { useInnerText: true });
    await cells(page).first().click();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect(unchanged).toBeVisible();
    await expect(cells(page)).toHaveText(before, { useInnerText: true });
    await page.keyboard.press("Control+y");
    await expect(unchanged).toBeHidden();
    const sent = kept(page);
    await page.keyboard.press("Control+z");
    await expect(unchanged).toBeVisible();
    await sent;
  });
});

test("on a phone the same numbers stand in lists, each saved for itself, with what it comes to", async ({
  page,
}) => {
  // Tall, so that no row lies half below the tabs at the foot, which axe takes for a small target.
  await page.setViewportSize({ width: 390, height: 3600 });
  await enterAs(page, "ministry");
  await page.goto(GRID);
  await expect(page.getByRole("grid")).toBeHidden();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("link", { name: "按子项目" }).click();
  await page.getByRole("link", { name: /^B305/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^B305/ })).toBeVisible();
  const row = page.getByRole("listitem").filter({ hasText: "13 河北" });
  const box = row.getByRole("spinbutton", { name: "河北B305的名额" });
  const before = await box.inputValue();

  await row.getByRole("button", { name: "河北B305加1" }).click();
  await row.getByRole("button", { name: /^保存/ }).click();
  await expect(row.getByText("B305合计51，超出计划1")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "B305合计51，超出计划1" })).toBeAttached();
  expect(await axeFindings(page)).toEqual([]);

  await box.fill(before);
  await box.press("Enter");
  await expect(row.getByText("B305合计50，正好是计划")).toBeVisible();
  await page.goto(`${GRID}?view=table`);
  await expect(page.getByRole("grid")).toBeVisible();
  await page.getByRole("link", { name: "看列表" }).click();
  await expect(page.getByRole("list", { name: "各地区的名额" })).toBeVisible();
});
