import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** A page seen in a second theme differs in nothing else. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** What axe finds on the page as it stands: the rule and the elements that break it. */
export async function axeFindings(
  page: Page,
  what: "everything" | "colours" = "everything",
): Promise<string[]> {
  // In one go in the page itself: it holds no foreign frame, and another tab for the sums would cost as much as the looking.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await (what === "colours"
    ? axe.withRules(COLOUR_RULES)
    : axe.withTags(RULES)
  ).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}
