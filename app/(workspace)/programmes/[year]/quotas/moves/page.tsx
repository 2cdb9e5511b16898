import type { Metadata } from "next";
import { formDraft } from "@/app/_shell/form-draft";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader, Section } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { listSeatMoves } from "@/lib/quotas";
import { seatMoveFilterSchema } from "@/lib/quotas/schema";
import { requireActor } from "@/lib/web";
import { StepUpNote } from "../../../../../_shell/step-up-note";
import { Workspace } from "../../../../../_shell/workspace";
import { MoveForm } from "./_move-form";
import { MoveItem } from "./move-item";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

const DONE = ["submitted", "confirmed", "rejected", "withdrawn", "approved"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("seats.moves");
  return { title: t("title") };
}

/** Seats between two provinces: asked for or offered, consented to by the other, executed by the ministry. */
export default async function MovesPage({ params, searchParams }: Props) {
  const [actor, { year }, asked, t, words, common, locale] = await Promise.all([
    requireActor(),
    params,
    searchParams,
    getTranslations("seats.moves"),
    getTranslations("quotas"),
    getTranslations("common"),
    getLocale(),
  ]);
  const english = locale === "en";
  const here = `/programmes/${year}/quotas/moves`;
  const moves = await listSeatMoves(actor, seatMoveFilterSchema.parse({ ...asked, year }));
  const draft = moves.options ? await formDraft(actor, "quotas.move", String(Number(year))) : undefined;
  const done = DONE.find((one) => one === asked.done);
  return (
    <Workspace current="quotas">
      <DeskPage>
        {done ? (
          <Banner tone="ok" answer>
            {t(`done.${done}`)}
          </Banner>
        ) : null}
        <PageHeader
          title={t("title")}
          path={{
            label: words("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: words("path.year", { year }) },
              { href: `/programmes/${year}/quotas`, label: words("path.quotas") },
              { label: t("title") },
            ],
          }}
          facts={t("lead")}
        />
        {moves.rows.some((move) => move.may.decide) ? <StepUpNote actor={actor} here={here} /> : null}
        {moves.rows.length === 0 ? (
          <EmptyState kind="nothing" title={t("none")}>
            {t(moves.options ? "noneNext" : "noneYet")}
          </EmptyState>
        ) : (
          <div>
            <ul className="border-t border-line-strong">
              {moves.rows.map((move) => (
                <MoveItem key={move.id} move={move} year={Number(year)} />
              ))}
            </ul>
            <Pager
              label={common("label.pages")}
              range={t("range", { shown: moves.rows.length, total: moves.total })}
              nextLabel={common("action.next")}
              nextHref={moves.next ? `${here}?${new URLSearchParams({ cursor: moves.next })}` : undefined}
            />
          </div>
        )}
        {moves.options ? (
          <Section id="new-move" title={t("new")}>
            <MoveForm
              key={asked.done ?? ""}
              year={Number(year)}
              formKey={newId()}
              draft={draft}
              subProjects={moves.options.subProjects.map((one) => ({
                value: one.id,
                label: t("option", {
                  code: one.code,
                  name: english ? one.nameEn : one.name,
                  count: one.left,
                }),
              }))}
              provinces={moves.options.provinces.map((one) => ({
                value: one.id,
                label: english ? one.nameEn : one.name,
              }))}
              words={{
                direction: t("direction"),
                ask: t("ask"),
                offer: t("offer"),
                subProject: words("topUp.subProject"),
                province: t("province"),
                choose: words("topUp.choose"),
                seats: words("topUp.seats"),
                reason: t("reason"),
                submit: t("submit"),
                submitting: t("submitting"),
                errors: words("errors"),
              }}
            />
          </Section>
        ) : null}
      </DeskPage>
    </Workspace>
  );
}
