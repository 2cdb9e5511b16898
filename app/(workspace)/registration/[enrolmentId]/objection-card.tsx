import { ObjectionPaper } from "@/components/domain/enrolments/objection-paper";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { Actor } from "@/lib/access";
import { findObjection } from "@/lib/enrolments";
import { formatClosing } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";

/** The objection to a decision on one's own registration, and the way to make it while there is time. */
export async function ObjectionCard({ actor, enrolmentId }: { actor: Actor; enrolmentId: string }) {
  const { objection, mayObject, until } = await findObjection(actor, enrolmentId);
  if (!objection && !mayObject) return null;
  const [t, locale] = await Promise.all([getTranslations("objection"), getLocale()]);
  return (
    <Card tone={mayObject ? "todo" : "plain"}>
      <h2 className="mb-2 text-18 font-bold">{t("title")}</h2>
      {objection ? <ObjectionPaper objection={objection} /> : null}
      {mayObject && until ? (
        <>
          <p className="mb-3 text-16 text-ink-2">{t("until", { time: formatClosing(until, locale) })}</p>
          <ButtonLink href={`/registration/${enrolmentId}/object`} size="phone">
            {t("make")}
          </ButtonLink>
        </>
      ) : null}
    </Card>
  );
}
