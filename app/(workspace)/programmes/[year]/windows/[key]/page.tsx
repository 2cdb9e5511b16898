import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { PageHeader, Section } from "@/components/ui/page-header";
import { SummaryList } from "@/components/ui/summary-list";
import { can } from "@/lib/access";
import { formatClosing, formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { CHINA_OFFSET_MS } from "@/lib/kernel/dates";
import { EXTENSION_BODIES, listExtensions } from "@/lib/programmes";
import type { Extension } from "@/lib/programmes/views";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../../_shell/workspace";
import { loadYear } from "../../../load-year";
import { ExtendForm } from "./_extend-form";

type Asked = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ year: string; key: string }>; searchParams: Promise<Asked> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("programmes.extend");
  return { title: t("submit") };
}

export default async function ExtendWindowPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, "window.extend")) missing();
  const { year: asked, key } = await params;
  const year = await loadYear(actor, asked);
  const window = year.windows.find((row) => row.key === key);
  if (!window) missing();
  const bodies = year.published && EXTENSION_BODIES[window.key].length > 0;
  const [extensions, done, t, words, common, locale] = await Promise.all([
    bodies ? listExtensions(actor, { year: year.year, key: window.key }) : [],
    searchParams,
    getTranslations("programmes.extend"),
    getTranslations("programmes"),
    getTranslations("common"),
    getLocale(),
  ]);
  const path = `/programmes/${year.year}`;
  const roles = window.roles.map((role) => (words.has(`roles.${role}`) ? words(`roles.${role}`) : role));
  return (
    <Workspace current="programmes">
      <DeskPage>
        <PageHeader
          title={t("title", { window: words(`windowNames.${window.key}`) })}
          path={{
            label: common("label.path"),
            crumbs: [
              { href: "/programmes", label: words("year.path") },
              { href: path, label: String(year.year) },
              { label: t("submit") },
            ],
          }}
        />
        {done.granted === "1" ? <Granted last={extensions[0]} done={done} /> : null}
        <SummaryList
          rows={[
            { key: "now", label: t("now"), value: formatClosing(window.closesAt, locale) },
            {
              key: "affects",
              label: t("affects"),
              value: t("affectsValue", { roles: roles.join(words("separator")) }),
            },
          ]}
        />
        <ExtendForm
          year={year.year}
          windowKey={window.key}
          version={window.version}
          closesAt={new Date(window.closesAt.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 16)}
          words={{
            errors: common("errorsToMend", { count: 1 }),
            to: t("to"),
            toHint: t("toHint"),
            reason: t("reason"),
            reasonHint: t("reasonHint"),
            submit: t("submit"),
            pending: common("action.submitting"),
          }}
        />
        {bodies ? <Extensions rows={extensions} path={`${path}/windows/${window.key}/body`} /> : null}
      </DeskPage>
    </Workspace>
  );
}

/** What the act that led here has done. */
async function Granted({ last, done }: { last: Extension | undefined; done: Asked }) {
  const [t, locale] = await Promise.all([getTranslations("programmes.grant"), getLocale()]);
  if (!last) return null;
  const { name, nameEn } = last.organisation;
  const count = (text: string | string[] | undefined) => Number(text) || 0;
  return (
    <Banner tone="ok" answer>
      {t("done", {
        name: locale === "en" ? nameEn : name,
        time: formatClosing(last.closesAt, locale),
        cards: count(done.cards),
        lapsed: count(done.lapsed),
      })}
    </Banner>
  );
}

async function Extensions({ rows, path }: { rows: Extension[]; path: string }) {
  const [t, locale] = await Promise.all([getTranslations("programmes.grant"), getLocale()]);
  return (
    <Section
      id="bodies"
      title={t("list")}
      aside={
        <ButtonLink href={path} icon="plus">
          {t("open")}
        </ButtonLink>
      }
    >
      {rows.length === 0 ? (
        <p className="text-ink-2">{t("none")}</p>
      ) : (
        <Table caption={t("list")} phone="cards">
          <thead>
            <tr>
              <Th>{t("body")}</Th>
              <Th>{t("until")}</Th>
              <Th>{t("reason")}</Th>
              <Th>{t("granted")}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Tr key={row.id}>
                <Th scope="row" className="font-normal">
                  {locale === "en" ? row.organisation.nameEn : row.organisation.name}
                </Th>
                <Td label={t("until")}>{formatClosing(row.closesAt, locale)}</Td>
                <Td label={t("reason")}>{row.reason}</Td>
                <Td label={t("granted")}>{formatDateTime(row.grantedAt, locale)}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
