import { DeskPage } from "@/components/shell/desk-page";
import { ButtonLink } from "@/components/ui/button";
import { TaskRow } from "@/components/ui/card";
import { Table, Td, Th, Tr, Unknown } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { PageHeader, Section } from "@/components/ui/page-header";
import { SummaryList } from "@/components/ui/summary-list";
import type { Actor } from "@/lib/access";
import { getSealState } from "@/lib/audit";
import { formatDate, formatFullDateTime, formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { listSignInPolicies } from "@/lib/identity";
import { getAdministration } from "@/lib/reporting";
import type { AccountHealth, RefusalCount, SystemHealth } from "@/lib/reporting/views";
import { Workspace } from "../../_shell/workspace";

type Task = { key: string; count: number; href: string | null };

/** The desk of the three administrations: what of their own duty needs somebody, and its figures. */
export async function AdministrationDesk({ actor }: { actor: Actor }) {
  const [administration, t] = await Promise.all([
    getAdministration(actor),
    getTranslations("desk.administration"),
  ]);
  return (
    <Workspace current="desk">
      <DeskPage>
        <PageHeader title={t("title")} facts={t(`facts.${administration.duty}`)} />
        {administration.duty === "system" ? <SystemDesk system={administration.system} /> : null}
        {administration.duty === "security" ? (
          <SecurityDesk actor={actor} accounts={administration.accounts} />
        ) : null}
        {administration.duty === "audit" ? (
          <AuditDesk actor={actor} refusals={administration.refusals} days={administration.refusalDays} />
        ) : null}
      </DeskPage>
    </Workspace>
  );
}

/** Only what is not nought, each with where it is looked into. */
async function Tasks({ tasks }: { tasks: Task[] }) {
  const [t, desk] = await Promise.all([getTranslations("desk.administration"), getTranslations("desk")]);
  const waiting = tasks.filter((task) => task.count > 0);
  return (
    <Section
      id="waiting"
      title={desk("waiting.title")}
      note={desk("waiting.note", { count: waiting.length })}
    >
      {waiting.length === 0 ? (
        <EmptyState kind="all-done" title={t("none")}>
          {t("noneNext")}
        </EmptyState>
      ) : (
        <ul>
          {waiting.map(({ key, count, href }) => (
            <TaskRow
              key={key}
              icon={<Icon name="flag" className="text-todo" />}
              title={t(`tasks.${key}.title`, { count })}
              note={t(`tasks.${key}.note`)}
              action={href ? <ButtonLink href={href}>{t("look")}</ButtonLink> : null}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

async function SystemDesk({ system }: { system: SystemHealth }) {
  const [t, kinds, locale] = await Promise.all([
    getTranslations("desk.administration"),
    getTranslations("desk.roles"),
    getLocale(),
  ]);
  const number = (value: number) => formatNumber(value, locale);
  const without = system.bodies.reduce((sum, body) => sum + body.without, 0);
  return (
    <>
      <Tasks
        tasks={[
          { key: "failedJobs", count: system.failedJobs ?? 0, href: null },
          { key: "lateEvents", count: system.lateEvents, href: null },
          { key: "withoutAccount", count: without, href: "/settings/accounts?state=pending" },
          { key: "failedLetters", count: system.failedLetters, href: null },
        ]}
      />
      <Section id="bodies" title={t("bodies.title")} note={t("bodies.note")}>
        <Table caption={t("bodies.title")} phone="fit" className="max-w-[40rem]">
          <thead>
            <tr>
              <Th>{t("bodies.kind")}</Th>
              <Th align="right">{t("bodies.all")}</Th>
              <Th align="right">{t("bodies.entered")}</Th>
              <Th align="right">{t("bodies.without")}</Th>
            </tr>
          </thead>
          <tbody>
            {system.bodies.map(({ kind, all, without: missing }) => (
              <Tr key={kind}>
                <Th scope="row">
                  <a className="link" href={`/settings/accounts?role=${kind}`}>
                    {kinds(kind)}
                  </a>
                </Th>
                <Td numeric>{number(all)}</Td>
                <Td numeric>{number(all - missing)}</Td>
                <Td numeric>
                  <b>{number(missing)}</b>
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </Section>
      <Section id="machine" title={t("machine.title")}>
        <div className="pt-3">
          <SummaryList
            rows={[
              {
                key: "jobs",
                label: t("machine.jobs"),
                value:
                  system.failedJobs === null ? (
                    <Unknown reason={t("machine.noJobs")} />
                  ) : (
                    t("machine.jobsValue", { count: system.failedJobs })
                  ),
              },
              {
                key: "events",
                label: t("machine.events"),
                value: t("machine.eventsValue", { count: system.lateEvents }),
              },
              {
                key: "letters",
                label: t("machine.letters"),
                value: t("machine.lettersValue", { count: system.failedLetters }),
              },
              {
                key: "regions",
                label: t("machine.regions"),
                value: t("machine.items", { count: system.regions }),
              },
              {
                key: "majors",
                label: t("machine.majors"),
                value: system.majorsOf
                  ? t("machine.majorsValue", { count: system.majors, year: String(system.majorsOf) })
                  : t("machine.items", { count: system.majors }),
              },
              {
                key: "codes",
                label: t("machine.codes"),
                value: t("machine.sets", { count: system.codeSets }),
              },
            ]}
          />
        </div>
      </Section>
    </>
  );
}

async function SecurityDesk({ actor, accounts }: { actor: Actor; accounts: AccountHealth }) {
  const [policies, t, states, roles, locale] = await Promise.all([
    listSignInPolicies(actor),
    getTranslations("desk.administration"),
    getTranslations("identity.accounts.states"),
    getTranslations("desk.roles"),
    getLocale(),
  ]);
  const number = (value: number) => formatNumber(value, locale);
  return (
    <>
      <Tasks
        tasks={(["locked", "dormant"] as const).map((state) => ({
          key: state,
          count: accounts[state],
          href: `/settings/accounts?state=${state}`,
        }))}
      />
      <Section id="accounts" title={t("accounts.title")}>
        <div className="pt-3">
          <SummaryList
            rows={(["locked", "dormant", "pending", "disabled"] as const).map((state) => ({
              key: state,
              label: states(state),
              value: (
                <a className="link" href={`/settings/accounts?state=${state}`}>
                  {t("accounts.count", { count: accounts[state] })}
                </a>
              ),
            }))}
          />
        </div>
      </Section>
      <Section
        id="factors"
        title={t("factors.title")}
        aside={
          <a className="link" href="/settings/sign-in-policies">
            {t("factors.change")}
          </a>
        }
      >
        <Table caption={t("factors.title")} phone="cards" className="max-w-[60rem]">
          <thead>
            <tr>
              <Th>{t("factors.role")}</Th>
              <Th align="right">{t("factors.accounts")}</Th>
              <Th align="right">{t("factors.with")}</Th>
              <Th align="right">{t("factors.missing")}</Th>
              <Th align="right">{t("factors.from")}</Th>
              <Th align="right">{t("factors.dormant")}</Th>
            </tr>
          </thead>
          <tbody>
            {policies.map((policy) => (
              <Tr key={policy.role}>
                <Th scope="row">
                  <a className="link" href={`/settings/accounts?role=${policy.role}`}>
                    {roles(policy.role)}
                  </a>
                </Th>
                <Td numeric label={t("factors.accounts")}>
                  {number(policy.accounts)}
                </Td>
                <Td numeric label={t("factors.with")}>
                  {number(policy.withSecondFactor)}
                </Td>
                <Td numeric label={t("factors.missing")}>
                  <b>{number(policy.accounts - policy.withSecondFactor)}</b>
                </Td>
                <Td align="right" label={t("factors.from")}>
                  {policy.secondFactorFrom
                    ? formatDate(new Date(policy.secondFactorFrom), locale)
                    : t("factors.free")}
                </Td>
                <Td align="right" label={t("factors.dormant")}>
                  {policy.dormantAfterDays
                    ? t("factors.days", { count: policy.dormantAfterDays })
                    : t("factors.never")}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </Section>
    </>
  );
}

async function AuditDesk({
  actor,
  refusals,
  days,
}: {
  actor: Actor;
  refusals: RefusalCount[];
  days: number;
}) {
  const [seal, t, seals, locale] = await Promise.all([
    getSealState(actor),
    getTranslations("desk.administration"),
    getTranslations("audit.seal"),
    getLocale(),
  ]);
  const findings = seal.verified?.findings ?? 0;
  const nameOf: Record<string, string> = {
    "account.limited": "limited",
    "session.refused": "signIn",
    "second-factor.refused": "factor",
  };
  return (
    <>
      <Tasks
        tasks={[
          { key: "findings", count: findings, href: "/audit?kind=trail.verified" },
          { key: "unsealed", count: seal.sealedAt ? 0 : 1, href: "/audit" },
          { key: "unverified", count: seal.verified ? 0 : 1, href: "/audit" },
        ]}
      />
      <Section id="seal" title={t("seal.title")}>
        <div className="pt-3">
          <SummaryList
            rows={[
              {
                key: "sealed",
                label: t("seal.sealed"),
                value: seal.sealedAt
                  ? seals("sealed", {
                      time: formatFullDateTime(seal.sealedAt, locale),
                      count: formatNumber(seal.sealedRows, locale),
                    })
                  : seals("unsealed"),
              },
              {
                key: "verified",
                label: t("seal.verified"),
                value: seal.verified
                  ? seals(findings > 0 ? "broken" : "verified", {
                      time: formatFullDateTime(seal.verified.at, locale),
                      count: formatNumber(findings, locale),
                    })
                  : seals("unverified", { time: "", count: "0" }),
              },
            ]}
          />
        </div>
      </Section>
      <Section id="refusals" title={t("refusals.title")} note={t("refusals.note", { days })}>
        <Table caption={t("refusals.title")} phone="fit" className="max-w-[40rem]">
          <thead>
            <tr>
              <Th>{t("refusals.kind")}</Th>
              <Th align="right">{t("refusals.count")}</Th>
            </tr>
          </thead>
          <tbody>
            {refusals.map(({ kind, count }) => (
              <Tr key={kind}>
                <Th scope="row">
                  <a className="link" href={`/audit?kind=${kind}`}>
                    {t(`refusals.${nameOf[kind] ?? "limited"}`)}
                  </a>
                </Th>
                <Td numeric>
                  <b>{formatNumber(count, locale)}</b>
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </Section>
    </>
  );
}
