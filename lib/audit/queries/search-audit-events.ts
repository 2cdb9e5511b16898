import { type Actor, authorise } from "@/lib/access";
import { startOfChinaDay } from "@/lib/kernel/dates";
import { decodeCursor, encodeCursor, type Page } from "@/lib/kernel/page";
import { db, type Prisma, type Tx } from "@/lib/platform/db";
import type { AuditFilter, AuditRow } from "../schema";

const PAGE_SIZE = 50;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Newest first. The audit administrator sees who did what when, without payloads. */
export async function searchAuditEvents(actor: Actor, filter: AuditFilter): Promise<Page<AuditRow>> {
  authorise(actor, "audit.read");
  const where = matching(filter);
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
    rows: shown.map((row) => toRow(row, actor)),
  };
}

/** All that match, oldest first, at most so many; each with its place in the trail. For whoever may take the trail out. */
export async function listAuditEvents(
  tx: Tx,
  actor: Actor,
  filter: AuditFilter,
  most: number,
): Promise<(AuditRow & { sequence: string })[]> {
  authorise(actor, "audit.export");
  const found = await tx.auditEvent.findMany({
    where: matching(filter),
    orderBy: { sequence: "asc" },
    take: most,
  });
  return found.map((row) => ({ ...toRow(row, actor), sequence: row.sequence.toString() }));
}

function matching(filter: AuditFilter): Prisma.AuditEventWhereInput {
  return {
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
}

function toRow(row: Prisma.AuditEventGetPayload<object>, actor: Actor): AuditRow {
  return {
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
  };
}
