import { describe, expect, it } from "vitest";
import { searchAuditEvents } from "@/lib/audit";
import { Forbidden } from "@/lib/kernel/problem";
import { withWorld } from "../../support/world";

const open = withWorld();

describe("searching the trail", () => {
  it("goes from the newest to the oldest, each event once, fifty a page", async () => {
    const { world, database } = open();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await searchAuditEvents(world.auditor, cursor ? { cursor } : {});
      expect(page.rows.length).toBeLessThanOrEqual(50);
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.next ?? undefined;
    } while (cursor);
    const { rows } = await database.pool.query("SELECT id FROM audit_events ORDER BY sequence DESC");
    expect(seen).toEqual(rows.map((row) => row.id));
  });

  it("finds by kind, subject, person, organisation and day of business", async () => {
    const { world } = open();
    const school = world.provinces[0].schools[0];
    const confirmed = await searchAuditEvents(world.auditor, { kind: "enrolment.confirmed" });
    expect(confirmed.total).toBe(14);
    const [one] = confirmed.rows;
    const ofOne = await searchAuditEvents(world.auditor, {
      subjectKind: "enrolment",
      subjectId: one?.subjectId ?? "",
    });
    expect(new Set(ofOne.rows.map((row) => row.subjectId))).toEqual(new Set([one?.subjectId]));
    expect(ofOne.total).toBeGreaterThan(1);
    const bySchool = await searchAuditEvents(world.auditor, {
      organisation: school.actor.organisationName,
      kind: "enrolment.confirmed",
    });
    expect(bySchool.total).toBe(5);
    const day = { from: "2022-05-12", to: "2022-05-12" };
    expect((await searchAuditEvents(world.auditor, { kind: "enrolment.confirmed", ...day })).total).toBe(14);
    const dayBefore = { from: "2022-05-11", to: "2022-05-11" };
    expect(
      (await searchAuditEvents(world.auditor, { kind: "enrolment.confirmed", ...dayBefore })).total,
    ).toBe(0);
    expect((await searchAuditEvents(world.auditor, { actor: "nobody" })).rows).toEqual([]);
  });

  it("starts at the beginning for a cursor that was tampered with", async () => {
    const { world } = open();
    const page = await searchAuditEvents(world.auditor, { cursor: "%%%" });
    expect(page.rows[0]).toEqual((await searchAuditEvents(world.auditor, {})).rows[0]);
  });

  it("shows the audit administrator who did what when, and no contents", async () => {
    const { world } = open();
    const full = await searchAuditEvents(world.auditor, {});
    const bare = await searchAuditEvents(world.auditAdmin, {});
    expect(bare.rows.map((row) => row.id)).toEqual(full.rows.map((row) => row.id));
    expect(bare.rows.every((row) => row.payload === null)).toBe(true);
    expect(full.rows.some((row) => row.payload !== null)).toBe(true);
  });

  it("is for nobody else", async () => {
    const { world } = open();
    for (const actor of [world.ministry, world.office, world.systemAdmin, world.securityAdmin])
      await expect(searchAuditEvents(actor, {})).rejects.toThrow(Forbidden);
  });
});
