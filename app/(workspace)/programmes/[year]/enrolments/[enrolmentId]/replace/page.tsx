import { redirect } from "next/navigation";
import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptRadios, KeptTextarea } from "@/components/domain/enrolments/kept-fields";
import { DeskPage } from "@/components/shell/desk-page";
import { Remark } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SearchBox } from "@/components/ui/search-box";
import { SubmitButton } from "@/components/ui/submit-button";
import { getEnrolment, listSuccessors } from "@/lib/enrolments";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { isId, newId } from "@/lib/kernel/id";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { listTeachers } from "@/lib/teachers";
import { teacherFilterSchema } from "@/lib/teachers/schema";
import { requireActor } from "@/lib/web";
import { formWords } from "../../../../../registration/words";
import { replace } from "../../actions";
import { panelHref } from "../../addresses";

type Props = {
  params: Promise<{ year: string; enrolmentId: string }>;
  searchParams: Promise<{ q?: string | string[] }>;
};

export async function generateMetadata() {
  const t = await getTranslations("registration.replace");
  return { title: t("title") };
}

export default async function ReplacePage({ params, searchParams }: Props) {
  const [actor, { year: typedYear, enrolmentId }, { q }, locale] = await Promise.all([
    requireActor(),
    params,
    searchParams,
    getLocale(),
  ]);
  if (!/^\d{4}$/.test(typedYear) || !isId(enrolmentId)) missing();
  const year = Number(typedYear);
  const search = typeof q === "string" ? q.trim() : "";
  const [enrolment, successors] = await Promise.all([
    getEnrolment(actor, enrolmentId),
    listSuccessors(actor, enrolmentId, search),
  ]).catch((error: unknown) => {
    if (error instanceof NotFound || error instanceof Forbidden) missing();
    throw error;
  });
  const here = panelHref(year, enrolmentId, {});
  if (!enrolment.acts.includes("replace")) redirect(here);
  const [teachers, t, common, queue, words] = await Promise.all([
    listTeachers(actor, teacherFilterSchema.parse({ tab: "all" }), successors.teacherIds),
    getTranslations("registration.replace"),
    getTranslations("common"),
    getTranslations("registration.queue"),
    formWords(),
  ]);
  const candidates = teachers.rows;
  const leftOut = successors.leftOut.reduce((sum, { count }) => sum + count, 0);
  const { subProject } = enrolment;
  return (
    <Workspace current="enrolments">
      <DeskPage>
        <PageHeader
          path={{
            label: common("label.path"),
            crumbs: [
              { href: `/programmes/${year}/enrolments`, label: queue("school.title") },
              { href: here, label: enrolment.teacher.name },
            ],
          }}
          title={t("title")}
          facts={t("facts", {
            name: enrolment.teacher.name,
            subProject: locale === "en" ? subProject.nameEn : subProject.name,
            card: enrolment.cardCode,
          })}
        />
        <p className="max-w-measure">{t("explain")}</p>
        <form method="get" className="w-80 max-w-full">
          <SearchBox name="q" label={t("search")} defaultValue={search} />
        </form>
        <ActForm action={replace} words={words} className="grid max-w-measure gap-5">
          <input type="hidden" name="key" value={newId()} />
          <input type="hidden" name="year" value={year} />
          <input type="hidden" name="enrolmentId" value={enrolment.id} />
          <input type="hidden" name="version" value={enrolment.version} />
          {candidates.length === 0 ? (
            <EmptyState
              kind={search ? "no-match" : "nothing"}
              title={t("nobody")}
              action={<ButtonLink href="/teachers?tab=to-complete">{t("complete")}</ButtonLink>}
            />
          ) : (
            <KeptRadios
              id="teacherId"
              name="teacherId"
              legend={t("choose", { count: candidates.length })}
              choices={candidates.map((teacher) => ({
                value: teacher.id,
                label: teacher.name,
                hint: [
                  teacher.maskedIdNumber,
                  teacher.majorCode && `${teacher.majorName ?? ""}${teacher.majorCode}`,
                ]
                  .filter(Boolean)
                  .join(" · "),
              }))}
            />
          )}
          {leftOut > 0 || successors.more ? (
            <Remark>
              {successors.more ? <p>{t("more")}</p> : null}
              {leftOut > 0 ? (
                <>
                  <p>{t("leftOut", { count: leftOut })}</p>
                  <ul>
                    {successors.leftOut.map(({ code, count }) => (
                      <li key={code}>{t(`obstacles.${code}`, { count })}</li>
                    ))}
                  </ul>
                </>
              ) : null}
            </Remark>
          ) : null}
          {enrolment.commitment === null ? null : (
            <KeptTextarea
              id="commitment"
              name="commitment"
              label={t("plan")}
              hint={t("planHint")}
              rows={4}
              maxLength={500}
            />
          )}
          <KeptTextarea
            id="reasonText"
            name="reasonText"
            label={t("reason")}
            optional={common("optional")}
            rows={3}
            maxLength={500}
          />
          <div className="flex flex-wrap items-center gap-3">
            <SubmitButton tone="primary" pendingLabel={common("action.submitting")}>
              {t("submit")}
            </SubmitButton>
            <ButtonLink href={here}>{common("action.cancel")}</ButtonLink>
          </div>
        </ActForm>
      </DeskPage>
    </Workspace>
  );
}
