import { redirect } from "next/navigation";
import { formDraft } from "@/app/_shell/form-draft";
import { TeacherFrame } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptTextarea } from "@/components/domain/enrolments/kept-fields";
import { PhoneFoot } from "@/components/shell/phone-foot";
import { ButtonLink } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { getTranslations } from "@/lib/i18n/translations";
import { loadRegistration, type RegistrationProps } from "../../load-registration";
import { formWords } from "../../words";
import { withdraw } from "../actions";

export async function generateMetadata() {
  const t = await getTranslations("registration.withdraw");
  return { title: t("title") };
}

export default async function WithdrawPage(props: RegistrationProps) {
  const { actor, enrolment, title } = await loadRegistration(props);
  const here = `/registration/${enrolment.id}`;
  if (enrolment.shown.state === "withdrawn") redirect(here);
  const [t, words, draft] = await Promise.all([
    getTranslations("registration"),
    formWords(),
    formDraft(actor, "registration.withdraw", enrolment.id, enrolment.version),
  ]);
  return (
    <TeacherFrame
      current="registration"
      title={t("withdraw.title")}
      back={{ href: here, label: t("form.back") }}
    >
      <ActForm action={withdraw} words={words} draft={draft} className="grid gap-4">
        <input type="hidden" name="enrolmentId" value={enrolment.id} />
        <input type="hidden" name="version" value={enrolment.version} />
        <div>
          <h1 tabIndex={-1} className="text-24">
            {t("withdraw.heading")}
          </h1>
          <p>{title}</p>
        </div>
        <ul className="grid gap-1 text-16 text-ink-2">
          <li>{t(enrolment.route === "open" ? "withdraw.place" : "withdraw.seat")}</li>
          <li>{t("withdraw.again")}</li>
          <li>{t("withdraw.final")}</li>
        </ul>
        <KeptTextarea
          id="reasonText"
          name="reasonText"
          label={t("withdraw.reason")}
          optional={t("form.optional")}
          maxLength={500}
          rows={4}
          roomy
        />
        <PhoneFoot>
          <SubmitButton tone="danger" size="phone" pendingLabel={t("form.submitting")}>
            {t("withdraw.submit")}
          </SubmitButton>
          <ButtonLink href={here} size="phone">
            {t("withdraw.keep")}
          </ButtonLink>
        </PhoneFoot>
      </ActForm>
    </TeacherFrame>
  );
}
