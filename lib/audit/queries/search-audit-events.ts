import { type Actor, authorise } from "@/lib/access";
import { startOfChinaDay } from "@/lib/kernel/dates";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { db, type Prisma } from "@/lib/platform/db";
import type { AuditFilter, AuditRow } from "../schema";

const PAGE_SIZE = 50;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Newest first. The audit administrator sees who did what when, without payloads. */
export async function searchAuditEvents(actor: Actor, filter: AuditFilter): Promise<Page<AuditRow>> {
  authorise(actor, "audit.read");
  const where: Prisma.AuditEventWhereInput = {
    ...(filter.kind ? { kind: filter.kind } : {}),
    ...(filter.subjectKind ? { subjectKind: filter.subjectKind } : {}),
    ...(filter.subjectId ? { subjectId: filter.subjectId } : {}),
    ...(filter.actor ? { actorName: { contains: filter.actor } } : {}),
    ...(filter.organisation ? { organisationName: { contains: filter.organisation } } : {}),
    businessAt: {
      ...(filter.from ? { gte: startOfChinaDay(filter.from) } : {}),
      ...(filter.to ? { lt: new Date(startOfChinaDay(filter.to).getTime() + DAY_MS) } : {}),
    },
  };
  const after = decodeCursor(filter.cursor)?.[0];
  const [total, found] = await Promise.all([
    db().auditEvent.count({ where }),
    db().auditEvent.findMany({
      where: { ...where, ...(typeof after === "string" ? { sequence: { lt: BigInt(after) } } : {}) },
      orderBy: { sequence: "desc" },
      take: PAGE_SIZE + 1,
    }),
  ]);
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    total,
    next: found.length > PAGE_SIZE && last ? encodeCursor([last.sequence.toString()]) : null,
    rows: shown.map((row) => ({
      id: row.id,
      recordedAt: row.recordedAt,
      businessAt: row.businessAt,
      kind: row.kind,
      actorName: row.actorName,
      actorRole: row.actorRole,
      organisationName: row.organisationName,
      onBehalfOf: row.onBehalfOf,
      delegationId: row.delegationId,
      subjectKind: row.subjectKind,
      subjectId: row.subjectId,
      payload: actor.role === "audit-admin" ? null : (row.payload as Record<string, unknown>),
    })),
  };
}
