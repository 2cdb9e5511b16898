import { Banner } from "@/components/ui/banner";
import { Button, ButtonLink } from "@/components/ui/button";
import { Deadline } from "@/components/ui/deadline";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SeatLegend, SeatSquares } from "@/components/ui/seat-squares";
import { type Actor, can } from "@/lib/access";
import { formatClosing, remainingText, timeLeft } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { getAllocation } from "@/lib/quotas";
import { type AllocationFilter, allocationFilterSchema } from "@/lib/quotas/schema";
import type { Allocation } from "@/lib/quotas/views";
import { Workspace } from "../../../../../_shell/workspace";
import { AllocationFoot } from "./_allocation-foot";
import { HandBackForm } from "./_hand-back-form";
import { CardPreview } from "./card-preview";
import { levelOf } from "./level";
import { SchoolOrderLinks } from "./school-order";
import { SchoolTable } from "./school-table";
import { SeatReserve } from "./seat-reserve";
import { SeatRoute } from "./seat-route";
import { SubProjectList } from "./sub-project-list";
import { SuggestionBox } from "./suggestion-box";

type Props = { actor: Actor; year: number; asked: Record<string, string | undefined> };

export async function AllocationPage({ actor, year, asked }: Props) {
  const filter = allocationFilterSchema.parse({ ...asked, year });
  const [allocation, t, cities, common, locale] = await Promise.all([
    getAllocation(actor, filter),
    getTranslations("quotas"),
    getTranslations("cities"),
    getTranslations("common"),
    getLocale(),
  ]);
  const { figures, chosen, closesAt, now } = allocation;
  const left = closesAt && timeLeft(closesAt, now);
  const level = levelOf(actor, allocation.route);
  const facts = (
    [
      ["granted", figures.granted],
      ["handedDown", figures.handedDown],
      ["left", figures.left],
      ["carded", figures.carded],
      ["used", figures.used],
    ] as const
  ).map(([key, value]) => (
    <span key={key} className="flex items-baseline gap-1.5">
      <span className="text-ink-2">{t(`allocation.figures.${key}`, { level })}</span>
      <b className={key === "left" && value > 0 ? "text-20 text-todo" : "text-20"}>{value}</b>
    </span>
  ));
  return (
    <Workspace current="quotas" folded fill>
      <div className="border-b border-line px-4 pt-4 pb-3 sm:px-8">
        <PageHeader
          title={t("allocation.title", { level })}
          path={{
            label: t("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: t("path.year", { year: String(year) }) },
              { label: t("path.cards") },
            ],
          }}
          facts={
            closesAt && left ? (
              <Deadline
                remaining={remainingText(left, common)}
                tone={left.tone}
                until={t("allocation.until", { time: formatClosing(closesAt, locale), level })}
              />
            ) : (
              t("allocation.shut")
            )
          }
          actions={facts}
        />
        <Done asked={asked} />
      </div>
      {chosen ? (
        <div className="flex min-h-0 flex-1 max-lg:flex-col">
          <SubProjectList allocation={allocation} />
          <Chosen allocation={allocation} chosen={chosen} filter={filter} actor={actor} />
        </div>
      ) : (
        <div className="px-4 sm:px-8">
          {level === "city" && !allocation.route.throughCities ? (
            <EmptyState kind="nothing" title={cities("straightHere.title")}>
              {cities("straightHere.next")}
            </EmptyState>
          ) : (
            <EmptyState kind="nothing" title={t("allocation.noSeats", { level })}>
              {t("allocation.noSeatsNext", { level })}
            </EmptyState>
          )}
          {can(actor, "seat-route.update") ? <SeatRoute year={year} route={allocation.route} /> : null}
        </div>
      )}
    </Workspace>
  );
}

async function Done({ asked }: { asked: Props["asked"] }) {
  const [t, words] = await Promise.all([getTranslations("quotas"), getTranslations("cities")]);
  const [cards, seats, back] = [Number(asked.cards), Number(asked.seats), Number(asked.back)];
  const route = asked.route === "yes" || asked.route === "no" ? asked.route : null;
  const text =
    cards > 0
      ? t("allocation.doneCards", { cards })
      : seats > 0
        ? t("allocation.doneSeats", { seats })
        : back > 0
          ? t("allocation.doneBack", { seats: back })
          : route
            ? words("route.done", { through: route })
            : asked.reserved === undefined
              ? null
              : words("reserve.done", { count: Number(asked.reserved) || 0 });
  return text ? (
    <Banner tone="ok" answer className="mt-3">
      {text}
    </Banner>
  ) : null;
}

type ChosenProps = {
  allocation: Allocation;
  chosen: NonNullable<Allocation["chosen"]>;
  filter: AllocationFilter;
  actor: Actor;
};

async function Chosen({ allocation, chosen, filter, actor }: ChosenProps) {
  const [t, c, s, common, locale] = await Promise.all([
    getTranslations("quotas"),
    getTranslations("cities"),
    getTranslations("seats"),
    getTranslations("common"),
    getLocale(),
  ]);
  const here = `/programmes/${allocation.year}/quotas`;
  const level = levelOf(actor, allocation.route);
  const carded = allocation.schools.reduce((sum, school) => sum + school.cards, 0);
  const free = chosen.left - chosen.reserved;
  const held = Math.max(0, chosen.granted - chosen.left - carded);
  const name = locale === "en" ? chosen.nameEn : chosen.name;
  const bounds = { atLeast: filter.atLeast || undefined, atMost: filter.atMost };
  const link = (asked: Record<string, string | number | undefined>) => {
    const query = new URLSearchParams({ subProject: chosen.code });
    if (filter.order !== "need") query.set("order", filter.order);
    for (const [key, value] of Object.entries(asked)) if (value !== undefined) query.set(key, String(value));
    return `${here}?${query}`;
  };
  return (
    <>
      <div className="flex min-w-0 flex-1 flex-col fill:min-h-0">
        <div className="px-4 pt-4 sm:px-6">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <h2 className="text-18 font-bold">
              {chosen.code} {name}
            </h2>
            {allocation.open && free > 0 ? (
              <span className="flex flex-wrap gap-2">
                <ButtonLink href={`${here}/allocation`} icon="upload">
                  {s("table.open")}
                </ButtonLink>
                <ButtonLink href={link({ suggest: "need" })} icon="chart">
                  {s("suggest.need")}
                </ButtonLink>
              </span>
            ) : null}
          </div>
          <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-13">
            <span>{t("allocation.granted", { count: chosen.granted, level })}</span>
            <SeatSquares
              filled={carded}
              held={held}
              open={chosen.left}
              label={t("allocation.squares", { carded, held, left: chosen.left })}
            />
            <SeatLegend
              items={[
                { kind: "filled", label: t("allocation.carded"), count: carded },
                { kind: "held", label: t("allocation.uncarded"), count: held },
                { kind: "open", label: t("allocation.undivided"), count: free },
              ]}
            />
            {chosen.reserved > 0 ? <span>{c("reserve.short", { count: chosen.reserved })}</span> : null}
            {allocation.needed.schools > 0 ? (
              <span>{s("ranking.needed", { ...allocation.needed, level })}</span>
            ) : null}
          </div>
          {allocation.suggestion ? (
            <SuggestionBox
              suggestion={allocation.suggestion}
              filter={filter}
              subProject={chosen.code}
              clear={link({})}
              level={level}
            />
          ) : null}
          <SchoolOrderLinks
            current={filter.order}
            link={(order) => `${here}?${new URLSearchParams({ subProject: chosen.code, order })}`}
          />
        </div>
        <form
          key={`${chosen.id} ${filter.suggest} ${filter.atLeast} ${filter.atMost} ${filter.order}`}
          action={`${here}/check`}
          className="flex min-w-0 flex-1 flex-col fill:min-h-0"
        >
          <input type="hidden" name="subProject" value={chosen.code} />
          <input type="hidden" name="order" value={filter.order} />
          {filter.cursor ? <input type="hidden" name="cursor" value={filter.cursor} /> : null}
          <section
            aria-label={t("allocation.schools", { level })}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            tabIndex={0}
            className="mt-3 flex-1 px-4 sm:px-6 fill:min-h-0 fill:overflow-y-auto fill:[--head-top:0px]"
          >
            <SchoolTable allocation={allocation} left={free} level={level} />
            <Pager
              label={common("label.pages")}
              range={s("ranking.range", { shown: allocation.schools.length, total: allocation.schoolTotal })}
              nextLabel={common("action.next")}
              nextHref={
                allocation.next
                  ? link({ suggest: filter.suggest, cursor: allocation.next, ...bounds })
                  : undefined
              }
            />
          </section>
          <div
            data-chrome
            data-foot
            className="flex flex-wrap items-center justify-between gap-3 border-t border-line-strong bg-surface px-4 py-2.5 sm:px-6"
          >
            {allocation.open ? (
              <>
                <AllocationFoot
                  left={free}
                  words={{
                    nothing: t("allocation.footNothing"),
                    some: t("allocation.footSome", { seats: "{seats}", schools: "{schools}", level }),
                    over: t("allocation.footOver", { seats: "{seats}", left: "{left}" }),
                    note: allocation.cardsLapseAt
                      ? s("ranking.footNote", { time: formatClosing(allocation.cardsLapseAt, locale) })
                      : "",
                  }}
                />
                <div className="flex flex-wrap gap-3">
                  <Button name="act" value="save">
                    {t("allocation.saveOnly")}
                  </Button>
                  <Button name="act" value="issue" tone="primary" icon="card">
                    {t("allocation.checkAndIssue")}
                  </Button>
                </div>
              </>
            ) : (
              <p>{t("allocation.shut")}</p>
            )}
          </div>
        </form>
      </div>
      <aside
        aria-label={t("allocation.preview")}
        className="bg-canvas px-4 py-4 wide:w-80 wide:flex-none wide:border-l wide:border-line-strong fill:min-h-0 fill:overflow-y-auto"
      >
        <CardPreview allocation={allocation} chosen={chosen} level={level} />
        <SeatReserve key={`${chosen.id} ${chosen.reserved}`} year={allocation.year} chosen={chosen} />
        {free > 0 ? (
          <details className="mt-6">
            <summary className="link min-h-6 cursor-pointer">{t("handBack.open")}</summary>
            <HandBackForm
              year={allocation.year}
              subProject={chosen.code}
              subProjectId={chosen.id}
              formKey={newId()}
              left={free}
              words={{
                lead: t("handBack.lead", { level }),
                seats: t("handBack.seats"),
                reason: t("handBack.reason"),
                submit: t("handBack.submit"),
                submitting: t("handBack.submitting"),
                errors: t("errors"),
              }}
            />
          </details>
        ) : null}
        <p className="mt-6">
          <ButtonLink href={`/programmes/${allocation.year}/cards?subProjectId=${chosen.id}`} icon="card">
            {t("allocation.seeCards")}
          </ButtonLink>
        </p>
        <p className="mt-3">
          <a
            href={`${here}/history?subProjectId=${chosen.id}&organisationId=${actor.organisationId}`}
            className="link"
          >
            {t("history.open")}
          </a>
        </p>
        {can(actor, "move.read") ? (
          <p className="mt-3">
            <a href={`${here}/moves`} className="link">
              {s("moves.link")}
            </a>
          </p>
        ) : null}
        {can(actor, "seat-route.update") ? (
          <SeatRoute year={allocation.year} route={allocation.route} />
        ) : null}
      </aside>
    </>
  );
}
