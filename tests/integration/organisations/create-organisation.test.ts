import { describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { DomainError, Forbidden, NotFound } from "@/lib/kernel/problem";
import { createOrganisation, listOrganisations } from "@/lib/organisations";
import type { CreateOrganisationInput } from "@/lib/organisations/schema";
import { withWorld } from "../../support/world";

const open = withWorld();

function school(change: Partial<CreateOrganisationInput> = {}): CreateOrganisationInput {
  return {
    kind: "school",
    code: newId().slice(-12),
    name: "演示新学校",
    parentId: open().world.provinces[0].id,
    schoolLevel: "higher",
    ...change,
  };
}

async function outcome(actor: Actor, input: CreateOrganisationInput): Promise<string> {
  try {
    await createOrganisation(actor, input);
    return "created";
  } catch (error) {
    if (error instanceof DomainError) return error.problems.map(({ code }) => code).join();
    if (error instanceof NotFound || error instanceof Forbidden) return error.name;
    throw error;
  }
}

describe("creating an organisation", () => {
  it("puts a school under its province", async () => {
    const { world, database } = open();
    const [province] = world.provinces;
    const { id } = await createOrganisation(province.actor, school());
    const { rows } = await database.pool.query("SELECT kind, province_id FROM organisations WHERE id = $1", [
      id,
    ]);
    expect(rows).toEqual([{ kind: "school", province_id: province.id }]);
  });

  it("lets a province make schools and cities of its own subtree only", async () => {
    const { world } = open();
    const [province, other] = world.provinces;
    expect(await outcome(province.actor, school({ parentId: other.id }))).toBe("NotFound");
    expect(await outcome(province.actor, school({ parentId: province.city.organisationId }))).toBe("created");
    expect(
      await outcome(province.actor, school({ kind: "institution", parentId: null, schoolLevel: null })),
    ).toBe("organisations.kind-not-yours");
    expect(await outcome(province.actor, school({ kind: "province", schoolLevel: null }))).toBe(
      "organisations.kind-not-yours",
    );
  });

  it("needs the body above, and a code of its own", async () => {
    const { world } = open();
    const { ministry } = world;
    expect(await outcome(ministry, school({ parentId: null }))).toBe("organisations.parent-missing");
    expect(await outcome(ministry, school({ parentId: newId() }))).toBe("organisations.parent-missing");
    expect(await outcome(ministry, school({ code: world.provinces[0].schools[0].code }))).toBe(
      "organisations.code-taken",
    );
  });

  it("is not for schools", async () => {
    const { world } = open();
    expect(await outcome(world.provinces[0].schools[0].actor, school())).toBe("Forbidden");
  });
});

describe("listing organisations", () => {
  it("finds by kind, by part of the name and by the beginning of the code, within scope", async () => {
    const { world } = open();
    const [province] = world.provinces;
    const schools = await listOrganisations(province.actor, { kind: "school" });
    expect(schools.rows.every((row) => row.regionCode === null || row.regionCode === "43")).toBe(true);
    const named = await listOrganisations(world.ministry, { search: "湖北" });
    expect(named.total).toBe(4);
    const coded = await listOrganisations(world.ministry, { search: world.provinces[1].schools[0].code });
    expect(coded.rows.map((row) => row.id)).toEqual([world.provinces[1].schools[0].id]);
    expect((await listOrganisations(province.actor, { search: "湖北" })).total).toBe(0);
  });
});
