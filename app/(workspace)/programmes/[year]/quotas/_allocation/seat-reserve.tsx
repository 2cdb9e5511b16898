import { getTranslations } from "@/lib/i18n/translations";
import type { AllocationSubProject } from "@/lib/quotas/views";
import { ReserveForm } from "./_reserve-form";

/** What of a sub-project was not handed down: what is kept on purpose and why, and what nobody has decided on. */
export async function SeatReserve({ year, chosen }: { year: number; chosen: AllocationSubProject }) {
  const { left, reserved, reserveReason } = chosen;
  if (left === 0) return null;
  const [t, words] = await Promise.all([getTranslations("cities.reserve"), getTranslations("quotas")]);
  const facts = { left, reserved, free: left - reserved, reason: reserveReason ?? "" };
  const standing = reserved === 0 ? "none" : reserved < left ? "some" : "all";
  return (
    <section aria-labelledby="reserve" className="mt-6">
      <h2 id="reserve" className="text-16 font-bold">
        {t("title")}
      </h2>
      <p className={reserved < left ? "text-todo" : undefined}>{t(standing, facts)}</p>
      <details>
        <summary className="link min-h-6 cursor-pointer">{t(reserved > 0 ? "change" : "open")}</summary>
        <ReserveForm
          year={year}
          subProject={chosen.code}
          subProjectId={chosen.id}
          left={left}
          reserved={reserved}
          reason={facts.reason}
          words={{
            lead: t("lead"),
            seats: t("seats"),
            reason: t("reason"),
            submit: t("submit"),
            submitting: t("submitting"),
            errors: words("errors"),
          }}
        />
      </details>
    </section>
  );
}
