import { ScaleHead, type ScaleMark, ScaleRow, timeScale } from "@/components/domain/classes/time-scale";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { type Face, StateFace } from "@/components/ui/state-face";
import type { Actor } from "@/lib/access";
import type { ClassDetail } from "@/lib/classes/schema";
import { formatClosing, formatDay } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { dayOf, startOfChinaDay } from "@/lib/kernel/dates";

const DAY_MS = 24 * 60 * 60 * 1000;

type Step = { key: string; mark: ScaleMark | null; what: string; face: Face; when: string; by: string };
type Props = { actor: Actor; trainingClass: ClassDetail; noticeIssuedAt: Date | null; placed: number };

/** What a class has to do, by whom and when: each row in words, and on one scale of time. */
export async function ClassSteps({ actor, trainingClass: one, noticeIssuedAt, placed }: Props) {
  const [t, locale] = await Promise.all([getTranslations("classes"), getLocale()]);
  const mine = actor.role === "institution";
  const placing = one.open ? mine : actor.role === "office";
  const firstDay = startOfChinaDay(dayOf(one.startsOn));
  const end = new Date(startOfChinaDay(dayOf(one.endsOn)).getTime() + DAY_MS);
  const instants = [one.formedAt, one.placement?.opensAt, one.noticeDueAt, noticeIssuedAt, firstDay, end];
  const scale = timeScale(
    instants.filter((instant) => instant instanceof Date),
    one.now,
  );
  const noticeAt = noticeIssuedAt ?? one.noticeDueAt;
  const until = (closesAt: Date) => t("todo.noticeDue", { time: formatClosing(closesAt, locale) });
  const formed: Step = {
    key: "formed",
    mark: one.formedAt && { from: one.formedAt, look: "done" },
    what: t("todo.formed"),
    face: "ok",
    when: one.formedAt
      ? t(one.formedLate ? "todo.formedLate" : "todo.formedOn", { date: formatDay(one.formedAt, locale) })
      : "",
    by: mine ? t("by.you") : t("by.institution"),
  };
  const placement: Step = {
    key: "placement",
    mark: one.placement && {
      from: one.placement.opensAt,
      to: one.placement.closesAt,
      look: placed > 0 ? "done" : placing ? "future" : "others",
    },
    what: t(one.open ? "todo.recheck" : "todo.placement"),
    face: placed > 0 ? "ok" : placing && one.placement && one.now >= one.placement.opensAt ? "todo" : "wait",
    when: t(one.open ? "todo.recheckWait" : "todo.placementWait"),
    by: placing ? t("by.you") : t(one.open ? "by.institution" : "by.office"),
  };
  if (placed > 0) placement.when = t("todo.placementDone", { count: placed });
  else if (one.placement && (one.open || !mine)) placement.when = until(one.placement.closesAt);
  const notice: Step = {
    key: "notice",
    mark: noticeAt && { from: noticeAt, look: noticeIssuedAt ? "done" : "due" },
    what: t("todo.notice"),
    face: noticeIssuedAt ? "ok" : one.face.face,
    when: t("todo.noticeNone"),
    by: formed.by,
  };
  if (noticeIssuedAt) notice.when = t("todo.noticeDone", { date: formatDay(noticeIssuedAt, locale) });
  else if (one.noticeDueAt) notice.when = until(one.noticeDueAt);
  const training: Step = {
    key: "training",
    mark: { from: firstDay, to: end, look: one.now >= firstDay ? "running" : "future" },
    what: t("todo.training", { days: one.days }),
    face: one.face.label === "running" ? "ok" : "idle-ring",
    when: t("todo.trainingOn", { from: formatDay(one.startsOn, locale), to: formatDay(one.endsOn, locale) }),
    by: formed.by,
  };
  return (
    <Table caption={t("todo.title")} phone="cards">
      <thead>
        <tr>
          <Th>{t("todo.what")}</Th>
          <Th>{t("todo.by")}</Th>
          <Th className="w-2/5 max-lg:hidden!">
            <span className="sr-only">{t("todo.axis")}</span>
            <ScaleHead scale={scale} nowLabel={t("todo.today")} dayLabel={(day) => formatDay(day, locale)} />
          </Th>
          <Th>{t("todo.when")}</Th>
        </tr>
      </thead>
      <tbody>
        {[formed, placement, notice, training].map((step) => (
          <Tr key={step.key}>
            <Th scope="row">{step.what}</Th>
            <Td label={t("todo.by")}>{step.by}</Td>
            <Td className="relative max-lg:hidden!">
              <ScaleRow scale={scale} mark={step.mark} />
            </Td>
            <Td label={t("todo.when")}>
              <StateFace face={step.face}>{step.when}</StateFace>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
