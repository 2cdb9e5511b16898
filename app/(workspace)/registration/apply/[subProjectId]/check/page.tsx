import Link from "next/link";
import { redirect } from "next/navigation";
import { TeacherFrame } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptCheckbox } from "@/components/domain/enrolments/kept-fields";
import { PhoneFoot } from "@/components/shell/phone-foot";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { SubmitButton } from "@/components/ui/submit-button";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { DRAFT_FIELD } from "@/lib/kernel/form-state";
import { newId } from "@/lib/kernel/id";
import { getOwnRecord } from "@/lib/teachers";
import { draftTicket } from "@/lib/web";
import { describeClass } from "../../../class-words";
import { EvidenceCard } from "../../../evidence/evidence-card";
import { type Step, stepHref } from "../../../journey";
import { type JourneyProps, loadQuestion } from "../../../load-journey";
import { formWords } from "../../../words";
import { submitRegistration } from "../actions";

export async function generateMetadata() {
  const t = await getTranslations("registration.check");
  return { title: t("title") };
}

export default async function CheckPage(props: JourneyProps) {
  const journey = await loadQuestion(props, "check");
  const { actor, subProjectId, card, preview, answers, found, entry, steps, backHref } = journey;
  if (steps.includes("plan") && !answers.commitment) redirect(stepHref(subProjectId, "plan", card));
  const [record, t, locale, words] = await Promise.all([
    getOwnRecord(actor),
    getTranslations("registration"),
    getLocale(),
    formWords(),
  ]);
  const classes = await Promise.all(preview.classes.map((one) => describeClass(one, locale)));
  const wished = answers.preferences.flatMap((id) => classes.find((one) => one.id === id) ?? []);
  const change = (step: Step, what: string) => {
    const href = stepHref(subProjectId, step, card);
    return { href: `${href}${href.includes("?") ? "&" : "?"}change=1`, label: t("form.change"), what };
  };
  const only = classes.length === 1 ? classes[0] : undefined;
  const bySchool = (same: boolean) => (entry && same ? t("check.bySchool") : undefined);
  const rows: SummaryRow[] = [
    {
      key: "training",
      label: t("check.training"),
      value: locale === "en" ? preview.subProject.nameEn : preview.subProject.name,
      note: only ? `${only.dates}${t("classes.separator")}${only.institution}` : undefined,
    },
    {
      key: "seat",
      label: t("check.seat"),
      value: preview.cardCode ?? t("check.freeSeat"),
    },
    {
      key: "person",
      label: t("check.person"),
      value: `${record.values.name}${t("classes.separator")}${locale === "en" ? record.schoolNameEn : record.schoolName}`,
    },
    {
      key: "mobile",
      label: t("check.mobile"),
      value: record.values.mobile || t("check.none"),
      change: change("contact", t("check.mobile")),
    },
    ...(record.majorName
      ? [
          {
            key: "major",
            label: t("check.major"),
            value: t("check.majorValue", { name: record.majorName, code: record.values.majorCode }),
          },
        ]
      : []),
    ...(steps.includes("classes")
      ? [
          {
            key: "classes",
            label: t("check.classes"),
            value:
              wished.length > 0 ? (
                <ol>
                  {wished.map((one, index) => (
                    <li key={one.id}>
                      {index + 1}. {one.institution}{" "}
                      <span className="block text-14 text-ink-2">{one.dates}</span>
                    </li>
                  ))}
                </ol>
              ) : (
                t("check.anyClass")
              ),
            note: bySchool(
              wished.length > 0 && answers.preferences.join(" ") === entry?.preferences.join(" "),
            ),
            change: change("classes", t("check.classes")),
          },
        ]
      : []),
    ...(steps.includes("plan")
      ? [
          {
            key: "plan",
            label: t("check.plan"),
            value: answers.commitment ?? t("check.none"),
            note: bySchool(answers.commitment !== null && answers.commitment === entry?.commitment),
            change: change("plan", t("check.plan")),
          },
        ]
      : []),
  ];
  return (
    <TeacherFrame
      current="registration"
      title={t("check.title")}
      back={{ href: backHref, label: t("form.back") }}
    >
      <ActForm action={submitRegistration} words={words} className="grid gap-4">
        <input type="hidden" name="key" value={newId()} />
        {[...found.drafts.keys()].map((key) => (
          <input key={key} type="hidden" name={DRAFT_FIELD} value={draftTicket(key, found.openedAt, null)} />
        ))}
        <input type="hidden" name="subProjectId" value={subProjectId} />
        <input type="hidden" name="route" value={preview.route} />
        <input
          type="hidden"
          name="cardCode"
          value={preview.route === "free" ? "" : (preview.cardCode ?? "")}
        />
        <input type="hidden" name="commitment" value={answers.commitment ?? ""} />
        {wished.map((one) => (
          <input key={one.id} type="hidden" name="preferences[]" value={one.id} />
        ))}
        <h1 tabIndex={-1} className="text-24">
          {t("check.heading")}
        </h1>
        {entry ? (
          <Banner tone="info" title={t("check.entry", { name: entry.preparedByName })}>
            {t("check.entryNext")}{" "}
            <Link prefetch={false} href={`/registration/nominations/${entry.nominationId}`} className="link">
              {t("check.entryDecline")}
            </Link>
          </Banner>
        ) : null}
        {preview.needsJudgement ? <p className="text-16 text-ink-2">{t("check.judgement")}</p> : null}
        <Card>
          <SummaryList rows={rows} stacked />
        </Card>
        <EvidenceCard
          actor={actor}
          subProjectId={subProjectId}
          back={stepHref(subProjectId, "check", card)}
        />
        <KeptCheckbox id="agreed" name="agreed" value="yes" roomy label={t("check.agree")} />
        <details>
          <summary className="flex min-h-11 items-center gap-2 text-brand">
            <Icon name="help" />
            {t("check.useTitle")}
          </summary>
          <p className="pl-6 text-16 text-ink-2">{t("check.use")}</p>
        </details>
        <PhoneFoot>
          <SubmitButton tone="primary" size="phone" pendingLabel={t("form.submitting")}>
            {t("check.submit")}
          </SubmitButton>
        </PhoneFoot>
      </ActForm>
    </TeacherFrame>
  );
}
