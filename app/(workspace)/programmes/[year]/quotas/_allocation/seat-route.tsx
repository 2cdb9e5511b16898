import { getTranslations } from "@/lib/i18n/translations";
import type { SeatRouteFacts } from "@/lib/quotas/views";
import { SeatRouteForm } from "./_seat-route-form";

/** Which way the seats of a province go this year; a province without cities has nothing to decide. */
export async function SeatRoute({ year, route }: { year: number; route: SeatRouteFacts }) {
  if (route.cities === 0) return null;
  const [t, words] = await Promise.all([getTranslations("cities.route"), getTranslations("quotas")]);
  return (
    <section aria-labelledby="seat-route" className="mt-6">
      <h2 id="seat-route" className="text-16 font-bold">
        {t("title")}
      </h2>
      {route.settled ? (
        <>
          <p>{t("now", { through: route.throughCities ? "yes" : "no" })}</p>
          <p className="text-13 text-ink-2">{t("settled")}</p>
        </>
      ) : (
        <SeatRouteForm
          year={year}
          throughCities={route.throughCities}
          words={{
            title: t("title"),
            straight: t("straight"),
            through: t("through"),
            lead: t("lead"),
            submit: t("submit"),
            submitting: t("submitting"),
            errors: words("errors"),
          }}
        />
      )}
    </section>
  );
}
