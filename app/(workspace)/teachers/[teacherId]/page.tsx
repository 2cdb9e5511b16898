import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { formDraft } from "@/app/_shell/form-draft";
import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { ListPanelLayout } from "@/components/shell/list-panel-layout";
import { can } from "@/lib/access";
import { getTranslations } from "@/lib/i18n/translations";
import { isId } from "@/lib/kernel/id";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { listMajors } from "@/lib/reference";
import { findOpenMove, getTeacherRecord } from "@/lib/teachers";
import { requireActor } from "@/lib/web";
import { address } from "../_address";
import { type AskedList, loadList } from "../_load-list";
import { RecordPanel } from "../_record-panel";
import { TeacherListHead, TeacherTable } from "../_teacher-list";

type Props = { params: Promise<{ teacherId: string }>; searchParams: AskedList };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("teachers");
  return { title: t("list.title") };
}

export default async function TeacherPage({ params, searchParams }: Props) {
  const [{ teacherId }, actor] = await Promise.all([params, requireActor()]);
  if (actor.role === "teacher") redirect("/teachers/me");
  if (!isId(teacherId)) missing();
  const [shown, record, move, majors, t] = await Promise.all([
    loadList(actor, searchParams),
    getTeacherRecord(actor, teacherId).catch((error: unknown) => {
      if (error instanceof NotFound || error instanceof Forbidden) missing();
      throw error;
    }),
    can(actor, "teacher.follow-move") ? findOpenMove(actor, teacherId) : null,
    listMajors(actor),
    getTranslations("teachers"),
  ]);
  const draft = await formDraft(actor, "teachers.record", record.id, record.version);
  return (
    <Workspace current="teachers" fill>
      <ListPanelLayout
        header={<TeacherListHead actor={actor} {...shown} />}
        list={<TeacherTable actor={actor} openId={teacherId} {...shown} />}
        listLabel={t("list.caption")}
        panelLabel={t("record.panel", { name: record.values.name })}
        panel={
          <RecordPanel
            draft={draft}
            record={record}
            move={move}
            sets={shown.sets}
            majors={majors}
            closeHref={address(shown.filter)}
          />
        }
      />
    </Workspace>
  );
}
