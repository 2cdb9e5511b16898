import { formDraft } from "@/app/_shell/form-draft";
import { missing } from "@/app/_shell/missing";
import { TeacherFrame } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptTextarea } from "@/components/domain/enrolments/kept-fields";
import { PhoneFoot } from "@/components/shell/phone-foot";
import { ButtonLink } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { getOwnWishes } from "@/lib/enrolments";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { getCalendar } from "@/lib/reporting";
import { requireTeacher } from "../../require-teacher";
import { decline } from "../../wishes/actions";
import { formWords } from "../../words";

type Props = { params: Promise<{ nominationId: string }> };

export async function generateMetadata() {
  const t = await getTranslations("wishes.mine");
  return { title: t("declineTitle") };
}

export default async function DeclinePage({ params }: Props) {
  const actor = await requireTeacher();
  const [{ year }, { nominationId }] = await Promise.all([getCalendar(actor), params]);
  if (year === null) missing();
  const [{ nominations }, t, form, words, locale] = await Promise.all([
    getOwnWishes(actor, year),
    getTranslations("wishes.mine"),
    getTranslations("registration.form"),
    formWords(),
    getLocale(),
  ]);
  const nomination = nominations.find((one) => one.id === nominationId) ?? missing();
  const draft = await formDraft(actor, "registration.decline", nomination.id);
  const { name, nameEn } = nomination.subProject;
  return (
    <TeacherFrame
      current="registration"
      title={t("declineTitle")}
      back={{ href: "/registration", label: form("back") }}
    >
      <ActForm action={decline} words={words} draft={draft} className="grid gap-4">
        <input type="hidden" name="nominationId" value={nomination.id} />
        <div>
          <h1 tabIndex={-1} className="text-24">
            {t("declineTitle")}
          </h1>
          <p>{locale === "en" ? nameEn : name}</p>
        </div>
        <p className="text-16 text-ink-2">{t("declineLead")}</p>
        <KeptTextarea id="reasonText" name="reasonText" label={t("reason")} maxLength={500} rows={4} roomy />
        <PhoneFoot>
          <SubmitButton tone="danger" size="phone" pendingLabel={form("submitting")}>
            {t("submitDecline")}
          </SubmitButton>
          <ButtonLink href="/registration" size="phone">
            {t("keep")}
          </ButtonLink>
        </PhoneFoot>
      </ActForm>
    </TeacherFrame>
  );
}
