import { redirect } from "next/navigation";
import { formDraft } from "@/app/_shell/form-draft";
import { TeacherFrame } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { EligibilityCards } from "@/components/domain/enrolments/eligibility-lines";
import { teacherLines } from "@/components/domain/enrolments/eligibility-words";
import { KeptRadios, KeptSelect, KeptTextarea } from "@/components/domain/enrolments/kept-fields";
import { PhoneFoot } from "@/components/shell/phone-foot";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { previewEligibility } from "@/lib/enrolments";
import { getTranslations } from "@/lib/i18n/translations";
import { describeClass } from "../../class-words";
import { loadRegistration, type RegistrationProps } from "../../load-registration";
import { formWords } from "../../words";
import { resubmit } from "../actions";

export async function generateMetadata() {
  const t = await getTranslations("registration.mend");
  return { title: t("title") };
}

export default async function MendPage(props: RegistrationProps) {
  const { actor, enrolment, locale } = await loadRegistration(props);
  const here = `/registration/${enrolment.id}`;
  if (enrolment.shown.state !== "returned") redirect(here);
  const [preview, t, words, draft] = await Promise.all([
    previewEligibility(actor, { subProjectId: enrolment.subProject.id, commitment: enrolment.commitment }),
    getTranslations("registration"),
    formWords(),
    formDraft(actor, "registration.mend", enrolment.id, enrolment.version),
  ]);
  const classes = await Promise.all(preview.classes.map((one) => describeClass(one, locale)));
  const lines = (await teacherLines(enrolment.lines, { settledNext: false })).filter(
    (line) => line.face === "todo" || line.face === "bad",
  );
  const ranked = enrolment.preferences.map((one) => one.id);
  return (
    <TeacherFrame current="registration" title={t("mend.title")} back={{ href: here, label: t("form.back") }}>
      <h1 tabIndex={-1} className="text-24">
        {t("mend.heading")}
      </h1>
      {enrolment.reasonText ? (
        <Banner tone="todo" title={t("mine.reason.teacher")}>
          {enrolment.reasonText}
        </Banner>
      ) : null}
      <EligibilityCards lines={lines} />
      <ActForm action={resubmit} words={words} draft={draft} className="grid gap-4">
        <input type="hidden" name="enrolmentId" value={enrolment.id} />
        <input type="hidden" name="version" value={enrolment.version} />
        {classes.length > 1 ? (
          <>
            <KeptRadios
              id="first"
              name="first"
              legend={t("classes.first")}
              first={ranked[0]}
              choices={classes.map((one) => ({
                value: one.id,
                label: one.institution,
                hint: `${one.dates}${t("classes.separator")}${one.place}`,
              }))}
              framed
              roomy
            />
            {(["second", "third"] as const).slice(0, classes.length - 1).map((rank, index) => (
              <KeptSelect
                key={rank}
                id={rank}
                name={rank}
                label={t(`classes.${rank}`)}
                optional={t("form.optional")}
                empty={t("classes.noWish")}
                options={classes.map((one) => ({
                  value: one.id,
                  label: `${one.institution} · ${one.dates}`,
                }))}
                first={ranked[index + 1] ?? ""}
                roomy
              />
            ))}
          </>
        ) : null}
        {preview.commitmentRequired ? (
          <KeptTextarea
            id="commitment"
            name="commitment"
            label={t("plan.heading")}
            hint={t("plan.hint")}
            first={enrolment.commitment ?? ""}
            saved={{ label: t("mend.saved"), text: enrolment.commitment ?? "" }}
            maxLength={500}
            rows={7}
            roomy
          />
        ) : null}
        <Card>
          <p className="text-16">{t("mend.next")}</p>
        </Card>
        <PhoneFoot>
          <SubmitButton tone="primary" size="phone" pendingLabel={t("form.submitting")}>
            {t("mend.submit")}
          </SubmitButton>
        </PhoneFoot>
      </ActForm>
    </TeacherFrame>
  );
}
