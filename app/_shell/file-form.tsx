import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { getTranslations } from "@/lib/i18n/translations";
import { type ShownProblem, STEP_UP_FIELD } from "@/lib/kernel/form-state";
import { RefusalBanner } from "./refusal-banner";

/** Problems that a code in the form mends. */
const ASKS_FOR_CODE = /^identity\.(step-up-needed|factor-)/;

type Props = {
  id?: string;
  action: string;
  /** A button for each kind of file; without a format there is one kind only. */
  files: { format?: string; label: string }[];
  note?: string;
  /** Why there was no file the last time. */
  refused: ShownProblem | null;
};

/** A plain form whose answer is a file. */
export async function FileForm({ id, action, files, note, refused }: Props) {
  const t = await getTranslations("common.fileForm");
  return (
    <form id={id} data-chrome method="post" action={action} className="grid gap-3">
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
        {files.map(({ format, label }) => (
          <Button key={label} name={format ? "format" : undefined} value={format} icon="download">
            {label}
          </Button>
        ))}
        {note ? <span className="text-13 text-ink-2">{note}</span> : null}
      </div>
    </form>
  );
}
