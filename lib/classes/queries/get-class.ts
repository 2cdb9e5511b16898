import { type Actor, authorise } from "@/lib/access";
import { isId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { db } from "@/lib/platform/db";
import { momentOf } from "@/lib/programmes";
import { classesInScope } from "../access";
import type { ClassDetail } from "../schema";
import { classRowSelect, toClassRow } from "./list-classes";

export async function getClass(actor: Actor, id: string): Promise<ClassDetail> {
  const scope = classesInScope(actor, authorise(actor, "class.read"));
  if (!isId(id)) throw new NotFound("class");
  const row = await db().trainingClass.findFirst({
    where: { AND: [{ id }, scope] },
    select: {
      ...classRowSelect,
      subProject: { select: { ...classRowSelect.subProject.select, mode: true } },
      designationId: true,
      version: true,
    },
  });
  if (!row) throw new NotFound("class");
  const { now, windows } = await momentOf(db(), row.subProject.year, row.institutionId);
  const { designationId, version, ...rest } = row;
  const open = row.subProject.mode === "open";
  return {
    ...toClassRow(rest, actor, windows, now),
    designationId,
    version,
    noticeDueAt: windows["opening-notice"]?.closesAt ?? null,
    open,
    placement: windows[open ? "qualification-review" : "placement"] ?? null,
    now,
  };
}
