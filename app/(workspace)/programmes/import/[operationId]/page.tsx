import type { Metadata } from "next";
import Link from "next/link";
import { missing } from "@/app/_shell/missing";
import { ActionBar } from "@/components/ui/action-bar";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { Section } from "@/components/ui/page-header";
import type { Actor } from "@/lib/access";
import { formatDateTime, formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { NotFound } from "@/lib/kernel/problem";
import { getImport } from "@/lib/programmes";
import type { ImportOverview } from "@/lib/programmes/import-views";
import { requireActor, showProblems } from "@/lib/web";
import { PlainForm } from "../../_plain-form";
import { ImportPage } from "../_import-page";
import { confirmImportAction, withdrawImportAction } from "../actions";

type Props = {
  params: Promise<{ operationId: string }>;
  searchParams: Promise<{ problem?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("programmes.import");
  return { title: t("result") };
}

async function load(actor: Actor, operationId: string): Promise<ImportOverview> {
  try {
    return await getImport(actor, operationId);
  } catch (error) {
    if (error instanceof NotFound) missing();
    throw error;
  }
}

export default async function ImportResultPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const run = await load(actor, (await params).operationId);
  const { problem } = await searchParams;
  const [t, locale] = await Promise.all([getTranslations("programmes.import"), getLocale()]);
  const step = { "dry-run": "dry-run", applied: "done", abandoned: "dry-run" } as const;
  const uploadPath = run.kind === "designations" ? `/programmes/${run.year}/import` : "/programmes/import";
  return (
    <ImportPage
      title={run.state === "applied" ? t("changed") : t("result")}
      facts={t("facts", { file: run.fileName, time: formatDateTime(run.createdAt, locale) })}
      crumb={
        run.kind === "designations" ? { href: `/programmes/${run.year}`, label: String(run.year) } : undefined
      }
      step={step[run.state]}
    >
      <Answer run={run} />
      {run.problems.length > 0 ? (
        <Problems run={run} chosen={typeof problem === "string" ? problem : null} />
      ) : (
        <Section
          id="changes"
          title={t(run.state === "applied" ? "changed" : "changes")}
          className="max-w-measure"
        >
          <dl className="divide-y divide-line">
            {Object.entries(run.counts).map(([key, count]) => (
              <div key={key} className="flex justify-between gap-4 py-1.5">
                <dt>{t.has(`count.${key}`) ? t(`count.${key}`) : key}</dt>
                <dd className="font-bold">{formatNumber(count, locale)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {run.state === "dry-run" ? (
        <div className="-mx-4 mt-auto sm:-mx-8">
          <ActionBar
            actions={
              <>
                <PlainForm
                  action={withdrawImportAction}
                  tone="secondary"
                  hidden={{ operationId: run.id }}
                  words={{ errors: t("errors"), submit: t("withdraw"), pending: t("withdraw") }}
                />
                <ButtonLink icon="upload" href={uploadPath}>
                  {t("again")}
                </ButtonLink>
                {run.ready ? (
                  <PlainForm
                    action={confirmImportAction}
                    hidden={{ operationId: run.id }}
                    words={{ errors: t("errors"), submit: t("apply"), pending: t("apply") }}
                  />
                ) : null}
              </>
            }
          >
            {run.ready ? t("untouched") : t("wrongNote")}
          </ActionBar>
        </div>
      ) : null}
    </ImportPage>
  );
}

async function Answer({ run }: { run: ImportOverview }) {
  const [t, locale] = await Promise.all([getTranslations("programmes.import"), getLocale()]);
  if (run.state === "applied")
    return (
      <Banner
        tone="ok"
        title={t("applied", {
          time: run.appliedAt ? formatDateTime(run.appliedAt, locale) : "",
        })}
        actions={
          run.year ? (
            <ButtonLink href={`/programmes/${run.year}`}>
              {t("openYear", { year: String(run.year) })}
            </ButtonLink>
          ) : null
        }
      >
        {t("appliedNote")}
      </Banner>
    );
  if (run.state === "abandoned") return <Banner tone="info" title={t("abandoned")} />;
  if (run.problemCount > 0)
    return (
      <Banner tone="bad" title={t("wrong", { count: run.problemCount })}>
        <p>{t("untouched")}</p>
      </Banner>
    );
  return (
    <Banner tone="ok" title={t("ready")}>
      <p>{t("untouched")}</p>
      <p>{t("untouchedNote")}</p>
    </Banner>
  );
}

/** Every problem with its place; the list beside it groups them by what is wrong. */
async function Problems({ run, chosen }: { run: ImportOverview; chosen: string | null }) {
  const t = await getTranslations("programmes.import");
  const shown = await showProblems(run.problems.map(({ code, params }) => ({ code, params })));
  const rows = run.problems.map((problem, index) => ({ ...problem, ...shown[index], index }));
  const kinds = new Map<string, number>();
  for (const { code } of run.problems) kinds.set(code, (kinds.get(code) ?? 0) + 1);
  const path = `/programmes/import/${run.id}`;
  const facet = (href: string, label: string, count: number, current: boolean) => (
    <li key={href}>
      <Link
        prefetch={false}
        href={href}
        aria-current={current ? "true" : undefined}
        className={`flex min-h-8 items-center justify-between gap-3 rounded-control px-2 py-1 ${current ? "bg-brand-soft font-bold" : "hover:bg-select"}`}
      >
        <span>{label}</span>
        <span className="text-ink-2">{count}</span>
      </Link>
    </li>
  );
  const kindName = (code: string) => {
    const key = `kind.${code.replace("programmes.", "")}`;
    return t.has(key) ? t(key) : (rows.find((row) => row.code === code)?.message ?? code);
  };
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-4 lg:grid-cols-[14rem_minmax(0,1fr)] large:grid-cols-1">
      <nav aria-label={t("kinds")}>
        <ul className="grid gap-0.5">
          {facet(path, t("all"), run.problems.length, chosen === null)}
          {[...kinds].map(([code, count]) =>
            facet(`${path}?problem=${code}`, kindName(code), count, chosen === code),
          )}
        </ul>
      </nav>
      <div>
        <Table caption={t("all")}>
          <thead>
            <tr>
              <Th>{t("place")}</Th>
              <Th>{t("written")}</Th>
              <Th>{t("problem")}</Th>
              <Th>{t("fix")}</Th>
            </tr>
          </thead>
          <tbody>
            {rows
              .filter((row) => chosen === null || row.code === chosen)
              .map((row) => (
                <Tr key={row.index}>
                  <Th scope="row" className="break-all">
                    {row.place || "—"}
                  </Th>
                  <Td>
                    {row.place ? (
                      <span className="border-b-2 border-bad bg-bad-bg px-1 text-bad">
                        {row.text || t("blank")}
                      </span>
                    ) : (
                      "—"
                    )}
                  </Td>
                  <Td>{row.message}</Td>
                  <Td quiet>
                    {row.nextStep}
                    {row.params.suggestion ? (
                      <span className="block text-ink">
                        {t("suggestion", { name: String(row.params.suggestion) })}
                      </span>
                    ) : null}
                  </Td>
                </Tr>
              ))}
          </tbody>
        </Table>
        {run.problemCount > run.problems.length ? (
          <p className="pt-2 text-13 text-ink-2">
            {t("more", { count: run.problemCount - run.problems.length })}
          </p>
        ) : null}
      </div>
    </div>
  );
}
