import { missing } from "@/app/_shell/missing";
import { TeacherFrame } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptTextarea } from "@/components/domain/enrolments/kept-fields";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { SummaryList } from "@/components/ui/summary-list";
import { getStand } from "@/lib/enrolments";
import type { StandView } from "@/lib/enrolments/open-views";
import { formatClosing, formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { isId, newId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { describeClass } from "../../class-words";
import { accept, leave } from "../../open/actions";
import { requireTeacher } from "../../require-teacher";
import { formWords } from "../../words";

type Props = { params: Promise<{ entryId: string }> };

export async function generateMetadata() {
  const t = await getTranslations("open.stand");
  return { title: t("title") };
}

export default async function StandPage({ params }: Props) {
  const [actor, { entryId }, t, form, locale] = await Promise.all([
    requireTeacher(),
    params,
    getTranslations("open.stand"),
    getTranslations("registration.form"),
    getLocale(),
  ]);
  if (!isId(entryId)) missing();
  const stand = await getStand(actor, entryId).catch((error: unknown) => {
    if (error instanceof NotFound) missing();
    throw error;
  });
  const { code, dates, institution } = await describeClass(stand.class, locale);
  const live = stand.state === "waiting" || stand.state === "offered";
  return (
    <TeacherFrame
      current="registration"
      title={t("title")}
      back={{ href: "/registration", label: form("back") }}
    >
      <div>
        <p className="text-16 text-ink-2">
          {locale === "en" ? stand.subProject.nameEn : stand.subProject.name}
        </p>
        <h1 tabIndex={-1} className="text-24">
          {t(`heading.${stand.state}`, { position: stand.position ?? 0 })}
        </h1>
        <p className="text-16 text-ink-2">{code}</p>
        <p className="text-16 text-ink-2">{dates}</p>
        <p className="text-16 text-ink-2">{institution}</p>
      </div>
      {stand.state === "offered" ? <Offer stand={stand} /> : null}
      {stand.state === "waiting" ? <Explained stand={stand} /> : null}
      {live ? <Leave stand={stand} /> : <Ended stand={stand} />}
    </TeacherFrame>
  );
}

async function Offer({ stand }: { stand: StandView }) {
  const [t, form, words, cls, locale] = await Promise.all([
    getTranslations("open.stand"),
    getTranslations("registration.form"),
    formWords(),
    getTranslations("open.class"),
    getLocale(),
  ]);
  return (
    <Card tone="todo">
      <ActForm action={accept} words={words} className="grid gap-4">
        <input type="hidden" name="key" value={newId()} />
        <input type="hidden" name="entryId" value={stand.id} />
        <p className="text-18">
          {t("offer", { until: stand.holdUntil ? formatClosing(stand.holdUntil, locale) : "" })}
        </p>
        {stand.commitmentRequired ? (
          <KeptTextarea
            id="commitment"
            name="commitment"
            label={cls("commitment")}
            hint={cls("commitmentHint")}
            maxLength={2000}
            rows={5}
            roomy
          />
        ) : null}
        <SubmitButton tone="primary" size="phone" pendingLabel={form("submitting")}>
          {t("accept")}
        </SubmitButton>
      </ActForm>
    </Card>
  );
}

async function Explained({ stand }: { stand: StandView }) {
  const [t, locale] = await Promise.all([getTranslations("open.stand"), getLocale()]);
  const { cap, waiting, holdHours: hours } = stand;
  const until = stand.endsAt ? formatClosing(stand.endsAt, locale) : "";
  const at = formatDateTime(stand.joinedAt, locale);
  return (
    <Card>
      <SummaryList
        stacked
        rows={[
          { key: "why", label: t("why"), value: t("whyText", { cap }) },
          { key: "order", label: t("order"), value: t("orderText", { at, waiting }) },
          { key: "from", label: t("from"), value: t("fromText") },
          { key: "hold", label: t("hold"), value: t("holdText", { hours }) },
          { key: "until", label: t("until"), value: t("untilText", { until }) },
        ]}
      />
    </Card>
  );
}

async function Leave({ stand }: { stand: StandView }) {
  const [t, form, words] = await Promise.all([
    getTranslations("open.stand"),
    getTranslations("registration.form"),
    formWords(),
  ]);
  return (
    <ActForm action={leave} words={words} className="grid gap-2">
      <input type="hidden" name="entryId" value={stand.id} />
      <p className="text-14 text-ink-2">{t("leaveHint")}</p>
      <SubmitButton size="phone" pendingLabel={form("submitting")}>
        {t(stand.state === "offered" ? "decline" : "leave")}
      </SubmitButton>
    </ActForm>
  );
}

async function Ended({ stand }: { stand: StandView }) {
  const [t, locale] = await Promise.all([getTranslations("open.stand"), getLocale()]);
  if (stand.enrolmentId)
    return (
      <ButtonLink href={`/registration/${stand.enrolmentId}`} tone="primary" size="phone">
        {t("acceptedLook")}
      </ButtonLink>
    );
  const why = stand.endReason
    ? t(`reasons.${stand.endReason}`)
    : stand.state === "lapsed"
      ? t("lapsedText", { until: stand.holdUntil ? formatClosing(stand.holdUntil, locale) : "" })
      : t("leftText");
  return (
    <>
      <Banner tone="info" title={why} />
      {stand.endReason ? null : (
        <ButtonLink href={`/registration/open/${stand.class.id}`} size="phone">
          {t("again")}
        </ButtonLink>
      )}
    </>
  );
}
