import { DomainError, problem } from "@/lib/kernel/problem";

/** What a database error means for the caller: try again, not known whether it happened, busy, may only be read, refused by a constraint, a bug. */
export type DatabaseErrorKind = "retry" | "unknown" | "busy" | "read-only" | "conflict" | "other";

export type DatabaseError = { kind: DatabaseErrorKind; state?: string; constraint?: string };

/**
 * Problems by the name of the constraint, or by our own SQLSTATE, that refused the write. Rules refuse first, in words with
 * figures; these answer when two writes met in between.
 */
const PROBLEMS: Record<string, string> = {
  quota_accounts_within_granted: "quotas.not-enough-seats",
  quota_accounts_not_negative: "quotas.not-enough-seats",
  quota_accounts_reserve_free: "quotas.not-enough-seats",
  GP906: "quotas.plan-differs",
  GP907: "quotas.card-changed-meanwhile",
  GP950: "enrolments.open-class-full",
  GP951: "enrolments.waiting-changed-meanwhile",
  open_places_within: "enrolments.open-class-full",
  waiting_entries_one_live: "enrolments.waiting-already",
  GP940: "quotas.move-changed-meanwhile",
  GP941: "quotas.seat-route-settled",
  GP904: "programmes.already-published",
  GP909: "classes.more-than-designated",
  GP910: "notices.already-issued",
  GP912: "enrolments.state-changed-meanwhile",
  GP914: "enrolments.class-full",
  GP915: "classes.more-placed",
  GP916: "classes.nobody-placed",
  GP917: "classes.cancellation-decided",
  GP918: "classes.changed-meanwhile",
  GP919: "notices.document-number-taken",
  notice_amendments_document_number_key: "notices.document-number-taken",
  notice_amendments_class_id_number_key: "classes.changed-meanwhile",
  class_cancellations_one_open: "classes.cancellation-requested-already",
  class_cancellations_one_done: "classes.cancelled",
  enrolments_one_live_per_card: "enrolments.card-used",
  enrolments_one_per_teacher_and_group: "enrolments.already-enrolled",
  enrolment_evidence_teacher_id_sub_project_id_slot_key: "enrolments.evidence-changed-meanwhile",
  nominations_one_open: "enrolments.nominated-already",
  accounts_login_name_key: "identity.login-name-taken",
  teachers_id_number_index_key: "teachers.id-number-taken",
  teachers_school_id_staff_number_key: "teachers.staff-number-taken",
  GP961: "teachers.move-changed-meanwhile",
  GP962: "teachers.at-another-school",
  teacher_moves_one_open: "teachers.move-open-already",
  teacher_moves_number_promised: "teachers.staff-number-taken",
  notices_document_number_key: "notices.document-number-taken",
  opening_notices_document_number_key: "notices.document-number-taken",
  contact_addresses_pkey: "notices.contact-changed-meanwhile",
  contact_preferences_pkey: "notices.contact-changed-meanwhile",
  organisations_code_key: "organisations.code-taken",
};

/** Nothing was sent: the server was not reached, or had no room for us. */
const REFUSED = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "P1001", "P2037"];
/** The connection broke in between. */
const BROKEN = ["ECONNRESET", "EPIPE", "ETIMEDOUT", "P1002", "P1008", "P1017"];
/** Told by a server that shuts down or crashed: a COMMIT that was under way may have been done. */
const BROKEN_STATES = ["57P01", "57P02"];
/** Locked, cancelled, or starting. */
const BUSY_STATES = ["55P03", "57014", "57P03"];
/** The disk is full, or this server stands by for reading only. What is there can be read all the same. */
const READ_ONLY_STATES = ["53100", "25006"];

type Shape = {
  code?: unknown;
  syscall?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: { cause?: unknown } };
};

/** Knows every shape in which Prisma 7 with the pg adapter, or pg alone, throws; a test raises each of them for real. */
export function classifyDatabaseError(error: unknown): DatabaseError {
  const outer = (error ?? {}) as Shape;
  const inner = (outer.meta?.driverAdapterError?.cause ?? outer.cause ?? {}) as Record<string, unknown>;
  const code = typeof outer.code === "string" ? outer.code : undefined;
  const own = code && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith("P2") ? code : undefined;
  const state = text(inner.originalCode) ?? text(inner.code) ?? own;
  const message = [text(outer.message), text(inner.message), text(inner.originalMessage)]
    .filter(Boolean)
    .join(" ");
  const constraint = constraintOf(inner, outer, message);
  const found = (kind: DatabaseErrorKind): DatabaseError => ({
    kind,
    ...(state ? { state } : {}),
    ...(constraint ? { constraint } : {}),
  });
  if (code === "P2034" || state === "40001" || state === "40P01" || /TransactionWriteConflict/.test(message))
    return found("retry");
  const silent = code === "ETIMEDOUT" && outer.syscall === "connect";
  const refused = code !== undefined && (REFUSED.includes(code) || silent);
  if (/due to connection timeout/.test(message) || refused) return found("busy");
  if (
    /Connection terminated|not queryable|Query read timeout|ECONNRESET|EPIPE|ETIMEDOUT/.test(message) ||
    (code !== undefined && BROKEN.includes(code)) ||
    (state && (state.startsWith("08") || BROKEN_STATES.includes(state)))
  )
    return found("unknown");
  if (state && READ_ONLY_STATES.includes(state)) return found("read-only");
  if (
    code === "P2028" ||
    (state && (state.startsWith("53") || BUSY_STATES.includes(state))) ||
    /timeout exceeded when trying to connect/.test(message)
  )
    return found("busy");
  if (code === "P2002" || (state && (["23505", "23P01", "23514"].includes(state) || state.startsWith("GP9"))))
    return found("conflict");
  return found("other");
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function constraintOf(inner: Record<string, unknown>, outer: Shape, message: string): string | undefined {
  const named = inner.constraint;
  if (typeof named === "string") return named;
  if (named && typeof named === "object" && "index" in named && typeof named.index === "string")
    return named.index;
  if (typeof (outer as { constraint?: unknown }).constraint === "string")
    return (outer as { constraint: string }).constraint;
  return /constraint "([^"]+)"/.exec(message)?.[1] ?? tableAndFields(inner);
}

/** The adapter reports a unique violation by its columns; the names follow PostgreSQL's own rule. */
function tableAndFields(inner: Record<string, unknown>): string | undefined {
  const fields = (inner.constraint as { fields?: unknown } | undefined)?.fields;
  return Array.isArray(fields) ? fields.join("_") : undefined;
}

/**
 * The same refusal in the words of the domain where the database has one; the original error otherwise.
 * The failing row, which CHECK violations carry in their detail, never leaves this function.
 */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const { kind, state, constraint } = classifyDatabaseError(error);
  const known = (constraint && PROBLEMS[constraint]) || (state && PROBLEMS[state]);
  if (kind === "conflict" && known) return new DomainError([problem(known)]);
  if (kind === "retry" || kind === "busy") return new DomainError([problem("common.busy")]);
  if (kind === "read-only") return new DomainError([problem("common.read-only")]);
  if (kind === "unknown") return new DomainError([problem("common.outcome-unknown")]);
  return error;
}

/** For what is written beside a reading and may be left out, so that reading goes on while nothing can be written. */
export function unlessReadOnly(error: unknown): void {
  if (classifyDatabaseError(error).kind !== "read-only") throw error;
}
