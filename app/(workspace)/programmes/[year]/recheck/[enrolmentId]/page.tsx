import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { EligibilityRows } from "@/components/domain/enrolments/eligibility-lines";
import { officerLines } from "@/components/domain/enrolments/eligibility-words";
import {
  KeptCheckbox,
  KeptRadios,
  KeptSelect,
  KeptTextarea,
} from "@/components/domain/enrolments/kept-fields";
import { DeskPage } from "@/components/shell/desk-page";
import { PageHeader, Section } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { listRechecks } from "@/lib/enrolments";
import { RECHECK_DECISIONS, RETURN_REASONS, VERDICTS } from "@/lib/enrolments/schema";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { isId } from "@/lib/kernel/id";
import { requireActor } from "@/lib/web";
import { formWords } from "../../../../registration/words";
import { recheck } from "../actions";

type Props = { params: Promise<{ year: string; enrolmentId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("open.recheck");
  return { title: t("title") };
}

export default async function RecheckOnePage({ params }: Props) {
  const [{ year, enrolmentId }, actor] = await Promise.all([params, requireActor()]);
  if (!/^\d{4}$/.test(year) || !isId(enrolmentId)) missing();
  const [list, t, panel, reasons, form, words, locale] = await Promise.all([
    listRechecks(actor, Number(year), enrolmentId),
    getTranslations("open.recheck"),
    getTranslations("registration.panel"),
    getTranslations("enrolments.reasons"),
    getTranslations("registration.form"),
    formWords(),
    getLocale(),
  ]);
  const [row] = list.rows;
  if (!row) return missing();
  const lines = await officerLines(row.lines, "province");
  const common = await getTranslations("common");
  return (
    <Workspace current="classes">
      <DeskPage className="max-w-200">
        <PageHeader
          title={t("heading", { name: row.teacherName })}
          path={{
            label: common("label.path"),
            crumbs: [{ href: `/programmes/${year}/recheck`, label: t("title") }],
          }}
          facts={`${row.classCode} ${locale === "en" ? row.schoolEn : row.school}`}
        />
        <Section id="lines" title={t("points")}>
          <EligibilityRows lines={lines} />
          {row.ethicsConfirmedBy ? (
            <p className="pt-2 text-ink-2">{t("ethics", { name: row.ethicsConfirmedBy })}</p>
          ) : null}
          {row.commitment ? <p className="pt-2 whitespace-pre-line">{row.commitment}</p> : null}
        </Section>
        <ActForm action={recheck} words={words} className="grid max-w-measure gap-5">
          <input type="hidden" name="year" value={year} />
          <input type="hidden" name="enrolmentId" value={row.id} />
          <input type="hidden" name="version" value={row.version} />
          {row.toJudge.map((code) => (
            <KeptRadios
              key={code}
              id={`judgement-${code}`}
              name={`judgement-${code}`}
              legend={lines.find((line) => line.code === code)?.title ?? panel("yourJudgement")}
              choices={VERDICTS.map((verdict) => ({
                value: verdict,
                label: panel(`verdicts.${code}.${verdict}`),
              }))}
            />
          ))}
          {row.changes.length > 0 ? (
            <KeptCheckbox
              id="seenVersion"
              name="seenVersion"
              value={String(row.teacherVersion)}
              label={panel("changeSeen", { count: row.changes.length })}
            />
          ) : null}
          <KeptRadios
            id="decision"
            name="decision"
            legend={t("decision")}
            choices={RECHECK_DECISIONS.map((one) => ({ value: one, label: t(`decisions.${one}`) }))}
          />
          <div className="grid gap-5 [form:has(input[value=accept]:checked)_&]:hidden">
            <KeptSelect
              id="reasonCode"
              name="reasonCode"
              label={t("reasonCode")}
              first="other"
              options={RETURN_REASONS.map((code) => ({
                value: code,
                label: reasons(`return.${code}.label`),
              }))}
            />
            <KeptTextarea
              id="reasonText"
              name="reasonText"
              label={t("reason")}
              hint={t("reasonHint")}
              maxLength={500}
              rows={4}
            />
          </div>
          <div>
            <SubmitButton tone="primary" pendingLabel={form("submitting")}>
              {t("submit")}
            </SubmitButton>
          </div>
        </ActForm>
      </DeskPage>
    </Workspace>
  );
}
