import type { Actor } from "@/lib/access";
import { authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { requireStepUp } from "@/lib/identity";
import { failOn, type Problem, problem } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import type { MessageInput } from "@/lib/notices/schema";
import { type Tx, transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { accessSeatLedger, type SeatLedger } from "../access";
import { accountEvent } from "../audit";
import { checkAllocationWindow, checkBodiesOnce, checkLeft, left } from "../rules";
import type { AllocateAndIssueInput, AllocatedAndIssued } from "../schema";
import { openAccounts, postEntries, putOnCards } from "../store";
import { issuerOf, schoolNames, termsOfNewCards } from "./issue-cards";

/**
 * Brings each named body to its target: what is missing is handed down, and every seat of a school without a card gets one, in one
 * transaction. Lowering is recalling, which is another act; a city hands back.
 */
export function allocateAndIssue(actor: Actor, input: AllocateAndIssueInput): Promise<AllocatedAndIssued> {
  return transaction(actor, async (tx) => {
    const schoolIds = input.rows.map((row) => row.schoolId);
    if (input.cards) authorise(actor, "card.issue");
    const ledger = await accessSeatLedger(tx, actor, "quota.allocate", input.subProjectId, schoolIds);
    await requireStepUp(tx, actor);
    return once(tx, actor, "quota.allocate", input.key, input, async () => {
      const done = await allocateIn(tx, actor, ledger, input);
      if (done.seats + done.cards.length === 0) failOn([problem("quotas.nothing-chosen")]);
      const { code } = ledger.subProject;
      await recordAudit(
        tx,
        actor,
        accountEvent("quota.allocated", ledger.parent.id, {
          code,
          seats: done.seats,
          schools: done.schools.map((row) => `${row.schoolId} ${row.seats}`),
          cards: done.cards,
        }),
      );
      await sendMessages(tx, done.messages);
      return { seats: done.seats, cards: done.cards.length, schools: done.messages.length };
    });
  });
}

type Allocated = {
  seats: number;
  schools: { schoolId: string; seats: number }[];
  /** Codes. */
  cards: string[];
  messages: MessageInput[];
};

/** The same within a transaction that holds the ledger; it says what the schools are to be told. */
export async function allocateIn(
  tx: Tx,
  actor: Actor,
  ledger: SeatLedger,
  input: Pick<AllocateAndIssueInput, "rows" | "cards">,
): Promise<Allocated> {
  const { code, year } = ledger.subProject;
  const schoolIds = input.rows.map((row) => row.schoolId);
  failOn(checkAllocationWindow(ledger.windows, ledger.now));
  failOn([...checkBodiesOnce(schoolIds), ...checkTargets(ledger, input)]);
  const more = input.rows
    .map((row) => ({ ...row, seats: row.target - row.shown }))
    .filter((row) => row.seats > 0);
  const seats = more.reduce((sum, row) => sum + row.seats, 0);
  failOn(checkLeft(ledger.parent, seats, code));
  await openAccounts(tx, ledger, schoolIds);
  const isCity = (id: string) => ledger.bodies.get(id)?.kind === "city";
  const accountOf = (schoolId: string) => {
    const account = ledger.children.get(schoolId);
    if (!account) throw new Error("every named school has an account by now");
    return account;
  };
  await postEntries(
    tx,
    actor,
    more.map((row) => ({ account: accountOf(row.schoolId), kind: "hand-down", seats: row.seats })),
  );
  const wanted = input.rows
    .map((row) => {
      const account = accountOf(row.schoolId);
      return { account, cards: left(account) + row.target - row.shown };
    })
    .filter((row) => input.cards && row.cards > 0 && !isCity(row.account.organisationId));
  const termFor = wanted.length > 0 ? termsOfNewCards(ledger) : null;
  const toCard = wanted.flatMap((row) =>
    termFor ? [{ ...row, term: termFor(row.account.organisationId) }] : [],
  );
  const cards = toCard.length > 0 ? await putOnCards(tx, actor, issuerOf(ledger), toCard) : [];
  const carded = new Set(toCard.map((row) => row.account.organisationId));
  return {
    seats,
    schools: more,
    cards: cards.map((card) => card.code),
    messages: [
      ...toCard.map((row) => ({
        organisationId: row.account.organisationId,
        kind: "cards-issued" as const,
        params: { subProject: code, count: row.cards },
        href: `/programmes/${year}/cards`,
      })),
      ...more
        .filter((row) => !carded.has(row.schoolId))
        .map((row) => ({
          organisationId: row.schoolId,
          kind: "seats-handed-down" as const,
          params: { subProject: code, seats: row.seats },
          href: `/programmes/${year}/${isCity(row.schoolId) ? "quotas" : "cards"}`,
        })),
    ],
  };
}

function checkTargets(ledger: SeatLedger, input: Pick<AllocateAndIssueInput, "rows">): Problem[] {
  return input.rows.flatMap((row, index) => {
    const names = schoolNames(ledger, row.schoolId);
    const now = ledger.children.get(row.schoolId)?.granted ?? 0;
    const place = { row: index + 1, field: `target-${row.schoolId}` };
    if (now !== row.shown)
      return [problem("quotas.allocation-changed-meanwhile", { ...names, shown: row.shown, now }, place)];
    if (row.target >= row.shown) return [];
    const isCity = ledger.bodies.get(row.schoolId)?.kind === "city";
    return [problem(isCity ? "quotas.lower-by-hand-back" : "quotas.lower-by-recall", names, place)];
  });
}
