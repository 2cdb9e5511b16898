import type { ObjectionView } from "@/lib/enrolments/views";
import { formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";

/** What was objected and what was answered, as both sides read it. */
export async function ObjectionPaper({ objection }: { objection: NonNullable<ObjectionView["objection"]> }) {
  const [t, locale] = await Promise.all([getTranslations("objection"), getLocale()]);
  const { answer, answeredAt, answeredByName } = objection;
  return (
    <div className="grid gap-3">
      <div>
        <p className="text-ink-2">
          {t("made", { name: objection.madeByName, time: formatDateTime(objection.madeAt, locale) })}
        </p>
        <p className="whitespace-pre-line">{objection.text}</p>
      </div>
      {answer && answeredAt ? (
        <div>
          <p className="text-ink-2">
            {t("answered", { name: answeredByName ?? "", time: formatDateTime(answeredAt, locale) })}
          </p>
          <p className="font-bold">{t(`answers.${answer}`)}</p>
          <p className="whitespace-pre-line">{objection.answerText}</p>
        </div>
      ) : (
        <p className="text-ink-2">{t("waiting")}</p>
      )}
    </div>
  );
}
