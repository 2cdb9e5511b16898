import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { PageHeader } from "@/components/ui/page-header";
import { DemonstrationTag, Tag } from "@/components/ui/state-face";
import { listDeliveries } from "@/lib/classes";
import { listOpenPlaces } from "@/lib/enrolments";
import { getTranslations } from "@/lib/i18n/translations";
import { NotFound } from "@/lib/kernel/problem";
import { getPublicSubProject } from "@/lib/programmes";
import { yearSchema } from "@/lib/programmes/schema";
import { PublicFrame } from "../../../../_shell/public-frame";
import { EntryFacts } from "../../_entry-facts";
import { OpenPlaces } from "../../_open-places";
import { entryWords, stateFaces } from "../../entry-words";

type Props = { params: Promise<{ year: string; code: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).code };
}

async function load({ year, code }: { year: string; code: string }) {
  const parsed = yearSchema.safeParse(year);
  if (!parsed.success) missing();
  try {
    return await getPublicSubProject(parsed.data, code);
  } catch (error) {
    if (error instanceof NotFound) missing();
    throw error;
  }
}

export default async function SubProjectPage({ params }: Props) {
  const { catalogue, entry } = await load(await params);
  const [deliveries, places, t, desk, words] = await Promise.all([
    listDeliveries(catalogue.year),
    entry.mode === "open" ? listOpenPlaces(catalogue.year) : [],
    getTranslations("programmes"),
    getTranslations("desk"),
    entryWords(),
  ]);
  const category = catalogue.categories.find((row) => row.code === entry.categoryCode);
  const project = catalogue.projects.find((row) => row.code === entry.projectCode);
  const state = catalogue.registration?.state ?? "before";
  const common = await getTranslations("common");
  return (
    <PublicFrame current="catalogue">
      <div className="grid gap-6">
        <PageHeader
          title={words.named(entry)}
          path={{
            label: common("label.path"),
            crumbs: [
              { href: `/catalogue?year=${catalogue.year}`, label: desk("public.catalogue") },
              ...(category
                ? [
                    {
                      href: `/catalogue?year=${catalogue.year}&category=${category.code}`,
                      label: words.named(category),
                    },
                  ]
                : []),
              ...(project ? [{ label: words.named(project) }] : []),
            ],
          }}
          state={<Tag face={stateFaces[state]}>{t(`states.${state}`)}</Tag>}
          facts={
            <>
              {t("catalogue.code", { code: entry.code })}{" "}
              {entry.nameVerified ? null : (
                <DemonstrationTag>{t("entry.nameDemonstration")}</DemonstrationTag>
              )}
            </>
          }
        />
        <div className="rounded-panel border border-line-strong bg-surface p-4 sm:p-6">
          <EntryFacts
            entry={entry}
            registration={catalogue.registration}
            deliveries={deliveries.filter((row) => row.subProjectId === entry.id)}
            words={words}
          />
          {entry.mode === "open" ? (
            <OpenPlaces places={places.filter((place) => place.subProject.id === entry.id)} />
          ) : null}
        </div>
      </div>
    </PublicFrame>
  );
}
