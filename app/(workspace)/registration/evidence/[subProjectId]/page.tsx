import { missing } from "@/app/_shell/missing";
import { TeacherFrame } from "@/app/_shell/workspace";
import { listEvidence } from "@/lib/enrolments";
import { MOST_EVIDENCE } from "@/lib/enrolments/schema";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { isId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { requireTeacher } from "../../require-teacher";
import { EvidenceDesk } from "../evidence-desk";

type Props = {
  params: Promise<{ subProjectId: string }>;
  searchParams: Promise<{ back?: string | string[]; done?: string | string[] }>;
};

export async function generateMetadata() {
  const t = await getTranslations("evidence");
  return { title: t("title") };
}

export default async function EvidencePage({ params, searchParams }: Props) {
  const [actor, { subProjectId }, { back, done }, t, locale] = await Promise.all([
    requireTeacher(),
    params,
    searchParams,
    getTranslations("evidence"),
    getLocale(),
  ]);
  if (!isId(subProjectId)) missing();
  const list = await listEvidence(actor, { teacherId: actor.teacherId ?? "", subProjectId }).catch(
    (error: unknown) => {
      if (error instanceof NotFound) missing();
      throw error;
    },
  );
  const origin =
    typeof back === "string" && /^\/registration[\w/?=%.~-]*$/.test(back) ? back : "/registration";
  const { name, nameEn } = list.subProject;
  return (
    <TeacherFrame current="registration" title={t("title")} back={{ href: origin, label: t("back") }}>
      <div>
        <h1 tabIndex={-1} className="text-24">
          {t("title")}
        </h1>
        <p className="text-16 text-ink-2">
          {t("lead", { subProject: locale === "en" ? nameEn : name, most: MOST_EVIDENCE })}
        </p>
      </div>
      <EvidenceDesk
        list={list}
        here={`/registration/evidence/${subProjectId}?back=${encodeURIComponent(origin)}`}
        done={done}
        roomy
      />
    </TeacherFrame>
  );
}
