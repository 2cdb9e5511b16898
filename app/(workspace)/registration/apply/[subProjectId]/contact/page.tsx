import { TeacherFrame } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptText } from "@/components/domain/enrolments/kept-fields";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { getOwnRecord } from "@/lib/teachers";
import { type JourneyProps, loadQuestion } from "../../../load-journey";
import { formWords } from "../../../words";
import { keepContact } from "../actions";

export async function generateMetadata() {
  const t = await getTranslations("registration.contact");
  return { title: t("title") };
}

export default async function ContactPage(props: JourneyProps) {
  const { actor, subProjectId, card, next, nextHref, backHref } = await loadQuestion(props, "contact");
  const [record, t, words] = await Promise.all([
    getOwnRecord(actor),
    getTranslations("registration"),
    formWords(),
  ]);
  const mobile = record.values.mobile;
  return (
    <TeacherFrame
      current="registration"
      title={t("contact.title")}
      back={{ href: backHref, label: t("form.back") }}
    >
      <div>
        <h1 tabIndex={-1} className="text-24">
          {t("contact.heading")}
        </h1>
        <p className="text-16 text-ink-2">{t("contact.hint")}</p>
      </div>
      {mobile ? (
        <Card>
          <p className="mb-3">{t("contact.known", { mobile })}</p>
          <ButtonLink href={nextHref} tone="primary" size="phone">
            {t("contact.use", { mobile })}
          </ButtonLink>
        </Card>
      ) : null}
      <Card>
        <ActForm action={keepContact} words={words} className="grid gap-3">
          <input type="hidden" name="subProjectId" value={subProjectId} />
          <input type="hidden" name="card" value={card ?? ""} />
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="version" value={record.version} />
          <input type="hidden" name="key" value={newId()} />
          <h2 className="text-18 font-bold">{t(mobile ? "contact.otherTitle" : "contact.newTitle")}</h2>
          <KeptText
            id="mobile"
            name="mobile"
            type="tel"
            inputMode="tel"
            autoComplete="tel-national"
            maxLength={20}
            label={t("contact.label")}
            hint={t("contact.labelHint")}
            roomy
          />
          <SubmitButton tone="secondary" size="phone" pendingLabel={t("form.saving")}>
            {t("contact.save")}
          </SubmitButton>
        </ActForm>
      </Card>
    </TeacherFrame>
  );
}
