import { expect, type Page } from "@playwright/test";
import { axeFindings } from "./accessibility";
import { displayFindings } from "./display";
import { addressOf, PLACES, type Place, type Stage } from "./page-places";
import { enterAs, type PersonKey } from "./people";

/** What the browser refused of our own pages by the content security policy, as it happens. */
function policyReports(page: Page): string[] {
  const reports: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) reports.push(message.text());
  });
  return reports;
}

/** With the full run; else what takes longest is done for some. */
const EVERYTHING = Boolean(process.env.DISPLAY_WALK);

/** Each page of a person at a stage: the answer, the place it leads to, what axe finds in both themes, and how others see it. */
export async function walkPages(page: Page, stage: Stage, who: PersonKey | null): Promise<void> {
  const offences = policyReports(page);
  if (who) await enterAs(page, who);
  for (const [route, place] of placesAt(stage)) {
    if (place.who !== who) continue;
    const address = await addressOf(page, place);
    const answer = await page.goto(address);
    expect.soft(answer?.status(), `${route} at ${address}`).toBe(place.status ?? 200);
    const landed = new URL(page.url()).pathname;
    const { lands = address.split("?")[0] ?? "" } = place;
    if (typeof lands === "string") expect.soft(landed, `${route} at ${address}`).toBe(lands);
    else expect.soft(landed, `${route} at ${address}`).toMatch(lands);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const found = await axeFindings(page, colorScheme === "light" ? "everything" : "colours");
      expect.soft(found, `${route} in ${colorScheme}`).toEqual([]);
    }
    if (EVERYTHING || !who)
      expect.soft(await displayFindings(page, !place.status), `${route} as others see it`).toEqual([]);
    expect.soft(offences.splice(0), `what the policy refused on ${route}`).toEqual([]);
  }
}

function placesAt(stage: Stage): [string, Place][] {
  return Object.entries(PLACES).filter(([, place]) => (place.stage ?? "begun") === stage);
}

export function peopleAt(stage: Stage): (PersonKey | null)[] {
  return [...new Set(placesAt(stage).map(([, place]) => place.who))];
}
