import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { missing } from "@/app/_shell/missing";
import { NoticePaper } from "@/components/domain/notices/notice-paper";
import { NoticeParticulars } from "@/components/domain/notices/notice-particulars";
import { DocumentLinks } from "@/components/ui/document-links";
import { Icon } from "@/components/ui/icon";
import { Section } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { DemonstrationTag } from "@/components/ui/state-face";
import { getTranslations } from "@/lib/i18n/translations";
import { NotFound } from "@/lib/kernel/problem";
import { getPublicNotice } from "@/lib/notices";
import { PublicFrame } from "../../../_shell/public-frame";

type Props = { params: Promise<{ id: string }> };

const load = cache(async (id: string) => {
  try {
    return await getPublicNotice(id);
  } catch (error) {
    if (error instanceof NotFound) missing();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const notice = await load((await params).id);
  const t = await getTranslations("notices");
  return { title: `${notice.title} · ${t("title")}` };
}

export default async function PublicNoticePage({ params }: Props) {
  const { id } = await params;
  const [notice, t] = await Promise.all([load(id), getTranslations("notices")]);
  const attachments = notice.body.filter((block) => block.kind === "attachment");
  return (
    <PublicFrame current="notices">
      <div className="grid gap-6">
        <div data-chrome>
          <NoticeParticulars notice={notice} />
        </div>
        <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_18rem] large:grid-cols-1">
          <NoticePaper notice={notice} />
          <aside aria-label={t("public.related")} data-chrome className="grid gap-6 text-14">
            {notice.demonstration ? (
              <p>
                <DemonstrationTag>{t("paper.demonstration")}</DemonstrationTag>
              </p>
            ) : null}
            {attachments.length > 0 ? (
              <Section id="attachments" title={t("form.attachments")}>
                <ol className="pt-2">
                  {attachments.map((attachment, index) => (
                    <li key={attachment.text} className="flex gap-2 py-1">
                      <Icon name="file" className="mt-1 text-ink-2" />
                      <span>{`${index + 1}. ${attachment.text}`}</span>
                    </li>
                  ))}
                </ol>
              </Section>
            ) : null}
            <Section id="yours" title={t("public.yours")}>
              <ul>
                {notice.programmeYear ? (
                  <li className="flex gap-2 border-b border-line py-2">
                    <Icon name="link" className="mt-1 text-ink-2" />
                    <Link prefetch={false} href="/catalogue" className="link">
                      {t("public.catalogue", { year: String(notice.programmeYear) })}
                    </Link>
                  </li>
                ) : null}
                <li className="flex gap-2 py-2 text-ink-2">
                  <Icon name="clock" className="mt-1" />
                  <span>{t("public.signInHint")}</span>
                </li>
              </ul>
            </Section>
            <div className="flex flex-wrap items-center gap-3">
              <DocumentLinks
                base={`/notices/${id}`}
                words={{ pdf: t("public.pdf"), docx: t("public.docx") }}
              />
              <PrintButton>{t("public.print")}</PrintButton>
              <Link prefetch={false} href="/notices" className="link">
                {t("public.back")}
              </Link>
            </div>
          </aside>
        </div>
      </div>
    </PublicFrame>
  );
}
