import "server-only";
import type { Step } from "@/components/ui/step-list";
import { formatClosing } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { Calendar } from "@/lib/reporting/schema";

const ORDER = ["submit", "confirm", "review", "notice"] as const;
/** Of an open class the institution looks again, within the same time. */
const OPEN_ORDER = ["submit", "confirm", "recheck", "notice"] as const;
const WINDOWS = {
  submit: "registration",
  confirm: "school-confirmation",
  review: "qualification-review",
  recheck: "qualification-review",
  notice: "opening-notice",
} as const;
type AnyStep = keyof typeof WINDOWS;
export type JourneyStep = (typeof ORDER)[number];

/** What is still possible after its own closing, while the supplement window is open. */
const SUPPLEMENTED: readonly AnyStep[] = ["submit", "confirm"];

/** The four steps of a registration: who acts, and by when. `current` is the one that waits; null when all are done. */
export async function journeySteps(
  current: JourneyStep | null,
  { now, windows }: Pick<Calendar, "now" | "windows">,
  { open }: { open: boolean },
): Promise<Step[]> {
  const [t, locale] = await Promise.all([getTranslations("registration.steps"), getLocale()]);
  const at = current === null ? ORDER.length : ORDER.indexOf(current);
  return (open ? OPEN_ORDER : ORDER).map((key, index) => {
    const own = windows.find((window) => window.key === WINDOWS[key])?.closesAt;
    const supplement = windows.find((window) => window.key === "supplement")?.closesAt;
    const supplemented = SUPPLEMENTED.includes(key) && own && own <= now && supplement && supplement > now;
    const closesAt = supplemented ? supplement : own;
    const state = index < at ? "done" : index === at ? "current" : "later";
    return {
      key,
      state,
      title: t(state === "done" ? `${key}.done` : `${key}.title`),
      note:
        state === "done" || !closesAt ? undefined : t(`${key}.by`, { time: formatClosing(closesAt, locale) }),
    };
  });
}
