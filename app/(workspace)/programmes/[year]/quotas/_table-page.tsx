import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { PageHeader } from "@/components/ui/page-header";
import { Tag } from "@/components/ui/state-face";
import { type Actor, can } from "@/lib/access";
import { formatClosing, formatNumber, formatTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { getQuotaGrid, getQuotaWeights } from "@/lib/quotas";
import type { QuotaGrid, QuotaWeights } from "@/lib/quotas/views";
import { Workspace } from "../../../../_shell/workspace";
import { Explained } from "../../../../help/explained";
import { bands, edgesOf, toTexts } from "./_grid/layout";
import { QuotaEditor } from "./_grid/quota-editor";
import { GRID_WORDS, type GridWords, UNFILLED } from "./_grid/words";
import { QuotaLists, QuotaNumbers } from "./_lists/lists";
import { isChosen, listAddress, placeOf, tableAddress, viewOf } from "./_lists/reading";

type Props = { actor: Actor; year: number; asked: Record<string, string | undefined> };

export async function TablePage({ actor, year, asked }: Props) {
  const compare = /^[1-9]\d{0,5}$/.test(asked.compare ?? "") ? Number(asked.compare) : undefined;
  const grid = await getQuotaGrid(actor, { year, compare });
  const place = placeOf(asked, grid);
  if (viewOf(asked) === "list" && isChosen(place))
    return (
      <Workspace current="quotas" folded>
        <DeskPage>
          <QuotaNumbers grid={grid} place={place} />
        </DeskPage>
      </Workspace>
    );
  if (!grid.editable) return <ReadPage actor={actor} grid={grid} asked={asked} />;
  const weights = await getQuotaWeights(actor, { year: grid.year });
  return <EditPage grid={grid} weights={weights} asked={asked} />;
}

async function words() {
  const [t, locale] = await Promise.all([getTranslations("quotas"), getLocale()]);
  return { t, locale, english: locale === "en" };
}

/** What the last act did, told once at the head of the page. */
async function Done({ asked }: { asked: Props["asked"] }) {
  const { t } = await words();
  const issued = Number(asked.issued);
  const topped = Number(asked.topped);
  if (issued > 0)
    return (
      <Banner tone="ok" answer className="mb-2">
        {t("grid.doneIssued", { seats: issued })}
      </Banner>
    );
  const restored = Number(asked.restored);
  if (restored > 0)
    return (
      <Banner tone="ok" answer className="mb-2">
        {t("grid.doneRestored", { number: restored })}
      </Banner>
    );
  return topped > 0 ? (
    <Banner tone="ok" answer className="mb-2">
      {t("grid.doneTopped", { seats: topped })}
    </Banner>
  ) : null;
}

type Editing = { grid: QuotaGrid; weights: QuotaWeights; asked: Props["asked"] };

/** A narrow window shows the lists, a wide one the table; the address may ask for either. */
async function EditPage({ grid, weights, asked }: Editing) {
  const view = viewOf(asked);
  return (
    <Workspace current="quotas" folded fill={view !== "list"}>
      <div className="px-4 sm:px-5">
        <Done asked={asked} />
      </div>
      {view === "list" ? null : (
        <div className={cx("flex min-h-0 flex-1 flex-col", view === null && "max-sm:hidden")}>
          <TableEditor grid={grid} weights={weights} asked={asked} />
        </div>
      )}
      {view === "table" ? null : (
        <DeskPage className={cx(view === null && "sm:hidden")}>
          <EditHeader grid={grid} other="table" />
          <QuotaLists grid={grid} by={placeOf(asked, grid).by} lastYear={weights.lastYear} />
        </DeskPage>
      )}
    </Workspace>
  );
}

/** `other` is the view that one can go over to. */
async function EditHeader({ grid, other }: { grid: QuotaGrid; other: "table" | "list" }) {
  const [{ t, locale }, moves] = await Promise.all([words(), getTranslations("seats.moves")]);
  const issued = grid.columns.filter((column) => column.issued).length;
  const plan = grid.columns.reduce((sum, column) => sum + column.plan, 0);
  return (
    <PageHeader
      title={t("grid.title")}
      path={pathTo(t, grid.year)}
      state={
        <Tag face="idle-pencil">
          {grid.draft ? t("grid.draft", { number: grid.draft.number }) : t("grid.noDraft")}
        </Tag>
      }
      facts={
        <>
          {t("grid.size", {
            columns: grid.columns.length,
            regions: grid.regions.length,
            plan: formatNumber(plan, locale),
          })}
          {issued > 0 ? ` · ${t("grid.someIssued", { count: issued })}` : ""}
          {grid.closesAt ? ` · ${t("grid.until", { time: formatClosing(grid.closesAt, locale) })}` : ""}
          {" · "}
          <OtherView grid={grid} other={other} />
          {" · "}
          <a href={`/programmes/${grid.year}/quotas/import`} className="link">
            {t("grid.import")}
          </a>
          {" · "}
          <a href={`/programmes/${grid.year}/quotas/moves`} className="link">
            {moves("link")}
          </a>
          <TableTerms />
        </>
      }
      actions={
        other === "table" && grid.draft ? (
          <ButtonLink tone="primary" href={`/programmes/${grid.year}/quotas/issue`}>
            {t("grid.issue")}
          </ButtonLink>
        ) : undefined
      }
    />
  );
}

async function OtherView({ grid, other }: { grid: QuotaGrid; other: "table" | "list" }) {
  const t = await getTranslations("seats.lists");
  return other === "table" ? (
    <a href={tableAddress(grid)} className="link">
      {t("asTable")}
    </a>
  ) : (
    <a href={listAddress(grid, { by: "region", at: null })} className="link">
      {t("asList")}
    </a>
  );
}

async function TableEditor({ grid, weights, asked }: Editing) {
  const { t, english } = await words();
  const gridWords = Object.fromEntries(
    GRID_WORDS.map((key) => [key, t(`grid.${key}`, UNFILLED)]),
  ) as GridWords;
  const columns = grid.columns.map((column) => ({
    code: column.code,
    name: english ? column.shortNameEn : column.shortName,
    plan: column.plan,
    locked: column.issued,
  }));
  return (
    <QuotaEditor
      year={grid.year}
      header={<EditHeader grid={grid} other="list" />}
      columns={columns}
      regions={grid.regions.map((region) => ({
        code: region.code,
        name: english ? region.nameEn : region.name,
      }))}
      texts={toTexts(grid.regions, grid.columns, grid.cells)}
      draftNumber={grid.draft?.number ?? 0}
      savedTime={grid.draft ? formatTime(grid.draft.savedAt) : null}
      work={
        grid.work && {
          ...grid.work,
          texts: grid.work.base && toTexts(grid.regions, grid.columns, grid.work.base),
        }
      }
      ids={{
        columns: grid.columns.map((column) => column.id),
        regions: grid.regions.map((region) => region.provinceId),
      }}
      windowId={newId()}
      compared={asked.compare !== undefined}
      previous={
        grid.previous && {
          number: grid.previous.number,
          texts: toTexts(grid.regions, grid.columns, grid.previous.cells),
        }
      }
      categories={bands(grid.columns, "category", english)}
      projects={bands(grid.columns, "project", english)}
      edges={edgesOf(grid.columns)}
      vertical={!english}
      weights={weights}
      words={gridWords}
    />
  );
}

/** What the words of the table mean, for whoever sees it for the first time. */
async function TableTerms() {
  const t = await getTranslations("glossary");
  return (
    <span className="flex flex-wrap gap-x-4 text-13">
      <span>{t("legend")}</span>
      <Explained term="seat" />
      <Explained term="handDown" />
      <Explained term="handBack" />
      <Explained term="subProject" />
      <Explained term="institution" />
    </span>
  );
}

async function ReadPage({ actor, grid, asked }: { actor: Actor; grid: QuotaGrid; asked: Props["asked"] }) {
  const [{ t, locale, english }, moves] = await Promise.all([words(), getTranslations("seats.moves")]);
  const texts = toTexts(grid.regions, grid.columns, grid.cells);
  const number = (text: string) => Number(text) || 0;
  const sum = (values: string[]) => values.reduce((total, text) => total + number(text), 0);
  const issued = grid.columns.every((column) => column.issued);
  const view = viewOf(asked);
  return (
    <Workspace current="quotas" folded>
      <DeskPage>
        <div>
          <Done asked={asked} />
          <PageHeader
            title={t("grid.title")}
            path={pathTo(t, grid.year)}
            state={issued ? <Tag face="locked">{t("grid.issuedAll")}</Tag> : null}
            facts={
              <>
                {t("grid.reserve", { seats: formatNumber(grid.reserve, locale) })} {" · "}
                {view === "list" ? null : (
                  <span className={cx(view === null && "max-sm:hidden")}>
                    <OtherView grid={grid} other="list" />
                  </span>
                )}
                {view === "table" ? null : (
                  <span className={cx(view === null && "sm:hidden")}>
                    <OtherView grid={grid} other="table" />
                  </span>
                )}
                <TableTerms />
              </>
            }
            actions={
              <>
                {can(actor, "move.read") ? (
                  <ButtonLink href={`/programmes/${grid.year}/quotas/moves`}>{moves("link")}</ButtonLink>
                ) : null}
                {can(actor, "quota.issue") && grid.reserve > 0 ? (
                  <ButtonLink href={`/programmes/${grid.year}/quotas/top-up`}>{t("topUp.open")}</ButtonLink>
                ) : null}
              </>
            }
          />
        </div>
        {view === "list" ? null : (
          <div className={cx(view === null && "max-sm:hidden")}>
            <Table caption={t("grid.caption")}>
              <thead>
                <tr>
                  <Th>{t("grid.region")}</Th>
                  {grid.columns.map((column) => (
                    <Th
                      key={column.code}
                      align="right"
                      title={english ? column.nameEn : column.name}
                      className="px-1.5 text-12 whitespace-nowrap"
                    >
                      {column.code}
                    </Th>
                  ))}
                  <Th align="right">{t("grid.total")}</Th>
                </tr>
              </thead>
              <tbody>
                {grid.regions.map((region, r) => (
                  <Tr key={region.code}>
                    <Th scope="row" className="whitespace-nowrap">
                      {english ? region.nameEn : region.name}
                    </Th>
                    {grid.columns.map((column, c) => (
                      <Td key={column.code} numeric className="px-1.5">
                        {column.issued && Number(texts[r]?.[c]) > 0 ? (
                          <a
                            href={`/programmes/${grid.year}/quotas/history?subProjectId=${column.id}&organisationId=${region.provinceId}`}
                            className="hover:underline"
                          >
                            {texts[r]?.[c]}
                          </a>
                        ) : column.issued || grid.draft ? (
                          texts[r]?.[c] || "0"
                        ) : (
                          "—"
                        )}
                      </Td>
                    ))}
                    <Td numeric className="font-bold">
                      {formatNumber(sum(texts[r] ?? []), locale)}
                    </Td>
                  </Tr>
                ))}
                <Tr>
                  <Th scope="row">{t("grid.total")}</Th>
                  {grid.columns.map((column, c) => (
                    <Td key={column.code} numeric className="px-1.5 font-bold">
                      {formatNumber(sum(texts.map((row) => row[c] ?? "")), locale)}
                    </Td>
                  ))}
                  <Td numeric className="font-bold">
                    {formatNumber(sum(texts.flat()), locale)}
                  </Td>
                </Tr>
              </tbody>
            </Table>
          </div>
        )}
        {view === "table" ? null : (
          <div className={cx(view === null && "sm:hidden")}>
            <QuotaLists grid={grid} by={placeOf(asked, grid).by} lastYear={{}} />
          </div>
        )}
      </DeskPage>
    </Workspace>
  );
}

function pathTo(t: Awaited<ReturnType<typeof getTranslations<"quotas">>>, year: number) {
  return {
    label: t("path.label"),
    crumbs: [
      { href: `/programmes/${year}`, label: t("path.year", { year: String(year) }) },
      { label: t("path.quotas") },
    ],
  };
}
