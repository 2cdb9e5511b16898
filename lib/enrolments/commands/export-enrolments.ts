import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { requireStepUp } from "@/lib/identity";
import { newFileNumber } from "@/lib/kernel/id";
import { fail } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { Prisma, transaction } from "@/lib/platform/db";
import { enrolmentsInScopeSql } from "../access";
import { listEvent } from "../audit";
import type { ExportEnrolmentsInput } from "../filter-schema";
import { conditionsOf } from "../filter-store";
import { listed, orderOf, readEnrolmentRows, tabCondition, tabsOf } from "../list-store";
import type { ExportedEnrolments } from "../views";

/** More than a province has in a year; a longer list is taken sub-project by sub-project. */
const MOST = 10_000;

/**
 * The list as its page shows it, every page of it. The number stands on the file and in the trail: a copy that turns up elsewhere
 * leads to who took it. Problems: enrolments.list-too-long, and as of requireStepUp.
 */
export function exportEnrolments(actor: Actor, input: ExportEnrolmentsInput): Promise<ExportedEnrolments> {
  return transaction(actor, async (tx) => {
    authorise(actor, "enrolment.export");
    await requireStepUp(tx, actor);
    const { tab } = tabsOf(actor, input);
    const where = Prisma.join(
      [
        Prisma.sql`e.year = ${input.year}`,
        enrolmentsInScopeSql(actor, "enrolment.export"),
        listed(actor),
        ...conditionsOf(input.year, input),
        tabCondition(tab),
      ],
      " AND ",
    );
    const ask = <Found extends object>(sql: Prisma.Sql) => tx.$queryRaw<Found[]>(sql);
    const rows = await readEnrolmentRows(ask, actor, { where, order: orderOf(tab), most: MOST + 1 });
    if (rows.length > MOST) fail("enrolments.list-too-long", { most: MOST });
    const number = newFileNumber();
    await recordAudit(
      tx,
      actor,
      listEvent(number, {
        year: input.year,
        tab,
        people: rows.length,
        subProjectId: input.subProjectId ?? null,
        schoolId: input.schoolId ?? null,
        check: input.check ?? null,
      }),
    );
    return {
      year: input.year,
      tab,
      rows,
      by: actor.name,
      organisation: actor.organisationName,
      at: await businessNow(tx),
      number,
    };
  });
}
