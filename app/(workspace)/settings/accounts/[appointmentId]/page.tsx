import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { missing } from "@/app/_shell/missing";
import { StepUpNote } from "@/app/_shell/step-up-note";
import { Workspace } from "@/app/_shell/workspace";
import { DeskPage, WithAside } from "@/components/shell/desk-page";
import { Banner, Remark } from "@/components/ui/banner";
import { PageHeader, Section } from "@/components/ui/page-header";
import { Tag } from "@/components/ui/state-face";
import { SummaryList } from "@/components/ui/summary-list";
import { can } from "@/lib/access";
import { formatClosing, formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { dayInChina, getAccount } from "@/lib/identity";
import { isId } from "@/lib/kernel/id";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { canMail } from "@/lib/platform/mail";
import { requireActor } from "@/lib/web";
import { ACCOUNT_FACES, ACTIVATION_DAYS, actsOn } from "../_account";
import { EndForm, HandOverForm, PlainActForm, RenewForm, ResetForm } from "./_forms";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity.accounts");
  return { title: t("title") };
}

type Props = { params: Promise<{ appointmentId: string }> };

export default async function AccountPage({ params }: Props) {
  const [{ appointmentId }, actor] = await Promise.all([params, requireActor()]);
  if (!isId(appointmentId)) missing();
  const [account, list, t, accounts, code, common, roleName, locale] = await Promise.all([
    getAccount(actor, appointmentId).catch((error: unknown) => {
      if (error instanceof NotFound || error instanceof Forbidden) missing();
      throw error;
    }),
    getTranslations("desk.sections"),
    getTranslations("identity.account"),
    getTranslations("identity.accounts"),
    getTranslations("account.code"),
    getTranslations("common"),
    getTranslations("desk.roles"),
    getLocale(),
  ]);
  const acts = actsOn(actor, account);
  const words = {
    pending: common("action.submitting"),
    errors: common("errorsToMend", { count: 1 }),
    stepUp: code("label"),
  };
  const made = {
    codeTitle: accounts("code.title", { code: "{code}" }),
    codeHint: accounts("code.hint", { days: ACTIVATION_DAYS }),
    codeMailed: accounts("code.mailed"),
  };
  const email = {
    email: accounts("field.email"),
    emailHint: accounts("field.emailHint"),
    optional: accounts("optional"),
    noMail: accounts("field.noMail"),
  };
  const neighbour = (other: typeof account.predecessor) =>
    other ? (
      <Link prefetch={false} href={`/settings/accounts/${other.appointmentId}`} className="link">
        {other.displayName}
      </Link>
    ) : null;
  const rows: [string, string, ReactNode][] = [
    ["loginName", t("loginName"), account.loginName],
    ["since", t("since"), formatFullDateTime(account.startsAt, locale)],
    ["until", t("until"), account.endsAt ? formatClosing(account.endsAt, locale) : t("open")],
    [
      "lastUsed",
      t("lastUsed"),
      account.state === "pending" ? t("neverUsed") : formatFullDateTime(account.lastUsedAt, locale),
    ],
    ["secondFactor", t("secondFactor"), t(account.secondFactor ? "factorOn" : "factorOff")],
    [
      "code",
      t("code"),
      account.code &&
        t(`codeState.${account.code.mail}`, { until: formatFullDateTime(account.code.expiresAt, locale) }),
    ],
    ["colleagues", t("colleagues"), t("colleagueCount", { count: account.staying })],
    ["predecessor", t("predecessor"), neighbour(account.predecessor)],
    ["successor", t("successor"), neighbour(account.successor)],
  ];
  return (
    <Workspace current="accounts">
      <DeskPage>
        <PageHeader
          path={{
            label: common("label.path"),
            crumbs: [{ label: list("accounts"), href: "/settings/accounts" }],
          }}
          title={account.displayName}
          state={<Tag face={ACCOUNT_FACES[account.state]}>{accounts(`states.${account.state}`)}</Tag>}
          facts={t("facts", {
            role: roleName(account.role),
            organisation: locale === "en" ? account.organisationNameEn : account.organisationName,
          })}
        />
        <WithAside
          label={t("state")}
          aside={
            <Section id="facts" title={t("state")}>
              <div className="pt-3">
                <SummaryList
                  rows={rows
                    .filter(([, , value]) => value)
                    .map(([key, label, value]) => ({ key, label, value }))}
                />
              </div>
            </Section>
          }
        >
          {account.state === "ended" ? (
            <Remark>{t("ended")}</Remark>
          ) : (
            <StepUpNote actor={actor} here={`/settings/accounts/${appointmentId}`} />
          )}
          {account.successor && account.endsAt && account.state !== "ended" ? (
            <Banner
              tone="info"
              title={t("handOver.done", { until: formatClosing(account.endsAt, locale) })}
            />
          ) : null}
          {account.endsAt && !account.successor && account.state !== "ended" ? (
            <Banner tone="info" title={t("end.done", { until: formatClosing(account.endsAt, locale) })} />
          ) : null}
          {account.role === "teacher" ? (
            <Remark>
              {t("teacher")}{" "}
              {can(actor, "teacher.activate") ? (
                <Link
                  prefetch={false}
                  href={`/teachers?search=${encodeURIComponent(account.displayName)}`}
                  className="link"
                >
                  {t("toTeacher")}
                </Link>
              ) : null}
            </Remark>
          ) : null}
          {acts.wake ? (
            <Part id="wake" title={t("wake.title")} lead={t("wake.lead")}>
              <PlainActForm
                act="wake"
                accountId={account.id}
                words={{ ...words, submit: t("wake.submit") }}
              />
            </Part>
          ) : null}
          {acts.renew ? (
            <Part id="renew" title={t("renew.title")} lead={t("renew.lead")}>
              <RenewForm
                accountId={account.id}
                mail={canMail()}
                words={{ ...words, ...made, ...email, submit: t("renew.submit") }}
              />
            </Part>
          ) : null}
          {acts.handOver ? (
            <Part id="hand-over" title={t("handOver.title")} lead={t("handOver.lead")}>
              <HandOverForm
                appointmentId={appointmentId}
                mail={canMail()}
                from={dayInChina(new Date())}
                words={{
                  ...words,
                  ...made,
                  ...email,
                  displayName: t("handOver.displayName"),
                  loginName: t("handOver.loginName"),
                  loginNameHint: accounts("field.loginNameHint"),
                  endsOn: t("handOver.endsOn"),
                  endsOnHint: t("handOver.endsOnHint"),
                  submit: t("handOver.submit"),
                }}
              />
            </Part>
          ) : null}
          {acts.end ? (
            <Part id="end" title={t("end.title")} lead={t("end.lead")}>
              {acts.lastAtTheTop ? (
                <Banner tone="todo" title={t("end.lastTitle")}>
                  {t("end.topLead")}
                </Banner>
              ) : (
                <EndForm
                  appointmentId={appointmentId}
                  from={dayInChina(new Date())}
                  last={account.staying === 0}
                  words={{
                    ...words,
                    endsOn: t("end.endsOn"),
                    endsOnHint: t("end.endsOnHint"),
                    lastTitle: t("end.lastTitle"),
                    lastLead: t("end.lastLead"),
                    acceptLast: t("end.acceptLast"),
                    submit: t("end.submit"),
                  }}
                />
              )}
            </Part>
          ) : null}
          {acts.reset ? (
            <Part id="reset" title={t("reset.title")} lead={t("reset.lead")}>
              <ResetForm
                accountId={account.id}
                words={{
                  ...words,
                  reason: t("reset.reason"),
                  reasonHint: t("reset.reasonHint"),
                  submit: t("reset.submit"),
                }}
              />
            </Part>
          ) : null}
          {acts.disable ? (
            <Part id="disable" title={t("disable.title")} lead={t("disable.lead")}>
              <PlainActForm
                act="disable"
                accountId={account.id}
                words={{ ...words, submit: t("disable.submit") }}
              />
            </Part>
          ) : null}
        </WithAside>
      </DeskPage>
    </Workspace>
  );
}

function Part({
  id,
  title,
  lead,
  children,
}: {
  id: string;
  title: string;
  lead: string;
  children: ReactNode;
}) {
  return (
    <Section id={id} title={title}>
      <div className="grid gap-3 pt-3">
        <p className="max-w-measure text-ink-2">{lead}</p>
        {children}
      </div>
    </Section>
  );
}
