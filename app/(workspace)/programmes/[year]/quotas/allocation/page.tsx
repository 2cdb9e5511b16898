import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { authorise } from "@/lib/access";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { getAllocationTable } from "@/lib/quotas";
import { allocationFilterSchema } from "@/lib/quotas/schema";
import { requireActor } from "@/lib/web";
import { StepUpNote } from "../../../../../_shell/step-up-note";
import { Workspace } from "../../../../../_shell/workspace";
import { AllocationTableForm } from "./_allocation-table-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("seats.table");
  return { title: t("title") };
}

export default async function AllocationTablePage({ params }: { params: Promise<{ year: string }> }) {
  const [actor, { year }, t, words, locale] = await Promise.all([
    requireActor(),
    params,
    getTranslations("seats.table"),
    getTranslations("quotas"),
    getLocale(),
  ]);
  authorise(actor, "quota.allocate");
  const filter = allocationFilterSchema.parse({ year });
  const table = await getAllocationTable(actor, filter);
  const here = `/programmes/${year}/quotas/allocation`;
  return (
    <Workspace current="quotas">
      <DeskPage>
        <PageHeader
          title={t("title")}
          path={{
            label: words("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: words("path.year", { year }) },
              { href: `/programmes/${year}/quotas`, label: words("allocation.title", { level: actor.role }) },
              { label: t("title") },
            ],
          }}
          facts={t("lead")}
        />
        {table.open && table.subProjects.length > 0 ? (
          <>
            <ol className="grid max-w-measure list-decimal gap-2 pl-5">
              <li>
                <span className="mr-3">{t("stepSave")}</span>
                <ButtonLink href={`${here}/table`} icon="download">
                  {t("download")}
                </ButtonLink>
              </li>
              <li>{t("stepFill")}</li>
              <li>{t("stepHandOver")}</li>
            </ol>
            <StepUpNote actor={actor} here={here} />
            <AllocationTableForm
              year={Number(year)}
              formKey={newId()}
              english={locale === "en"}
              words={{
                file: t("file"),
                hint: t("hint"),
                check: t("check"),
                checking: t("checking"),
                refused: t("refused"),
                caption: t("caption"),
                subProject: t("subProject"),
                schools: t("schools"),
                seats: t("seats"),
                left: t("left"),
                total: t("total"),
                save: t("save"),
                issue: t("issue"),
                submitting: words("check.submitting"),
                errors: words("errors"),
                stepUp: words("stepUpCode"),
              }}
            />
          </>
        ) : (
          <EmptyState
            kind="nothing"
            title={
              table.subProjects.length > 0
                ? words("allocation.shut")
                : words("allocation.noSeats", { level: actor.role })
            }
          >
            {table.subProjects.length > 0 ? null : words("allocation.noSeatsNext", { level: actor.role })}
          </EmptyState>
        )}
      </DeskPage>
    </Workspace>
  );
}
