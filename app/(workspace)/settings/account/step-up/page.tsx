import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { PageHeader } from "@/components/ui/page-header";
import { getTranslations } from "@/lib/i18n/translations";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../_shell/workspace";
import { ProveForm } from "./_prove-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.stepUp");
  return { title: t("title") };
}

/** Proves the second factor before a weighty act, and goes back to the page that sent here. */
export default async function StepUpPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  await requireActor();
  const [{ next = "" }, t, code, common] = await Promise.all([
    searchParams,
    getTranslations("account.stepUp"),
    getTranslations("account.code"),
    getTranslations("common"),
  ]);
  return (
    <Workspace current={null}>
      <DeskPage>
        <PageHeader title={t("title")} facts={t("lead")} />
        <ProveForm
          next={next}
          words={{
            label: code("label"),
            hint: code("either"),
            submit: t("submit"),
            pending: common("action.submitting"),
            errors: common("errorsToMend", { count: 1 }),
          }}
        />
      </DeskPage>
    </Workspace>
  );
}
