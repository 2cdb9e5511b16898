import Link from "next/link";
import { TeacherFrame } from "@/app/_shell/workspace";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { listOpenPlaces } from "@/lib/enrolments";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { getCalendar } from "@/lib/reporting";
import { describeClass } from "../class-words";
import { requireTeacher } from "../require-teacher";

export async function generateMetadata() {
  const t = await getTranslations("open.list");
  return { title: t("title") };
}

export default async function OpenClassesPage() {
  const actor = await requireTeacher();
  const { year } = await getCalendar(actor);
  const [places, t, words, form, locale] = await Promise.all([
    year === null ? [] : listOpenPlaces(year),
    getTranslations("open.list"),
    getTranslations("open.catalogue"),
    getTranslations("registration.form"),
    getLocale(),
  ]);
  const rows = await Promise.all(
    places.map(async (place) => ({ ...place, ...(await describeClass(place.class, locale)) })),
  );
  return (
    <TeacherFrame
      current="registration"
      title={t("title")}
      back={{ href: "/registration", label: form("back") }}
    >
      <div>
        <h1 tabIndex={-1} className="text-24">
          {t("title")}
        </h1>
        <p className="text-16 text-ink-2">{t("lead")}</p>
      </div>
      {rows.length === 0 ? (
        <EmptyState kind="nothing" title={t("none")}>
          {t("noneNext")}
        </EmptyState>
      ) : (
        <Card>
          <ul className="divide-y divide-line">
            {rows.map((row) => (
              <li key={row.class.id} className="py-3 first:pt-0 last:pb-0">
                <Link
                  prefetch={false}
                  href={`/registration/open/${row.class.id}`}
                  className="link inline-flex min-h-11 items-center text-18 font-bold"
                >
                  {locale === "en" ? row.subProject.nameEn : row.subProject.name} {row.code}
                </Link>
                <p className="text-16">
                  {row.over
                    ? words("over")
                    : row.left > 0
                      ? words("left", { left: row.left })
                      : row.waiting > 0
                        ? words("full", { waiting: row.waiting })
                        : words("fullFree")}
                </p>
                <p className="text-16 text-ink-2">{row.dates}</p>
                <p className="text-16 text-ink-2">{row.institution}</p>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <p className="text-14 text-ink-2">{words("about")}</p>
    </TeacherFrame>
  );
}
