import type { Metadata } from "next";
import Link from "next/link";
import { DeskPage, WithAside } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { Facts, PageHeader, Section } from "@/components/ui/page-header";
import { DemonstrationTag, type Face, StateFace, Tag } from "@/components/ui/state-face";
import { can } from "@/lib/access";
import { formatClosing, formatDate, formatDateTime, formatFullDateTime, formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { ProgrammeYearOverview, WindowState } from "@/lib/programmes/schema";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../_shell/workspace";
import { loadYear } from "../load-year";

type Asked = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ year: string }>; searchParams: Promise<Asked> };

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const t = await getTranslations("programmes.catalogue");
  return { title: t("title", { year: (await params).year }) };
}

const windowFaces: Record<WindowState, Face> = {
  ahead: "idle-ring",
  open: "ok",
  late: "todo",
  over: "locked",
};

export default async function ProgrammeYearPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const year = await loadYear(actor, (await params).year);
  const asked = await searchParams;
  const [t, common, shell, locale] = await Promise.all([
    getTranslations("programmes"),
    getTranslations("common"),
    getTranslations("shell"),
    getLocale(),
  ]);
  const draft = !year.published;
  const ready = year.checks.every((check) => check.ok);
  const path = `/programmes/${year.year}`;
  return (
    <Workspace current="programmes">
      <DeskPage>
        <PageHeader
          title={locale === "en" ? year.titleEn : year.title}
          path={{
            label: common("label.path"),
            crumbs: [{ href: "/programmes", label: t("year.path") }, { label: String(year.year) }],
          }}
          state={
            <>
              <Tag face={draft ? "idle-pencil" : "ok"}>{t(draft ? "states.draft" : "states.published")}</Tag>
              {year.demonstration ? <DemonstrationTag>{shell("demonstrationShort")}</DemonstrationTag> : null}
            </>
          }
          facts={<YearFacts year={year} />}
          actions={
            <>
              {draft && can(actor, "programme.import") ? (
                <ButtonLink icon="upload" href={`${path}/import`}>
                  {t("year.importDesignations")}
                </ButtonLink>
              ) : null}
              {draft && can(actor, "programme.publish") ? (
                <ButtonLink tone={ready ? "primary" : "secondary"} icon="send" href={`${path}/publish`}>
                  {t("year.publish")}
                </ButtonLink>
              ) : null}
              {draft ? null : (
                <ButtonLink icon="book" href={`/catalogue?year=${year.year}`}>
                  {t("year.publicPage")}
                </ButtonLink>
              )}
            </>
          }
        />
        <Done year={year} asked={asked} />
        {draft ? (
          <WithAside aside={<Checks year={year} />} label={t("year.checks")}>
            <Windows year={year} mayExtend={false} />
            <SubProjects year={year} />
          </WithAside>
        ) : (
          <>
            <Windows year={year} mayExtend={can(actor, "window.extend")} />
            <SubProjects year={year} />
          </>
        )}
      </DeskPage>
    </Workspace>
  );
}

/** What the act that led here has done. */
async function Done({ year, asked }: { year: ProgrammeYearOverview; asked: Asked }) {
  const [t, locale] = await Promise.all([getTranslations("programmes"), getLocale()]);
  const window = year.windows.find((one) => one.key === asked.extended);
  if (window)
    return (
      <Banner tone="ok" answer>
        {t("year.doneExtended", {
          window: t(`windowNames.${window.key}`),
          time: formatClosing(window.closesAt, locale),
        })}
      </Banner>
    );
  return year.published && asked.done === "published" ? (
    <Banner tone="ok" answer>
      {t("year.donePublished")}
    </Banner>
  ) : null;
}

async function YearFacts({ year }: { year: ProgrammeYearOverview }) {
  const [t, locale] = await Promise.all([getTranslations("programmes.year"), getLocale()]);
  return (
    <Facts
      items={[
        ...(year.documentNumber ? [t("document", { number: year.documentNumber })] : []),
        ...(year.issuedOn ? [t("issuedOn", { date: formatDate(year.issuedOn, locale) })] : []),
        t("figures", {
          projects: year.projects.length,
          subProjects: year.entries.length,
          institutions: year.institutionCount,
          seats: year.seats,
        }),
        year.publishedAt
          ? t("publishedAt", { time: formatFullDateTime(year.publishedAt, locale) })
          : t("draftNote"),
        ...(year.published ? [t("frozen")] : []),
      ]}
    />
  );
}

async function Checks({ year }: { year: ProgrammeYearOverview }) {
  const t = await getTranslations("programmes.year");
  return (
    <Section id="checks" title={t("checks")}>
      <ul className="grid gap-2 pt-2">
        {year.checks.map((check) => (
          <li key={check.code}>
            <StateFace face={check.ok ? "ok" : "todo"}>{t(`check.${check.code}`)}</StateFace>
            {check.missing.length > 0 ? (
              <p className="pl-5 text-13 text-ink-2">
                {t("check.missing", { list: check.missing.join(", ") })}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

async function Windows({ year, mayExtend }: { year: ProgrammeYearOverview; mayExtend: boolean }) {
  const [t, locale] = await Promise.all([getTranslations("programmes"), getLocale()]);
  return (
    <Section
      id="windows"
      title={t("year.windows")}
      note={t("year.windowsNote")}
      rule={false}
      aside={
        <a href={`/programmes/${year.year}/calendar/file`} download className="link">
          {t("calendar.add")}
        </a>
      }
    >
      <Table caption={t("year.windows")}>
        <thead>
          <tr>
            <Th>{t("year.window")}</Th>
            <Th>{t("year.who")}</Th>
            <Th>{t("year.opens")}</Th>
            <Th>{t("year.closes")}</Th>
            <Th>{t("year.rule")}</Th>
            <Th>{t("year.state")}</Th>
            {mayExtend ? <Th>{t("year.extend")}</Th> : null}
          </tr>
        </thead>
        <tbody>
          {year.windows.map((window) => (
            <Tr key={window.key}>
              <Th scope="row">
                {locale === "en" ? window.titleEn : window.title}{" "}
                {window.inferred ? <DemonstrationTag>{t("year.inferred")}</DemonstrationTag> : null}
              </Th>
              <Td>
                {window.roles
                  .map((role) => (t.has(`roles.${role}`) ? t(`roles.${role}`) : role))
                  .join(t("separator"))}
              </Td>
              <Td className="whitespace-nowrap">{formatDateTime(window.opensAt, locale)}</Td>
              <Td className="whitespace-nowrap">{formatClosing(window.closesAt, locale)}</Td>
              <Td quiet>{t(`enforcement.${window.enforcement}`)}</Td>
              <Td>
                <StateFace face={windowFaces[window.state]}>{t(`windowStates.${window.state}`)}</StateFace>
              </Td>
              {mayExtend ? (
                <Td>
                  <Link
                    href={`/programmes/${year.year}/windows/${window.key}`}
                    className="link whitespace-nowrap"
                    prefetch={false}
                  >
                    {t("year.extend")}
                    <span className="sr-only"> {t(`windowNames.${window.key}`)}</span>
                  </Link>
                </Td>
              ) : null}
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

async function SubProjects({ year }: { year: ProgrammeYearOverview }) {
  const [t, words, locale] = await Promise.all([
    getTranslations("programmes.year"),
    getTranslations("programmes"),
    getLocale(),
  ]);
  const english = locale === "en";
  const sum = (key: "classCount" | "seats") => year.entries.reduce((total, entry) => total + entry[key], 0);
  return (
    <Section id="catalogue" title={t("catalogue")} rule={false}>
      <Table caption={t("catalogue")}>
        <thead>
          <tr>
            <Th>{t("code")}</Th>
            <Th>{t("subProject")}</Th>
            <Th>{t("institutions")}</Th>
            <Th align="right">{t("classes")}</Th>
            <Th align="right">{t("seats")}</Th>
          </tr>
        </thead>
        {year.projects.map((project) => (
          <tbody key={project.code}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={5}
                className="border-b border-line bg-canvas px-2 py-1 text-left text-13"
              >
                {project.code} {english ? project.nameEn : project.name}
              </th>
            </tr>
            {year.entries
              .filter((entry) => entry.projectCode === project.code)
              .map((entry) => (
                <Tr key={entry.id}>
                  <Td>{entry.code}</Td>
                  <Th scope="row" className="font-normal">
                    {english ? entry.nameEn : entry.name}
                  </Th>
                  <Td quiet>
                    {entry.institutions
                      .map((institution) => (english ? institution.nameEn : institution.name))
                      .join(words("separator")) || "—"}
                  </Td>
                  <Td numeric>{entry.classCount}</Td>
                  <Td numeric>{entry.seats}</Td>
                </Tr>
              ))}
          </tbody>
        ))}
        <tfoot>
          <tr>
            <Th scope="row">{t("total")}</Th>
            <Td />
            <Td />
            <Td numeric>{formatNumber(sum("classCount"), locale)}</Td>
            <Td numeric>{formatNumber(sum("seats"), locale)}</Td>
          </tr>
        </tfoot>
      </Table>
    </Section>
  );
}
