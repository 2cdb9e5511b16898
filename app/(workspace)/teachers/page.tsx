import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Workspace } from "@/app/_shell/workspace";
import { getTranslations } from "@/lib/i18n/translations";
import { requireActor } from "@/lib/web";
import { type AskedList, loadList } from "./_load-list";
import { TeacherListHead, TeacherTable } from "./_teacher-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("teachers");
  return { title: t("list.title") };
}

export default async function TeachersPage({ searchParams }: { searchParams: AskedList }) {
  const actor = await requireActor();
  if (actor.role === "teacher") redirect("/teachers/me");
  const shown = await loadList(actor, searchParams);
  return (
    <Workspace current="teachers">
      <div className="px-4 pt-4 sm:px-8">
        <TeacherListHead actor={actor} {...shown} />
      </div>
      <TeacherTable actor={actor} {...shown} />
    </Workspace>
  );
}
