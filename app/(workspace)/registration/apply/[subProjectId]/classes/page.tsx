import { showDraft } from "@/app/_shell/form-draft";
import { TeacherFrame } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptRadios, KeptSelect } from "@/components/domain/enrolments/kept-fields";
import { PhoneFoot } from "@/components/shell/phone-foot";
import { SubmitButton } from "@/components/ui/submit-button";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { describeClass } from "../../../class-words";
import { type JourneyProps, loadQuestion } from "../../../load-journey";
import { formWords } from "../../../words";
import { keepRanking } from "../actions";

export async function generateMetadata() {
  const t = await getTranslations("registration.classes");
  return { title: t("title") };
}

export default async function ClassesPage(props: JourneyProps) {
  const { subProjectId, card, preview, answers, found, next, backHref } = await loadQuestion(
    props,
    "classes",
  );
  const [t, locale, words, draft] = await Promise.all([
    getTranslations("registration"),
    getLocale(),
    formWords(),
    showDraft("registration.classes", subProjectId, null, found),
  ]);
  const described = await Promise.all(preview.classes.map((one) => describeClass(one, locale)));
  const options = described.map((one) => ({ value: one.id, label: `${one.institution} · ${one.dates}` }));
  const later = (["second", "third"] as const).slice(0, preview.classes.length - 1);
  return (
    <TeacherFrame
      current="registration"
      title={t("classes.title")}
      back={{ href: backHref, label: t("form.back") }}
    >
      <ActForm action={keepRanking} words={words} draft={draft} className="grid gap-4">
        <input type="hidden" name="subProjectId" value={subProjectId} />
        <input type="hidden" name="card" value={card ?? ""} />
        <input type="hidden" name="next" value={next} />
        <h1 tabIndex={-1} className="text-24">
          {t("classes.heading")}
        </h1>
        <p className="text-16 text-ink-2">{t("classes.hint")}</p>
        <KeptRadios
          id="first"
          name="first"
          legend={t("classes.first")}
          first={answers.preferences[0]}
          choices={described.map((one) => ({
            value: one.id,
            label: one.institution,
            hint: `${one.dates}${t("classes.separator")}${one.place}`,
          }))}
          framed
          roomy
        />
        {later.map((rank, index) => (
          <KeptSelect
            key={rank}
            id={rank}
            name={rank}
            label={t(`classes.${rank}`)}
            optional={t("form.optional")}
            empty={t("classes.noWish")}
            options={options}
            first={answers.preferences[index + 1] ?? ""}
            roomy
          />
        ))}
        <PhoneFoot>
          <SubmitButton tone="primary" size="phone" pendingLabel={t("form.saving")}>
            {t("form.continue")}
          </SubmitButton>
        </PhoneFoot>
      </ActForm>
    </TeacherFrame>
  );
}
