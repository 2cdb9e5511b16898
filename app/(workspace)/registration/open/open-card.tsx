import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { Actor } from "@/lib/access";
import { listOpenPlaces, listWaiting } from "@/lib/enrolments";
import { getTranslations } from "@/lib/i18n/translations";

/** The way to the open classes of the year, and to the line one stands in; nothing in a year without them. */
export async function OpenCard({
  actor,
  year,
  registered,
}: {
  actor: Actor;
  year: number;
  registered: boolean;
}) {
  const [places, { rows }, t, stand] = await Promise.all([
    listOpenPlaces(year),
    listWaiting(actor, year),
    getTranslations("open.home"),
    getTranslations("open.stand"),
  ]);
  if (places.length === 0) return null;
  if (rows.length === 0 && registered) return null;
  return (
    <Card tone={rows.some((row) => row.state === "offered") ? "todo" : "plain"}>
      <h2 className="text-18 font-bold">{t("title")}</h2>
      {rows.map((row) => (
        <div key={row.id} className="mt-2 grid gap-2">
          <p className="text-16">
            {row.state === "offered" ? t("offered") : t("waiting")} {row.classCode}
          </p>
          <ButtonLink
            href={`/registration/waiting/${row.id}`}
            tone={row.state === "offered" ? "primary" : "secondary"}
            size="phone"
          >
            {row.state === "offered"
              ? stand("heading.offered")
              : stand("heading.waiting", { position: row.position ?? 0 })}
          </ButtonLink>
        </div>
      ))}
      {rows.length === 0 ? (
        <>
          <p className="text-16 text-ink-2">{t("hint")}</p>
          <ButtonLink href="/registration/open" size="phone" className="mt-3">
            {t("look")}
          </ButtonLink>
        </>
      ) : null}
    </Card>
  );
}
