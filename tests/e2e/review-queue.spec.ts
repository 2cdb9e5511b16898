import { expect, test } from "@playwright/test";
import { enterAs } from "./people";

const QUEUE = "/programmes/2022/enrolments";

test("a batch is decided, survives a reload and is taken back", async ({ page }) => {
  await enterAs(page, "province");
  await page.goto(QUEUE);
  const boxes = page.locator('input[name="ids[]"]:not([data-by-hand])');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await expect(page.getByText("已选2人")).toBeVisible();
  await page.getByRole("button", { name: "通过2人" }).click();
  await page.waitForURL(/batch=/);
  const answer = page.getByRole("status").filter({ hasText: "通过2人" });
  await expect(answer).toBeVisible();
  await page.reload();
  await expect(answer.getByRole("button", { name: /撤销（剩\d分钟）/ })).toBeVisible();
  await answer.getByRole("link", { name: "逐行结果" }).click();
  await expect(page.getByRole("table").getByText("已通过")).toHaveCount(2);
  await page.getByRole("button", { name: /撤销/ }).click();
  await expect(page.getByText("已撤销2人")).toBeVisible();
});

test("the keys walk the list and the panel, and only there", async ({ page }) => {
  await enterAs(page, "province");
  await page.goto(QUEUE);
  const links = page.locator("[data-row-link]");
  const [first, second] = [await links.nth(0).textContent(), await links.nth(1).textContent()];
  await page.keyboard.press("j");
  await expect(links.nth(0)).not.toBeFocused();
  await links.nth(0).focus();
  await page.keyboard.press("j");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByText("已选1人")).toBeVisible();
  await page.keyboard.press("Enter");
  const panel = page.locator("[data-panel]");
  await expect(panel.getByRole("heading", { level: 2 })).toContainText(second ?? "");
  await panel.focus();
  await page.keyboard.press("[");
  await expect(panel.getByRole("heading", { level: 2 })).toContainText(first ?? "");
  expect(new URL(page.url()).pathname).toMatch(/enrolments\/[0-9a-f-]{36}$/);
});

test("more filters are put on by keyboard, stay on when they are folded, and are cleared together", async ({
  page,
}) => {
  await enterAs(page, "province");
  await page.goto(QUEUE);
  const more = page.locator("summary", { hasText: "更多筛选" });
  await more.press("Enter");
  await page.locator("summary", { hasText: "报名卡" }).press("Enter");
  await page.getByRole("link", { name: "报名时发的卡" }).press("Enter");
  await page.waitForURL(/card=first/);
  await page.goto(`${page.url()}&waiting=7`);
  const chips = page.getByRole("list", { name: "已选条件" });
  await expect(more).toHaveText("更多筛选（2）");
  await expect(chips.getByText("等了7天以上", { exact: true })).toBeVisible();
  await chips.getByRole("link", { name: "去掉条件“等了7天以上”" }).click();
  await page.waitForURL(
    (url) => !url.searchParams.has("waiting") && url.searchParams.get("card") === "first",
  );
  await page.goto(`${QUEUE}?card=supplement&waiting=7`);
  await page.getByRole("link", { name: "全部清除" }).click();
  await page.waitForURL((url) => url.search === "");
});
