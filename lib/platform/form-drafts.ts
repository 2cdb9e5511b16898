import "server-only";
import type { Actor } from "@/lib/access";
import { fail } from "@/lib/kernel/problem";
import { type SealPlace, seal, unseal } from "./crypto";
import { statement, transaction } from "./db";
import { log } from "./log";

export type KeptDraft = { fields: Record<string, string>; version: number | null; savedAt: Date };

/** Of one draft, as JSON. */
export const MOST_KILOBYTES = 64;
/** Of one account; the oldest goes. */
const MOST_DRAFTS = 50;
const MOST_ENDED = 10;
const DAYS_KEPT = 30;
/** A page opened before its form was done with is not open for longer than a session, and one more. */
const DAYS_REMEMBERED = 2;

const hatOf = (actor: Actor) => actor.delegation?.id ?? actor.appointmentId;

const placeOf = (accountId: string, hat: string, form: string): SealPlace => ({
  table: "form_drafts",
  column: "content",
  id: `${accountId} ${hat} ${form}`,
});

/**
 * Keeps what is typed in place of what was kept before, sealed, for this person under this hat alone; gives the business time.
 * A page that was opened (`openedAt`, of this clock) before the form was last done with keeps nothing: what is on its way while
 * the act goes through must not come back after it. Problems: common.draft-large, common.draft-ended.
 */
export async function saveDraft(
  actor: Actor,
  draft: { form: string; fields: Record<string, string>; version: number | null; openedAt: number },
): Promise<Date> {
  const content = JSON.stringify(draft.fields);
  if (Buffer.byteLength(content) > MOST_KILOBYTES * 1024)
    fail("common.draft-large", { most: MOST_KILOBYTES });
  const hat = hatOf(actor);
  const sealed = seal(content, placeOf(actor.accountId, hat, draft.form));
  return transaction(actor, async (tx) => {
    const [kept] = await tx.$queryRaw<{ savedAt: Date; isNew: boolean }[]>`
      INSERT INTO form_drafts AS d (account_id, hat, form, content_sealed, base_version)
      VALUES (${actor.accountId}::uuid, ${hat}::uuid, ${draft.form}, ${sealed}, ${draft.version}::int)
      ON CONFLICT (account_id, hat, form) DO UPDATE SET content_sealed = excluded.content_sealed,
        base_version = excluded.base_version, saved_at = business_now()
      WHERE d.ended_at IS NULL OR d.ended_at <= to_timestamp(${draft.openedAt}::float8 / 1000)
      RETURNING d.saved_at AS "savedAt", d.xmax = 0 AS "isNew"`;
    if (!kept) return fail("common.draft-ended");
    if (kept.isNew)
      await tx.$executeRaw`DELETE FROM form_drafts d USING (
          SELECT hat, form FROM form_drafts WHERE account_id = ${actor.accountId}::uuid AND content_sealed IS NOT NULL
          ORDER BY saved_at DESC, hat, form OFFSET ${MOST_DRAFTS}::int) old
        WHERE d.account_id = ${actor.accountId}::uuid AND d.hat = old.hat AND d.form = old.form`;
    return kept.savedAt;
  });
}

type Row = {
  openedAt: number;
  now: Date;
  form: string | null;
  sealed: string;
  version: number | null;
  savedAt: Date;
};

export type FoundDrafts = { openedAt: number; now: Date; drafts: Map<string, KeptDraft> };

/** The own drafts of these forms under this hat, and what both clocks say now, for the page that shows them. */
export async function findDrafts(actor: Actor, forms: string[]): Promise<FoundDrafts> {
  const rows = await statement<Row>(
    actor,
    `SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS "openedAt", business_now() AS now, d.form, d.content_sealed AS sealed,
       d.base_version AS version, d.saved_at AS "savedAt"
     FROM (SELECT 1) one LEFT JOIN form_drafts d ON d.account_id = $1 AND d.hat = $2 AND d.form = ANY($3)
       AND d.content_sealed IS NOT NULL AND d.saved_at > business_now() - interval '${DAYS_KEPT} days'`,
    [actor.accountId, hatOf(actor), forms],
  );
  const [first] = rows;
  if (!first) throw new Error("the clock gave no row");
  return { openedAt: first.openedAt, now: first.now, drafts: opened(actor, rows) };
}

/** The own drafts whose form begins with this, newest first. */
export async function listDrafts(actor: Actor, prefix: string): Promise<Map<string, KeptDraft>> {
  const rows = await statement<Row>(
    actor,
    `SELECT form, content_sealed AS sealed, base_version AS version, saved_at AS "savedAt" FROM form_drafts
     WHERE account_id = $1 AND hat = $2 AND starts_with(form, $3) AND content_sealed IS NOT NULL
       AND saved_at > business_now() - interval '${DAYS_KEPT} days' ORDER BY saved_at DESC`,
    [actor.accountId, hatOf(actor), prefix],
  );
  return opened(actor, rows);
}

/** One that no longer opens, as after the key was lost, is as good as none. */
function opened(actor: Actor, rows: Row[]): Map<string, KeptDraft> {
  const drafts = new Map<string, KeptDraft>();
  for (const { form, sealed, version, savedAt } of rows)
    if (form !== null)
      try {
        const fields = JSON.parse(unseal(sealed, placeOf(actor.accountId, hatOf(actor), form)));
        drafts.set(form, { fields, version, savedAt });
      } catch {
        log.warn({ form: form.split("/")[0] }, "a draft does not open");
      }
  return drafts;
}

/**
 * These forms are done with: what was typed is gone, and pages that are still open keep nothing more. One statement, since it follows
 * the busiest of all acts. A page has a few forms; whoever names more than ten at once ends the first ten.
 */
export async function endDrafts(actor: Actor, forms: string[]): Promise<void> {
  if (forms.length === 0) return;
  await statement(
    actor,
    `INSERT INTO form_drafts (account_id, hat, form, ended_at)
     SELECT $1::uuid, $2::uuid, form, date_trunc('milliseconds', clock_timestamp())
     FROM (SELECT DISTINCT unnest($3::text[]) AS form ORDER BY form) ended
     ON CONFLICT (account_id, hat, form) DO UPDATE SET content_sealed = NULL, base_version = NULL, ended_at = excluded.ended_at`,
    [actor.accountId, hatOf(actor), forms.slice(0, MOST_ENDED)],
  );
}

/** For the housekeeping of the worker. */
export async function sweepDrafts(): Promise<void> {
  await statement(
    null,
    `DELETE FROM form_drafts WHERE (content_sealed IS NOT NULL AND saved_at < business_now() - interval '${DAYS_KEPT} days')
       OR (content_sealed IS NULL AND ended_at < clock_timestamp() - interval '${DAYS_REMEMBERED} days')`,
    [],
  );
}
