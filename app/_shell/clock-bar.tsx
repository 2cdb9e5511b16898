import { getLocale, getTranslations } from "next-intl/server";
import { DemonstrationBar } from "@/components/shell/demonstration-bar";
import { formatFullDateTime, parseLocale } from "@/lib/i18n";
import { moveClockAction } from "./actions";

/** The moments of the 2022 year worth visiting, in order; the bar offers those still ahead. */
const MOMENTS = [
  { key: "lastDay", at: "2022-05-16T09:40:00+08:00" },
  { key: "supplement", at: "2022-05-17T09:00:00+08:00" },
  { key: "reviewEnds", at: "2022-05-18T10:00:00+08:00" },
  { key: "publication", at: "2022-05-19T09:00:00+08:00" },
  { key: "training", at: "2022-05-22T08:30:00+08:00" },
  { key: "classEnd", at: "2022-06-03T09:00:00+08:00" },
] as const;

/** Stands on every page of a demonstration and nowhere else. */
export async function ClockBar({ now, demonstration }: { now: Date; demonstration: boolean }) {
  if (!demonstration) return null;
  const [t, locale] = await Promise.all([getTranslations("desk.clock"), getLocale()]);
  const steps = MOMENTS.filter((moment) => new Date(moment.at) > now).map((moment) => ({
    key: moment.key,
    label: t(moment.key),
    action: moveClockAction,
    fields: { to: moment.at },
  }));
  return <DemonstrationBar time={formatFullDateTime(now, parseLocale(locale))} steps={steps} />;
}
