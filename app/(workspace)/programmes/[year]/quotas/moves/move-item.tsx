import { type Face, StateFace } from "@/components/ui/state-face";
import { formatClosing, formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { SeatMoveRow } from "@/lib/quotas/views";
import { AnswerForm } from "./_answer-form";

type Props = { move: SeatMoveRow; year: number };

/** The face depends on the reader: a triangle where the reader must act, a clock where another one does. */
function faceOf({ state, may }: SeatMoveRow): Face {
  if (may.answer || may.decide) return "todo";
  if (state === "proposed" || state === "agreed") return "wait";
  if (state === "executed") return "ok";
  return state === "refused" ? "bad" : "void";
}

/** One request with what was said about it and what the reader may do. */
export async function MoveItem({ move, year }: Props) {
  const [t, words, locale] = await Promise.all([
    getTranslations("seats.moves"),
    getTranslations("quotas"),
    getLocale(),
  ]);
  const english = locale === "en";
  const open = move.state === "proposed" || move.state === "agreed";
  const acts = [
    ...(move.may.answer ? (["confirm", "reject"] as const) : []),
    ...(move.may.decide ? (["approve", "reject"] as const) : []),
    ...(move.may.withdraw ? (["withdraw"] as const) : []),
  ];
  const toDo = move.may.answer ? "toAnswer" : move.may.decide ? "toDecide" : null;
  return (
    <li className="grid gap-2 border-b border-line py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="text-16 font-bold">
          {t("what", {
            from: english ? move.fromNameEn : move.fromName,
            to: english ? move.toNameEn : move.toName,
            code: move.subProjectCode,
            count: move.seats,
          })}
        </h2>
        <StateFace face={faceOf(move)}>{t(toDo ?? `states.${move.state}`)}</StateFace>
      </div>
      <p className="text-13 text-ink-2">
        {english ? move.subProjectNameEn : move.subProjectName}
        {" · "}
        {t(move.offered ? "offeredAt" : "askedAt", { time: formatDateTime(move.proposedAt, locale) })}
        {open ? ` · ${t("until", { time: formatClosing(move.expiresAt, locale) })}` : ""}
      </p>
      <ul className="grid gap-0.5">
        <li>{t("because", { reason: move.reason })}</li>
        {move.answer ? <li>{t("answered", { reason: move.answer })}</li> : null}
        {move.decision ? <li>{t("decided", { reason: move.decision })}</li> : null}
      </ul>
      {acts.length > 0 ? (
        <div className="flex flex-wrap gap-x-8 gap-y-3 pt-1">
          {acts.map((act) => (
            <AnswerForm
              key={act}
              act={act}
              year={year}
              moveId={move.id}
              version={move.version}
              words={{
                reason: t(`why.${act}`),
                submit: t(`acts.${act}`, { count: move.seats }),
                submitting: t("submitting"),
                errors: words("errors"),
                stepUp: words("stepUpCode"),
              }}
            />
          ))}
        </div>
      ) : null}
    </li>
  );
}
