import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { PageHeader } from "@/components/ui/page-header";
import { formatClosing } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { parseWholeNumber } from "@/lib/kernel/whole-number";
import { getAllocation } from "@/lib/quotas";
import { allocationFilterSchema } from "@/lib/quotas/schema";
import { requireActor } from "@/lib/web";
import { StepUpNote } from "../../../../../_shell/step-up-note";
import { Workspace } from "../../../../../_shell/workspace";
import { levelOf } from "../_allocation/level";
import { CheckForm } from "./_check-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("quotas");
  return { title: t("check.title") };
}

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

/** Everything that is about to be handed down and issued, before it is. */
export default async function CheckPage({ params, searchParams }: Props) {
  const [actor, { year }, asked, t, locale] = await Promise.all([
    requireActor(),
    params,
    searchParams,
    getTranslations("quotas"),
    getLocale(),
  ]);
  const act = asked.act === "save" ? "save" : "issue";
  const { suggest: _, ...filter } = allocationFilterSchema.parse({ ...asked, year });
  const allocation = await getAllocation(actor, filter);
  const { chosen } = allocation;
  const level = levelOf(actor, allocation.route);
  const back = `/programmes/${year}/quotas?subProject=${chosen?.code ?? ""}`;
  const kept = Object.entries(asked).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
  const here = `/programmes/${year}/quotas/check?${new URLSearchParams(kept)}`;
  const rows = allocation.schools.flatMap((school) => {
    const target = parseWholeNumber(asked[`n-${school.schoolId}`] ?? "", 99_999) ?? school.seats;
    const cards = act === "issue" && school.kind === "school" ? Math.max(0, target - school.cards) : 0;
    return target === school.seats && cards === 0 ? [] : [{ ...school, target, cards }];
  });
  const seats = rows.reduce((sum, row) => sum + row.target - row.seats, 0);
  const cards = rows.reduce((sum, row) => sum + row.cards, 0);
  return (
    <Workspace current="quotas">
      <DeskPage>
        <PageHeader
          title={t("check.title")}
          path={{
            label: t("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: t("path.year", { year }) },
              { href: back, label: t("allocation.title", { level }) },
              { label: t("check.title") },
            ],
          }}
          facts={chosen ? `${chosen.code} ${locale === "en" ? chosen.nameEn : chosen.name}` : null}
        />
        {rows.length === 0 || !chosen ? (
          <Banner
            tone="info"
            title={t("check.nothing")}
            actions={<ButtonLink href={back}>{t("check.back")}</ButtonLink>}
          >
            {t("check.nothingNext")}
          </Banner>
        ) : (
          <>
            <Table caption={t("check.title")}>
              <thead>
                <tr>
                  <Th>{t("allocation.school", { level })}</Th>
                  <Th align="right">{t("check.before")}</Th>
                  <Th align="right">{t("check.after")}</Th>
                  {act === "issue" ? <Th align="right">{t("check.cards")}</Th> : null}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Tr key={row.schoolId}>
                    <Th scope="row">{locale === "en" ? row.nameEn : row.name}</Th>
                    <Td numeric>{row.seats}</Td>
                    <Td numeric>{row.target}</Td>
                    {act === "issue" ? <Td numeric>{row.cards}</Td> : null}
                  </Tr>
                ))}
              </tbody>
            </Table>
            <div>
              <p className="font-bold">
                {act === "issue"
                  ? t("check.sumIssue", {
                      cards,
                      schools: rows.length,
                      seats,
                      left: chosen.left - seats,
                      level,
                    })
                  : t("check.sumSave", { schools: rows.length, seats, left: chosen.left - seats, level })}
              </p>
              {act === "issue" && allocation.cardsLapseAt ? (
                <p className="text-ink-2">
                  {t("check.until", { time: formatClosing(allocation.cardsLapseAt, locale) })}
                </p>
              ) : null}
            </div>
            <StepUpNote actor={actor} here={here} />
            <CheckForm
              year={Number(year)}
              subProject={chosen.code}
              subProjectId={chosen.id}
              formKey={newId()}
              next={act}
              rows={rows.map(({ schoolId, seats: shown, target }) => ({ schoolId, shown, target }))}
              back={back}
              words={{
                submit:
                  act === "issue" ? t("check.submitIssue", { cards }) : t("check.submitSave", { seats }),
                submitting: t("check.submitting"),
                back: t("check.back"),
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
