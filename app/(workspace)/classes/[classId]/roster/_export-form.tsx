import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ROSTER_FORMATS } from "@/lib/enrolments/schema";
import { getTranslations } from "@/lib/i18n/translations";
import { STEP_UP_FIELD } from "@/lib/kernel/form-state";
import { showProblems } from "@/lib/web";

/** Problems that a code in the form mends. */
const ASKS_FOR_CODE = /^identity\.(step-up-needed|factor-)/;

type Props = { classId: string; refused: string | undefined };

/** A plain form: its answer is a file. */
export async function ExportForm({ classId, refused }: Props) {
  const t = await getTranslations("classes.rosterFile");
  const known = refused && /^[a-z]+\.[a-z-]+$/.test(refused) ? refused : null;
  const [problem] = known ? await showProblems([{ code: known }]) : [];
  return (
    <form
      id="export"
      data-chrome
      method="post"
      action={`/classes/${classId}/roster/file`}
      className="grid gap-3"
    >
      {problem ? (
        <Banner tone="todo" title={problem.message}>
          {problem.nextStep}
        </Banner>
      ) : null}
      {known && ASKS_FOR_CODE.test(known) ? (
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
