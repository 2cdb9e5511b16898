import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { authorise } from "@/lib/access";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { getQuotaGrid } from "@/lib/quotas";
import { requireActor } from "@/lib/web";
import { StepUpNote } from "../../../../../_shell/step-up-note";
import { Workspace } from "../../../../../_shell/workspace";
import { TopUpForm } from "./_top-up-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("quotas");
  return { title: t("topUp.title") };
}

export default async function TopUpPage({ params }: { params: Promise<{ year: string }> }) {
  const [actor, { year }, t, locale] = await Promise.all([
    requireActor(),
    params,
    getTranslations("quotas"),
    getLocale(),
  ]);
  authorise(actor, "quota.issue");
  const grid = await getQuotaGrid(actor, { year: Number(year) });
  const english = locale === "en";
  const reserves = grid.columns
    .filter((column) => column.issued)
    .map((column) => ({
      ...column,
      left:
        column.plan -
        grid.regions.reduce((sum, region) => sum + Number(grid.cells[region.code]?.[column.code] ?? 0), 0),
    }))
    .filter((column) => column.left > 0);
  return (
    <Workspace current="quotas">
      <DeskPage>
        <PageHeader
          title={t("topUp.title")}
          path={{
            label: t("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: t("path.year", { year }) },
              { href: `/programmes/${year}/quotas`, label: t("path.quotas") },
              { label: t("topUp.title") },
            ],
          }}
          facts={t("topUp.lead")}
        />
        {reserves.length === 0 ? (
          <EmptyState kind="all-done" title={t("topUp.nothing")} />
        ) : (
          <>
            <StepUpNote actor={actor} here={`/programmes/${year}/quotas/top-up`} />
            <TopUpForm
              year={Number(year)}
              formKey={newId()}
              subProjects={reserves.map((column) => ({
                value: column.id,
                label: t("topUp.option", {
                  code: column.code,
                  name: english ? column.shortNameEn : column.shortName,
                  count: column.left,
                }),
              }))}
              provinces={grid.regions.map((region) => ({
                value: region.provinceId,
                label: english ? region.nameEn : region.name,
              }))}
              words={{
                subProject: t("topUp.subProject"),
                province: t("topUp.province"),
                choose: t("topUp.choose"),
                seats: t("topUp.seats"),
                reason: t("topUp.reason"),
                submit: t("topUp.submit"),
                submitting: t("topUp.submitting"),
                errors: t("errors"),
                stepUp: t("stepUpCode"),
              }}
            />
          </>
        )}
      </DeskPage>
    </Workspace>
  );
}
