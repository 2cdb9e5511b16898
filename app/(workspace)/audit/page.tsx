import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { Button, ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { TextField } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { getSealState, searchAuditEvents } from "@/lib/audit";
import { auditFilterSchema } from "@/lib/audit/schema";
import type { SealState } from "@/lib/audit/views";
import { formatFullDateTime, formatNumber, type Locale } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { requireActor, shownRefusal } from "@/lib/web";
import { FileForm } from "../../_shell/file-form";
import { Workspace } from "../../_shell/workspace";
import { auditAddress } from "./address";
import { kindWords } from "./kind-words";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

/** Until when the trail is sealed, and whether it was found whole. */
async function SealLine({ state, locale }: { state: SealState; locale: Locale }) {
  const t = await getTranslations("audit.seal");
  const { sealedAt, verified } = state;
  const time = verified ? formatFullDateTime(verified.at, locale) : "";
  const outcome = !verified ? "unverified" : verified.findings > 0 ? "broken" : "verified";
  return (
    <p className={outcome === "broken" ? "text-14 text-bad" : "text-14 text-ink-2"}>
      {sealedAt
        ? t("sealed", {
            time: formatFullDateTime(sealedAt, locale),
            count: formatNumber(state.sealedRows, locale),
          })
        : t("unsealed")}
      {" · "}
      {t(outcome, { time, count: formatNumber(verified?.findings ?? 0, locale) })}
    </p>
  );
}

const FIELDS = ["actor", "organisation", "kind", "subjectId", "from", "to"] as const;

export default async function AuditPage({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  const actor = await requireActor();
  const asked = Object.fromEntries(Object.entries(await searchParams).filter(([, value]) => value !== ""));
  const parsed = auditFilterSchema.safeParse(asked);
  const filter = parsed.success ? parsed.data : {};
  const [page, seal, refused, t, common, say, locale] = await Promise.all([
    searchAuditEvents(actor, filter),
    getSealState(actor),
    shownRefusal(asked),
    getTranslations("audit"),
    getTranslations("common"),
    kindWords(),
    getLocale(),
  ]);
  const { cursor: _cursor, ...kept } = filter;
  return (
    <Workspace current="audit">
      <DeskPage>
        <PageHeader title={t("title")} facts={t("facts")} />
        <SealLine state={seal} locale={locale} />
        <search>
          <form className="grid items-end gap-3 sm:grid-cols-3 xl:grid-cols-6">
            {FIELDS.map((field) => (
              <TextField
                key={field}
                id={field}
                name={field}
                type={field === "from" || field === "to" ? "date" : "text"}
                label={t(`filter.${field}`)}
                defaultValue={asked[field]}
              />
            ))}
            <div className="flex gap-2 sm:col-span-3 xl:col-span-6">
              <Button type="submit" tone="primary">
                {common("action.search")}
              </Button>
              {Object.keys(kept).length > 0 ? (
                <ButtonLink href="/audit">{common("action.clearAll")}</ButtonLink>
              ) : null}
            </div>
          </form>
        </search>
        {page.rows.length === 0 ? (
          <EmptyState kind="no-match" title={common("empty.noMatch")} />
        ) : (
          <div>
            <Table caption={t("title")}>
              <thead>
                <tr>
                  <Th>{t("column.at")}</Th>
                  <Th>{t("column.who")}</Th>
                  <Th className="w-52">{t("column.what")}</Th>
                  <Th className="w-64">{t("column.subject")}</Th>
                  <Th>{t("column.details")}</Th>
                </tr>
              </thead>
              <tbody>
                {page.rows.map((row) => (
                  <Tr key={row.id}>
                    <Td className="whitespace-nowrap">
                      {formatFullDateTime(row.businessAt, locale)}
                      <span className="block text-12 text-ink-3">
                        {t("recorded", { time: formatFullDateTime(row.recordedAt, locale) })}
                      </span>
                    </Td>
                    <Td>
                      {row.actorName}
                      <span className="block text-13 text-ink-2">{row.organisationName}</span>
                      {row.onBehalfOf ? (
                        <span className="block text-13 text-deleg">
                          {t("onBehalf", { body: row.onBehalfOf })}
                          <code className="block text-12 break-all text-ink-3">{row.delegationId}</code>
                        </span>
                      ) : null}
                    </Td>
                    <Td>
                      <b>{say(row.kind)}</b>
                      <code className="block text-12 text-ink-3">{row.kind}</code>
                    </Td>
                    <Td>
                      {row.subjectKind}
                      <code className="block text-12 break-all text-ink-3">{row.subjectId}</code>
                    </Td>
                    <Td className="text-13 break-all text-ink-2">
                      {row.payload
                        ? Object.entries(row.payload).map(([key, value]) => (
                            <span
                              key={key}
                              className="mr-3 inline-block"
                            >{`${key}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`}</span>
                          ))
                        : t("withheld")}
                    </Td>
                  </Tr>
                ))}
              </tbody>
            </Table>
            <FileForm
              id="export"
              action={auditAddress(kept, "/audit/export")}
              files={[{ label: t("export.action") }]}
              note={t("export.note")}
              refused={refused}
            />
            <Pager
              label={common("label.pages")}
              range={t("range", { shown: page.rows.length, total: formatNumber(page.total, locale) })}
              nextLabel={common("action.next")}
              nextHref={page.next ? auditAddress({ ...kept, cursor: page.next }) : undefined}
            />
          </div>
        )}
      </DeskPage>
    </Workspace>
  );
}
