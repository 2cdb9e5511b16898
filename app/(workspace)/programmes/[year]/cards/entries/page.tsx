import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { StateFace } from "@/components/ui/state-face";
import { SubmitButton } from "@/components/ui/submit-button";
import { listEntries } from "@/lib/enrolments";
import { formatClosing, formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { Forbidden } from "@/lib/kernel/problem";
import { requireActor } from "@/lib/web";
import { formWords } from "../../../../registration/words";
import { remind, takeBack } from "./actions";

const ANSWERS = ["saved", "reminded", "takenBack"] as const;
type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Partial<Record<(typeof ANSWERS)[number], string | string[]>>>;
};

export async function generateMetadata() {
  const t = await getTranslations("wishes.entries");
  return { title: t("title") };
}

/** What the school filled in and its teachers have not answered yet. */
export default async function EntriesPage({ params, searchParams }: Props) {
  const [actor, { year }, asked, t, all, quotas, words, locale] = await Promise.all([
    requireActor(),
    params,
    searchParams,
    getTranslations("wishes.entries"),
    getTranslations("wishes"),
    getTranslations("quotas"),
    formWords(),
    getLocale(),
  ]);
  if (!/^\d{4}$/.test(year)) missing();
  const rows = await listEntries(actor, { year: Number(year) }).catch((error: unknown) => {
    if (error instanceof Forbidden) missing();
    throw error;
  });
  const answer = ANSWERS.find((one) => asked[one]);
  const nameOf = (one: { code: string; name: string; nameEn: string }) =>
    `${one.code} ${locale === "en" ? one.nameEn : one.name}`;
  return (
    <Workspace current="cards">
      <DeskPage>
        <PageHeader
          title={t("title")}
          path={{
            label: quotas("path.label"),
            crumbs: [
              { href: `/programmes/${year}/cards`, label: quotas("path.cards") },
              { href: `/programmes/${year}/cards/wishes`, label: all("title") },
              { label: t("title") },
            ],
          }}
          facts={t("lead")}
        />
        {answer ? <Banner tone="ok" answer title={t(answer)} /> : null}
        {rows.length === 0 ? (
          <EmptyState
            kind="nothing"
            title={t("none")}
            action={<ButtonLink href={`/programmes/${year}/cards/wishes`}>{all("title")}</ButtonLink>}
          >
            {t("noneNext")}
          </EmptyState>
        ) : (
          <Table caption={t("title")} phone="cards">
            <thead>
              <tr>
                <Th>{all("teacher")}</Th>
                <Th>{t("training")}</Th>
                <Th>{t("state")}</Th>
                <Th>{t("until")}</Th>
                <Th>{all("act")}</Th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Tr key={row.nominationId}>
                  <Td label={all("teacher")}>
                    <span>
                      <b>{row.name}</b> {row.staffNumber}
                    </span>
                  </Td>
                  <Td label={t("training")}>
                    {nameOf(row.subProject)}
                    <span className="block text-13 text-ink-2">
                      {row.cardCode ? all("is.bound", { code: row.cardCode }) : t("noCard")}
                    </span>
                  </Td>
                  <Td label={t("state")}>
                    <StateFace face="wait">{t("waiting")}</StateFace>
                    <span className="block text-13 text-ink-2">
                      {t("by", { name: row.preparedByName, time: formatDateTime(row.preparedAt, locale) })}
                    </span>
                  </Td>
                  <Td label={t("until")}>{row.until ? formatClosing(row.until, locale) : null}</Td>
                  <Td label={all("act")}>
                    <div className="flex flex-wrap items-center gap-2">
                      {row.remindedToday ? (
                        <span className="text-ink-2">{t("remindedToday")}</span>
                      ) : row.reachable ? (
                        <Act
                          action={remind}
                          id={row.nominationId}
                          year={year}
                          words={words}
                          say={t("remind")}
                          what={t("remindWhat", { name: row.name })}
                          pending={t("reminding")}
                        />
                      ) : (
                        <span className="text-ink-2">{t("noAccount")}</span>
                      )}
                      <ButtonLink
                        size="small"
                        href={`/programmes/${year}/cards/wishes/entry?subProject=${row.subProject.id}&teacher=${row.teacherId}`}
                      >
                        {t("change")}
                        <span className="sr-only"> {row.name}</span>
                      </ButtonLink>
                      <Act
                        action={takeBack}
                        id={row.nominationId}
                        year={year}
                        words={words}
                        say={all("takeBack")}
                        what={all("takeBackWhat", { name: row.name })}
                        pending={all("takingBack")}
                      />
                    </div>
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </DeskPage>
    </Workspace>
  );
}

type ActProps = {
  action: typeof remind | typeof takeBack;
  id: string;
  year: string;
  words: Awaited<ReturnType<typeof formWords>>;
  say: string;
  what: string;
  pending: string;
};

function Act({ action, id, year, words, say, what, pending }: ActProps) {
  return (
    <ActForm action={action} words={words}>
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="nominationId" value={id} />
      <SubmitButton size="small" pendingLabel={pending} aria-label={what}>
        {say}
      </SubmitButton>
    </ActForm>
  );
}
