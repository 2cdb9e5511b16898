/** What does not agree in the trail; a row is named by its sequence, a seal by its batch. */
export type TrailFinding =
  | { kind: "row-altered" | "row-missing" | "row-inserted"; sequence: number }
  | { kind: "seal-altered" | "seal-missing" | "seal-unanchored"; batch: number; first: number; last: number }
  | { kind: "anchor-differs"; batch: number; first: number; last: number }
  | { kind: "anchor-broken"; line: number }
  | { kind: "anchor-missing"; place: string };

export type TrailReport = {
  seals: number;
  rows: number;
  /** The newest seal, to be written down somewhere else. */
  head: { batch: number; hash: string; sealedAt: Date } | null;
  findings: TrailFinding[];
};

/** When the trail was last sealed, and what the last verification found. */
export type SealState = {
  sealedAt: Date | null;
  sealedRows: number;
  verified: { at: Date; findings: number } | null;
};
