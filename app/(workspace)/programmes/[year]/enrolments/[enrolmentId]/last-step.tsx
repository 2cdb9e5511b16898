import { ActForm } from "@/components/domain/enrolments/act-form";
import { Banner } from "@/components/ui/banner";
import { SubmitButton } from "@/components/ui/submit-button";
import type { LastStep } from "@/lib/enrolments";
import { formatTime } from "@/lib/i18n";
import { getTranslations } from "@/lib/i18n/translations";
import { formWords } from "../../../../registration/words";
import { takeBack } from "../actions";
import { panelHref } from "../addresses";
import type { Queue } from "../load-queue";

const TOLD = [
  "confirmed",
  "confirmed-again",
  "returned-to-teacher",
  "approved",
  "returned",
  "rejected",
  "review-undone",
  "reopened",
  "move-kept",
  "move-ended",
] as const;

type Props = { step: LastStep; queue: Queue; openId: string };

/** What became of the registration that was decided just now, above the one that follows it. */
export async function LastStepLine({ step, queue, openId }: Props) {
  const { actor, year, state } = queue;
  const kind = TOLD.find((known) => known === step.kind);
  if (!kind || step.actorRole !== actor.role) return null;
  const [t, words] = await Promise.all([getTranslations("registration.panel"), formWords()]);
  // The open registration carries its own button at the foot.
  const until = step.enrolmentId === openId ? null : step.undoableUntil;
  return (
    <Banner
      tone="ok"
      answer
      className="mb-4"
      title={t(`after.${kind}`, { time: formatTime(step.at), name: step.teacherName })}
    >
      {until ? (
        <ActForm
          key={step.enrolmentId}
          action={takeBack}
          words={words}
          className="mt-1 flex flex-wrap items-center gap-3"
        >
          <input type="hidden" name="enrolmentId" value={step.enrolmentId} />
          <input
            type="hidden"
            name="back"
            value={panelHref(year, step.enrolmentId, state, { after: step.enrolmentId })}
          />
          <SubmitButton size="small" icon="undo" pendingLabel={t("acts.undoing")}>
            {t("acts.undo", { time: formatTime(until) })}
          </SubmitButton>
        </ActForm>
      ) : null}
    </Banner>
  );
}
