import { formDraft } from "@/app/_shell/form-draft";
import { missing } from "@/app/_shell/missing";
import { TeacherFrame } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptSelect } from "@/components/domain/enrolments/kept-fields";
import { PhoneFoot } from "@/components/shell/phone-foot";
import { Banner } from "@/components/ui/banner";
import { SubmitButton } from "@/components/ui/submit-button";
import { getOwnWishes } from "@/lib/enrolments";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { getCalendar } from "@/lib/reporting";
import { requireTeacher } from "../require-teacher";
import { formWords } from "../words";
import { saveWishes } from "./actions";

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

export async function generateMetadata() {
  const t = await getTranslations("wishes.mine");
  return { title: t("title") };
}

export default async function OwnWishesPage({ searchParams }: Props) {
  const actor = await requireTeacher();
  const { year } = await getCalendar(actor);
  if (year === null) missing();
  const [wishes, draft, { saved }, t, form, words, locale] = await Promise.all([
    getOwnWishes(actor, year),
    formDraft(actor, "registration.wishes", String(year)),
    searchParams,
    getTranslations("wishes.mine"),
    getTranslations("registration.form"),
    formWords(),
    getLocale(),
  ]);
  const options = wishes.options.map((one) => ({
    value: one.id,
    label: `${one.code} ${locale === "en" ? one.nameEn : one.name}`,
  }));
  return (
    <TeacherFrame
      current="registration"
      title={t("title")}
      back={{ href: "/registration", label: form("back") }}
    >
      <div>
        <h1 tabIndex={-1} className="text-24">
          {t("title")}
        </h1>
        <p className="text-16 text-ink-2">{t("lead")}</p>
      </div>
      {saved ? <Banner tone="ok" answer title={t("saved")} /> : null}
      {wishes.open ? (
        <ActForm action={saveWishes} words={words} draft={draft} className="grid gap-4">
          <input type="hidden" name="year" value={year} />
          {(["first", "second", "third"] as const).map((rank, index) => (
            <KeptSelect
              key={rank}
              id={rank}
              name={rank}
              label={t(rank)}
              optional={index > 0 ? form("optional") : undefined}
              empty={t("none")}
              options={options}
              first={wishes.intents[index] ?? ""}
              roomy
            />
          ))}
          <PhoneFoot>
            <SubmitButton tone="primary" size="phone" pendingLabel={t("saving")}>
              {t("save")}
            </SubmitButton>
          </PhoneFoot>
        </ActForm>
      ) : (
        <Banner tone="info" title={t("over")} />
      )}
    </TeacherFrame>
  );
}
