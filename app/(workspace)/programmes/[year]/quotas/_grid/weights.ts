import { apportion } from "@/lib/kernel/apportion";
import type { SeatsByRegion } from "@/lib/quotas/views";
import type { GridStore } from "./grid-store";

export const WEIGHT_KINDS = ["last-year", "teachers", "population", "equal", "pasted"] as const;
export type WeightKind = (typeof WEIGHT_KINDS)[number];
/** Weights by row, from a pasted column. */
export type PastedWeights = Map<number, number>;

/** By what a column may be shared, each weight by row and column; what the bar suggests follows the kind chosen last. */
export class Weights {
  kind: Exclude<WeightKind, "pasted"> = "population";
  private teachers: SeatsByRegion | null = null;
  private readonly suggested = new Map<string, Map<string, number> | null>();

  constructor(
    private readonly store: GridStore,
    private readonly population: Record<string, number>,
    private readonly seatsBefore: SeatsByRegion,
    private readonly address: string,
  ) {}

  lastYear(r: number, c: number): number | null {
    return this.seatsBefore[this.store.regions[r]?.code ?? ""]?.[this.store.columns[c]?.code ?? ""] ?? null;
  }

  /** As a table to compare with; a cell that last year did not have is as it is now. */
  lastYearTexts(): string[][] {
    return this.store.texts.map((row, r) => row.map((text, c) => String(this.lastYear(r, c) ?? text)));
  }

  get hasLastYear(): boolean {
    return Object.keys(this.seatsBefore).length > 0;
  }

  /** The register is counted on demand, once. Rejects where it could not be. */
  async countTeachers(): Promise<void> {
    if (this.teachers) return;
    const answer = await fetch(this.address, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`the teachers could not be counted: ${answer.status}`);
    this.teachers = (await answer.json()) as SeatsByRegion;
  }

  get countedTeachers(): boolean {
    return this.teachers !== null;
  }

  at(kind: WeightKind, pasted: PastedWeights, r: number, c: number): number {
    const region = this.store.regions[r]?.code ?? "";
    const column = this.store.columns[c]?.code ?? "";
    switch (kind) {
      case "last-year":
        return this.lastYear(r, c) ?? 0;
      case "teachers":
        return this.teachers?.[region]?.[column] ?? 0;
      case "population":
        return this.population[region] ?? 0;
      case "equal":
        return 1;
      case "pasted":
        return pasted.get(r) ?? 0;
    }
  }

  /** What the whole plan of the column, shared by the present kind, would give to a region; null where that cannot be done. */
  suggestion(r: number, c: number): number | null {
    const key = `${this.kind}:${c}`;
    if (!this.suggested.has(key)) this.suggested.set(key, this.share(c));
    return this.suggested.get(key)?.get(this.store.regions[r]?.code ?? "") ?? null;
  }

  private share(c: number): Map<string, number> | null {
    const plan = this.store.columns[c]?.plan ?? 0;
    const claims = this.store.regions.map(({ code }, r) => ({
      code,
      weight: this.at(this.kind, new Map(), r, c),
      minimum: 0,
      maximum: plan,
    }));
    const result = apportion(plan, claims);
    return "shares" in result ? result.shares : null;
  }
}
