import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { PageHeader } from "@/components/ui/page-header";
import { authorise } from "@/lib/access";
import { getTranslations } from "@/lib/i18n/translations";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../../_shell/workspace";
import { ImportForm } from "./_import-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("quotas");
  return { title: t("import.title") };
}

export default async function ImportTablePage({ params }: { params: Promise<{ year: string }> }) {
  const [actor, { year }, t] = await Promise.all([requireActor(), params, getTranslations("quotas")]);
  authorise(actor, "quota.plan");
  return (
    <Workspace current="quotas">
      <DeskPage>
        <PageHeader
          title={t("import.title")}
          path={{
            label: t("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: t("path.year", { year }) },
              { href: `/programmes/${year}/quotas`, label: t("path.quotas") },
              { label: t("import.title") },
            ],
          }}
          facts={t("import.lead")}
        />
        <ImportForm
          year={Number(year)}
          words={{
            file: t("import.file"),
            hint: t("import.hint"),
            submit: t("import.submit"),
            submitting: t("import.submitting"),
            errors: t("import.errors"),
          }}
        />
      </DeskPage>
    </Workspace>
  );
}
