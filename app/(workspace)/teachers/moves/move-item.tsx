import Link from "next/link";
import { type Face, StateFace } from "@/components/ui/state-face";
import { formatDate, formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { TeacherMoveRow } from "@/lib/teachers/move-views";
import { DeclineForm, TakeBackForm, TakeInForm } from "./_answer-forms";

/** The face depends on the reader: a triangle where the reader must act, a clock where another one does. */
function faceOf({ state, may }: TeacherMoveRow): Face {
  if (may.answer) return "todo";
  if (state === "released" || state === "accepted") return "wait";
  if (state === "effective") return "ok";
  return state === "declined" ? "bad" : "void";
}

/** One teacher on the way, with what was said about it and what the reader may do. */
export async function MoveItem({ move }: { move: TeacherMoveRow }) {
  const [t, teachers, locale] = await Promise.all([
    getTranslations("moves"),
    getTranslations("teachers"),
    getLocale(),
  ]);
  const english = locale === "en";
  const { id: moveId, version } = move;
  const words = {
    errors: t("errors"),
    submitting: t("submitting"),
  };
  const from = english ? move.fromNameEn : move.fromName;
  const to = english ? move.toNameEn : move.toName;
  return (
    <li className="grid gap-2 border-b border-line py-4" id={moveId}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="text-16 font-bold">
          {move.teacherId ? (
            <Link prefetch={false} href={`/teachers/${move.teacherId}`} className="link">
              {move.teacherName}
            </Link>
          ) : (
            move.teacherName
          )}
          {move.maskedIdNumber ? (
            <span className="ml-2 text-13 font-normal text-ink-2">{move.maskedIdNumber}</span>
          ) : null}
        </h2>
        <StateFace face={faceOf(move)}>
          {t(move.may.answer ? "toAnswer" : `states.${move.state}`, { way: move.way })}
        </StateFace>
      </div>
      <p>{move.way === "out" ? t("goesTo", { to }) : t("comesFrom", { from })}</p>
      <p className="text-13 text-ink-2">
        {t("counts", { date: formatDate(move.effectiveOn, locale) })}
        {" · "}
        {t("begunAt", { time: formatDateTime(move.releasedAt, locale) })}
        {move.endedAt ? ` · ${t("endedAt", { time: formatDateTime(move.endedAt, locale) })}` : ""}
      </p>
      <ul className="grid gap-0.5">
        <li>{t("because", { reason: move.reason })}</li>
        {move.answer ? <li>{t("answered", { reason: move.answer })}</li> : null}
      </ul>
      {move.may.answer ? (
        <div className="grid gap-3 pt-1">
          <TakeInForm
            moveId={moveId}
            version={version}
            words={{
              ...words,
              field: teachers("fields.staffNumber"),
              hint: t("staffNumberHint"),
              submit: t("acts.confirm"),
            }}
          />
          <DeclineForm
            moveId={moveId}
            version={version}
            words={{ ...words, open: t("acts.decline"), field: t("why"), submit: t("acts.reject") }}
          />
        </div>
      ) : null}
      {move.may.withdraw ? (
        <TakeBackForm moveId={moveId} version={version} words={{ ...words, submit: t("acts.withdraw") }} />
      ) : null}
    </li>
  );
}
