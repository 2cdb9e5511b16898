import type { Metadata } from "next";
import Link from "next/link";
import { missing } from "@/app/_shell/missing";
import { StepUpNote } from "@/app/_shell/step-up-note";
import { Workspace } from "@/app/_shell/workspace";
import { DeskPage, WithAside } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { PageHeader, Section } from "@/components/ui/page-header";
import { can } from "@/lib/access";
import { formatDate } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { listSignInPolicies } from "@/lib/identity";
import { Forbidden } from "@/lib/kernel/problem";
import { requireActor } from "@/lib/web";
import { PolicyForm } from "./_policy-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity.policies");
  return { title: t("title") };
}

type Props = { searchParams: Promise<{ role?: string; saved?: string }> };

export default async function SignInPoliciesPage({ searchParams }: Props) {
  const [{ role: asked, saved }, actor] = await Promise.all([searchParams, requireActor()]);
  const [policies, t, code, common, roleName, locale] = await Promise.all([
    listSignInPolicies(actor).catch((error: unknown) => {
      if (error instanceof Forbidden) missing();
      throw error;
    }),
    getTranslations("identity.policies"),
    getTranslations("account.code"),
    getTranslations("common"),
    getTranslations("desk.roles"),
    getLocale(),
  ]);
  const mayChange = can(actor, "sign-in-policy.update");
  const chosen = mayChange ? policies.find(({ role }) => role === asked) : undefined;
  return (
    <Workspace current="policies">
      <DeskPage>
        <PageHeader title={t("title")} facts={t("facts")} />
        {saved ? <Banner tone="ok" answer title={t("saved")} /> : null}
        <WithAside
          label={chosen ? t("change", { role: roleName(chosen.role) }) : t("pick")}
          aside={
            chosen ? (
              <Section id="change" title={t("change", { role: roleName(chosen.role) })}>
                <div className="grid gap-4 pt-3">
                  <StepUpNote actor={actor} here={`/settings/sign-in-policies?role=${chosen.role}`} />
                  <PolicyForm
                    key={chosen.role}
                    policy={chosen}
                    words={{
                      from: t("from"),
                      fromHint: t("fromHint"),
                      days: t("days"),
                      daysHint: t("daysHint"),
                      submit: t("save"),
                      pending: common("action.submitting"),
                      errors: common("errorsToMend", { count: 1 }),
                      stepUp: code("label"),
                    }}
                  />
                </div>
              </Section>
            ) : mayChange ? (
              <p className="text-ink-2">{t("pick")}</p>
            ) : null
          }
        >
          <Table caption={t("title")} phone="cards">
            <thead>
              <tr>
                <Th>{t("role")}</Th>
                <Th>{t("from")}</Th>
                <Th>{t("days")}</Th>
                <Th>{t("coverage")}</Th>
                {mayChange ? <Th>{t("edit")}</Th> : null}
              </tr>
            </thead>
            <tbody>
              {policies.map((policy) => (
                <Tr key={policy.role} open={policy.role === chosen?.role}>
                  <Th scope="row">{roleName(policy.role)}</Th>
                  <Td label={t("from")}>
                    {policy.secondFactorFrom
                      ? t("today", {
                          date: formatDate(new Date(`${policy.secondFactorFrom}T00:00:00+08:00`), locale),
                        })
                      : t("notAsked")}
                  </Td>
                  <Td label={t("days")}>
                    {policy.dormantAfterDays ? t("daysOf", { count: policy.dormantAfterDays }) : t("noLimit")}
                  </Td>
                  <Td label={t("coverage")}>
                    {t("coverageOf", { count: policy.withSecondFactor, total: policy.accounts })}
                  </Td>
                  {mayChange ? (
                    <Td label={t("edit")}>
                      <Link
                        prefetch={false}
                        href={`/settings/sign-in-policies?role=${policy.role}`}
                        className="link"
                      >
                        {t("edit")}
                        <span className="sr-only"> {roleName(policy.role)}</span>
                      </Link>
                    </Td>
                  ) : null}
                </Tr>
              ))}
            </tbody>
          </Table>
        </WithAside>
      </DeskPage>
    </Workspace>
  );
}
