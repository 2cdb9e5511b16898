import type { Metadata } from "next";
import Link from "next/link";
import { FilterMenu } from "@/components/domain/enrolments/filter-menu";
import { DeskPage, WithAside } from "@/components/shell/desk-page";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { PageHeader, Section } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SearchBox } from "@/components/ui/search-box";
import { StateFace } from "@/components/ui/state-face";
import { Tabs } from "@/components/ui/tabs";
import { can } from "@/lib/access";
import { formatClosing, formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { grantableRoles, listAccounts } from "@/lib/identity";
import { type AccountFilter, accountFilterSchema } from "@/lib/identity/schema";
import { listOrganisationChoices } from "@/lib/organisations";
import { canMail } from "@/lib/platform/mail";
import { requireActor } from "@/lib/web";
import { StepUpNote } from "../../../_shell/step-up-note";
import { Workspace } from "../../../_shell/workspace";
import { ACCOUNT_FACES, ACTIVATION_DAYS, rolesInView } from "./_account";
import { CreateAccountForm } from "./_create-account-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity.accounts");
  return { title: t("title") };
}

const TABS = ["pending", "active", "dormant", "locked", "disabled", "ended"] as const;

function address(filter: AccountFilter): string {
  const set = Object.entries(filter).filter((one): one is [string, string] => Boolean(one[1]));
  return `/settings/accounts${set.length > 0 ? `?${new URLSearchParams(set)}` : ""}`;
}

export default async function AccountsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>;
}) {
  const actor = await requireActor();
  const filter = accountFilterSchema.parse(await searchParams);
  const { cursor: _, ...kept } = filter;
  const mayCreate = can(actor, "account.create");
  const [page, bodies, t, code, common, roleName, locale] = await Promise.all([
    listAccounts(actor, filter),
    mayCreate ? listOrganisationChoices(actor, "account.create") : [],
    getTranslations("identity.accounts"),
    getTranslations("account.code"),
    getTranslations("common"),
    getTranslations("desk.roles"),
    getLocale(),
  ]);
  const roles = rolesInView(actor);
  const narrowed = Boolean(filter.search || filter.state || filter.role);
  return (
    <Workspace current="accounts">
      <DeskPage>
        <PageHeader
          title={t("title")}
          facts={t("count", { count: formatNumber(page.total, locale) })}
          tabs={
            <Tabs
              label={t("byState")}
              tabs={[
                {
                  key: "all",
                  label: t("all"),
                  href: address({ ...kept, state: undefined }),
                  current: !filter.state,
                },
                ...TABS.map((state) => ({
                  key: state,
                  label: t(`states.${state}`),
                  href: address({ ...kept, state }),
                  current: filter.state === state,
                })),
              ]}
            />
          }
        />
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
                      codeTitle: t("code.title", { code: "{code}" }),
                      codeHint: t("code.hint", { days: ACTIVATION_DAYS }),
                      codeMailed: t("code.mailed"),
                      email: t("field.email"),
                      emailHint: t("field.emailHint"),
                      optional: t("optional"),
                      noMail: t("field.noMail"),
                      stepUp: code("label"),
                    }}
                    mail={canMail()}
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
          <div className="flex flex-wrap items-center gap-3">
            <search>
              <form className="w-80 max-w-full">
                {filter.state ? <input type="hidden" name="state" value={filter.state} /> : null}
                {filter.role ? <input type="hidden" name="role" value={filter.role} /> : null}
                <SearchBox label={t("search")} name="search" defaultValue={filter.search} />
              </form>
            </search>
            <FilterMenu
              label={t("byRole")}
              href={`${address({ ...kept, role: undefined })}${filter.search || filter.state ? "&" : "?"}role=`}
              current={filter.role ?? ""}
              options={
                roles.length > 0
                  ? [
                      { value: "", label: t("anyRole") },
                      ...roles.map((role) => ({ value: role, label: roleName(role) })),
                    ]
                  : []
              }
            />
            <FilterChips
              label={common("label.filters")}
              chips={
                filter.role
                  ? [
                      {
                        key: "role",
                        label: t("roleChip", { role: roleName(filter.role) }),
                        removeHref: address({ ...kept, role: undefined }),
                        removeLabel: t("removeFilter"),
                      },
                    ]
                  : []
              }
            />
          </div>
          {page.rows.length === 0 ? (
            <EmptyState
              kind={narrowed ? "no-match" : "nothing"}
              title={narrowed ? common("empty.noMatch") : t("none")}
              action={
                narrowed ? (
                  <ButtonLink href="/settings/accounts">{common("empty.clearFilters")}</ButtonLink>
                ) : undefined
              }
            />
          ) : (
            <div>
              <Table caption={t("title")} phone="cards">
                <thead>
                  <tr>
                    <Th>{t("column.name")}</Th>
                    <Th>{t("column.loginName")}</Th>
                    <Th>{t("column.role")}</Th>
                    <Th>{t("column.state")}</Th>
                    <Th>{t("column.until")}</Th>
                  </tr>
                </thead>
                <tbody>
                  {page.rows.map((row) => (
                    <Tr key={row.appointmentId}>
                      <Th scope="row">
                        <Link
                          prefetch={false}
                          href={`/settings/accounts/${row.appointmentId}`}
                          className="link"
                        >
                          {row.displayName}
                        </Link>
                      </Th>
                      <Td label={t("column.loginName")}>{row.loginName}</Td>
                      <Td label={t("column.role")}>
                        {`${roleName(row.role)} · ${locale === "en" ? row.organisationNameEn : row.organisationName}`}
                      </Td>
                      <Td label={t("column.state")}>
                        <StateFace face={ACCOUNT_FACES[row.state]}>{t(`states.${row.state}`)}</StateFace>
                      </Td>
                      <Td label={t("column.until")}>
                        {row.endsAt ? formatClosing(row.endsAt, locale) : "—"}
                      </Td>
                    </Tr>
                  ))}
                </tbody>
              </Table>
              <Pager
                label={common("label.pages")}
                range={t("range", { shown: page.rows.length, total: formatNumber(page.total, locale) })}
                nextLabel={common("action.next")}
                nextHref={page.next ? address({ ...kept, cursor: page.next }) : undefined}
              />
            </div>
          )}
        </WithAside>
      </DeskPage>
    </Workspace>
  );
}
