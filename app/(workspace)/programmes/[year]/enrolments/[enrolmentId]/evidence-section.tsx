import { EvidenceRows } from "@/components/domain/enrolments/evidence-list";
import { shownEvidence } from "@/components/domain/enrolments/evidence-words";
import { ButtonLink } from "@/components/ui/button";
import type { Actor } from "@/lib/access";
import { listEvidence } from "@/lib/enrolments";
import type { EnrolmentDetail } from "@/lib/enrolments/views";
import { getTranslations } from "@/lib/i18n/translations";

/** While what is missing can still be asked for. */
const UNDECIDED = ["submitted", "confirmed", "returned"];

/** The papers that support a registration, on its page; the clerk of the school adds to them on a page of their own. */
export async function EvidenceSection({ actor, enrolment }: { actor: Actor; enrolment: EnrolmentDetail }) {
  const list = await listEvidence(actor, {
    teacherId: enrolment.teacher.id,
    subProjectId: enrolment.subProject.id,
  });
  const [t, shown] = await Promise.all([getTranslations("evidence"), shownEvidence(list)]);
  return (
    <section aria-labelledby="evidence" className="grid gap-2">
      <h3 id="evidence" className="font-bold">
        {t("section")}
      </h3>
      <EvidenceRows rows={shown.rows} none={shown.none} />
      {shown.lacking && UNDECIDED.includes(enrolment.shown.state) ? (
        <p className="text-13 text-todo">{shown.lacking}</p>
      ) : null}
      {list.open ? (
        <div>
          <ButtonLink
            size="small"
            href={`/programmes/${enrolment.year}/enrolments/${enrolment.id}/evidence`}
            icon="upload"
          >
            {t("manage")}
          </ButtonLink>
        </div>
      ) : null}
    </section>
  );
}
