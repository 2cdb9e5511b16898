import type { Metadata } from "next";
import Link from "next/link";
import { missing } from "@/app/_shell/missing";
import { DeskPage } from "@/components/shell/desk-page";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { type Face, StateFace } from "@/components/ui/state-face";
import { listPlacements, type PlacementOverviewRow } from "@/lib/enrolments";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../_shell/workspace";
import { PlacementWindowNote, placementWindow } from "./_placement-window";

type Props = { params: Promise<{ year: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("placement.overview");
  return { title: t("title", { year: (await params).year }) };
}

type State = "none" | "waiting" | "proposed" | "done" | "no-room";

const FACES: Record<State, Face> = {
  none: "idle-ring",
  waiting: "todo",
  proposed: "todo",
  done: "ok",
  "no-room": "todo",
};

function stateOf(row: PlacementOverviewRow): State {
  if (row.approved === 0) return row.placed > 0 ? "done" : "none";
  if (row.proposed) return "proposed";
  return row.placed + row.approved > row.capacity ? "no-room" : "waiting";
}

export default async function PlacementPage({ params }: Props) {
  const { year } = await params;
  if (!/^\d{4}$/.test(year)) missing();
  const actor = await requireActor();
  const [rows, window, t, language] = await Promise.all([
    listPlacements(actor, Number(year)),
    placementWindow(actor, Number(year)),
    getTranslations("placement"),
    getLocale(),
  ]);
  const sum = (pick: (row: PlacementOverviewRow) => number) => rows.reduce((all, row) => all + pick(row), 0);
  return (
    <Workspace current="placement">
      <DeskPage>
        <PageHeader
          title={t("overview.title", { year })}
          facts={
            <>
              <p>
                {t("overview.total", {
                  approved: sum((row) => row.approved),
                  placed: sum((row) => row.placed),
                })}
              </p>
              <p>{t("overview.lead")}</p>
            </>
          }
        />
        <PlacementWindowNote {...window} />
        {rows.length === 0 ? (
          <EmptyState kind="nothing" title={t("overview.none")}>
            {t("overview.noneNext")}
          </EmptyState>
        ) : (
          <Table caption={t("overview.title", { year })} phone="cards">
            <thead>
              <tr>
                <Th>{t("overview.subProject")}</Th>
                <Th align="right">{t("overview.approved")}</Th>
                <Th align="right">{t("overview.placed")}</Th>
                <Th align="right">{t("overview.capacity")}</Th>
                <Th>{t("overview.state")}</Th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Tr key={row.subProject.id}>
                  <Th scope="row">
                    <Link
                      prefetch={false}
                      href={`/programmes/${year}/placement/${row.subProject.id}`}
                      className="link"
                    >
                      {`${row.subProject.code} ${language === "en" ? row.subProject.nameEn : row.subProject.name}`}
                    </Link>
                  </Th>
                  <Td label={t("overview.approved")} numeric>
                    {row.approved}
                  </Td>
                  <Td label={t("overview.placed")} numeric>
                    {row.placed}
                  </Td>
                  <Td label={t("overview.capacity")} numeric>
                    {row.capacity}
                  </Td>
                  <Td label={t("overview.state")}>
                    <StateFace face={window.opensAt && row.approved > 0 ? "wait" : FACES[stateOf(row)]}>
                      {t(`states.${stateOf(row)}`)}
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
