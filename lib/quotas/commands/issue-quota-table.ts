import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { requireStepUp } from "@/lib/identity";
import { newId } from "@/lib/kernel/id";
import { fail, failOn } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import { provincesByRegion } from "@/lib/organisations";
import { type Tx, transaction } from "@/lib/platform/db";
import { once } from "@/lib/platform/idempotency";
import { loadSubProjects, momentOf, windowProblems } from "@/lib/programmes";
import type { SubProjectFacts } from "@/lib/programmes/schema";
import { tableEvent } from "../audit";
import { checkTable, seatsOfCell } from "../rules";
import type { Cells, IssuedQuotaTable, IssueQuotaTableInput } from "../schema";
import { type Account, lockTable, type Movement, postEntries } from "../store";

/**
 * Opens the root account of each chosen sub-project with the sum of its designations and hands the cells down to the provinces.
 * A sum above the plan is refused; one below needs `reserveConfirmed`, and the rest stays with the ministry.
 */
export function issueQuotaTable(actor: Actor, input: IssueQuotaTableInput): Promise<IssuedQuotaTable> {
  return transaction(actor, async (tx) => {
    authorise(actor, "quota.issue");
    await requireStepUp(tx, actor);
    return once(tx, actor, "quota.issue", input.key, input, async () => {
      await lockTable(tx, input.year);
      const cells = await latestCells(tx, input);
      const subProjects = await loadSubProjects(tx, input.year);
      const provinces = await provincesByRegion(tx);
      const { windows, now } = await momentOf(tx, input.year, null);
      const issued = await issuedIds(tx, input.year);
      const columns = subProjects.map(({ id, code, seats, published }) => ({
        code,
        plan: seats,
        published,
        issued: issued.has(id),
      }));
      failOn(windowProblems(windows["quota-table"], now, "quota-table"));
      failOn(checkTable(columns, [...provinces.keys()], cells, input));
      const chosen = subProjects.filter(({ code }) => input.subProjects.includes(code));
      const seats = await issueColumns(tx, actor, chosen, provinces, cells);
      const result = toResult(chosen, seats);
      await recordAudit(
        tx,
        actor,
        tableEvent("quota.issued", String(input.year), {
          draft: input.draft,
          subProjects: chosen.map(({ code }) => code),
          seats: result.seats,
          reserve: result.reserve,
        }),
      );
      await sendMessages(
        tx,
        [...seats].map(([organisationId, got]) => ({
          organisationId,
          kind: "quota-issued",
          params: got,
          href: `/programmes/${input.year}/quotas`,
        })),
      );
      return result;
    });
  });
}

async function latestCells(tx: Tx, input: IssueQuotaTableInput): Promise<Cells> {
  const latest = await tx.quotaDraft.findFirst({
    where: { year: input.year },
    orderBy: { number: "desc" },
    select: { number: true, savedBy: true, cells: true },
  });
  if (!latest) fail("quotas.draft-missing");
  if (latest.number !== input.draft)
    fail("quotas.draft-saved-meanwhile", { number: latest.number, savedBy: latest.savedBy });
  return latest.cells as Cells;
}

async function issuedIds(tx: Tx, year: number): Promise<Set<string>> {
  const roots = await tx.quotaAccount.findMany({
    where: { parentId: null, subProject: { year } },
    select: { subProjectId: true },
  });
  return new Set(roots.map((root) => root.subProjectId));
}

function opening(subProjectId: string, organisationId: string, parentId: string | null): Account {
  return {
    id: newId(),
    subProjectId,
    organisationId,
    parentId,
    granted: 0,
    handedDown: 0,
    carded: 0,
    reserved: 0,
  };
}

type Got = { subProjects: number; seats: number };

/** What each province got over all columns. The accounts are new, so nobody else can hold or wait for them. */
async function issueColumns(
  tx: Tx,
  actor: Actor,
  chosen: SubProjectFacts[],
  provinces: Map<string, { id: string }>,
  cells: Cells,
): Promise<Map<string, Got>> {
  const roots: Account[] = [];
  const plans: Movement[] = [];
  const grants: Movement[] = [];
  const byProvince = new Map<string, Got>();
  for (const subProject of chosen) {
    const root = opening(subProject.id, actor.organisationId, null);
    roots.push(root);
    plans.push({ account: root, kind: "plan", seats: subProject.seats });
    for (const [region, province] of provinces) {
      const seats = seatsOfCell(cells[region]?.[subProject.code]) ?? 0;
      if (seats === 0) continue;
      grants.push({ account: opening(subProject.id, province.id, root.id), kind: "hand-down", seats });
      const got = byProvince.get(province.id) ?? { subProjects: 0, seats: 0 };
      byProvince.set(province.id, { subProjects: got.subProjects + 1, seats: got.seats + seats });
    }
  }
  await tx.quotaAccount.createMany({ data: roots });
  await tx.quotaAccount.createMany({ data: grants.map((grant) => grant.account) });
  await postEntries(tx, actor, plans);
  await postEntries(tx, actor, grants);
  return byProvince;
}

function toResult(chosen: SubProjectFacts[], byProvince: Map<string, Got>): IssuedQuotaTable {
  const planned = chosen.reduce((sum, subProject) => sum + subProject.seats, 0);
  const seats = [...byProvince.values()].reduce((sum, got) => sum + got.seats, 0);
  return { subProjects: chosen.length, provinces: byProvince.size, seats, reserve: planned - seats };
}
