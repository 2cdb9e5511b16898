import { formDraft } from "@/app/_shell/form-draft";
import { missing } from "@/app/_shell/missing";
import { TeacherFrame } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptRadios, KeptText } from "@/components/domain/enrolments/kept-fields";
import { PhoneFoot } from "@/components/shell/phone-foot";
import { Banner } from "@/components/ui/banner";
import { SubmitButton } from "@/components/ui/submit-button";
import { getOwnArrival } from "@/lib/enrolments";
import { DIETS, LODGINGS } from "@/lib/enrolments/schema";
import { formatDateTime, formatDay } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { startOfChinaDay } from "@/lib/kernel/dates";
import { isId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { describeClass } from "../../class-words";
import { requireTeacher } from "../../require-teacher";
import { formWords } from "../../words";
import { saveOwnArrival } from "../actions";

type Props = {
  params: Promise<{ enrolmentId: string }>;
  searchParams: Promise<{ saved?: string | string[] }>;
};

export async function generateMetadata() {
  const t = await getTranslations("arrival");
  return { title: t("title") };
}

export default async function ArrivalPage({ params, searchParams }: Props) {
  const [actor, { enrolmentId }, { saved: answered }, t, form, words, locale] = await Promise.all([
    requireTeacher(),
    params,
    searchParams,
    getTranslations("arrival"),
    getTranslations("registration.form"),
    formWords(),
    getLocale(),
  ]);
  if (!isId(enrolmentId)) missing();
  const arrival = await getOwnArrival(actor, enrolmentId).catch((error: unknown) => {
    if (error instanceof NotFound) missing();
    throw error;
  });
  const { saved, open } = arrival;
  const draft = open
    ? await formDraft(actor, "registration.arrival", enrolmentId, arrival.version)
    : undefined;
  const { code, dates } = await describeClass(arrival.class, locale);
  return (
    <TeacherFrame
      current="registration"
      title={t("title")}
      back={{ href: `/registration/${enrolmentId}`, label: form("back") }}
    >
      <div>
        <h1 tabIndex={-1} className="text-24">
          {t("title")}
        </h1>
        <p className="text-16 text-ink-2">{t("lead", { code, dates })}</p>
      </div>
      {answered && saved ? <Banner tone="ok" answer title={t("saved")} /> : null}
      {open ? null : <Banner tone="info" title={t("over")} />}
      {saved ? (
        <p className="text-16 text-ink-2">{t("savedAt", { time: formatDateTime(saved.savedAt, locale) })}</p>
      ) : null}
      <ActForm action={saveOwnArrival} words={words} draft={draft} className="grid gap-5">
        <input type="hidden" name="enrolmentId" value={enrolmentId} />
        <input type="hidden" name="version" value={arrival.version} />
        <fieldset disabled={!open} className="grid min-w-0 gap-5">
          <KeptText
            id="arrivesOn"
            name="arrivesOn"
            type="date"
            label={t("day")}
            hint={t("dayHint", {
              from: formatDay(startOfChinaDay(arrival.earliest), locale),
              to: formatDay(startOfChinaDay(arrival.latest), locale),
            })}
            min={arrival.earliest}
            max={arrival.latest}
            first={saved?.arrivesOn ?? arrival.latest}
            roomy
          />
          <KeptText
            id="arrivesTime"
            name="arrivesTime"
            type="time"
            label={t("time")}
            optional={form("optional")}
            first={saved?.arrivesTime ?? ""}
            roomy
          />
          <KeptRadios
            id="lodging"
            name="lodging"
            legend={t("lodging")}
            choices={LODGINGS.map((key) => ({ value: key, label: t(`lodgings.${key}`) }))}
            first={saved?.lodging}
            framed
            roomy
          />
          <KeptRadios
            id="diet"
            name="diet"
            legend={t("diet")}
            choices={DIETS.map((key) => ({ value: key, label: t(`diets.${key}`) }))}
            first={saved?.diet}
            framed
            roomy
          />
          <KeptText
            id="needs"
            name="needs"
            label={t("needs")}
            hint={t("needsHint")}
            optional={form("optional")}
            maxLength={200}
            first={saved?.needs ?? ""}
            roomy
          />
          <div>
            <h2 className="text-18 font-bold">{t("contact")}</h2>
            <p className="text-16 text-ink-2">{t("contactHint")}</p>
          </div>
          <KeptText
            id="contactName"
            name="contactName"
            label={t("contactName")}
            maxLength={40}
            first={saved?.contactName ?? ""}
            autoComplete="off"
            roomy
          />
          <KeptText
            id="contactMobile"
            name="contactMobile"
            type="tel"
            inputMode="tel"
            label={t("contactMobile")}
            first={saved?.contactMobile ?? ""}
            autoComplete="off"
            roomy
          />
        </fieldset>
        {open ? (
          <PhoneFoot>
            <p className="text-14 text-ink-2">{t("until")}</p>
            <SubmitButton tone="primary" size="phone" pendingLabel={t("saving")}>
              {t("save")}
            </SubmitButton>
          </PhoneFoot>
        ) : null}
      </ActForm>
    </TeacherFrame>
  );
}
