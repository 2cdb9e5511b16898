import type { Metadata } from "next";
import { DeskPage, WithAside } from "@/components/shell/desk-page";
import { Button } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { PageHeader, Section } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SearchBox } from "@/components/ui/search-box";
import { StateFace } from "@/components/ui/state-face";
import { can } from "@/lib/access";
import { formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { grantableRoles, listAccounts } from "@/lib/identity";
import { listOrganisationChoices } from "@/lib/organisations";
import { requireActor } from "@/lib/web";
import { StepUpNote } from "../../../_shell/step-up-note";
import { Workspace } from "../../../_shell/workspace";
import { CreateAccountForm } from "./_create-account-form";
import { ReactivateForm } from "./_reactivate-form";
import { disableAccountAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity.accounts");
  return { title: t("title") };
}

const FACES = { pending: "todo", active: "ok", disabled: "void" } as const;

export default async function AccountsPage({
  searchParams,
}: {
  searchParams: Promise<{ search?: string; cursor?: string }>;
}) {
  const actor = await requireActor();
  const filter = await searchParams;
  const mayCreate = can(actor, "account.create");
  const mayReactivate = can(actor, "account.reactivate");
  const mayDisable = can(actor, "account.disable");
  const [page, bodies, t, code, common, roleName, locale] = await Promise.all([
    listAccounts(actor, filter),
    mayCreate ? listOrganisationChoices(actor, "account.create") : [],
    getTranslations("identity.accounts"),
    getTranslations("account.code"),
    getTranslations("common"),
    getTranslations("desk.roles"),
    getLocale(),
  ]);
  return (
    <Workspace current="accounts">
      <DeskPage>
        <PageHeader title={t("title")} facts={t("count", { count: formatNumber(page.total, locale) })} />
        <WithAside
          label={t("create")}
          aside={
            mayCreate ? (
              <Section id="create" title={t("create")}>
                <div className="grid gap-4 pt-3">
                  <StepUpNote actor={actor} here="/settings/accounts" />
                  <CreateAccountForm
                    words={{
                      displayName: t("field.displayName"),
                      loginName: t("field.loginName"),
                      loginNameHint: t("field.loginNameHint"),
                      role: t("field.role"),
                      organisation: t("field.organisation"),
                      submit: t("submit"),
                      pending: common("action.submitting"),
                      errors: common("errorsToMend", { count: 1 }),
                      made: t("made"),
                      madeHint: t("madeHint"),
                      stepUp: code("label"),
                    }}
                    roles={grantableRoles(actor.role).map((role) => ({ value: role, label: roleName(role) }))}
                    organisations={bodies.map((body) => ({
                      value: body.id,
                      label: locale === "en" ? body.nameEn : body.name,
                    }))}
                  />
                </div>
              </Section>
            ) : null
          }
        >
          <search>
            <form className="max-w-80">
              <SearchBox label={t("search")} name="search" defaultValue={filter.search} />
            </form>
          </search>
          <div>
            <Table caption={t("title")} phone="cards">
              <thead>
                <tr>
                  <Th>{t("column.name")}</Th>
                  <Th>{t("column.loginName")}</Th>
                  <Th>{t("column.role")}</Th>
                  <Th>{t("column.state")}</Th>
                  {mayDisable ? <Th>{t("column.act")}</Th> : null}
                </tr>
              </thead>
              <tbody>
                {page.rows.map((row) => (
                  <Tr key={row.id}>
                    <Th scope="row">{row.displayName}</Th>
                    <Td label={t("column.loginName")}>{row.loginName}</Td>
                    <Td
                      label={t("column.role")}
                    >{`${roleName(row.role)} · ${locale === "en" ? row.organisationNameEn : row.organisationName}`}</Td>
                    <Td label={t("column.state")}>
                      <StateFace face={row.locked || row.dormant ? "locked" : FACES[row.state]}>
                        {t(`states.${row.dormant ? "dormant" : row.locked ? "locked" : row.state}`)}
                      </StateFace>
                    </Td>
                    {mayDisable ? (
                      <Td label={t("column.act")}>
                        {row.dormant && mayReactivate ? (
                          <ReactivateForm
                            accountId={row.id}
                            words={{
                              act: t("reactivate"),
                              name: row.displayName,
                              errors: common("errorsToMend", { count: 1 }),
                              stepUp: code("label"),
                            }}
                          />
                        ) : null}
                        {row.state !== "disabled" && row.id !== actor.accountId ? (
                          <form action={disableAccountAction}>
                            <Button type="submit" size="small" tone="quiet" name="accountId" value={row.id}>
                              {t("disable", { name: row.displayName })}
                            </Button>
                          </form>
                        ) : (
                          "—"
                        )}
                      </Td>
                    ) : null}
                  </Tr>
                ))}
              </tbody>
            </Table>
            <Pager
              label={common("label.pages")}
              range={t("range", { shown: page.rows.length, total: formatNumber(page.total, locale) })}
              nextLabel={common("action.next")}
              nextHref={
                page.next
                  ? `/settings/accounts?${new URLSearchParams({ ...(filter.search ? { search: filter.search } : {}), cursor: page.next })}`
                  : undefined
              }
            />
          </div>
        </WithAside>
      </DeskPage>
    </Workspace>
  );
}
