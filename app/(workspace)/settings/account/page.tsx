import type { Metadata } from "next";
import type { ReactNode } from "react";
import { DeskPage, WithAside } from "@/components/shell/desk-page";
import { Remark } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader, Section } from "@/components/ui/page-header";
import { QrCode } from "@/components/ui/qr-code";
import { SummaryList } from "@/components/ui/summary-list";
import { formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { getOwnAccount, listOwnSessions } from "@/lib/identity";
import { requireActor } from "@/lib/web";
import { TeacherFrame, Workspace } from "../../../_shell/workspace";
import { SecondFactor } from "./_second-factor";
import { Sessions } from "./_sessions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("title") };
}

/** What a person does with the own account, in every role. */
export default async function AccountPage() {
  const actor = await requireActor();
  const [account, sessions, t, roleName, common, shell, locale] = await Promise.all([
    getOwnAccount(actor),
    listOwnSessions(actor),
    getTranslations("account"),
    getTranslations("desk.roles"),
    getTranslations("common"),
    getTranslations("shell"),
    getLocale(),
  ]);
  const { state, setUp, confirmedAt, atSignIn, recoveryCodesLeft } = account.secondFactor;
  const roomy = actor.role === "teacher";
  const errors = common("errorsToMend", { count: 1 });
  const pending = common("action.submitting");
  const code = { label: t("code.label"), hint: t("code.either"), pending, errors };
  const facts = (
    <SummaryList
      rows={[
        { key: "name", label: t("name"), value: actor.name },
        { key: "loginName", label: t("loginName"), value: account.loginName },
        { key: "role", label: t("role"), value: roleName(actor.role) },
        {
          key: "organisation",
          label: t("organisation"),
          value: locale === "en" ? actor.organisationNameEn : actor.organisationName,
        },
      ]}
    />
  );
  const secondFactor = account.demonstration ? (
    <Remark>{t("secondFactor.demonstration")}</Remark>
  ) : (
    <SecondFactor
      stage={state}
      atSignIn={atSignIn}
      secret={setUp?.secret ?? null}
      roomy={roomy}
      qr={
        setUp ? (
          <QrCode
            text={setUp.address}
            label={t("secondFactor.qr")}
            className="mt-2 size-48 rounded-control"
          />
        ) : null
      }
      words={{
        lead: t("secondFactor.lead"),
        on: t(atSignIn ? "secondFactor.onAtSignIn" : "secondFactor.on", {
          since: confirmedAt ? formatFullDateTime(confirmedAt, locale) : "",
        }),
        codesLeft: t("secondFactor.codesLeft", { count: recoveryCodesLeft }),
        codesTitle: t("secondFactor.codesTitle"),
        codesHint: t("secondFactor.codesHint"),
        codes: t("secondFactor.codes"),
        stepApp: t("secondFactor.stepApp"),
        stepScan: t("secondFactor.stepScan"),
        stepKey: t("secondFactor.stepKey"),
        stepCode: t("secondFactor.stepCode"),
        atSignIn: t("secondFactor.atSignIn"),
        changeTitle: t("secondFactor.changeTitle"),
        renewTitle: t("secondFactor.renewTitle"),
        renewHint: t("secondFactor.renewHint"),
        removeTitle: t("secondFactor.removeTitle"),
        removeHint: t("secondFactor.removeHint"),
        setUp: { label: t("password"), submit: t("secondFactor.setUp"), pending, errors },
        confirm: { ...code, hint: undefined, submit: t("secondFactor.confirm") },
        change: { ...code, submit: common("action.save") },
        renew: { ...code, submit: t("secondFactor.renew") },
        remove: { ...code, submit: t("secondFactor.remove") },
      }}
    />
  );
  if (actor.role === "teacher")
    return (
      <TeacherFrame current={null} back={{ href: "/teachers/me", label: common("action.back") }}>
        <h1 tabIndex={-1} className="text-24">
          {t("title")}
        </h1>
        <Card>{facts}</Card>
        <Part title={t("secondFactor.title")}>{secondFactor}</Part>
        <Part title={t("sessions.title")}>
          <Sessions sessions={sessions} />
        </Part>
        <form action="/sign-out" method="post">
          <Button size="phone">{shell("signOut")}</Button>
        </form>
      </TeacherFrame>
    );
  return (
    <Workspace current={null}>
      <DeskPage>
        <PageHeader title={t("title")} />
        <WithAside
          label={t("who")}
          aside={
            <Section id="who" title={t("who")}>
              <div className="pt-3">{facts}</div>
            </Section>
          }
        >
          <Section id="second-factor" title={t("secondFactor.title")}>
            <div className="pt-3">{secondFactor}</div>
          </Section>
          <Section id="sessions" title={t("sessions.title")}>
            <Sessions sessions={sessions} />
          </Section>
        </WithAside>
      </DeskPage>
    </Workspace>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <h2 className="mb-2 text-18 font-bold">{title}</h2>
      {children}
    </Card>
  );
}
