import { ActForm } from "@/components/domain/enrolments/act-form";
import { EvidenceRows } from "@/components/domain/enrolments/evidence-list";
import { shownEvidence } from "@/components/domain/enrolments/evidence-words";
import { KeptFile, KeptSelect } from "@/components/domain/enrolments/kept-fields";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { MOST_EVIDENCE } from "@/lib/enrolments/schema";
import type { EvidenceList } from "@/lib/enrolments/views";
import { ACCEPTED_ENDINGS, MOST_BYTES } from "@/lib/files/schema";
import { getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { formWords } from "../words";
import { attach, remove } from "./actions";

type Props = {
  list: EvidenceList;
  /** The address of this page, where the answer is shown. */
  here: string;
  done: string | string[] | undefined;
  /** The size of a phone's controls. */
  roomy?: boolean;
};

/** The files there are, and the form for one more; for the teacher and for the school's clerk alike. */
export async function EvidenceDesk({ list, here, done, roomy = false }: Props) {
  const [t, words, shown] = await Promise.all([
    getTranslations("evidence"),
    formWords(),
    shownEvidence(list),
  ]);
  const rows = shown.rows.map((row, index) => ({
    ...row,
    remove:
      list.open && !list.rows[index]?.submitted ? (
        <ActForm action={remove} words={words}>
          <input type="hidden" name="evidenceId" value={row.id} />
          <input type="hidden" name="here" value={here} />
          <SubmitButton
            size="small"
            pendingLabel={t("removing")}
            aria-label={t("removeWhat", { name: row.fileName })}
          >
            {t("remove")}
          </SubmitButton>
        </ActForm>
      ) : null,
  }));
  return (
    <>
      {done === "added" || done === "removed" ? <Banner tone="ok" answer title={t(done)} /> : null}
      {shown.lacking && list.open ? <Banner tone="todo" title={shown.lacking} /> : null}
      <Card>
        <EvidenceRows rows={rows} none={shown.none} />
      </Card>
      {!list.open ? (
        <p className="text-ink-2">{t("closed")}</p>
      ) : list.rows.length < MOST_EVIDENCE ? (
        <section aria-labelledby="add" className="grid gap-3">
          <h2 id="add" className="text-18 font-bold">
            {t("add")}
          </h2>
          <ActForm key={list.rows.length} action={attach} words={words} className="grid gap-4">
            <input type="hidden" name="key" value={newId()} />
            <input type="hidden" name="here" value={here} />
            <input type="hidden" name="teacherId" value={list.teacher.id} />
            <input type="hidden" name="subProjectId" value={list.subProject.id} />
            <KeptSelect
              id="kind"
              name="kind"
              label={t("kind")}
              options={list.kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
              first={list.lacking[0] ?? list.kinds[0]}
              roomy={roomy}
            />
            <KeptFile
              id="file"
              name="file"
              label={t("file")}
              hint={t("fileHint")}
              accept={ACCEPTED_ENDINGS}
              most={MOST_BYTES}
              tooLarge={t("tooLarge")}
              roomy={roomy}
              required
            />
            <div>
              <SubmitButton
                tone="primary"
                size={roomy ? "phone" : "desk"}
                icon="upload"
                pendingLabel={t("submitting")}
              >
                {t("submit")}
              </SubmitButton>
            </div>
          </ActForm>
        </section>
      ) : null}
    </>
  );
}
