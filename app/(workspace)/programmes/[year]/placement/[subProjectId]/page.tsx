import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { missing } from "@/app/_shell/missing";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader, Section } from "@/components/ui/page-header";
import { SeatLegend, SeatSquares } from "@/components/ui/seat-squares";
import { getPlacement } from "@/lib/enrolments";
import type { PlacementRow } from "@/lib/enrolments/views";
import { formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { isId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../../_shell/workspace";
import { PlacementWindowNote, placementWindow } from "../_placement-window";
import { AcceptForm, MoveForm, ProposeForm } from "./_placement-form";

type Props = {
  params: Promise<{ year: string; subProjectId: string }>;
  searchParams: Promise<{ move?: string; moved?: string }>;
};

const load = cache(async (subProjectId: string) => {
  const actor = await requireActor();
  if (!isId(subProjectId)) missing();
  try {
    return await getPlacement(actor, subProjectId);
  } catch (error) {
    if (error instanceof NotFound) missing();
    throw error;
  }
});

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { subProject } = await load((await params).subProjectId);
  const t = await getTranslations("placement");
  return { title: `${subProject.code} · ${t("title")}` };
}

/** A proposal is looked at before it is accepted; until then nothing has changed. */
export default async function PlacementOfSubProjectPage({ params, searchParams }: Props) {
  const [{ year, subProjectId }, asked] = await Promise.all([params, searchParams]);
  if (!/^\d{4}$/.test(year)) missing();
  const actor = await requireActor();
  const [placement, window, t, common, locale] = await Promise.all([
    load(subProjectId),
    placementWindow(actor, Number(year)),
    getTranslations("placement"),
    getTranslations("common"),
    getLocale(),
  ]);
  const inEnglish = locale === "en";
  const { subProject, classes, proposal } = placement;
  const open = proposal?.state === "proposed" ? proposal : null;
  const placedBy = open?.rows.filter((row) => row.classId !== null) ?? [];
  const without = open?.rows.filter((row) => row.classId === null) ?? [];
  const errors = t("title");
  const here = `/programmes/${year}/placement/${subProject.id}`;
  const movable = open !== null && !window.opensAt;
  const rowOf = (id: string | undefined) => open?.rows.find((row) => row.enrolmentId === id);
  const [moving, moved] = [movable ? rowOf(asked.move) : undefined, rowOf(asked.moved)];
  const classOf = (id: string | null) => classes.find((one) => one.id === id);
  /** From how many regions, and which sends most. */
  const regions = (rows: PlacementRow[]) => {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const name = inEnglish ? row.regionEn : row.region;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const [most] = [...counts].sort(([, a], [, b]) => b - a);
    return most ? t("page.regions", { regions: counts.size, most: most[0], count: most[1] }) : null;
  };
  const wish = (row: PlacementRow) =>
    row.wishRank === null ? t("rows.noWish") : t("rows.wishRank", { rank: row.wishRank });
  const people = (rows: PlacementRow[], caption: string, withWish: boolean) => (
    <Table caption={caption} phone="cards">
      <thead>
        <tr>
          <Th>{t("rows.name")}</Th>
          <Th>{t("rows.region")}</Th>
          <Th>{t("rows.school")}</Th>
          {withWish ? <Th>{t("rows.wish")}</Th> : null}
          <Th>
            <span className="sr-only">{t("rows.move")}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.enrolmentId}>
            <Th scope="row">{row.teacherName}</Th>
            <Td label={t("rows.region")}>{inEnglish ? row.regionEn : row.region}</Td>
            <Td label={t("rows.school")}>{inEnglish ? row.schoolEn : row.school}</Td>
            {withWish ? <Td label={t("rows.wish")}>{wish(row)}</Td> : null}
            <Td>
              {movable ? (
                <Link prefetch={false} href={`${here}?move=${row.enrolmentId}#move`} className="link">
                  {t("rows.move")}
                  <span className="sr-only"> {row.teacherName}</span>
                </Link>
              ) : null}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
  return (
    <Workspace current="placement">
      <DeskPage>
        <PageHeader
          path={{
            label: common("label.path"),
            crumbs: [{ href: `/programmes/${year}/placement`, label: t("overview.title", { year }) }],
          }}
          title={t("page.title", {
            code: subProject.code,
            name: inEnglish ? subProject.nameEn : subProject.name,
          })}
          facts={t("page.facts", {
            approved: placement.approved,
            placed: placement.placed,
            classes: classes.length,
            capacity: classes.reduce((sum, one) => sum + one.capacity, 0),
          })}
          actions={
            !window.opensAt && placement.approved > 0 && classes.length > 0 ? (
              <>
                <ProposeForm
                  subProjectId={subProject.id}
                  tone={open ? "secondary" : "primary"}
                  words={{
                    submit: t(open ? "page.again" : "page.propose"),
                    submitting: t("page.proposing"),
                    errors,
                  }}
                />
                {open && placedBy.length > 0 ? (
                  <AcceptForm
                    proposalId={open.id}
                    words={{
                      submit: t("page.accept", { count: placedBy.length }),
                      submitting: t("page.accepting"),
                      errors,
                    }}
                  />
                ) : null}
              </>
            ) : undefined
          }
        />
        <PlacementWindowNote {...window} />
        {classes.length === 0 ? (
          <EmptyState kind="nothing" title={t("page.noClasses")}>
            {t("page.noClassesNext")}
          </EmptyState>
        ) : null}
        {placement.approved === 0 ? (
          <EmptyState kind="all-done" title={t("page.nothing")}>
            {t("page.nothingNext")}
          </EmptyState>
        ) : open ? (
          <Banner
            tone="wait"
            title={t("page.proposedBy", {
              name: open.createdByName,
              time: formatFullDateTime(open.createdAt, locale),
            })}
          >
            <ul className="flex flex-wrap gap-x-6">
              {(
                [
                  ["first", placedBy.filter((row) => row.wishRank === 1).length],
                  ["later", placedBy.filter((row) => row.wishRank !== null && row.wishRank > 1).length],
                  ["noWish", placedBy.filter((row) => row.wishRank === null).length],
                  ["without", without.length],
                ] as const
              ).map(([key, count]) => (
                <li key={key}>
                  {t(`summary.${key}`)} <b>{count}</b>
                </li>
              ))}
            </ul>
          </Banner>
        ) : window.opensAt || classes.length === 0 ? null : (
          <EmptyState kind="nothing" title={t("page.noProposal")}>
            {t("page.noProposalNext")}
          </EmptyState>
        )}
        {proposal?.state === "accepted" && proposal.acceptedAt ? (
          <Banner
            tone="ok"
            title={t("page.acceptedBy", {
              name: proposal.acceptedByName ?? "",
              time: formatFullDateTime(proposal.acceptedAt, locale),
            })}
          />
        ) : null}
        {moved ? (
          <Banner tone="ok" answer>
            {moved.classId
              ? t("page.movedTo", { name: moved.teacherName, code: classOf(moved.classId)?.code ?? "" })
              : t("page.movedOut", { name: moved.teacherName })}
          </Banner>
        ) : null}
        {moving && open ? (
          <Section id="move" title={t("page.move", { name: moving.teacherName })}>
            <MoveForm
              year={year}
              proposalId={open.id}
              enrolmentId={moving.enrolmentId}
              classId={moving.classId}
              options={classes
                .filter((one) => one.id === moving.classId || one.capacity - one.placed - one.proposed > 0)
                .map((one) => ({
                  value: one.id,
                  label: t("page.moveOption", {
                    code: one.code,
                    institution: inEnglish ? one.institutionEn : one.institution,
                    free: one.capacity - one.placed - one.proposed,
                  }),
                }))}
              back={here}
              words={{
                to: t("page.moveTo"),
                nowhere: t("page.moveNowhere"),
                submit: t("page.moveSubmit"),
                submitting: t("page.accepting"),
                cancel: t("page.moveCancel"),
                errors,
              }}
            />
          </Section>
        ) : null}
        {without.length > 0 ? (
          <Section
            id="without"
            title={t("page.without", { count: without.length })}
            note={t("page.withoutNote")}
          >
            {people(without, t("page.without", { count: without.length }), false)}
          </Section>
        ) : null}
        {classes.map((one) => {
          const rows = placedBy.filter((row) => row.classId === one.id);
          const free = Math.max(one.capacity - one.placed - rows.length, 0);
          const name = t("page.class", {
            code: one.code,
            institution: inEnglish ? one.institutionEn : one.institution,
          });
          const note = t("page.classNote", {
            capacity: one.capacity,
            placed: one.placed,
            proposed: rows.length,
          });
          return (
            <Section
              key={one.id}
              id={`class-${one.id}`}
              title={name}
              note={note}
              aside={
                <Link prefetch={false} href={`/classes/${one.id}/roster`} className="link">
                  {t("page.rosterLink")}
                  <span className="sr-only"> {one.code}</span>
                </Link>
              }
            >
              <div className="grid gap-3 pt-3">
                <SeatSquares filled={one.placed} held={rows.length} open={free} label={note} />
                <SeatLegend
                  items={[
                    { kind: "filled", label: t("page.inClass"), count: one.placed },
                    { kind: "held", label: t("page.proposed"), count: rows.length },
                    { kind: "open", label: t("page.open"), count: free },
                  ]}
                />
                {rows.length > 0 ? <p className="text-13 text-ink-2">{regions(rows)}</p> : null}
                {rows.length > 0 ? people(rows, name, true) : null}
              </div>
            </Section>
          );
        })}
      </DeskPage>
    </Workspace>
  );
}
