import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { PageHeader, Section } from "@/components/ui/page-header";
import { StateFace } from "@/components/ui/state-face";
import { SummaryList } from "@/components/ui/summary-list";
import { can } from "@/lib/access";
import { formatClosing, formatDateTime, formatNumber } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../_shell/workspace";
import { PlainForm } from "../../_plain-form";
import { loadYear } from "../../load-year";
import { publishProgrammeYearAction } from "./actions";

type Props = { params: Promise<{ year: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("programmes.publish");
  return { title: t("title", { year: (await params).year }) };
}

export default async function PublishPage({ params }: Props) {
  const actor = await requireActor();
  if (!can(actor, "programme.publish")) missing();
  const year = await loadYear(actor, (await params).year);
  const [t, words, common, locale] = await Promise.all([
    getTranslations("programmes.publish"),
    getTranslations("programmes.year"),
    getTranslations("common"),
    getLocale(),
  ]);
  const registration = year.windows.find((window) => window.key === "registration");
  const path = `/programmes/${year.year}`;
  const lacking = year.checks.filter((check) => !check.ok);
  return (
    <Workspace current="programmes">
      <DeskPage>
        <PageHeader
          title={t("title", { year: String(year.year) })}
          facts={t("lead")}
          path={{
            label: common("label.path"),
            crumbs: [
              { href: "/programmes", label: words("path") },
              { href: path, label: String(year.year) },
              { label: t("submit") },
            ],
          }}
        />
        {year.published ? (
          <Banner
            tone="info"
            title={t("already")}
            actions={<ButtonLink href={path}>{common("action.view")}</ButtonLink>}
          />
        ) : (
          <>
            <Section id="what" title={t("what")} className="max-w-measure">
              <div className="pt-3">
                <SummaryList
                  rows={[
                    {
                      key: "projects",
                      label: t("projects"),
                      value: formatNumber(year.projects.length, locale),
                    },
                    {
                      key: "sub-projects",
                      label: t("subProjects"),
                      value: formatNumber(year.entries.length, locale),
                    },
                    {
                      key: "institutions",
                      label: t("institutions"),
                      value: formatNumber(year.institutionCount, locale),
                    },
                    { key: "seats", label: t("seats"), value: formatNumber(year.seats, locale) },
                    ...(registration
                      ? [
                          {
                            key: "registration",
                            label: t("registration"),
                            value: common("range", {
                              from: formatDateTime(registration.opensAt, locale),
                              to: formatClosing(registration.closesAt, locale),
                            }),
                          },
                        ]
                      : []),
                    { key: "told", label: t("told"), value: t("toldValue") },
                  ]}
                />
              </div>
            </Section>
            {lacking.length > 0 ? (
              <Banner
                tone="todo"
                title={t("notReady")}
                actions={<ButtonLink href={path}>{t("back")}</ButtonLink>}
              >
                <ul>
                  {lacking.map((check) => (
                    <li key={check.code}>
                      <StateFace face="todo">{words(`check.${check.code}`)}</StateFace>
                    </li>
                  ))}
                </ul>
              </Banner>
            ) : (
              <PlainForm
                action={publishProgrammeYearAction}
                hidden={{ year: year.year, version: year.version }}
                words={{ errors: t("notReady"), submit: t("submit"), pending: common("action.submitting") }}
                aside={<ButtonLink href={path}>{t("back")}</ButtonLink>}
              >
                <Checkbox id="confirmed" name="confirmed" value="yes" label={t("confirm")} />
              </PlainForm>
            )}
          </>
        )}
      </DeskPage>
    </Workspace>
  );
}
