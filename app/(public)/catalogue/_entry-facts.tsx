import { Explained } from "@/app/help/explained";
import { ButtonLink } from "@/components/ui/button";
import { SummaryList } from "@/components/ui/summary-list";
import { useTranslations } from "@/lib/i18n/translations";
import type { Catalogue, CatalogueDelivery, CatalogueEntry } from "@/lib/programmes/schema";
import type { EntryWords } from "./entry-words";

type Props = {
  entry: CatalogueEntry;
  registration: Catalogue["registration"];
  deliveries: CatalogueDelivery[];
  words: EntryWords;
  /** Left out on the page of the sub-project itself, where the inner heading stands one level higher. */
  href?: string;
};

/** What a teacher wants to know of a sub-project, and how to register. */
export function EntryFacts({ entry, registration, deliveries, words, href }: Props) {
  const t = useTranslations("programmes");
  const Heading = href ? "h3" : "h2";
  const institutions = words.institutions(entry);
  const open = useTranslations("open.catalogue");
  const chosen = entry.mode === "open";
  const until = registration ? words.closing(registration.closesAt) : null;
  const steps = [
    chosen ? open("step1") : t("entry.step1"),
    t("entry.step2"),
    ...(until ? [chosen ? open("step3", { until }) : t("entry.step3", { until })] : []),
  ];
  return (
    <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,1fr)_15rem]">
      <div className="grid content-start gap-4 text-14">
        <SummaryList
          rows={[
            {
              key: "audience",
              label: <Explained term="conditions">{t("entry.audience")}</Explained>,
              value: <Lines lines={words.audience(entry.criteria)} />,
            },
            { key: "time", label: t("entry.time"), value: words.time(deliveries) },
            ...(deliveries.length > 0
              ? [
                  {
                    key: "delivery",
                    label: <Explained term="mode">{t("entry.delivery")}</Explained>,
                    value: words.modes(deliveries),
                  },
                ]
              : []),
            {
              key: "institutions",
              label: <Explained term="institution">{t("entry.institutions")}</Explained>,
              value:
                institutions.length === 0
                  ? t("entry.institutionsNone")
                  : institutions.map((row) => (
                      <span key={row.key} className="block">
                        {row.name} <span className="text-ink-2">{row.share}</span>
                      </span>
                    )),
            },
            {
              key: "seats",
              label: <Explained term="seat">{t("entry.seats")}</Explained>,
              value: chosen
                ? open("seatsValue", { seats: entry.seats })
                : t("entry.seatsValue", { seats: entry.seats }),
            },
            ...(registration
              ? [
                  {
                    key: "registration",
                    label: t("entry.registration"),
                    value: words.registration(registration),
                  },
                ]
              : []),
          ]}
        />
        <div className="flex flex-wrap gap-3">
          {registration?.state === "closed" ? null : (
            <ButtonLink href="/registration" tone="primary" size="public" prefetch={false}>
              {t("entry.signIn")}
            </ButtonLink>
          )}
          {href ? (
            <ButtonLink href={href} size="public" prefetch={false}>
              {t("entry.details")}
            </ButtonLink>
          ) : null}
        </div>
      </div>
      <section className="border-line text-14 lg:border-l lg:pl-6">
        <Heading className="mb-2 font-bold">{t("entry.how")}</Heading>
        <ol className="grid gap-2">
          {steps.map((step, index) => (
            <li key={step} className="flex gap-2.5">
              <span
                aria-hidden="true"
                className="flex size-5 shrink-0 items-center justify-center rounded-full border border-control text-12 text-ink-2"
              >
                {index + 1}
              </span>
              <span>{step}</span>
            </li>
          ))}
        </ol>
        <p className="mt-3 text-13 text-ink-2">{chosen ? open("how") : t("entry.card")}</p>
      </section>
    </div>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return lines.map((line) => (
    <span key={line} className="block">
      {line}
    </span>
  ));
}
