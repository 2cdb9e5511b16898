import Link from "next/link";
import { ActForm } from "@/components/domain/enrolments/act-form";
import type { ShownLine } from "@/components/domain/enrolments/eligibility-lines";
import { KeptCheckbox, KeptRadios, KeptText, KeptTextarea } from "@/components/domain/enrolments/kept-fields";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import { SubmitButton } from "@/components/ui/submit-button";
import { REJECT_REASONS, RETURN_REASONS, VERDICTS } from "@/lib/enrolments/schema";
import type { EnrolmentDetail } from "@/lib/enrolments/views";
import { getTranslations } from "@/lib/i18n/translations";
import { formWords } from "../../../../registration/words";
import { approve, confirm, reject, reopen, sendBack, sendToTeacher, takeBack } from "../actions";
import { type ListSearch, panelHref } from "../addresses";
import type { Queue } from "../load-queue";

const ACTS = ["approve", "confirm", "return", "reject", "reopen"] as const;
type OpenAct = (typeof ACTS)[number];

/** Which form the panel shows: the one its address names, else the act that is due. */
export function openAct({ acts }: EnrolmentDetail, search: ListSearch): OpenAct | null {
  const possible = ACTS.filter(
    (act) => acts.includes(act) || (act === "return" && acts.includes("return-to-teacher")),
  );
  return (
    possible.find((act) => act === search.act) ??
    possible.find((act) => act === "approve" || act === "confirm") ??
    null
  );
}

type Props = {
  enrolment: EnrolmentDetail;
  queue: Queue;
  around: { previous?: string; next?: string };
  judged: ShownLine[];
};

/** After a decision the next registration of the list opens by itself. */
export async function DecisionForms({ enrolment, queue, around, judged }: Props) {
  const { year, state, search, actor } = queue;
  const [t, reasons, words] = await Promise.all([
    getTranslations("registration.panel"),
    getTranslations("enrolments.reasons"),
    formWords(),
  ]);
  const act = openAct(enrolment, search);
  // Where nothing is left to do, the form of the act that was sent stays, to say that somebody else was faster.
  const sent =
    act ?? ACTS.find((one) => one === search.act) ?? (actor.role === "school" ? "confirm" : "approve");
  const here = panelHref(year, enrolment.id, state);
  const stay = panelHref(year, enrolment.id, state, { after: enrolment.id });
  const onward = around.next ? panelHref(year, around.next, state, { after: enrolment.id }) : stay;
  const toTeacher = actor.role === "school";
  const common = (back: string) => (
    <>
      <input type="hidden" name="enrolmentId" value={enrolment.id} />
      <input type="hidden" name="version" value={enrolment.version} />
      <input type="hidden" name="back" value={back} />
    </>
  );
  const actions = { approve, confirm, return: toTeacher ? sendToTeacher : sendBack, reject, reopen };
  const codes = act === "reject" ? REJECT_REASONS : RETURN_REASONS;
  const kind = act === "reject" ? "reject" : "return";
  const reason = codes.find((code) => code === search.reason);
  return (
    <>
      {enrolment.acts.includes("undo") ? (
        <ActForm
          key={`${enrolment.id}-undo`}
          id="undo"
          action={takeBack}
          words={words}
          className="empty:hidden"
        >
          <input type="hidden" name="enrolmentId" value={enrolment.id} />
          <input type="hidden" name="back" value={stay} />
        </ActForm>
      ) : null}
      <ActForm
        key={`${enrolment.id}-${sent}`}
        id="decision"
        action={actions[sent]}
        words={words}
        className="grid gap-3"
      >
        {act ? common(act === "reopen" ? stay : onward) : null}
        {act === "approve" || act === "reject"
          ? judged.map((line) => (
              <div
                key={line.code}
                data-edge
                className="grid gap-2 rounded-panel border border-todo-line bg-todo-bg p-3"
              >
                <div className="flex gap-2">
                  <Icon name="eye" className="mt-1 text-todo" />
                  <div className="min-w-0">
                    <p className="font-bold">{line.title}</p>
                    {line.note ? <p className="text-13 text-ink-2">{line.note}</p> : null}
                  </div>
                </div>
                <KeptRadios
                  id={`judgement-${line.code}`}
                  name={`judgement-${line.code}`}
                  legend={t("yourJudgement")}
                  choices={VERDICTS.map((verdict) => ({
                    value: verdict,
                    label: t(`verdicts.${line.code}.${verdict}`),
                  }))}
                />
                <p>
                  <Link
                    prefetch={false}
                    href={panelHref(year, enrolment.id, state, {
                      act: "return",
                      reason: "training-evidence",
                    })}
                    className="link inline-block min-h-6"
                  >
                    {t("notEnough")}
                  </Link>
                </p>
              </div>
            ))
          : null}
        {act === "approve" && enrolment.changed.length > 0 ? (
          <KeptCheckbox
            id="seenVersion"
            name="seenVersion"
            value={String(enrolment.teacherVersion)}
            label={t("changeSeen", { count: enrolment.changed.length })}
          />
        ) : null}
        {act === "confirm" ? (
          <div className="grid gap-3 rounded-panel border border-todo-line p-3">
            <h3 className="font-bold">{t("confirming.title")}</h3>
            <KeptTextarea
              id="ethicsStatement"
              name="ethicsStatement"
              label={t("confirming.statement")}
              hint={t("confirming.hint")}
              first={t("confirming.sentence", { name: enrolment.teacher.name })}
              rows={4}
              maxLength={1000}
            />
            <KeptText
              id="ethicsName"
              name="ethicsName"
              label={t("confirming.name")}
              first={actor.name}
              maxLength={40}
              autoComplete="name"
            />
            <KeptCheckbox id="stated" name="stated" value="yes" label={t("confirming.stated")} />
          </div>
        ) : null}
        {act === "return" || act === "reject" || act === "reopen" ? (
          <div className="grid gap-3 rounded-panel border border-line-strong p-3">
            <h3 className="font-bold">
              {t(`${toTeacher && act === "return" ? "returnToTeacher" : act}.title`)}
            </h3>
            {act === "reopen" ? null : (
              <>
                <nav aria-label={t("reasonList")}>
                  <p className="mb-1">{t("reasonList")}</p>
                  <ul className="flex flex-wrap gap-2">
                    {codes.map((code) => (
                      <li key={code}>
                        <Link
                          prefetch={false}
                          href={panelHref(year, enrolment.id, state, { act, reason: code })}
                          aria-current={code === reason ? "true" : undefined}
                          className={cx(
                            "inline-flex min-h-7 items-center rounded-control border px-2 text-13 max-sm:min-h-11",
                            code === reason ? "border-brand bg-brand-soft font-bold" : "border-control",
                          )}
                        >
                          {reasons(`${kind}.${code}.label`)}
                        </Link>
                      </li>
                    ))}
                  </ul>
                </nav>
                <input type="hidden" name="reasonCode" value={reason ?? "other"} />
              </>
            )}
            {act === "return" && !toTeacher ? (
              <KeptRadios
                id="to"
                name="to"
                legend={t("return.to")}
                choices={[
                  { value: "school", label: t("return.school") },
                  { value: "teacher", label: t("return.teacher") },
                ]}
              />
            ) : null}
            <KeptTextarea
              key={reason ?? "none"}
              id="reasonText"
              name="reasonText"
              label={t("sentence")}
              hint={t(`${act}.hint`)}
              first={reason ? reasons(`${kind}.${reason}.sentence`) : ""}
              rows={4}
              maxLength={500}
            />
            <div className="flex flex-wrap items-center gap-3">
              <SubmitButton tone={act === "reject" ? "danger" : "primary"} pendingLabel={t("acts.sending")}>
                {t(`${toTeacher && act === "return" ? "returnToTeacher" : act}.submit`)}
              </SubmitButton>
              <Link prefetch={false} href={here} className="link">
                {t("acts.cancel")}
              </Link>
            </div>
          </div>
        ) : null}
      </ActForm>
    </>
  );
}
