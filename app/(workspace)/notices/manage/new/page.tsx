import type { Metadata } from "next";
import { formDraft } from "@/app/_shell/form-draft";
import { DeskPage } from "@/components/shell/desk-page";
import { PageHeader } from "@/components/ui/page-header";
import { authorise } from "@/lib/access";
import { getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../_shell/workspace";
import { NoticeForm } from "../_notice-form";
import { createNoticeAction } from "../actions";
import { noticeFormWords } from "../form-words";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notices.form");
  return { title: t("newTitle") };
}

export default async function NewNoticePage() {
  const actor = await requireActor();
  authorise(actor, "notice.create");
  const [t, common, { words, stale, choices }, draft] = await Promise.all([
    getTranslations("notices"),
    getTranslations("common"),
    noticeFormWords(1),
    formDraft(actor, "notices.notice", "new"),
  ]);
  const texts = {
    documentNumber: "",
    title: "",
    salutation: "",
    text: "",
    attachments: "",
    programmeYear: "",
  };
  return (
    <Workspace current="notices">
      <DeskPage>
        <PageHeader
          title={t("form.newTitle")}
          path={{
            label: common("label.path"),
            crumbs: [{ href: "/notices/manage", label: t("manage.title") }],
          }}
        />
        <NoticeForm
          action={createNoticeAction}
          identity={{ key: newId() }}
          draft={draft}
          texts={{ ...texts, addressees: [] }}
          choices={choices}
          words={words}
          staleWords={stale}
        />
      </DeskPage>
    </Workspace>
  );
}
