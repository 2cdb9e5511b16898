import Link from "next/link";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { Banner } from "@/components/ui/banner";
import { Countdown } from "@/components/ui/countdown";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ShownBulkReview } from "@/lib/enrolments/views";
import { formatTime } from "@/lib/i18n";
import { getTranslations } from "@/lib/i18n/translations";
import { problem } from "@/lib/kernel/problem";
import { showProblems } from "@/lib/web";
import { formWords } from "../../../registration/words";
import { takeBack } from "./actions";

type Props = {
  batch: ShownBulkReview;
  /** Where the answer to undoing is shown: this page again. */
  back: string;
  /** The page with every row; absent on that page itself. */
  rowsHref?: string;
};

/** What became of a decision for many: a part of the page with an address, so that it is still there after a reload. */
export async function BatchSection({ batch, back, rowsHref }: Props) {
  const { decision, done, refused, undone, undoable, undoLeftMs } = batch;
  const [t, words, why] = await Promise.all([
    getTranslations("registration.queue.bulk"),
    formWords(),
    whyRefused(batch),
  ]);
  const key = `${decision === "approve" ? "approved" : "returned"}.${refused > 0 ? "some" : "all"}` as const;
  return (
    <Banner
      tone={refused > 0 ? "todo" : "ok"}
      answer
      title={t(key, { time: formatTime(batch.at), done, refused, why })}
      actions={
        undoable > 0 && undoLeftMs > 0 ? (
          <ActForm action={takeBack} words={words} className="flex items-center gap-2">
            <input type="hidden" name="operationId" value={batch.operationId} />
            <input type="hidden" name="back" value={back} />
            <SubmitButton size="small" icon="undo" pendingLabel={t("undoing")}>
              {t("undo")}
              <Countdown
                leftMs={undoLeftMs}
                words={{ minutes: t("undoLeft", { minutes: "#" }), last: t("undoLast") }}
              />
            </SubmitButton>
          </ActForm>
        ) : null
      }
    >
      {undone > 0 ? <p>{t("undone", { done: undone, refused: done - undone })}</p> : null}
      {undone === 0 && done > 0 && undoLeftMs === 0 ? <p>{t("undoOver")}</p> : null}
      {rowsHref ? (
        <Link prefetch={false} href={rowsHref} className="link inline-block min-h-6">
          {t("rows")}
        </Link>
      ) : null}
    </Banner>
  );
}

/** The reason that most were left out for, in words. */
async function whyRefused({ rows }: ShownBulkReview): Promise<string> {
  const counts = new Map<string, number>();
  for (const { problem: code } of rows) if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
  const most = [...counts].sort(([, a], [, b]) => b - a)[0];
  if (!most) return "";
  const [shown] = await showProblems([problem(most[0])]);
  return shown?.message ?? "";
}
