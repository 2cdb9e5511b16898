import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import type { OpenPlace } from "@/lib/enrolments/open-views";
import { formatDay } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";

/** The classes of a sub-project in open mode, each with what is left of it now. */
export async function OpenPlaces({ places }: { places: OpenPlace[] }) {
  const [t, classes, locale] = await Promise.all([
    getTranslations("open.catalogue"),
    getTranslations("classes.list"),
    getLocale(),
  ]);
  return (
    <section className="mt-6 grid gap-2 text-14">
      <h2 className="font-bold">{t("title")}</h2>
      <Table caption={t("title")} phone="cards">
        <thead>
          <tr>
            <Th>{t("class")}</Th>
            <Th>{t("dates")}</Th>
            <Th>{t("places")}</Th>
            <Th>
              <span className="sr-only">{t("look")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ class: one, left, waiting, over }) => (
            <Tr key={one.id}>
              <Th scope="row" className="whitespace-nowrap">
                {one.code}
              </Th>
              <Td label={t("dates")}>
                {classes("span", {
                  from: formatDay(new Date(one.startsOn), locale),
                  to: formatDay(new Date(one.endsOn), locale),
                })}
              </Td>
              <Td label={t("places")}>
                {over
                  ? t("over")
                  : left > 0
                    ? t("left", { left })
                    : waiting > 0
                      ? t("full", { waiting })
                      : t("fullFree")}
              </Td>
              <Td>
                {over ? null : (
                  <ButtonLink href={`/registration/open/${one.id}`} prefetch={false}>
                    {t("look")}
                  </ButtonLink>
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <p className="text-13 text-ink-2">{t("about")}</p>
    </section>
  );
}
