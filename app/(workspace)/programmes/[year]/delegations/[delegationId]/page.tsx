import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptTextarea } from "@/components/domain/enrolments/kept-fields";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { PageHeader, Section } from "@/components/ui/page-header";
import { Tag } from "@/components/ui/state-face";
import { SubmitButton } from "@/components/ui/submit-button";
import { SummaryList } from "@/components/ui/summary-list";
import { can } from "@/lib/access";
import { getReviewDelegation } from "@/lib/enrolments";
import { formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { NotFound } from "@/lib/kernel/problem";
import { requireActor } from "@/lib/web";
import { formWords } from "../../../../registration/words";
import { revoke } from "../actions";
import { DELEGATION_FACES, daysOf, subProjectName } from "../delegation-words";

type Props = {
  params: Promise<{ year: string; delegationId: string }>;
  searchParams: Promise<{ done?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("delegations");
  return { title: t("title") };
}

/** One delegation: its terms, what was done by it, and how to end it. */
export default async function DelegationPage({ params, searchParams }: Props) {
  const [actor, { year, delegationId }, { done }] = await Promise.all([requireActor(), params, searchParams]);
  if (!can(actor, "delegation.read")) missing();
  const delegation = await getReviewDelegation(actor, delegationId).catch((error: unknown) => {
    if (error instanceof NotFound) missing();
    throw error;
  });
  if (String(delegation.year) !== year) missing();
  const [t, common, words, locale] = await Promise.all([
    getTranslations("delegations"),
    getTranslations("common"),
    formWords(),
    getLocale(),
  ]);
  const name = locale === "en" ? delegation.grantee.nameEn : delegation.grantee.name;
  const { state, approved, returned, rejected } = delegation;
  const ended = state === "over" || state === "revoked";
  return (
    <Workspace current="delegations">
      <DeskPage>
        <PageHeader
          path={{
            label: common("label.path"),
            crumbs: [{ href: `/programmes/${year}/delegations`, label: t("title") }, { label: name }],
          }}
          title={name}
          state={<Tag face={DELEGATION_FACES[state]}>{t(`states.${state}`)}</Tag>}
          facts={t("days", daysOf(delegation, locale))}
        />
        {done === "granted" || (done === "revoked" && state === "revoked") ? (
          <Banner tone="ok" answer title={t(`done.${done}.title`, { name })}>
            {t(`done.${done}.next`)}
          </Banner>
        ) : null}
        <div className="max-w-measure">
          <SummaryList
            rows={[
              {
                key: "subProjects",
                label: t("form.extent"),
                value: delegation.allSubProjects
                  ? t("all")
                  : delegation.subProjects.map((one) => subProjectName(one, locale)).join(t("separator")),
              },
              { key: "reason", label: t("form.reason"), value: delegation.reason },
              {
                key: "granted",
                label: t("granted"),
                value: t("by", {
                  time: formatFullDateTime(delegation.grantedAt, locale),
                  name: delegation.grantedByName,
                }),
              },
              ...(delegation.revokedAt
                ? [
                    {
                      key: "revoked",
                      label: t("revoked"),
                      value: t("by", {
                        time: formatFullDateTime(delegation.revokedAt, locale),
                        name: delegation.revokedByName ?? "",
                      }),
                      note: delegation.revokedReason,
                    },
                  ]
                : []),
              { key: "decided", label: t("decided"), value: t("acts", { approved, returned, rejected }) },
            ]}
          />
        </div>
        {ended || !can(actor, "delegation.revoke") ? null : (
          <Section id="revoke" title={t("revoking.title")}>
            <p className="max-w-measure pt-3">{t("revoking.lead")}</p>
            <ActForm action={revoke} words={words} className="grid max-w-measure gap-4 pt-3">
              <input type="hidden" name="year" value={year} />
              <input type="hidden" name="delegationId" value={delegation.id} />
              <KeptTextarea
                id="reason"
                name="reason"
                label={t("revoking.reason")}
                hint={t("revoking.reasonHint")}
                rows={2}
                maxLength={300}
              />
              <div>
                <SubmitButton tone="danger" pendingLabel={common("action.submitting")}>
                  {t("revoking.submit")}
                </SubmitButton>
              </div>
            </ActForm>
          </Section>
        )}
      </DeskPage>
    </Workspace>
  );
}
