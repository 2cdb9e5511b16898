import { expect, type Page, test } from "@playwright/test";
import { axeFindings } from "./accessibility";
import { enterAs } from "./people";

const QUEUE = "/programmes/2022/enrolments";

async function choose(page: Page, choice: string): Promise<void> {
  await page.goto(`/display/set?${choice}`);
}

test("the keys of a page open on “?”, and stay shut where single keys are off", async ({ page }) => {
  await enterAs(page, "province");
  await page.goto(QUEUE);
  const map = page.getByRole("dialog", { name: "键盘操作" });
  // A key pressed before the page's script has begun to listen is nobody's.
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(map).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(map.getByRole("heading", { name: "审查与确认列表" })).toBeVisible();
  await expect(map.getByRole("heading", { name: "名额表" })).toHaveCount(0);
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(map).toBeHidden();

  const rows = page.locator("[data-row-link]");
  await rows.first().focus();
  await page.keyboard.press("j");
  await expect(rows.nth(1)).toBeFocused();

  await choose(page, "keys=off");
  await page.goto(QUEUE);
  await rows.first().focus();
  await page.keyboard.press("j");
  await page.keyboard.press("?");
  await expect(rows.first()).toBeFocused();
  await expect(map).toBeHidden();
});

test("a session that is about to end says so, and one click keeps it", async ({ page }) => {
  await page.clock.install();
  await enterAs(page, "office");
  await page.addInitScript(() => localStorage.removeItem("guopei-last-use"));
  await page.goto("/settings/account");
  // Minutes that pass before the page's script has begun to count are nobody's.
  await page.waitForFunction(() => localStorage.getItem("guopei-last-use") !== null);
  const offer = page.getByRole("dialog", { name: "登录就要结束" });
  await page.clock.runFor("23:50");
  await expect(offer).toBeHidden();
  await page.clock.runFor("00:20");
  await expect(offer).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "剩5分钟" })).toHaveCount(1);
  expect(await axeFindings(page)).toEqual([]);
  await offer.getByRole("button", { name: "继续使用" }).click();
  await expect(offer).toBeHidden();
  await page.clock.runFor("23:00");
  await expect(offer).toBeHidden();

  await page.clock.runFor("02:00");
  await expect(offer).toBeVisible();
  await page.context().clearCookies({ name: "guopei-session" });
  await offer.getByRole("button", { name: "继续使用" }).click();
  await expect(page.getByRole("dialog", { name: "登录已经结束" }).getByRole("link")).toBeVisible();
});

/** The test's browser has no voice of its own: one that notes what it is given, and ends a line when told to. */
async function lendVoice(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const said: string[] = [];
    let line: SpeechSynthesisUtterance | null = null;
    const voice = { lang: "zh-CN", name: "lent" } as SpeechSynthesisVoice;
    class Utterance {
      voice = null;
      lang = "";
      onend: (() => void) | null = null;
      constructor(readonly text: string) {}
    }
    const speech = {
      getVoices: () => [voice],
      addEventListener: () => undefined,
      cancel: () => {
        line = null;
      },
      speak: (next: SpeechSynthesisUtterance) => {
        line = next;
        said.push(next.text);
      },
    };
    const finishLine = () => line?.onend?.(new Event("end") as SpeechSynthesisEvent);
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    Object.assign(window, { SpeechSynthesisUtterance: Utterance, said, finishLine });
  });
}

const said = (page: Page) => page.evaluate(() => (window as unknown as { said: string[] }).said);
const finishLine = (page: Page) =>
  page.evaluate(() => (window as unknown as { finishLine: () => void }).finishLine());

test("large text reads the page aloud, pauses, and goes on with the line it broke off", async ({ page }) => {
  await lendVoice(page);
  await enterAs(page, "boundTeacher");
  await page.goto("/registration");
  await expect(page.getByRole("button", { name: "听一遍" })).toHaveCount(0);
  await choose(page, "text=large");
  await page.goto("/registration");
  await page.getByRole("button", { name: "听一遍" }).click();
  await expect.poll(async () => (await said(page)).length).toBe(1);
  await finishLine(page);
  const heading = await page.getByRole("heading", { level: 1 }).textContent();
  const two = await said(page);
  expect(two).toHaveLength(2);
  expect(two[0]).toBe(heading);
  await page.getByRole("button", { name: "暂停" }).click();
  await page.getByRole("button", { name: "接着听" }).click();
  expect(await said(page)).toEqual([...two, two[1]]);
  await page.getByRole("button", { name: "停止" }).click();
  await expect(page.getByRole("button", { name: "听一遍" })).toBeVisible();
});

test("a device without a voice of the language is told what to do", async ({ page }) => {
  await choose(page, "text=large");
  await page.goto("/catalogue");
  await page.getByRole("button", { name: "听一遍" }).click();
  await expect(page.getByText("这台设备没有中文语音")).toBeVisible();
});
