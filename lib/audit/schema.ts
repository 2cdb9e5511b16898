import { z } from "zod";

/** One declared thing that can happen; each module declares its own kinds in its `audit.ts`. */
export type AuditEventInput = {
  /** `<noun>.<past participle>`, such as quota.issued. */
  kind: string;
  subject: { kind: string; id: string };
  payload?: Record<string, string | number | boolean | null | string[] | Record<string, number>>;
};

export const auditFilterSchema = z.object({
  kind: z.string().max(80).optional(),
  subjectKind: z.string().max(80).optional(),
  subjectId: z.string().max(80).optional(),
  actor: z.string().max(80).optional(),
  organisation: z.string().max(80).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  cursor: z.string().max(400).optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export type AuditRow = {
  id: string;
  recordedAt: Date;
  businessAt: Date;
  kind: string;
  actorName: string;
  actorRole: string;
  organisationName: string;
  /** The body in whose name a delegate acted. */
  onBehalfOf: string | null;
  delegationId: string | null;
  subjectKind: string;
  subjectId: string;
  /** Null for readers who see the trail's metadata only. */
  payload: Record<string, unknown> | null;
};
