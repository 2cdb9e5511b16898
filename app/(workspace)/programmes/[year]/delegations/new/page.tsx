import type { Metadata } from "next";
import { Workspace } from "@/app/_shell/workspace";
import { DeskPage } from "@/components/shell/desk-page";
import { Button, ButtonLink } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice";
import { SelectField, TextareaField, TextField } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { getDelegationChoices } from "@/lib/enrolments";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { chinaDay } from "@/lib/kernel/dates";
import { getCalendar } from "@/lib/reporting";
import { subProjectName } from "../delegation-words";
import { loadTerms, type TermsProps } from "../load-terms";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("delegations.form");
  return { title: t("title") };
}

/** Nothing is granted here: the answers go on to a page on which they are checked. */
export default async function NewDelegationPage(props: TermsProps) {
  const { actor, year, terms } = await loadTerms(props);
  const [choices, calendar, t, common, locale] = await Promise.all([
    getDelegationChoices(actor, year, null),
    getCalendar(actor),
    getTranslations("delegations"),
    getTranslations("common"),
    getLocale(),
  ]);
  const today = chinaDay(calendar.now);
  return (
    <Workspace current="delegations">
      <DeskPage>
        <PageHeader
          path={{
            label: common("label.path"),
            crumbs: [
              { href: `/programmes/${year}/delegations`, label: t("title") },
              { label: t("form.title") },
            ],
          }}
          title={t("form.title")}
          facts={t("form.lead")}
        />
        <form
          method="get"
          action={`/programmes/${year}/delegations/check`}
          className="grid max-w-measure gap-6"
        >
          <SelectField
            id="granteeId"
            name="granteeId"
            label={t("form.body")}
            hint={t("form.bodyHint")}
            empty={t("form.bodyEmpty")}
            defaultValue={terms.granteeId ?? ""}
            options={choices.bodies.map((body) => ({
              value: body.id,
              label: `${body.code} ${locale === "en" ? body.nameEn : body.name}`,
            }))}
          />
          <ChoiceGroup
            id="extent"
            name="extent"
            legend={<b>{t("form.extent")}</b>}
            values={[terms.extent ?? "named"]}
            choices={[
              { value: "named", label: t("form.named") },
              { value: "all", label: t("form.all") },
            ]}
          />
          <div className="border-l-[3px] border-line-strong pl-4">
            <ChoiceGroup
              id="subProjectIds"
              name="subProjectIds"
              type="checkbox"
              legend={t("form.subProjects")}
              hint={t("form.subProjectsHint")}
              values={terms.subProjectIds}
              choices={choices.subProjects.map((one) => ({
                value: one.id,
                label: (
                  <span className="flex flex-wrap justify-between gap-x-4">
                    <span>{subProjectName(one, locale)}</span>
                    <span className="text-ink-2">{t("form.waiting", { count: one.waiting })}</span>
                  </span>
                ),
              }))}
            />
          </div>
          <div className="flex flex-wrap gap-4">
            <TextField
              id="from"
              name="from"
              type="date"
              label={t("form.from")}
              defaultValue={terms.from ?? today}
              min={today}
              className="w-44"
            />
            <TextField
              id="until"
              name="until"
              type="date"
              label={t("form.until")}
              defaultValue={terms.until ?? ""}
              min={today}
              className="w-44"
            />
          </div>
          <TextareaField
            id="reason"
            name="reason"
            label={t("form.reason")}
            hint={t("form.reasonHint")}
            rows={2}
            maxLength={300}
            defaultValue={terms.reason}
          />
          <div className="flex flex-wrap gap-3">
            <Button tone="primary">{t("form.next")}</Button>
            <ButtonLink href={`/programmes/${year}/delegations`}>{common("action.cancel")}</ButtonLink>
          </div>
        </form>
      </DeskPage>
    </Workspace>
  );
}
