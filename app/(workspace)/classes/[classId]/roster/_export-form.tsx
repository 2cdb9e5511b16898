import { RefusalBanner } from "@/app/_shell/refusal-banner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ROSTER_FORMATS } from "@/lib/enrolments/schema";
import { getTranslations } from "@/lib/i18n/translations";
import { type ShownProblem, STEP_UP_FIELD } from "@/lib/kernel/form-state";

/** Problems that a code in the form mends. */
const ASKS_FOR_CODE = /^identity\.(step-up-needed|factor-)/;

type Props = { classId: string; refused: ShownProblem | null };

/** A plain form: its answer is a file. */
export async function ExportForm({ classId, refused }: Props) {
  const t = await getTranslations("classes.rosterFile");
  return (
    <form
      id="export"
      data-chrome
      method="post"
      action={`/classes/${classId}/roster/file`}
      className="grid gap-3"
    >
      <RefusalBanner problem={refused} />
      {refused && ASKS_FOR_CODE.test(refused.code) ? (
        <TextField
          id={STEP_UP_FIELD}
          name={STEP_UP_FIELD}
          label={t("code")}
          autoComplete="one-time-code"
          autoCapitalize="off"
          spellCheck={false}
          className="max-w-60"
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        {ROSTER_FORMATS.map((format) => (
          <Button key={format} name="format" value={format} icon="download">
            {t(`download.${format}`)}
          </Button>
        ))}
        <span className="text-13 text-ink-2">{t("note")}</span>
      </div>
    </form>
  );
}
