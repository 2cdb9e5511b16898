import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { can } from "@/lib/access";
import { getTranslations } from "@/lib/i18n/translations";
import { listTeacherMoves } from "@/lib/teachers";
import { teacherMoveFilterSchema } from "@/lib/teachers/schema";
import { requireActor } from "@/lib/web";
import { MoveItem } from "./move-item";

type Props = { searchParams: Promise<Record<string, string | undefined>> };

const DONE = ["submitted", "confirmed", "rejected", "withdrawn"] as const;
const HERE = "/teachers/moves";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("moves");
  return { title: t("title") };
}

/** Teachers who leave the school or come to it; what waits for an answer stands first. */
export default async function TeacherMovesPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, "teacher.take-in")) missing();
  const [asked, t, common, teachers] = await Promise.all([
    searchParams,
    getTranslations("moves"),
    getTranslations("common"),
    getTranslations("teachers"),
  ]);
  const moves = await listTeacherMoves(actor, teacherMoveFilterSchema.parse(asked));
  const done = DONE.find((one) => one === asked.done);
  return (
    <Workspace current="teachers">
      <DeskPage>
        {done ? (
          <Banner tone="ok" answer>
            {t(`done.${done}`)}
          </Banner>
        ) : null}
        <PageHeader
          title={t("title")}
          path={{
            label: common("label.path"),
            crumbs: [{ href: "/teachers", label: teachers("list.title") }, { label: t("title") }],
          }}
          facts={t("lead")}
        />
        {moves.rows.length === 0 ? (
          <EmptyState kind="nothing" title={t("none")}>
            {t("noneNext")}
          </EmptyState>
        ) : (
          <div>
            <ul className="border-t border-line-strong">
              {moves.rows.map((move) => (
                <MoveItem key={move.id} move={move} />
              ))}
            </ul>
            <Pager
              label={common("label.pages")}
              range={t("range", { shown: moves.rows.length, total: moves.total })}
              nextLabel={common("action.next")}
              nextHref={moves.next ? `${HERE}?${new URLSearchParams({ cursor: moves.next })}` : undefined}
            />
          </div>
        )}
      </DeskPage>
    </Workspace>
  );
}
