import type { Metadata } from "next";
import Link from "next/link";
import { DeskPage } from "@/components/shell/desk-page";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { DemonstrationTag, StateFace } from "@/components/ui/state-face";
import { can } from "@/lib/access";
import { formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { listProgrammeYears } from "@/lib/programmes";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../_shell/workspace";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("programmes.years");
  return { title: t("title") };
}

export default async function ProgrammeYearsPage() {
  const actor = await requireActor();
  const [rows, t, shell, locale] = await Promise.all([
    listProgrammeYears(actor),
    getTranslations("programmes"),
    getTranslations("shell"),
    getLocale(),
  ]);
  const imports = can(actor, "programme.import");
  return (
    <Workspace current="programmes">
      <DeskPage>
        <PageHeader
          title={t("years.title")}
          facts={t("years.lead")}
          actions={
            imports ? (
              <ButtonLink tone="primary" icon="upload" href="/programmes/import">
                {t("years.import")}
              </ButtonLink>
            ) : undefined
          }
        />
        {rows.length === 0 ? (
          <EmptyState kind="nothing" title={t("years.none")}>
            {imports ? t("years.noneNext") : null}
          </EmptyState>
        ) : (
          <Table caption={t("years.caption")}>
            <thead>
              <tr>
                <Th>{t("years.year")}</Th>
                <Th>{t("years.name")}</Th>
                <Th>{t("years.document")}</Th>
                <Th align="right">{t("years.subProjects")}</Th>
                <Th align="right">{t("years.seats")}</Th>
                <Th>{t("years.state")}</Th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Tr key={row.year}>
                  <Th scope="row">
                    <Link prefetch={false} href={`/programmes/${row.year}`} className="link">
                      {row.year}
                    </Link>
                  </Th>
                  <Td>
                    {locale === "en" ? row.titleEn : row.title}{" "}
                    {row.demonstration ? (
                      <DemonstrationTag>{shell("demonstrationShort")}</DemonstrationTag>
                    ) : null}
                  </Td>
                  <Td>{row.documentNumber ?? "—"}</Td>
                  <Td numeric>{formatNumber(row.subProjectCount, locale)}</Td>
                  <Td numeric>{formatNumber(row.seats, locale)}</Td>
                  <Td>
                    <StateFace face={row.published ? "ok" : "idle-pencil"}>
                      {t(row.published ? "states.published" : "states.draft")}
                    </StateFace>
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </DeskPage>
    </Workspace>
  );
}
