import type { Metadata } from "next";
import { OpeningNoticePaper } from "@/components/domain/classes/opening-notice-paper";
import { WithAside } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { DocumentLinks } from "@/components/ui/document-links";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { can } from "@/lib/access";
import { OPENING_NOTICE_FIELDS, type OpeningNoticeFields } from "@/lib/classes/schema";
import { countNoticeRecipients, countPlaced, findOwnPlace, listAmendments } from "@/lib/enrolments";
import { formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { dayOf, startOfChinaDay } from "@/lib/kernel/dates";
import { ClassFrame } from "../_class-frame";
import { loadClass, loadNotice } from "../load";
import { AcknowledgeForm } from "./_acknowledge-form";
import { Amendments } from "./_amendments";
import { NoticeDraftForm } from "./_notice-draft-form";

type Props = {
  params: Promise<{ classId: string }>;
  searchParams: Promise<{ issued?: string; amended?: string; told?: string }>;
};

const KINDS: Partial<Record<keyof OpeningNoticeFields, "text" | "time">> = {
  reportInAt: "time",
  travel: "text",
  materials: "text",
  fees: "text",
  requirements: "text",
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { trainingClass } = await loadClass((await params).classId);
  const t = await getTranslations("classes.notice");
  return { title: `${t("title")} · ${trainingClass.code}` };
}

export default async function OpeningNoticePage({ params, searchParams }: Props) {
  const { classId } = await params;
  const { actor, trainingClass } = await loadClass(classId);
  const [notice, own, placedBy, { issued, amended, told }, t, changed, locale] = await Promise.all([
    loadNotice(classId),
    can(actor, "opening-notice.acknowledge") ? findOwnPlace(actor, classId) : null,
    can(actor, "roster.read") ? countPlaced(actor, [classId]) : null,
    searchParams,
    getTranslations("classes"),
    getTranslations("amendment"),
    getLocale(),
  ]);
  const frame = {
    actor,
    trainingClass,
    current: "notice" as const,
    placed: placedBy ? (placedBy.get(classId) ?? 0) : undefined,
  };
  if (actor.role === "institution" && trainingClass.state === "formed") {
    const recipients = await countNoticeRecipients(actor, classId);
    const fields: OpeningNoticeFields = notice?.fields ?? {
      reportInAt: "",
      reportInPlace: "",
      trainingPlace: trainingClass.place,
      travel: "",
      materials: "",
      fees: t("defaults.fees"),
      requirements: "",
      contactName: actor.name,
      contactPhone: "",
    };
    const version = notice?.version ?? 0;
    const reaches = recipients.teachers > 0;
    return (
      <ClassFrame
        {...frame}
        actions={
          notice && reaches ? (
            <ButtonLink tone="primary" icon="send" href={`/classes/${classId}/notice/issue`}>
              {t("notice.issue")}
            </ButtonLink>
          ) : undefined
        }
      >
        <WithAside
          label={t("notice.preview")}
          aside={
            <Section id="preview" title={t("notice.preview")} rule={false}>
              <div className="grid gap-3">
                <p className="text-13 text-ink-2">
                  {reaches ? t("notice.recipients", recipients) : t("notice.recipientsNone")}
                </p>
                <OpeningNoticePaper trainingClass={trainingClass} fields={fields} notice={notice} compact />
              </div>
            </Section>
          }
        >
          <Section id="edit" title={t("notice.edit")} note={t("notice.lead")}>
            <div className="pt-3">
              <NoticeDraftForm
                classId={classId}
                version={version}
                saved={fields}
                fields={OPENING_NOTICE_FIELDS.map((name) => ({
                  name,
                  label: t(`fields.${name}`),
                  hint: t(`hints.${name}`),
                  kind: KINDS[name] ?? "line",
                }))}
                words={{
                  save: t("notice.save"),
                  saving: t("notice.saving"),
                  saved: t("notice.saved", { version }),
                  unsaved: t("notice.unsaved"),
                  errors: t("notice.errors"),
                }}
                staleWords={{
                  title: t("stale.title"),
                  lead: t("stale.lead"),
                  theirs: t("stale.theirs"),
                  mine: t("stale.mine"),
                  same: t("stale.same"),
                }}
              />
            </div>
          </Section>
        </WithAside>
      </ClassFrame>
    );
  }
  if (!notice?.issuedAt)
    return (
      <ClassFrame {...frame}>
        {trainingClass.state === "cancelled" ? null : (
          <EmptyState kind="nothing" title={t("notice.notYet")}>
            {t("notice.notYetNext")}
          </EmptyState>
        )}
      </ClassFrame>
    );
  const amendments = await listAmendments(actor, classId);
  const amendable =
    can(actor, "opening-notice.amend") &&
    trainingClass.state === "notice-issued" &&
    trainingClass.now < startOfChinaDay(dayOf(trainingClass.startsOn));
  const count = /^\d{1,4}$/.test(told ?? "") ? Number(told) : 0;
  return (
    <ClassFrame
      {...frame}
      actions={
        <>
          {amendable ? (
            <ButtonLink href={`/classes/${classId}/notice/amend`}>{changed("open")}</ButtonLink>
          ) : null}
          <DocumentLinks
            base={`/classes/${classId}/notice`}
            words={{ pdf: t("notice.pdf"), docx: t("notice.docx") }}
          />
          <PrintButton>{t("notice.print")}</PrintButton>
        </>
      }
    >
      {amended ? <Banner tone="ok" answer title={changed("done", { count })} /> : null}
      {issued ? (
        <Banner tone="ok" answer title={t("issue.done")}>
          {t("issue.doneHint")}
        </Banner>
      ) : null}
      {own ? (
        <div data-chrome className="mx-auto w-full max-w-[50rem]">
          {own.acknowledgedAt ? (
            <Banner
              tone="ok"
              title={t("notice.acknowledgedAt", { time: formatFullDateTime(own.acknowledgedAt, locale) })}
            />
          ) : (
            <div className="grid gap-3">
              <p>{t("notice.toAcknowledge")}</p>
              <AcknowledgeForm
                enrolmentId={own.enrolmentId}
                words={{
                  submit: t("notice.acknowledge"),
                  submitting: t("notice.acknowledging"),
                  errors: t("notice.errors"),
                }}
              />
            </div>
          )}
        </div>
      ) : null}
      <p className="text-ink-2">
        {t("notice.issuedBy", {
          name: notice.issuedByName ?? "",
          time: formatFullDateTime(notice.issuedAt, locale),
        })}{" "}
        <a data-chrome href={`/classes/${classId}/calendar`} download className="link">
          {t("calendar.add")}
        </a>
      </p>
      <div className="mx-auto w-full max-w-[50rem]">
        <OpeningNoticePaper
          trainingClass={trainingClass}
          fields={notice.fields}
          notice={notice}
          titleAs="h2"
        />
      </div>
      <Amendments
        trainingClass={trainingClass}
        amendments={amendments}
        changes={notice.documentNumber ?? ""}
      />
    </ClassFrame>
  );
}
