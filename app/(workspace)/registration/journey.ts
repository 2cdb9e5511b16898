import type { EligibilityLine } from "@/lib/enrolments/eligibility-views";
import type { Preview } from "@/lib/enrolments/views";

export const STEPS = ["conditions", "contact", "classes", "plan", "check"] as const;
export type Step = (typeof STEPS)[number];

/** The pages this registration needs: a ranking only where classes differ, a plan only where it is asked for. */
export function stepsOf(preview: Pick<Preview, "classes" | "commitmentRequired">): Step[] {
  return STEPS.filter((step) => {
    if (step === "classes") return preview.classes.length > 1;
    if (step === "plan") return preview.commitmentRequired;
    return true;
  });
}

export function stepHref(subProjectId: string, step: Step, card: string | null | undefined): string {
  const path = `/registration/apply/${subProjectId}${step === "conditions" ? "" : `/${step}`}`;
  return card ? `${path}?card=${encodeURIComponent(card)}` : path;
}

export function nextStep(steps: Step[], step: Step): Step {
  return steps[steps.indexOf(step) + 1] ?? "check";
}

export function previousStep(steps: Step[], step: Step): Step {
  return steps[steps.indexOf(step) - 1] ?? "conditions";
}

/** What stands in the way of everybody here, not of this person: the time, or else that the one thing missing is a seat. */
export function obstacleOf(lines: EligibilityLine[]): "early" | "shut" | "noSeat" | null {
  const unmet = lines.filter((line) => line.ok === false && line.code !== "commitment");
  const window = unmet.find((line) => line.code === "window");
  if (window) return window.evidence.refusal === "window-not-open" ? "early" : "shut";
  const [only] = unmet;
  return unmet.length === 1 && only?.evidence.refusal === "no-free-seat" ? "noSeat" : null;
}
