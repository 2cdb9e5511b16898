import type { Metadata } from "next";
import { formDraft } from "@/app/_shell/form-draft";
import { missing } from "@/app/_shell/missing";
import { planWords } from "@/components/domain/classes/plan-words";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { listFormableDesignations } from "@/lib/classes";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { listWindows } from "@/lib/programmes";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../../_shell/workspace";
import { FormClassForm } from "./_form-class-form";

type Props = { params: Promise<{ year: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("classes.form");
  return { title: t("newTitle") };
}

export default async function FormClassPage({ params }: Props) {
  const { year } = await params;
  if (!/^\d{4}$/.test(year)) missing();
  const actor = await requireActor();
  const [designations, windows, draft, t, common, plan, language] = await Promise.all([
    listFormableDesignations(actor, Number(year)),
    listWindows(actor, Number(year)),
    formDraft(actor, "classes.form", year),
    getTranslations("classes"),
    getTranslations("common"),
    planWords(),
    getLocale(),
  ]);
  const open = designations.filter((designation) => designation.seats > designation.planned);
  return (
    <Workspace current="classes">
      <DeskPage>
        <PageHeader
          path={{
            label: common("label.path"),
            crumbs: [{ href: `/programmes/${year}/classes`, label: t("list.title", { year }) }],
          }}
          title={t("form.newTitle")}
          facts={t("form.lead")}
        />
        {open.length > 0 &&
        windows.some((window) => window.key === "class-formation" && window.state === "late") ? (
          <Banner tone="todo" title={t("form.lateNote")} />
        ) : null}
        {open.length === 0 ? (
          <EmptyState kind="all-done" title={t("form.full")}>
            {t("form.fullNext")}
          </EmptyState>
        ) : (
          <FormClassForm
            formKey={newId()}
            draft={draft}
            designations={open.map((designation) => ({
              value: designation.designationId,
              label: t("form.designationOption", {
                code: designation.code,
                name: language === "en" ? designation.nameEn : designation.name,
                left: designation.seats - designation.planned,
              }),
            }))}
            modes={plan.modes}
            planWords={plan.words}
            words={{
              designation: t("form.designation"),
              choose: t("form.choose"),
              submit: t("form.submit"),
              submitting: t("form.submitting"),
            }}
          />
        )}
      </DeskPage>
    </Workspace>
  );
}
