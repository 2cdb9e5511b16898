import { redirect } from "next/navigation";
import { formDraft } from "@/app/_shell/form-draft";
import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptRadios, KeptTextarea } from "@/components/domain/enrolments/kept-fields";
import { ObjectionPaper } from "@/components/domain/enrolments/objection-paper";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { findObjection, getEnrolment } from "@/lib/enrolments";
import { OBJECTION_ANSWERS } from "@/lib/enrolments/schema";
import { formatClosing } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { isId } from "@/lib/kernel/id";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { requireActor } from "@/lib/web";
import { formWords } from "../../../../../registration/words";
import { panelHref } from "../../addresses";
import { EvidenceSection } from "../evidence-section";
import { answer, objectAsSchool } from "./actions";

type Props = { params: Promise<{ year: string; enrolmentId: string }> };

export async function generateMetadata() {
  const t = await getTranslations("objection");
  return { title: t("title") };
}

export default async function ObjectionPage({ params }: Props) {
  const [actor, { year, enrolmentId }, t, common, queue, words, locale] = await Promise.all([
    requireActor(),
    params,
    getTranslations("objection"),
    getTranslations("common"),
    getTranslations("registration.queue"),
    formWords(),
    getLocale(),
  ]);
  if (!/^\d{4}$/.test(year) || !isId(enrolmentId)) missing();
  const [enrolment, view] = await Promise.all([
    getEnrolment(actor, enrolmentId),
    findObjection(actor, enrolmentId),
  ]).catch((error: unknown) => {
    if (error instanceof NotFound || error instanceof Forbidden) missing();
    throw error;
  });
  const panel = panelHref(Number(year), enrolmentId, {});
  if (!view.mayObject && !view.mayAnswer) redirect(panel);
  const draft = await formDraft(actor, "enrolments.objection", enrolmentId, enrolment.version);
  const { subProject, teacher } = enrolment;
  return (
    <Workspace current="enrolments">
      <DeskPage className="max-w-200">
        <PageHeader
          path={{
            label: common("label.path"),
            crumbs: [
              {
                href: `/programmes/${year}/enrolments`,
                label: queue(actor.role === "school" ? "school.title" : "province.title"),
              },
              { href: panel, label: teacher.name },
            ],
          }}
          title={t(view.mayAnswer ? "answer" : "make")}
          facts={t("lead", {
            name: teacher.name,
            subProject: locale === "en" ? subProject.nameEn : subProject.name,
          })}
        />
        <Banner tone="info" title={t("decision")}>
          {enrolment.reasonText}
        </Banner>
        {view.objection ? <ObjectionPaper objection={view.objection} /> : null}
        <EvidenceSection actor={actor} enrolment={enrolment} />
        <ActForm
          action={view.mayAnswer ? answer : objectAsSchool}
          words={words}
          draft={draft}
          className="grid max-w-measure gap-5"
        >
          <input type="hidden" name="year" value={year} />
          <input type="hidden" name="enrolmentId" value={enrolmentId} />
          <input type="hidden" name="version" value={enrolment.version} />
          {view.mayAnswer ? (
            <>
              <KeptRadios
                id="answer"
                name="answer"
                legend={t("verdict")}
                choices={OBJECTION_ANSWERS.map((one) => ({ value: one, label: t(`answers.${one}`) }))}
              />
              <KeptTextarea
                id="reasonText"
                name="reasonText"
                label={t("reason")}
                hint={t("reasonHint")}
                maxLength={500}
                rows={4}
              />
            </>
          ) : (
            <>
              <KeptTextarea
                id="text"
                name="text"
                label={t("text")}
                hint={t("textHint")}
                maxLength={1000}
                rows={6}
              />
              {view.until ? (
                <p className="text-ink-2">{t("until", { time: formatClosing(view.until, locale) })}</p>
              ) : null}
            </>
          )}
          <div className="flex flex-wrap items-center gap-3">
            <SubmitButton tone="primary" pendingLabel={t("submitting")}>
              {t(view.mayAnswer ? "submitAnswer" : "submit")}
            </SubmitButton>
            <ButtonLink href={panel}>{common("action.cancel")}</ButtonLink>
          </div>
        </ActForm>
      </DeskPage>
    </Workspace>
  );
}
