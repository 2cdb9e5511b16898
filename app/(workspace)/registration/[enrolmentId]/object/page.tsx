import { redirect } from "next/navigation";
import { formDraft } from "@/app/_shell/form-draft";
import { TeacherFrame } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptTextarea } from "@/components/domain/enrolments/kept-fields";
import { PhoneFoot } from "@/components/shell/phone-foot";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { findObjection } from "@/lib/enrolments";
import { formatClosing } from "@/lib/i18n";
import { getTranslations } from "@/lib/i18n/translations";
import { EvidenceCard } from "../../evidence/evidence-card";
import { loadRegistration, type RegistrationProps } from "../../load-registration";
import { formWords } from "../../words";
import { objectAsTeacher } from "../actions";

export async function generateMetadata() {
  const t = await getTranslations("objection");
  return { title: t("make") };
}

export default async function ObjectPage(props: RegistrationProps) {
  const { actor, enrolment, locale, title } = await loadRegistration(props);
  const here = `/registration/${enrolment.id}`;
  const { mayObject, until } = await findObjection(actor, enrolment.id);
  if (!mayObject || !until) redirect(here);
  const [t, form, words, draft] = await Promise.all([
    getTranslations("objection"),
    getTranslations("registration.form"),
    formWords(),
    formDraft(actor, "registration.object", enrolment.id, enrolment.version),
  ]);
  return (
    <TeacherFrame current="registration" title={t("make")} back={{ href: here, label: form("back") }}>
      <div>
        <h1 tabIndex={-1} className="text-24">
          {t("make")}
        </h1>
        <p>{title}</p>
        <p className="text-16 text-ink-2">{t("until", { time: formatClosing(until, locale) })}</p>
      </div>
      <Banner tone="info" title={t("decision")}>
        {enrolment.reasonText}
      </Banner>
      <EvidenceCard actor={actor} subProjectId={enrolment.subProject.id} back={`${here}/object`} />
      <ActForm action={objectAsTeacher} words={words} draft={draft} className="grid gap-4">
        <input type="hidden" name="enrolmentId" value={enrolment.id} />
        <input type="hidden" name="version" value={enrolment.version} />
        <KeptTextarea
          id="text"
          name="text"
          label={t("text")}
          hint={t("textHint")}
          maxLength={1000}
          rows={7}
          roomy
        />
        <PhoneFoot>
          <SubmitButton tone="primary" size="phone" pendingLabel={t("submitting")}>
            {t("submit")}
          </SubmitButton>
          <ButtonLink href={here} size="phone">
            {t("cancel")}
          </ButtonLink>
        </PhoneFoot>
      </ActForm>
    </TeacherFrame>
  );
}
