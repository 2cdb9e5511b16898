import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptRadios, KeptTextarea } from "@/components/domain/enrolments/kept-fields";
import { Banner } from "@/components/ui/banner";
import { SubmitButton } from "@/components/ui/submit-button";
import { MOVE_DECISIONS } from "@/lib/enrolments/move-schema";
import type { EnrolmentDetail } from "@/lib/enrolments/views";
import { getTranslations } from "@/lib/i18n/translations";
import { formWords } from "../../../../registration/words";
import { decideMove } from "../actions";
import { panelHref } from "../addresses";
import type { Queue } from "../load-queue";

type Props = { enrolment: EnrolmentDetail; queue: Queue };

/** The teacher has left the school of the seat: what that means, and for the province the decision. */
export async function MovedSection({ enrolment, queue }: Props) {
  if (!enrolment.moved) return null;
  const [t, words] = await Promise.all([getTranslations("moves"), formWords()]);
  const school = queue.locale === "en" ? enrolment.school.nameEn : enrolment.school.name;
  const { decided } = enrolment.moved;
  return (
    <>
      <Banner tone={decided ? "info" : "todo"} title={t("flag.title", { school })}>
        {t(decided ? "flag.decided" : "flag.undecided", { school })}
      </Banner>
      {enrolment.acts.includes("decide-move") ? (
        <ActForm
          key={`${enrolment.id}-move`}
          id="move"
          action={decideMove}
          words={words}
          className="grid gap-3 rounded-panel border border-todo-line p-3"
        >
          <input type="hidden" name="enrolmentId" value={enrolment.id} />
          <input type="hidden" name="version" value={enrolment.version} />
          <input
            type="hidden"
            name="back"
            value={panelHref(queue.year, enrolment.id, queue.state, { after: enrolment.id })}
          />
          <h3 className="font-bold">{t("decide.title")}</h3>
          <KeptRadios
            id="decision-move"
            name="decision"
            legend={t("decide.choice")}
            choices={MOVE_DECISIONS.map((value) => ({
              value,
              label: t(`decide.${value}`),
              hint: t(`decide.${value}Hint`, { school }),
            }))}
          />
          <KeptTextarea
            id="move-reason"
            name="reasonText"
            label={t("decide.reason")}
            hint={t("decide.reasonHint")}
            rows={3}
            maxLength={500}
          />
          <SubmitButton tone="primary" pendingLabel={t("submitting")} className="justify-self-start">
            {t("decide.submit")}
          </SubmitButton>
        </ActForm>
      ) : null}
    </>
  );
}
