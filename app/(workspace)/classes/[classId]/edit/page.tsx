import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { formDraft } from "@/app/_shell/form-draft";
import { planWords } from "@/components/domain/classes/plan-words";
import { can } from "@/lib/access";
import { getTranslations } from "@/lib/i18n/translations";
import { dayOf } from "@/lib/kernel/dates";
import { ClassFrame } from "../_class-frame";
import { loadClass } from "../load";
import { EditClassForm } from "./_edit-class-form";

type Props = { params: Promise<{ classId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { trainingClass } = await loadClass((await params).classId);
  const t = await getTranslations("classes.form");
  return { title: `${t("editTitle")} · ${trainingClass.code}` };
}

export default async function EditClassPage({ params }: Props) {
  const { classId } = await params;
  const { actor, trainingClass: one } = await loadClass(classId);
  if (!can(actor, "class.form") || one.state === "notice-issued" || one.state === "cancelled")
    redirect(`/classes/${classId}`);
  const [t, plan, draft] = await Promise.all([
    getTranslations("classes"),
    planWords(),
    formDraft(actor, "classes.edit", one.id, one.version),
  ]);
  return (
    <ClassFrame actor={actor} trainingClass={one} current="edit">
      <EditClassForm
        id={one.id}
        version={one.version}
        draft={draft}
        saved={{
          mode: one.mode,
          startsOn: dayOf(one.startsOn),
          endsOn: dayOf(one.endsOn),
          days: String(one.days),
          hours: String(one.hours),
          place: one.place,
          capacity: String(one.capacity),
        }}
        modes={plan.modes}
        planWords={plan.words}
        words={{ save: t("form.save"), saving: t("form.saving"), saved: t("form.saved") }}
        staleWords={{
          title: t("stale.title"),
          lead: t("stale.lead"),
          theirs: t("stale.theirs"),
          mine: t("stale.mine"),
          same: t("stale.same"),
        }}
      />
    </ClassFrame>
  );
}
