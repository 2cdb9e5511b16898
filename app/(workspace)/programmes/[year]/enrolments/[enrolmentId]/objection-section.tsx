import { ObjectionPaper } from "@/components/domain/enrolments/objection-paper";
import { ButtonLink } from "@/components/ui/button";
import type { Actor } from "@/lib/access";
import { findObjection } from "@/lib/enrolments";
import type { EnrolmentDetail } from "@/lib/enrolments/views";
import { formatClosing } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";

/** The objection on a registration's page: the school makes it on a page of its own, the province answers there. */
export async function ObjectionSection({ actor, enrolment }: { actor: Actor; enrolment: EnrolmentDetail }) {
  const decided = enrolment.shown.state === "rejected";
  if (!decided && !enrolment.history.some((step) => step.kind === "objected")) return null;
  const { objection, mayObject, mayAnswer, until } = await findObjection(actor, enrolment.id);
  if (!objection && !mayObject) return null;
  const [t, locale] = await Promise.all([getTranslations("objection"), getLocale()]);
  const page = `/programmes/${enrolment.year}/enrolments/${enrolment.id}/objection`;
  return (
    <section aria-labelledby="objection" className="grid gap-2">
      <h3 id="objection" className="font-bold">
        {t("title")}
      </h3>
      {objection ? <ObjectionPaper objection={objection} /> : null}
      {mayObject && until ? (
        <p className="text-13 text-ink-2">{t("until", { time: formatClosing(until, locale) })}</p>
      ) : null}
      {mayObject || mayAnswer ? (
        <div>
          <ButtonLink size="small" href={page}>
            {t(mayAnswer ? "answer" : "make")}
          </ButtonLink>
        </div>
      ) : null}
    </section>
  );
}
