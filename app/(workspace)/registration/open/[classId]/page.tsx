import { missing } from "@/app/_shell/missing";
import { TeacherFrame } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { EligibilityCards } from "@/components/domain/enrolments/eligibility-lines";
import { teacherLines } from "@/components/domain/enrolments/eligibility-words";
import { KeptCheckbox, KeptTextarea } from "@/components/domain/enrolments/kept-fields";
import { PhoneFoot } from "@/components/shell/phone-foot";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { getOpenClass } from "@/lib/enrolments";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { isId, newId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { describeClass } from "../../class-words";
import { requireTeacher } from "../../require-teacher";
import { formWords } from "../../words";
import { join, register } from "../actions";

type Props = { params: Promise<{ classId: string }> };

export async function generateMetadata() {
  const t = await getTranslations("open.class");
  return { title: t("title") };
}

export default async function OpenClassPage({ params }: Props) {
  const [actor, { classId }, t, form, words, locale] = await Promise.all([
    requireTeacher(),
    params,
    getTranslations("open.class"),
    getTranslations("registration.form"),
    formWords(),
    getLocale(),
  ]);
  if (!isId(classId)) missing();
  const open = await getOpenClass(actor, classId).catch((error: unknown) => {
    if (error instanceof NotFound) missing();
    throw error;
  });
  const { stand, enrolmentId, left, cap, waiting, commitmentRequired } = open;
  const { code, dates, institution, place } = await describeClass(open.class, locale);
  const lines = await teacherLines(open.lines, { settledNext: false });
  const free = left > 0;
  const settled = stand !== null || enrolmentId !== null || open.over;
  const fields = (
    <>
      <input type="hidden" name="key" value={newId()} />
      <input type="hidden" name="classId" value={classId} />
      {commitmentRequired ? (
        <KeptTextarea
          id="commitment"
          name="commitment"
          label={t("commitment")}
          hint={t("commitmentHint")}
          maxLength={2000}
          rows={5}
          roomy
        />
      ) : null}
      {free ? null : <p className="text-16">{t("joinLead", { next: waiting + 1 })}</p>}
      <KeptCheckbox id="agreed" name="agreed" value="yes" roomy label={t("agree")} />
      <PhoneFoot>
        <p className="text-14 text-ink-2">{t(free ? "taken" : "after")}</p>
        <SubmitButton tone="primary" size="phone" pendingLabel={form("submitting")}>
          {t(free ? "register" : "join")}
        </SubmitButton>
      </PhoneFoot>
    </>
  );
  return (
    <TeacherFrame
      current="registration"
      title={t("title")}
      back={{ href: "/registration/open", label: t("back") }}
    >
      <div>
        <p className="text-16 text-ink-2">
          {locale === "en" ? open.subProject.nameEn : open.subProject.name}
        </p>
        <h1 tabIndex={-1} className="text-24">
          {code}
        </h1>
        <p className="text-16 text-ink-2">{dates}</p>
        <p className="text-16 text-ink-2">{t("facts", { institution, place })}</p>
        <p className="mt-2 text-18 font-bold">{free ? t("free", { left, cap }) : t("full", { waiting })}</p>
      </div>
      {enrolmentId ? (
        <Banner tone="info" title={t("enrolled")}>
          <ButtonLink href={`/registration/${enrolmentId}`} size="phone">
            {t("enrolledLook")}
          </ButtonLink>
        </Banner>
      ) : stand ? (
        <Banner
          tone="info"
          title={
            stand.classId === classId ? t("waitingHere") : t("waitingElsewhere", { code: stand.classCode })
          }
        >
          <ButtonLink href={`/registration/waiting/${stand.id}`} size="phone">
            {t("standLook")}
          </ButtonLink>
        </Banner>
      ) : open.over ? (
        <Banner tone="info" title={t("over")} />
      ) : null}
      {settled ? null : (
        <>
          {open.eligible ? null : <Banner tone="info" title={t("blocked")} />}
          <EligibilityCards lines={lines} />
        </>
      )}
      {!settled && open.eligible ? (
        free ? (
          <ActForm action={register} words={words} className="grid gap-4">
            {fields}
          </ActForm>
        ) : (
          <ActForm action={join} words={words} className="grid gap-4">
            {fields}
          </ActForm>
        )
      ) : null}
    </TeacherFrame>
  );
}
