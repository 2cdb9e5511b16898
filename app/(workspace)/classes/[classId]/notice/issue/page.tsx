import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { OpeningNoticePaper } from "@/components/domain/classes/opening-notice-paper";
import { WithAside } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { Section } from "@/components/ui/page-header";
import { StateFace } from "@/components/ui/state-face";
import { SummaryList } from "@/components/ui/summary-list";
import { can } from "@/lib/access";
import { OPENING_NOTICE_FIELDS, REQUIRED_NOTICE_FIELDS } from "@/lib/classes/schema";
import { countNoticeRecipients } from "@/lib/enrolments";
import { formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { businessNow } from "@/lib/platform/clock";
import { ClassFrame } from "../../_class-frame";
import { loadClass, loadNotice } from "../../load";
import { IssueOpeningNoticeForm } from "./_issue-form";

type Props = { params: Promise<{ classId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { trainingClass } = await loadClass((await params).classId);
  const t = await getTranslations("classes.issue");
  return { title: `${t("title")} · ${trainingClass.code}` };
}

/** Check answers before the one act that cannot be taken back. */
export default async function IssueOpeningNoticePage({ params }: Props) {
  const { classId } = await params;
  const { actor, trainingClass } = await loadClass(classId);
  const notice = await loadNotice(classId);
  if (!can(actor, "opening-notice.issue") || !notice || notice.state === "issued")
    redirect(`/classes/${classId}/notice`);
  const [people, now, t, locale] = await Promise.all([
    countNoticeRecipients(actor, classId),
    businessNow(),
    getTranslations("classes"),
    getLocale(),
  ]);
  const required: readonly string[] = REQUIRED_NOTICE_FIELDS;
  const value = (name: (typeof OPENING_NOTICE_FIELDS)[number]) => {
    const text = notice.fields[name].trim();
    if (text === "")
      return required.includes(name) ? <StateFace face="todo">{t("issue.missing")}</StateFace> : "—";
    if (name === "reportInAt") return formatFullDateTime(new Date(`${text}:00+08:00`), locale);
    return <span className="whitespace-pre-line">{text}</span>;
  };
  return (
    <ClassFrame actor={actor} trainingClass={trainingClass} current="notice" placed={people.teachers}>
      <WithAside
        label={t("notice.preview")}
        aside={
          <Section id="preview" title={t("notice.preview")} rule={false}>
            <OpeningNoticePaper
              trainingClass={trainingClass}
              fields={notice.fields}
              notice={notice}
              compact
            />
          </Section>
        }
      >
        <Section id="check" title={t("issue.title")} note={t("issue.lead")}>
          <div className="grid gap-6 pt-3">
            {trainingClass.noticeDueAt && now >= trainingClass.noticeDueAt ? (
              <Banner tone="todo" title={t("issue.late")} />
            ) : null}
            {people.teachers === 0 ? <Banner tone="todo" title={t("notice.recipientsNone")} /> : null}
            <SummaryList
              rows={[
                ...OPENING_NOTICE_FIELDS.map((name) => ({
                  key: name,
                  label: t(`fields.${name}`),
                  value: value(name),
                  change: {
                    href: `/classes/${classId}/notice#${name}`,
                    label: t("issue.change"),
                    what: t(`fields.${name}`),
                  },
                })),
                {
                  key: "recipients",
                  label: t("issue.recipients"),
                  value: t("issue.recipientsValue", people),
                },
              ]}
            />
            {people.teachers > 0 ? (
              <IssueOpeningNoticeForm
                classId={classId}
                version={notice.version}
                words={{
                  number: t("issue.number"),
                  numberHint: t("issue.numberHint"),
                  submit: t("issue.submit", { count: people.teachers }),
                  submitting: t("issue.submitting"),
                  errors: t("issue.errors"),
                }}
              />
            ) : null}
          </div>
        </Section>
      </WithAside>
    </ClassFrame>
  );
}
