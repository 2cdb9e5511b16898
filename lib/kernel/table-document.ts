/** A table as a file of its own. */
export type TableDocument = {
  title: string;
  /** One line below the title. */
  facts: string;
  /** Widths as parts of the whole. */
  columns: { name: string; share: number }[];
  rows: string[][];
  /** Who took it, when and under which number; on every page. */
  origin: string;
};
