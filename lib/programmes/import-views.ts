import type { ImportCounts, ImportKind } from "./schema";

export type ImportState = "dry-run" | "applied" | "abandoned";

/** Where in the file, what stands there, what is wrong. */
export type ImportProblem = {
  code: string;
  params: Record<string, string | number | boolean | null>;
  place: string;
  text: string;
};

export type ImportOverview = {
  id: string;
  kind: ImportKind;
  state: ImportState;
  year: number | null;
  fileName: string;
  createdAt: Date;
  appliedAt: Date | null;
  counts: ImportCounts;
  problemCount: number;
  problems: ImportProblem[];
  ready: boolean;
};
