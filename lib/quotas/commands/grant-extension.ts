import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { sendMessages } from "@/lib/notices";
import { type Tx, transaction } from "@/lib/platform/db";
import { grantExtensionIn } from "@/lib/programmes";
import type { GrantExtensionInput, WindowKey } from "@/lib/programmes/schema";
import { provinceEvent } from "../audit";
import type { GrantedTime } from "../schema";

/**
 * One body gets more time for one window, and unused cards that live as long as it live on with it, in the same transaction. A card
 * whose lapse is due and not posted is alive again; one that was posted stays lapsed, and its seat where it went. Lock order: the
 * year's window lock and row, then accounts of schools by id, then cards; accounts above are not touched.
 */
export function grantExtension(actor: Actor, input: GrantExtensionInput): Promise<GrantedTime> {
  return transaction(actor, async (tx) => {
    authorise(actor, "window.extend");
    const { body, windows } = await grantExtensionIn(tx, actor, input);
    const cards = { extended: 0, lapsed: 0 };
    for (const { key, to } of windows) {
      const moved = await extendCards(tx, { year: input.year, key, bodyId: body.id, to });
      cards.extended += moved.extended;
      cards.lapsed += moved.lapsed;
    }
    await recordAudit(
      tx,
      actor,
      provinceEvent("extension.granted", body.id, {
        year: input.year,
        windows: windows.map(({ key, from, to }) => `${key} ${from.toISOString()} ${to.toISOString()}`),
        reason: input.reason,
        ...cards,
      }),
    );
    return { name: body.name, nameEn: body.nameEn, closesAt: windows.map(({ to }) => to), ...cards };
  });
}

type Moved = { extended: number; lapsed: number };

async function extendCards(
  tx: Tx,
  { year, key, bodyId, to }: { year: number; key: WindowKey; bodyId: string; to: Date },
): Promise<Moved> {
  if (key !== "registration" && key !== "supplement") return { extended: 0, lapsed: 0 };
  const supplement = key === "supplement";
  await tx.$executeRaw`
    SELECT a.id FROM quota_accounts a JOIN sub_projects s ON s.id = a.sub_project_id JOIN organisations o ON o.id = a.organisation_id
    WHERE s.year = ${year}::int AND a.carded > 0 AND o.kind = 'school' AND ${bodyId}::uuid IN (o.id, o.province_id)
    ORDER BY a.id FOR UPDATE OF a`;
  const moved = await tx.$queryRaw<{ accountId: string | null; state: string; code: string }[]>`
    UPDATE registration_cards c SET lapses_at = ${to}::timestamptz, version = c.version + 1
    FROM sub_projects s, organisations o
    WHERE s.id = c.sub_project_id AND s.year = ${year}::int AND o.id = c.school_id AND ${bodyId}::uuid IN (o.id, o.province_id)
      AND c.state IN ('issued', 'bound', 'used') AND c.supplement = ${supplement} AND c.lapses_at < ${to}::timestamptz
    RETURNING c.state, s.code, (SELECT p.account_id FROM appointments p
      WHERE c.state = 'bound' AND p.teacher_id = c.teacher_id AND p.role = 'teacher' AND p.ends_at IS NULL LIMIT 1) AS "accountId"`;
  await sendMessages(
    tx,
    moved.flatMap(({ accountId, code }) =>
      accountId
        ? [
            {
              accountId,
              kind: "card-extended" as const,
              params: { subProject: code, until: to.toISOString() },
              href: "/registration",
            },
          ]
        : [],
    ),
  );
  const [lapsed] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM registration_cards c JOIN sub_projects s ON s.id = c.sub_project_id
      JOIN organisations o ON o.id = c.school_id
    WHERE s.year = ${year}::int AND ${bodyId}::uuid IN (o.id, o.province_id) AND c.state = 'lapsed' AND c.supplement = ${supplement}`;
  return { extended: moved.filter(({ state }) => state !== "used").length, lapsed: lapsed?.count ?? 0 };
}
