import { DemonstrationBar } from "@/components/shell/demonstration-bar";
import { formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { moveClockAction } from "./actions";

/** The moments of 2022, and of the open catalogue of 2023, worth visiting, in order; the bar offers those still ahead. */
const MOMENTS = [
  { key: "lastDay", at: "2022-05-16T09:40:00+08:00" },
  { key: "supplement", at: "2022-05-17T09:00:00+08:00" },
  { key: "reviewEnds", at: "2022-05-18T10:00:00+08:00" },
  { key: "publication", at: "2022-05-19T09:00:00+08:00" },
  { key: "training", at: "2022-05-22T08:30:00+08:00" },
  { key: "classEnd", at: "2022-06-03T09:00:00+08:00" },
  { key: "openForms", at: "2023-06-20T09:00:00+08:00" },
  { key: "openRegisters", at: "2023-07-08T09:00:00+08:00" },
] as const;

/** Stands on every page of a demonstration and nowhere else. */
export async function ClockBar({ now, demonstration }: { now: Date; demonstration: boolean }) {
  if (!demonstration) return null;
  const [t, shell, locale] = await Promise.all([
    getTranslations("desk.clock"),
    getTranslations("shell"),
    getLocale(),
  ]);
  return (
    <DemonstrationBar
      label={shell("clock.label")}
      now={shell("clock.now", { time: formatFullDateTime(now, locale) })}
      explain={shell("clock.explain")}
      forward={shell("clock.forward")}
      more={shell("more")}
      steps={MOMENTS.filter((moment) => new Date(moment.at) > now).map(({ key, at }) => ({
        to: at,
        label: t(key),
      }))}
      move={moveClockAction}
    />
  );
}
