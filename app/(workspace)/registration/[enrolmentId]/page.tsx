import Link from "next/link";
import { TeacherFrame } from "@/app/_shell/workspace";
import { EligibilityCards } from "@/components/domain/enrolments/eligibility-lines";
import { teacherLines } from "@/components/domain/enrolments/eligibility-words";
import { History } from "@/components/domain/enrolments/history";
import { historySteps } from "@/components/domain/enrolments/history-words";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { Tag } from "@/components/ui/state-face";
import { StepList } from "@/components/ui/step-list";
import { SummaryList } from "@/components/ui/summary-list";
import { MOVED_SCHOOL } from "@/lib/enrolments/move-schema";
import type { EnrolmentDetail } from "@/lib/enrolments/views";
import { formatDateTime } from "@/lib/i18n";
import { getTranslations } from "@/lib/i18n/translations";
import { getCalendar } from "@/lib/reporting";
import { describeClass } from "../class-words";
import { EvidenceCard } from "../evidence/evidence-card";
import { loadRegistration, type RegistrationProps } from "../load-registration";
import { type JourneyStep, journeySteps } from "../steps";
import { ObjectionCard } from "./objection-card";

export async function generateMetadata() {
  const t = await getTranslations("registration.mine");
  return { title: t("title") };
}

function currentStep({ shown, returnedTo, noticeIssued }: EnrolmentDetail): JourneyStep | null {
  switch (shown.state) {
    case "submitted":
      return "confirm";
    case "confirmed":
      return "review";
    case "returned":
      return returnedTo === "teacher" ? "submit" : "confirm";
    case "approved":
      return "notice";
    case "placed":
      return noticeIssued ? null : "notice";
    default:
      return null;
  }
}

export default async function RegistrationOfMinePage(props: RegistrationProps) {
  const { actor, enrolment, locale, title } = await loadRegistration(props);
  const [calendar, t, moves, states, common, arrival] = await Promise.all([
    getCalendar(actor),
    getTranslations("registration"),
    getTranslations("moves"),
    getTranslations("enrolments.states"),
    getTranslations("common"),
    getTranslations("arrival"),
  ]);
  const { shown, acts } = enrolment;
  const open = enrolment.route === "open";
  const over = ["rejected", "withdrawn", "replaced"].includes(shown.state);
  const [steps, history, lines, wished, placed] = await Promise.all([
    journeySteps(currentStep(enrolment), calendar, { open }),
    historySteps(enrolment.history),
    teacherLines(enrolment.lines, { settledNext: false }),
    Promise.all(enrolment.preferences.map((one) => describeClass(one, locale))),
    enrolment.class ? describeClass(enrolment.class, locale) : null,
  ]);
  const here = `/registration/${enrolment.id}`;
  return (
    <TeacherFrame
      current="registration"
      title={t("mine.title")}
      back={{ href: "/registration", label: t("form.back") }}
    >
      <div>
        <Tag face={shown.face}>{states(shown.label)}</Tag>
        <h1 tabIndex={-1} className="mt-1 text-24">
          {title}
        </h1>
        <p className="text-16 text-ink-2">
          {t(open ? "done.openClass" : "done.number")} {enrolment.cardCode}
        </p>
      </div>

      {enrolment.reasonText && (shown.state === "returned" || shown.state === "rejected") ? (
        <Banner
          tone={acts.includes("resubmit") ? "todo" : "info"}
          title={t(
            `mine.reason.${shown.state === "rejected" ? "rejected" : (enrolment.returnedTo ?? "school")}`,
          )}
        >
          <p>{enrolment.reasonText}</p>
          {shown.state === "rejected" ? <p className="text-16">{t("mine.objection")}</p> : null}
        </Banner>
      ) : null}
      <ObjectionCard actor={actor} enrolmentId={enrolment.id} />
      {acts.includes("resubmit") ? (
        <ButtonLink href={`${here}/mend`} tone="primary" size="phone">
          {t("mine.mend")}
        </ButtonLink>
      ) : null}

      {placed ? (
        <Card tone={enrolment.noticeIssued && !enrolment.acknowledgedAt ? "todo" : "plain"}>
          <h2 className="text-18 font-bold">{t("mine.class", { code: placed.code })}</h2>
          <p className="text-16">{placed.dates}</p>
          <p className="text-16 text-ink-2">
            {placed.institution}
            {t("classes.separator")}
            {placed.place}
          </p>
          {enrolment.noticeIssued ? (
            <>
              {enrolment.acknowledgedAt ? (
                <p className="mt-2 flex items-center gap-2 text-ok">
                  <Icon name="check-circle" />
                  {t("mine.acknowledged", { time: formatDateTime(enrolment.acknowledgedAt, locale) })}
                </p>
              ) : null}
              <ButtonLink
                href={`/classes/${placed.id}/notice`}
                tone={enrolment.acknowledgedAt ? "secondary" : "primary"}
                size="phone"
                className="mt-3"
              >
                {t("mine.notice")}
              </ButtonLink>
              <ButtonLink href={`${here}/arrival`} size="phone" icon="calendar" className="mt-3">
                {arrival("ask")}
              </ButtonLink>
            </>
          ) : (
            <p className="mt-2 text-16 text-ink-2">{t("mine.noticeLater")}</p>
          )}
        </Card>
      ) : null}

      {over && enrolment.reasonCode === MOVED_SCHOOL ? (
        <Banner tone="info" title={moves("ended.title")}>
          <p>{moves("ended.text")}</p>
          <Link prefetch={false} href="/registration" className="link">
            {moves("ended.again")}
          </Link>
        </Banner>
      ) : over ? (
        <Banner
          tone="info"
          title={t(
            open && shown.state === "withdrawn" ? "mine.over.withdrawn-open" : `mine.over.${shown.state}`,
          )}
        />
      ) : (
        <Card>
          <h2 className="mb-2 text-18 font-bold">{t("done.next")}</h2>
          <StepList steps={steps} doneLabel={common("label.done")} />
        </Card>
      )}

      <Card>
        <h2 className="mb-2 text-18 font-bold">{t("mine.submitted")}</h2>
        <SummaryList
          stacked
          rows={[
            { key: "at", label: t("mine.at"), value: formatDateTime(enrolment.submittedAt, locale) },
            {
              key: "person",
              label: t("check.person"),
              value: `${enrolment.teacher.name}${t("classes.separator")}${locale === "en" ? enrolment.school.nameEn : enrolment.school.name}`,
            },
            ...(wished.length > 0
              ? [
                  {
                    key: "classes",
                    label: t("check.classes"),
                    value: wished.map((one) => `${one.institution} ${one.dates}`).join(t("mine.then")),
                  },
                ]
              : []),
            ...(enrolment.commitment
              ? [{ key: "plan", label: t("check.plan"), value: enrolment.commitment }]
              : []),
          ]}
        />
      </Card>

      <EvidenceCard actor={actor} subProjectId={enrolment.subProject.id} back={here} />

      <details>
        <summary className="flex min-h-11 items-center gap-2 text-brand">
          <Icon name="chevron-down" />
          {t("mine.conditions")}
        </summary>
        <div className="grid gap-4">
          <EligibilityCards lines={lines} />
        </div>
      </details>

      <Card>
        <h2 className="mb-2 text-18 font-bold">{t("mine.history")}</h2>
        <div className="text-16">
          <History steps={history} />
        </div>
      </Card>

      {acts.includes("withdraw") ? (
        <p>
          <Link
            prefetch={false}
            href={`${here}/withdraw`}
            className="flex min-h-12 items-center gap-2 text-brand"
          >
            <Icon name="undo" />
            {t("done.withdraw")}
          </Link>
        </p>
      ) : null}
    </TeacherFrame>
  );
}
