import { showDraft } from "@/app/_shell/form-draft";
import { TeacherFrame } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptTextarea } from "@/components/domain/enrolments/kept-fields";
import { PhoneFoot } from "@/components/shell/phone-foot";
import { Icon } from "@/components/ui/icon";
import { SubmitButton } from "@/components/ui/submit-button";
import { getTranslations } from "@/lib/i18n/translations";
import { type JourneyProps, loadQuestion } from "../../../load-journey";
import { formWords } from "../../../words";
import { keepPlan } from "../actions";

export async function generateMetadata() {
  const t = await getTranslations("registration.plan");
  return { title: t("title") };
}

export default async function PlanPage(props: JourneyProps) {
  const { subProjectId, card, answers, found, next, backHref } = await loadQuestion(props, "plan");
  const [t, words, draft] = await Promise.all([
    getTranslations("registration"),
    formWords(),
    showDraft("registration.plan", subProjectId, null, found),
  ]);
  return (
    <TeacherFrame
      current="registration"
      title={t("plan.title")}
      back={{ href: backHref, label: t("form.back") }}
    >
      <ActForm action={keepPlan} words={words} draft={draft} className="grid gap-3">
        <input type="hidden" name="subProjectId" value={subProjectId} />
        <input type="hidden" name="card" value={card ?? ""} />
        <input type="hidden" name="next" value={next} />
        <h1 tabIndex={-1} className="text-24">
          {t("plan.heading")}
        </h1>
        <KeptTextarea
          id="commitment"
          name="commitment"
          label={t("plan.label")}
          hint={t("plan.hint")}
          first={answers.commitment ?? ""}
          maxLength={500}
          rows={7}
          roomy
        />
        <details>
          <summary className="flex min-h-11 items-center gap-2 text-brand">
            <Icon name="help" />
            {t("plan.exampleTitle")}
          </summary>
          <p className="pl-6 text-16 text-ink-2">{t("plan.example")}</p>
        </details>
        <PhoneFoot>
          <SubmitButton tone="primary" size="phone" pendingLabel={t("form.saving")}>
            {t("form.continue")}
          </SubmitButton>
        </PhoneFoot>
      </ActForm>
    </TeacherFrame>
  );
}
