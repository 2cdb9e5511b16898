import { apportion } from "@/lib/kernel/apportion";
import { type Problem, problem } from "@/lib/kernel/problem";
import { parseWholeNumber } from "@/lib/kernel/whole-number";
import { windowIsOpen, windowProblems } from "@/lib/programmes";
import type { Criteria, WindowsByKey } from "@/lib/programmes/schema";
import { type CardState, type Cells, MAX_SEATS_IN_A_CELL, type MoveState, type SplitBasis } from "./schema";
import type { Suggestion, SuggestionRefusal } from "./views";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const MODULUS = 37;
/** Letters easily taken for digits or for one another: no card carries them as its check character. */
const MISREAD = "ILOU";

/**
 * The check character of ISO 7064 MOD 37-2: weights are powers of 2, which generate every residue of 37, so each single wrong
 * character and each exchange of two different ones changes it. Null where it would be the system's 37th sign or one
 * that is easily misread; such a serial is not issued.
 */
export function checkCharacter(body: string): string | null {
  let sum = 0;
  for (const character of body) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new Error(`a card code holds digits and capital letters only, not ${character}`);
    sum = ((sum + value) * 2) % MODULUS;
  }
  const found = ALPHABET[(MODULUS + 1 - sum) % MODULUS];
  return found && !MISREAD.includes(found) ? found : null;
}

/** 22-43-B301-0047-K: year, body, sub-project, serial, check character; null for a serial that must be skipped. */
export function cardCode(
  year: number,
  regionCode: string,
  subProject: string,
  serial: number,
): string | null {
  const parts = [
    String(year % 100).padStart(2, "0"),
    regionCode,
    subProject,
    String(serial).padStart(4, "0"),
  ];
  const check = checkCharacter(parts.join(""));
  return check && `${parts.join("-")}-${check}`;
}

/**
 * A typed code in its one true form, or null when it cannot be one: too short, or its check character differs. Blanks,
 * hyphens of any kind, small and full-width letters are accepted, and O, I and L in the place of digits.
 */
export function parseCardCode(text: string): string | null {
  const plain = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\-\u2010-\u2015\u2212_.]/g, "");
  const parts = /^([0-9OIL]{4})([A-HJKMNP-Z])([0-9OIL]{3})([0-9OIL]{4,8})([0-9A-Z])$/.exec(plain);
  if (!parts) return null;
  const [, head = "", letter = "", digits = "", serial = "", check = ""] = parts;
  const body = asDigits(head) + letter + asDigits(digits) + asDigits(serial);
  if (checkCharacter(body) !== asDigits(check)) return null;
  return `${body.slice(0, 2)}-${body.slice(2, 4)}-${body.slice(4, 8)}-${body.slice(8)}-${asDigits(check)}`;
}

function asDigits(text: string): string {
  return text.replaceAll("O", "0").replace(/[IL]/g, "1");
}

/** As a card counts at an instant: unused and past its time is lapsed, whether that is posted yet or not. */
export function effectiveState(card: { state: CardState; lapsesAt: Date }, now: Date): CardState {
  const unused = card.state === "issued" || card.state === "bound";
  return unused && card.lapsesAt <= now ? "lapsed" : card.state;
}

/** Seats may be handed down and put on cards in their own window, and again while places are supplemented. */
export function checkAllocationWindow(windows: WindowsByKey, now: Date): Problem[] {
  if (windowIsOpen(windows.supplement, now)) return [];
  return windowProblems(windows["quota-issue"], now, "quota-issue");
}

export type CardTerm = { lapsesAt: Date; supplement: boolean };

/** Until when a card holds that is issued or freed now: the close of registration, afterwards that of the supplement window. */
export function cardTerm(windows: WindowsByKey, now: Date): CardTerm | null {
  if (windows.registration && now < windows.registration.closesAt)
    return { lapsesAt: windows.registration.closesAt, supplement: false };
  return windows.supplement ? { lapsesAt: windows.supplement.closesAt, supplement: true } : null;
}

export type Balance = { granted: number; handedDown: number; carded: number };

export function left(account: Balance): number {
  return account.granted - account.handedDown - account.carded;
}

/** Against what lies with the account, and of that against what is not kept on purpose. */
export function checkLeft(account: Balance & { reserved: number }, asked: number, code: string): Problem[] {
  const available = left(account);
  if (asked > available) return [problem("quotas.more-than-left", { asked, left: available, code })];
  const { reserved } = account;
  const free = available - reserved;
  return asked > free ? [problem("quotas.seats-reserved", { asked, left: free, reserved, code })] : [];
}

/** What shall be kept lies with the account, and has its reason. */
export function checkReserve(
  account: Balance,
  { seats, reason }: { seats: number; reason: string },
  code: string,
): Problem[] {
  const available = left(account);
  if (seats > available)
    return [problem("quotas.reserve-too-large", { asked: seats, left: available, code }, { field: "seats" })];
  return seats > 0 && reason.length < 2 ? [problem("quotas.reason-missing", {}, { field: "reason" })] : [];
}

/** Levels of schools that a sub-project is for; null for all. Undergraduate schools of vocational education count as higher. */
export function levelsOf(criteria: Pick<Criteria, "schoolLevels"> | null): string[] | null {
  const levels: string[] = criteria?.schoolLevels ?? [];
  if (levels.length === 0) return null;
  return levels.includes("higher") ? [...levels, "undergraduate"] : levels;
}

/** A body named twice in one act would be answered twice. */
export function checkBodiesOnce(ids: string[]): Problem[] {
  return new Set(ids).size === ids.length ? [] : [problem("quotas.body-twice")];
}

/** Seats of one column of the table, a blank being none; null for a text that is no whole number from 0 to 9999. */
export function seatsOfCell(text: string | undefined): number | null {
  return text === undefined || text.trim() === "" ? 0 : parseWholeNumber(text, MAX_SEATS_IN_A_CELL);
}

export type ColumnSum = { sum: number; invalid: string[] };

export function sumColumn(cells: Cells, regionCodes: string[], subProject: string): ColumnSum {
  const result: ColumnSum = { sum: 0, invalid: [] };
  for (const region of regionCodes) {
    const value = seatsOfCell(cells[region]?.[subProject]);
    if (value === null) result.invalid.push(region);
    else result.sum += value;
  }
  return result;
}

export type ColumnFacts = { code: string; plan: number; issued: boolean; published: boolean };

/** Every problem of the columns that are to be issued, so that one look shows them all. */
export function checkTable(
  columns: ColumnFacts[],
  regionCodes: string[],
  cells: Cells,
  input: { subProjects: string[]; reserveConfirmed: boolean },
): Problem[] {
  const byCode = new Map(columns.map((column) => [column.code, column]));
  return [...new Set(input.subProjects)].flatMap((code): Problem[] => {
    const column = byCode.get(code);
    if (!column) return [problem("quotas.unknown-cell", { name: code })];
    if (!column.published) return [problem("quotas.year-unpublished")];
    if (column.issued) return [problem("quotas.already-issued", { code })];
    const { sum, invalid } = sumColumn(cells, regionCodes, code);
    if (invalid.length > 0) return [problem("quotas.cells-invalid", { code, count: invalid.length })];
    if (sum > column.plan) return [problem("quotas.over-plan", { code, sum, plan: column.plan })];
    if (sum < column.plan && !input.reserveConfirmed)
      return [problem("quotas.reserve-unconfirmed", { code, sum, plan: column.plan })];
    return [];
  });
}

/** Schools may say what they need until seats can no longer be split: before that window opens, while it is open, and in the supplement. */
export function checkNeedsOpen(windows: WindowsByKey, now: Date): Problem[] {
  if (windowIsOpen(windows.supplement, now)) return [];
  const closing = windows["quota-issue"]?.closesAt;
  return closing && now >= closing ? [problem("quotas.needs-closed")] : [];
}

export type NeedFacts = { code: string; version: number; allocated: number };

/** Each row against what stands: a need with a reason, not answered by seats yet, and as the page showed it. */
export function checkNeeds(
  rows: { subProjectId: string; seats: number; reason: string; version: number }[],
  facts: Map<string, NeedFacts>,
): Problem[] {
  return rows.flatMap((row): Problem[] => {
    const standing = facts.get(row.subProjectId);
    if (!standing) return [];
    const { code } = standing;
    const place = { field: `seats-${row.subProjectId}` };
    if (standing.allocated > 0)
      return [problem("quotas.need-answered", { code, count: standing.allocated }, place)];
    if (standing.version !== row.version) return [problem("quotas.need-changed-meanwhile", { code }, place)];
    return row.seats > 0 && row.reason.length < 2
      ? [problem("quotas.need-reason-missing", { code }, { field: `reason-${row.subProjectId}` })]
      : [];
  });
}

export type SplitSchool = {
  schoolId: string;
  code: string;
  seats: number;
  need: number;
  complete: number;
};

/**
 * A fair split of what is left, for the province to look at: nobody loses, nobody gets more than it said it needs or has teachers
 * with complete records for, and what cannot be used that way stays with the province.
 */
export function suggestSplit(
  available: number,
  schools: SplitSchool[],
  asked: { basis: SplitBasis; minimum: number; maximum: number | null },
): Suggestion | SuggestionRefusal {
  const claims = schools.map(({ schoolId, code, seats, need, complete }) => {
    const useful = asked.basis === "need" ? Math.min(need, complete) : complete;
    const ceiling = asked.maximum === null ? useful : Math.min(useful, asked.maximum);
    return {
      code: `${code} ${schoolId}`,
      schoolId,
      seats,
      weight: asked.basis === "need" ? need : complete,
      minimum: Math.max(seats, Math.min(asked.minimum, ceiling)),
      maximum: Math.max(seats, ceiling),
    };
  });
  const sum = (pick: (claim: (typeof claims)[number]) => number) =>
    claims.reduce((total, claim) => total + pick(claim), 0);
  const held = sum((claim) => claim.seats);
  const needed = sum((claim) => claim.minimum) - held;
  if (needed > available) return { needed, available };
  const most = sum((claim) => (claim.weight > 0 ? claim.maximum : claim.minimum));
  const shared = apportion(Math.min(held + available, most), claims);
  if ("refusal" in shared) throw new Error(`a split within its bounds was refused: ${shared.refusal.kind}`);
  const targets = Object.fromEntries(
    claims.map((claim) => [claim.schoolId, shared.shares.get(claim.code) ?? claim.seats]),
  );
  const gaining = claims.filter((claim) => (targets[claim.schoolId] ?? 0) > claim.seats);
  const seats = gaining.reduce((total, claim) => total + (targets[claim.schoolId] ?? 0) - claim.seats, 0);
  return { ...asked, targets, seats, schools: gaining.length, kept: available - seats };
}

/** An open request counts as expired from its time on, whether anybody has looked since or not. */
export function effectiveMoveState(move: { state: MoveState; expiresAt: Date }, now: Date): MoveState {
  const open = move.state === "proposed" || move.state === "agreed";
  return open && move.expiresAt <= now ? "expired" : move.state;
}

/** Until when seats that moved could still be split: the close of the window that is open. Null while none is. */
export function moveDeadline(windows: WindowsByKey, now: Date): Date | null {
  const open = [windows["quota-issue"], windows.supplement].filter((window) => windowIsOpen(window, now));
  return open[0]?.closesAt ?? null;
}
