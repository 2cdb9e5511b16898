import type { Face } from "@/components/ui/state-face";
import type { DelegationState } from "@/lib/enrolments/delegation-views";
import type { SubProjectShort } from "@/lib/enrolments/views";
import type { Locale } from "@/lib/i18n";
import { formatDay } from "@/lib/i18n";

export const DELEGATION_FACES: Record<DelegationState, Face> = {
  future: "wait",
  live: "delegated",
  over: "idle-ring",
  revoked: "void",
};

/** The first and the last day, both inclusive. */
export function daysOf({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, locale: Locale) {
  return { from: formatDay(startsAt, locale), until: formatDay(new Date(endsAt.getTime() - 1), locale) };
}

export function subProjectName({ code, name, nameEn }: SubProjectShort, locale: Locale): string {
  return `${code} ${locale === "en" ? nameEn : name}`;
}
