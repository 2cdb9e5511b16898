import Link from "next/link";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { type Actor, can } from "@/lib/access";
import { findCancellation } from "@/lib/classes";
import type { ClassRow } from "@/lib/classes/schema";
import { formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";

/** Why a class does not run, or that its institution asked for that; nothing where it simply runs. */
export async function CancellationNote({
  actor,
  trainingClass: one,
}: {
  actor: Actor;
  trainingClass: ClassRow;
}) {
  const [cancellation, t, locale] = await Promise.all([
    findCancellation(actor, one.id),
    getTranslations("cancellation"),
    getLocale(),
  ]);
  if (!cancellation) return null;
  const { state, reasonCode, reasonText, into } = cancellation;
  const why = t("askedReason", { reason: t(`reasons.${reasonCode}`), text: reasonText });
  if (state === "requested")
    return (
      <Banner
        tone={can(actor, "class.cancel") ? "todo" : "wait"}
        title={t("asked", {
          name: cancellation.requestedByName,
          time: formatFullDateTime(cancellation.requestedAt, locale),
        })}
        actions={
          can(actor, "class.cancel") ? (
            <ButtonLink tone="primary" href={`/classes/${one.id}/cancel`}>
              {t("decide")}
            </ButtonLink>
          ) : undefined
        }
      >
        {why}
      </Banner>
    );
  const decided = { name: cancellation.decidedByName ?? "", time: "" };
  if (cancellation.decidedAt) decided.time = formatFullDateTime(cancellation.decidedAt, locale);
  if (state === "refused")
    return actor.role === "institution" && one.state !== "cancelled" ? (
      <Banner tone="info" title={t("refused", decided)}>
        {cancellation.decisionText}
      </Banner>
    ) : null;
  return (
    <Banner tone="info" title={t("cancelled", decided)}>
      <p>{why}</p>
      {into ? (
        <p>
          <Link prefetch={false} className="link" href={`/classes/${into.id}`}>
            {t("mergedInto", { number: into.number, code: into.code })}
          </Link>
        </p>
      ) : null}
    </Banner>
  );
}
