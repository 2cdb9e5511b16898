import Link from "next/link";
import { EligibilityRows, type ShownLine } from "@/components/domain/enrolments/eligibility-lines";
import { officerLines } from "@/components/domain/enrolments/eligibility-words";
import { History } from "@/components/domain/enrolments/history";
import { historySteps } from "@/components/domain/enrolments/history-words";
import { RevealForm } from "@/components/domain/enrolments/reveal-form";
import { Banner } from "@/components/ui/banner";
import { Button, ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Tag } from "@/components/ui/state-face";
import { SummaryList } from "@/components/ui/summary-list";
import { can } from "@/lib/access";
import { findFilledIn } from "@/lib/enrolments";
import type { EnrolmentDetail } from "@/lib/enrolments/views";
import { formatTime } from "@/lib/i18n";
import { getTranslations } from "@/lib/i18n/translations";
import { REVEAL_PURPOSES } from "@/lib/teachers/schema";
import { formWords } from "../../../../registration/words";
import { revealIdNumber } from "../actions";
import { listHref, panelHref } from "../addresses";
import { changeWords } from "../change-words";
import type { Queue } from "../load-queue";
import { DecisionForms, openAct } from "./decision-forms";
import { EvidenceSection } from "./evidence-section";
import { MovedSection } from "./moved-section";
import { ObjectionSection } from "./objection-section";

type Props = {
  enrolment: EnrolmentDetail;
  queue: Queue;
  around: { previous?: string; next?: string };
};

const turn =
  "flex size-8 items-center justify-center rounded-control text-brand hover:bg-select max-sm:size-11";

/** One registration as its officer reads it: who, the conditions, what to decide, and how it came here. */
export async function EnrolmentPanel({ enrolment, queue, around }: Props) {
  const { actor, year, state, locale } = queue;
  const role = actor.role === "school" ? "school" : "province";
  const [filledIn, t, states, titles, changes, words, history, lines] = await Promise.all([
    findFilledIn(actor, enrolment.id),
    getTranslations("registration.panel"),
    getTranslations("enrolments.states"),
    getTranslations("enrolments.eligibility.values.title"),
    enrolment.changed.length > 0 ? changeWords().then((shown) => shown(enrolment.changed)) : [],
    formWords(),
    historySteps(enrolment.history),
    officerLines(enrolment.lines, role, enrolment.acts.includes("approve") ? {} : enrolment.judgements),
  ]);
  const { teacher, school, subProject } = enrolment;
  const name = (item: { name: string; nameEn: string }) => (locale === "en" ? item.nameEn : item.name);
  const judged =
    enrolment.acts.includes("approve") || enrolment.acts.includes("reject")
      ? lines.filter((line) => line.face === "judge")
      : [];
  const ethics: ShownLine = enrolment.ethicsStatement
    ? {
        code: "ethics",
        face: "ok",
        stateLabel: t("stated"),
        title: t("ethics"),
        note: enrolment.ethicsStatement,
        who: enrolment.ethicsConfirmedBy ?? undefined,
      }
    : {
        code: "ethics",
        face: "idle-ring",
        stateLabel: t("notYet"),
        title: t("ethics"),
        note: t("ethicsLater"),
      };
  const facts = [
    { key: "card", label: t(enrolment.route === "open" ? "class" : "card"), value: enrolment.cardCode },
    { key: "route", label: t("route"), value: t(`routes.${enrolment.route}`) },
    ...(enrolment.commitment ? [{ key: "plan", label: t("plan"), value: enrolment.commitment }] : []),
    ...(enrolment.preferences.length > 0
      ? [
          {
            key: "classes",
            label: t("classes"),
            value: enrolment.preferences
              .map((one) => `${one.code} ${locale === "en" ? one.institutionEn : one.institution}`)
              .join(t("then")),
          },
        ]
      : []),
    ...(enrolment.class && enrolment.route !== "open"
      ? [{ key: "class", label: t("class"), value: enrolment.class.code }]
      : []),
    ...(filledIn
      ? [
          {
            key: "filledIn",
            label: t("filledIn.label"),
            value: (["preferences", "commitment"] as const)
              .flatMap((field) =>
                filledIn[field] === "nobody" ? [] : t(`filledIn.${field}`, { by: filledIn[field] }),
              )
              .concat(t("filledIn.sent"))
              .join(t("filledIn.then")),
          },
        ]
      : []),
  ];
  return (
    <div key={enrolment.id} className="grid gap-4">
      <header>
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <h2 className="text-18 font-bold">
              {teacher.name}
              <span className="ml-2 text-14 font-normal text-ink-2">
                {teacher.title && titles.has(teacher.title) ? titles(teacher.title) : null}
                {teacher.birthYear ? t("born", { year: String(teacher.birthYear) }) : null}
              </span>
            </h2>
          </div>
          <nav aria-label={t("turn")} className="flex">
            {around.previous ? (
              <Link
                prefetch={false}
                href={panelHref(year, around.previous, state)}
                data-panel-previous
                className={turn}
              >
                <Icon name="chevron-up" />
                <span className="sr-only">{t("previous")}</span>
              </Link>
            ) : null}
            {around.next ? (
              <Link
                prefetch={false}
                href={panelHref(year, around.next, state)}
                data-panel-next
                className={turn}
              >
                <Icon name="chevron-down" />
                <span className="sr-only">{t("next")}</span>
              </Link>
            ) : null}
            <Link prefetch={false} href={listHref(year, state)} className={turn}>
              <Icon name="x" />
              <span className="sr-only">{t("close")}</span>
            </Link>
          </nav>
        </div>
        <Tag face={enrolment.shown.face}>{states(enrolment.shown.label)}</Tag>
        <p className="mt-1 text-13 text-ink-2">
          {t("applies", { school: name(school), subProject: name(subProject) })}
        </p>
        {can(actor, "teacher.view-id-number") && !enrolment.left ? (
          <div className="mt-1 text-13">
            <RevealForm
              key={teacher.id}
              action={revealIdNumber}
              teacherId={teacher.id}
              purposes={REVEAL_PURPOSES.filter((purpose) => purpose !== "own-record").map((purpose) => ({
                value: purpose,
                label: t(`purposes.${purpose}`),
              }))}
              words={{
                ...words,
                open: t("reveal.open"),
                purpose: t("reveal.purpose"),
                logged: t("reveal.logged"),
                show: t("reveal.show"),
                showing: t("reveal.showing"),
                value: t("reveal.value"),
              }}
            />
          </div>
        ) : null}
      </header>

      {enrolment.reasonText && ["returned", "rejected"].includes(enrolment.shown.state) ? (
        <Banner tone="info" title={t(`reason.${enrolment.shown.state}`)}>
          {enrolment.reasonText}
        </Banner>
      ) : null}
      <MovedSection enrolment={enrolment} queue={queue} />
      {enrolment.changed.length > 0 ? (
        <Banner tone="todo" title={t("changed", { count: enrolment.changed.length })}>
          <ul>
            {changes.map((change) => (
              <li key={change.field}>
                <b>{change.label}</b> {change.text}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {enrolment.replaces ? (
        <p className="text-13">
          {t("replaces")}{" "}
          <Link prefetch={false} href={panelHref(year, enrolment.replaces.id, {})} className="link">
            {enrolment.replaces.teacherName}
          </Link>
        </p>
      ) : null}
      {enrolment.replacedBy ? (
        <p className="text-13">
          {t("replacedBy")}{" "}
          <Link prefetch={false} href={panelHref(year, enrolment.replacedBy.id, {})} className="link">
            {enrolment.replacedBy.teacherName}
          </Link>
        </p>
      ) : null}

      <ObjectionSection actor={actor} enrolment={enrolment} />
      <DecisionForms enrolment={enrolment} queue={queue} around={around} judged={judged} />

      <section aria-labelledby="conditions">
        <h3 id="conditions" className="font-bold">
          {t("conditions")}
        </h3>
        <EligibilityRows lines={[...lines.filter((line) => !judged.includes(line)), ethics]} />
      </section>
      <section aria-labelledby="submitted">
        <h3 id="submitted" className="mb-1 font-bold">
          {t("submitted")}
        </h3>
        <SummaryList rows={facts} />
      </section>
      {enrolment.left ? null : <EvidenceSection actor={actor} enrolment={enrolment} />}
      <section aria-labelledby="history">
        <h3 id="history" className="mb-1 font-bold">
          {t("history")}
        </h3>
        <div className="text-13">
          <History steps={history} />
        </div>
      </section>
    </div>
  );
}

/** The buttons at the foot; approving and confirming send the form in the panel, everything else is a page with its own. */
export async function PanelFoot({ enrolment, queue }: Props) {
  const { year, state, search } = queue;
  const t = await getTranslations("registration.panel.acts");
  const { acts } = enrolment;
  const act = openAct(enrolment, search);
  const here = (name: string) => panelHref(year, enrolment.id, state, { act: name });
  const due = acts.includes("approve") ? "approve" : acts.includes("confirm") ? "confirm" : null;
  if (acts.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  return (
    <>
      {due && act !== due ? <ButtonLink href={here(due)}>{t("backToReview")}</ButtonLink> : null}
      {acts.includes("approve") && act === "approve" ? (
        <Button form="decision" tone="primary" data-act="approve">
          {t("approve")}
          <Key name="A" />
        </Button>
      ) : null}
      {acts.includes("confirm") && act === "confirm" ? (
        <Button form="decision" tone="primary" data-act="approve">
          {t("confirm")}
        </Button>
      ) : null}
      {(acts.includes("return") || acts.includes("return-to-teacher")) && act !== "return" ? (
        <ButtonLink href={here("return")} data-act="return">
          {t(acts.includes("return") ? "return" : "returnToTeacher")}
          <Key name="R" />
        </ButtonLink>
      ) : null}
      {acts.includes("reject") && act !== "reject" ? (
        <ButtonLink href={here("reject")} tone="danger">
          {t("reject")}
        </ButtonLink>
      ) : null}
      {acts.includes("reopen") ? <ButtonLink href={here("reopen")}>{t("reopen")}</ButtonLink> : null}
      {acts.includes("replace") ? (
        <ButtonLink href={`/programmes/${year}/enrolments/${enrolment.id}/replace`} icon="swap">
          {t("replace")}
        </ButtonLink>
      ) : null}
      {acts.includes("undo") && enrolment.undoableUntil ? (
        <Button form="undo" icon="undo">
          {t("undo", { time: formatTime(enrolment.undoableUntil) })}
        </Button>
      ) : null}
    </>
  );
}

function Key({ name }: { name: string }) {
  return <kbd className="ml-1.5 rounded-tag border border-current px-1 text-12 max-sm:hidden">{name}</kbd>;
}
