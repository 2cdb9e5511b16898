import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { DeskPage } from "@/components/shell/desk-page";
import { PageHeader } from "@/components/ui/page-header";
import { getEnrolment, listEvidence } from "@/lib/enrolments";
import { MOST_EVIDENCE } from "@/lib/enrolments/schema";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { isId } from "@/lib/kernel/id";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { requireActor } from "@/lib/web";
import { EvidenceDesk } from "../../../../../registration/evidence/evidence-desk";
import { panelHref } from "../../addresses";

type Props = {
  params: Promise<{ year: string; enrolmentId: string }>;
  searchParams: Promise<{ done?: string | string[] }>;
};

export async function generateMetadata() {
  const t = await getTranslations("evidence");
  return { title: t("title") };
}

export default async function EnrolmentEvidencePage({ params, searchParams }: Props) {
  const [actor, { year, enrolmentId }, { done }, t, common, queue, locale] = await Promise.all([
    requireActor(),
    params,
    searchParams,
    getTranslations("evidence"),
    getTranslations("common"),
    getTranslations("registration.queue"),
    getLocale(),
  ]);
  if (!/^\d{4}$/.test(year) || !isId(enrolmentId)) missing();
  const load = async () => {
    const enrolment = await getEnrolment(actor, enrolmentId);
    const place = { teacherId: enrolment.teacher.id, subProjectId: enrolment.subProject.id };
    return listEvidence(actor, place);
  };
  const list = await load().catch((error: unknown) => {
    if (error instanceof NotFound || error instanceof Forbidden) missing();
    throw error;
  });
  const { name, nameEn } = list.subProject;
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
              { href: panelHref(Number(year), enrolmentId, {}), label: list.teacher.name },
            ],
          }}
          title={t("title")}
          facts={t("leadSchool", {
            name: list.teacher.name,
            subProject: locale === "en" ? nameEn : name,
            most: MOST_EVIDENCE,
          })}
        />
        <EvidenceDesk
          list={list}
          here={`/programmes/${year}/enrolments/${enrolmentId}/evidence`}
          done={done}
        />
      </DeskPage>
    </Workspace>
  );
}
