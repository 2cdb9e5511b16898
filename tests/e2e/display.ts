import type { Page } from "@playwright/test";
import { axeFindings } from "./accessibility";

const DESK = { width: 1280, height: 900 };

/** A page that scrolls sideways, what makes it, and what scrolls by itself without a name or without the keyboard. */
function sideways(): string[] {
  const root = document.documentElement;
  const found: string[] = [];
  const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const words = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} “${(element.textContent ?? "").trim().slice(0, 20)}”`;
  if (root.scrollWidth > root.clientWidth + 1) {
    const outside = [...document.body.querySelectorAll("*")].filter((element) => {
      if (element.getBoundingClientRect().right <= root.clientWidth + 1) return false;
      for (let above = element.parentElement; above; above = above.parentElement)
        if (getComputedStyle(above).overflowX !== "visible") return false;
      return true;
    });
    const innermost = outside.filter(
      (element) => !outside.some((other) => other !== element && element.contains(other)),
    );
    found.push(
      `scrolls sideways by ${root.scrollWidth - root.clientWidth}: ${innermost.slice(0, 3).map(words).join(" | ")}`,
    );
  }
  for (const element of document.body.querySelectorAll<HTMLElement>("*")) {
    if (element.scrollWidth <= element.clientWidth + 1 || !scrolls(element)) continue;
    if (element.matches("input, textarea, select")) continue;
    const reached =
      element.tabIndex >= 0 ||
      element.querySelector("a[href], button, input, select, summary, [tabindex]") !== null;
    const named = element.closest("[aria-label], [aria-labelledby]") !== null;
    if (!reached || !named)
      found.push(`a region that scrolls has ${reached ? "no name" : "no focus"}: ${words(element)}`);
  }
  return found;
}

function smallMainActions(): string[] {
  return [...document.querySelectorAll<HTMLElement>("a.bg-brand, button.bg-brand")]
    .filter((element) => element.offsetParent !== null && element.getBoundingClientRect().height < 60)
    .map(
      (element) =>
        `a main action ${Math.round(element.getBoundingClientRect().height)} high: ${element.textContent}`,
    );
}

/** Where the system paints all colours: what tints told apart needs an edge, and what has the focus an outline. */
function lostEdges(): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const isShown = (element: HTMLElement) => element.checkVisibility();
  for (const element of document.querySelectorAll<HTMLElement>(
    "[data-edge], .state-tag, a.bg-brand, button.bg-brand",
  )) {
    const { borderTopStyle, borderTopWidth } = getComputedStyle(element);
    if (isShown(element) && (borderTopStyle === "none" || borderTopWidth === "0px"))
      found.push(`no edge: ${element.className} “${element.textContent.slice(0, 20)}”`);
  }
  for (const element of document.querySelectorAll<HTMLElement>(
    "main :is(a[href], button, input, select, textarea, summary, [tabindex='0'])",
  )) {
    const kind = `${element.tagName}${element.className}`;
    if (seen.has(kind) || !isShown(element)) continue;
    seen.add(kind);
    element.focus({ preventScroll: true });
    if (document.activeElement !== element || !element.matches(":focus-visible")) continue;
    const outlined = (one: Element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    };
    const shownBy = [element, element.nextElementSibling, element.closest("label"), element.parentElement];
    if (!shownBy.some((one) => one && outlined(one))) found.push(`focus unseen: ${kind}`);
  }
  return found;
}

/** An answer that is no page of ours, as “not found”, has no frame and so no line. */
function misprinted(isFramed: boolean): string[] {
  const found: string[] = [];
  const isShown = (element: Element) => element.checkVisibility();
  for (const element of document.querySelectorAll("[data-chrome], nav"))
    if (isShown(element))
      found.push(
        `printed with the page: ${element.tagName} “${(element.textContent ?? "").trim().slice(0, 20)}”`,
      );
  for (const head of document.querySelectorAll("thead"))
    if (getComputedStyle(head).display !== "table-header-group") found.push("a table's head is not repeated");
  const line = document.querySelector("[data-printed-by]");
  if (isFramed && (!line || !isShown(line) || !/\d/.test(line.textContent ?? "")))
    found.push("no line says who printed, and when");
  return found;
}

/** The page as others see it: narrow, in large text, in high contrast, in the system's own colours, on paper. */
export async function displayFindings(page: Page, isFramed: boolean): Promise<string[]> {
  const found: string[] = [];
  const keep = (view: string, findings: string[]) =>
    found.push(...findings.map((finding) => `${view}: ${finding}`));
  const root = page.locator("html");

  await page.setViewportSize({ width: 320, height: 800 });
  keep("320 wide", await page.evaluate(sideways));

  await page.setViewportSize({ width: 390, height: 844 });
  await root.evaluate((html) => html.setAttribute("data-text", "large"));
  keep("large text", await page.evaluate(sideways));
  keep("large text", await page.evaluate(smallMainActions));
  await root.evaluate((html) => html.removeAttribute("data-text"));
  await page.setViewportSize(DESK);

  await root.evaluate((html) => html.setAttribute("data-theme", "contrast"));
  keep("high contrast", await axeFindings(page, "colours"));
  await root.evaluate((html) => html.removeAttribute("data-theme"));

  await page.emulateMedia({ forcedColors: "active" });
  await page.keyboard.press("Tab");
  keep("forced colours", await page.evaluate(lostEdges));

  await page.emulateMedia({ forcedColors: "none", media: "print" });
  keep("on paper", await page.evaluate(misprinted, isFramed));
  await page.emulateMedia({ media: "screen" });
  return found;
}
