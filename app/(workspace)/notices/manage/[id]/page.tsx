import type { Metadata } from "next";
import { cache } from "react";
import { formDraft } from "@/app/_shell/form-draft";
import { missing } from "@/app/_shell/missing";
import { NoticePaper } from "@/components/domain/notices/notice-paper";
import { NoticeParticulars } from "@/components/domain/notices/notice-particulars";
import { DeskPage, WithAside } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { DocumentLinks } from "@/components/ui/document-links";
import { PageHeader, Section } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { Tag } from "@/components/ui/state-face";
import { can } from "@/lib/access";
import { formatDate } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { chinaDay } from "@/lib/kernel/dates";
import { NotFound } from "@/lib/kernel/problem";
import { getNotice, toTexts } from "@/lib/notices";
import { businessNow } from "@/lib/platform/clock";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../_shell/workspace";
import { IssueNoticeForm } from "../_issue-form";
import { NoticeForm } from "../_notice-form";
import { updateNoticeAction } from "../actions";
import { noticeFormWords } from "../form-words";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ sent?: string }> };

const load = cache(async (id: string) => {
  const actor = await requireActor();
  try {
    return { actor, notice: await getNotice(actor, id) };
  } catch (error) {
    if (error instanceof NotFound) missing();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { notice } = await load((await params).id);
  const t = await getTranslations("notices");
  return { title: `${notice.title} · ${t("title")}` };
}

export default async function NoticePage({ params, searchParams }: Props) {
  const { actor, notice } = await load((await params).id);
  const [{ sent }, t, common, locale, form, now] = await Promise.all([
    searchParams,
    getTranslations("notices"),
    getTranslations("common"),
    getLocale(),
    noticeFormWords(notice.version),
    businessNow(),
  ]);
  const path = {
    label: common("label.path"),
    crumbs: [{ href: "/notices/manage", label: t("manage.title") }],
  };
  if (notice.state === "draft" && can(actor, "notice.create"))
    return (
      <Workspace current="notices">
        <DeskPage>
          <PageHeader
            path={path}
            title={t("form.editTitle")}
            state={<Tag face="idle-pencil">{t("states.draft")}</Tag>}
          />
          <WithAside
            label={t("paper.preview")}
            aside={
              <>
                <Section id="preview" title={t("paper.preview")} note={t("paper.previewNote")} rule={false}>
                  <NoticePaper notice={notice} preview />
                </Section>
                <Section id="issue" title={t("issue.title")} note={t("issue.lead")}>
                  <div className="grid gap-4 pt-3">
                    <p>
                      {`${t("issue.to")}${t("paper.colon")}`}
                      {notice.addressees.length > 0
                        ? new Intl.ListFormat(locale, { type: "conjunction" }).format(
                            notice.addressees.map((kind) => t(`addressees.${kind}`)),
                          )
                        : t("issue.toNobody")}
                    </p>
                    <IssueNoticeForm
                      id={notice.id}
                      version={notice.version}
                      today={chinaDay(now)}
                      words={{
                        issuedOn: t("issue.issuedOn"),
                        publicOn: t("issue.publicOn"),
                        publicHint: t("issue.publicHint"),
                        submit: t("issue.submit"),
                        submitting: t("issue.submitting"),
                        errors: form.words.errors,
                      }}
                    />
                  </div>
                </Section>
              </>
            }
          >
            <NoticeForm
              action={updateNoticeAction}
              draft={await formDraft(actor, "notices.notice", notice.id, notice.version)}
              identity={{ id: notice.id, version: notice.version }}
              texts={{
                documentNumber: notice.documentNumber,
                title: notice.title,
                ...toTexts(notice.body),
                addressees: notice.addressees,
                programmeYear: notice.programmeYear ? String(notice.programmeYear) : "",
              }}
              choices={form.choices}
              words={form.words}
              staleWords={form.stale}
            />
          </WithAside>
        </DeskPage>
      </Workspace>
    );
  return (
    <Workspace current="notices">
      <DeskPage className="flex-1 bg-canvas">
        {sent ? (
          <Banner tone="ok" answer title={t("issue.done", { count: Number(sent) || 0 })}>
            {notice.publicOn ? t("issue.doneHint", { date: formatDate(notice.publicOn, locale) }) : null}
          </Banner>
        ) : null}
        <div data-chrome className="flex flex-wrap items-center justify-between gap-3">
          <a href="/notices/manage" className="link text-14">
            {t("public.back")}
          </a>
          <span className="flex flex-wrap gap-3">
            <DocumentLinks
              base={`/notices/manage/${notice.id}`}
              words={{ pdf: t("public.pdf"), docx: t("public.docx") }}
            />
            <PrintButton>{t("public.print")}</PrintButton>
          </span>
        </div>
        <div data-chrome>
          <NoticeParticulars notice={notice} />
        </div>
        <div className="mx-auto w-full max-w-[50rem]">
          <NoticePaper notice={notice} />
        </div>
      </DeskPage>
    </Workspace>
  );
}
