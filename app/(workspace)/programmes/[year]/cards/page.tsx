import type { Metadata } from "next";
import Link from "next/link";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { Button, ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr, Unknown } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/field";
import { PageHeader, Section } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { type Face, StateFace } from "@/components/ui/state-face";
import { Tabs } from "@/components/ui/tabs";
import { can } from "@/lib/access";
import { formatClosing, formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { listCards, listHeldSeats } from "@/lib/quotas";
import { CARD_STATES, cardFilterSchema } from "@/lib/quotas/schema";
import type { CardFace, CardRow } from "@/lib/quotas/views";
import { requireActor, shownRefusal } from "@/lib/web";
import { RefusalBanner } from "../../../../_shell/refusal-banner";
import { Workspace } from "../../../../_shell/workspace";
import { HeldSeatsForm } from "./_held-seats-form";
import { RecallForm } from "./_recall-form";

const CARD_FACES: Record<CardFace, Face> = {
  todo: "todo",
  wait: "wait",
  ok: "ok",
  locked: "locked",
  void: "void",
};

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("quotas");
  return { title: t("cards.title") };
}

export default async function CardsPage({ params, searchParams }: Props) {
  const [actor, { year }, asked, t, freed, s, wishes, common, locale] = await Promise.all([
    requireActor(),
    params,
    searchParams,
    getTranslations("quotas"),
    getTranslations("enrolments.freed"),
    getTranslations("seats"),
    getTranslations("wishes"),
    getTranslations("common"),
    getLocale(),
  ]);
  const filter = cardFilterSchema.parse({ ...asked, year });
  const [page, held, refused] = await Promise.all([
    listCards(actor, filter),
    actor.role === "school" ? listHeldSeats(actor, { year: filter.year }) : [],
    shownRefusal(asked),
  ]);
  const here = (change: Record<string, string | undefined>) => {
    const query = new URLSearchParams();
    const next = { subProjectId: filter.subProjectId, state: filter.state, ...change };
    for (const [name, value] of Object.entries(next)) if (value) query.set(name, value);
    return `/programmes/${year}/cards${query.size > 0 ? `?${query}` : ""}`;
  };
  const all = Object.values(page.counts).reduce((sum, count) => sum + count, 0);
  const usable = page.counts.issued + page.counts.bound;
  const recalls = can(actor, "card.recall");
  const ticks = Boolean(filter.subProjectId) && page.rows.some((card) => card.recall?.own);
  const table = (
    <Table caption={t("cards.title")} phone="cards">
      <thead>
        <tr>
          {ticks ? (
            <Th>
              <span className="sr-only">{t("cards.choose")}</span>
            </Th>
          ) : null}
          <Th>{t("cards.code")}</Th>
          <Th>{t("cards.subProject")}</Th>
          {actor.role === "school" ? null : <Th>{t("cards.school")}</Th>}
          <Th>{t("cards.teacher")}</Th>
          <Th>{t("cards.state")}</Th>
          <Th align="right">{t("cards.until")}</Th>
        </tr>
      </thead>
      <tbody>
        {page.rows.map((card) => (
          <Tr key={card.id}>
            {ticks ? (
              <Td>
                {card.recall?.own ? (
                  <input
                    type="checkbox"
                    name="cardIds[]"
                    value={card.id}
                    aria-label={t("cards.chooseOne", { code: card.code })}
                    className="size-4 max-sm:size-6"
                  />
                ) : null}
              </Td>
            ) : null}
            <Th scope="row">
              <Link
                prefetch={false}
                href={`/programmes/${year}/cards/${card.id}`}
                className="link whitespace-nowrap"
              >
                {card.code}
              </Link>
            </Th>
            <Td label={t("cards.subProject")}>
              {card.subProjectCode} {locale === "en" ? card.subProjectNameEn : card.subProjectName}
            </Td>
            {actor.role === "school" ? null : (
              <Td label={t("cards.school")}>{locale === "en" ? card.schoolNameEn : card.schoolName}</Td>
            )}
            <Td label={t("cards.teacher")}>
              {card.teacherName ?? <Unknown reason={t("cards.noTeacher")} />}
            </Td>
            <Td label={t("cards.state")}>
              <CardStateFace card={card} />
              {filter.subProjectId && card.recall?.own === false ? (
                <span className="block text-13 text-ink-2">
                  {t("recall.byOther", { body: locale === "en" ? card.recall.byEn : card.recall.by })}
                </span>
              ) : null}
            </Td>
            <Td label={t("cards.until")} numeric>
              {formatClosing(card.lapsesAt, locale)}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
  return (
    <Workspace current="cards">
      <DeskPage>
        <div>
          <RefusalBanner problem={refused} />
          {Number(asked.back) > 0 ? (
            <Banner tone="ok" answer className="mb-3">
              {t("cards.doneBack", { seats: Number(asked.back) })}
            </Banner>
          ) : null}
          {Number(asked.recalled) > 0 ? (
            <Banner tone="ok" answer className="mb-3">
              {t("cards.doneRecalled", { cards: Number(asked.recalled) })}
            </Banner>
          ) : null}
          <PageHeader
            title={t("cards.title")}
            path={{
              label: t("path.label"),
              crumbs: [
                { href: `/programmes/${year}`, label: t("path.year", { year }) },
                { label: t("path.cards") },
              ],
            }}
            facts={t(actor.role === "school" ? "cards.leadSchool" : "cards.lead")}
            actions={
              <>
                {can(actor, "place.follow") ? (
                  <ButtonLink href={`/programmes/${year}/supplement`}>{freed("link")}</ButtonLink>
                ) : null}
                {can(actor, "card.remind") ? (
                  <ButtonLink href={`/programmes/${year}/cards/empty`}>{t("empty.link")}</ButtonLink>
                ) : null}
                {can(actor, "need.submit") ? (
                  <ButtonLink href={`/programmes/${year}/cards/needs`}>{s("needs.link")}</ButtonLink>
                ) : null}
                {can(actor, "nomination.create") ? (
                  <ButtonLink href={`/programmes/${year}/cards/wishes`}>{wishes("link")}</ButtonLink>
                ) : null}
              </>
            }
          />
        </div>
        <Tabs
          label={common("label.states")}
          tabs={[
            {
              key: "all",
              href: here({ state: undefined }),
              label: common("action.all"),
              count: all,
              current: !filter.state,
            },
            ...CARD_STATES.map((state) => ({
              key: state,
              href: here({ state }),
              label: t(`states.${state}`),
              count: page.counts[state],
              current: filter.state === state,
            })),
          ]}
        />
        {page.subProjects.length > 1 ? (
          <form className="flex flex-wrap items-end gap-3">
            {filter.state ? <input type="hidden" name="state" value={filter.state} /> : null}
            <label htmlFor="subProjectId" className="grid gap-1">
              <span className="text-13 text-ink-2">{t("cards.subProject")}</span>
              <Select
                id="subProjectId"
                name="subProjectId"
                defaultValue={filter.subProjectId ?? ""}
                empty={t("cards.allSubProjects")}
                options={page.subProjects.map((subProject) => ({
                  value: subProject.id,
                  label: `${subProject.code} ${locale === "en" ? subProject.nameEn : subProject.name}`,
                }))}
              />
            </label>
            <Button icon="filter">{t("cards.filter")}</Button>
          </form>
        ) : null}
        {page.rows.length === 0 ? (
          <EmptyState
            kind={all === 0 ? "nothing" : "no-match"}
            title={all === 0 ? t("cards.none") : common("empty.noMatch")}
          >
            {all === 0 ? t(actor.role === "school" ? "cards.noneNextSchool" : "cards.noneNext") : null}
          </EmptyState>
        ) : (
          <div>
            {ticks && filter.subProjectId ? (
              <RecallForm
                year={Number(year)}
                subProjectId={filter.subProjectId}
                formKey={newId()}
                words={{
                  reason: t("recall.reason"),
                  hint: t("recall.hint"),
                  submit: t("recall.submit"),
                  submitting: t("recall.submitting"),
                  errors: t("errors"),
                }}
              >
                {table}
              </RecallForm>
            ) : (
              <>
                {recalls && !filter.subProjectId ? (
                  <p className="pb-2 text-13 text-ink-2">{t("recall.chooseSubProject")}</p>
                ) : null}
                {table}
              </>
            )}
            <Pager
              label={common("label.pages")}
              range={t("cards.range", { shown: page.rows.length, total: formatNumber(page.total, locale) })}
              nextLabel={common("action.next")}
              nextHref={page.next ? here({ cursor: page.next }) : undefined}
            />
          </div>
        )}
        {can(actor, "card.export") && usable > 0 ? (
          <Section id="card-sheet" title={s("sheet.open")}>
            <p className="py-2 text-ink-2">{s("sheet.lead", { count: usable })}</p>
            <form method="post" action={`/programmes/${year}/cards/sheet`} className="flex flex-wrap gap-3">
              <Button name="format" value="pdf" icon="download">
                {s("sheet.pdf")}
              </Button>
              <Button name="format" value="xlsx" icon="download">
                {s("sheet.xlsx")}
              </Button>
            </form>
          </Section>
        ) : null}
        {held.length > 0 ? (
          <Section id="held-seats" title={t("cards.held")}>
            <p className="pt-2 text-ink-2">{t("cards.heldLead")}</p>
            <HeldSeatsForm
              year={Number(year)}
              formKey={newId()}
              options={held.map((account) => ({
                value: account.subProjectId,
                label: t("cards.heldOption", { code: account.code, count: account.seats }),
              }))}
              words={{
                subProject: t("cards.subProject"),
                seats: t("handBack.seats"),
                reason: t("handBack.reason"),
                submit: t("cards.backSubmit"),
                submitting: t("handBack.submitting"),
                errors: t("errors"),
              }}
            />
          </Section>
        ) : null}
      </DeskPage>
    </Workspace>
  );
}

async function CardStateFace({ card }: { card: CardRow }) {
  const t = await getTranslations("quotas");
  return (
    <StateFace face={CARD_FACES[card.face]}>
      {t(`states.${card.label}`)}
      {card.supplement ? <span className="ml-1.5 text-13 text-ink-2">{t("cards.supplement")}</span> : null}
    </StateFace>
  );
}
