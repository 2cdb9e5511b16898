/** One page of a list that is ordered by `keys` and ends in the id; `next` is the cursor of the page after it. */
export type Page<Row> = { rows: Row[]; next: string | null; total: number };

/** A cursor is the ordering values of the last row shown, made opaque. */
export function encodeCursor(values: (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/** Null for a cursor that was tampered with or cut: the list then starts at its beginning. */
export function decodeCursor(cursor: string | null | undefined): (string | number | null)[] | null {
  if (!cursor) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(values) ? values : null;
  } catch {
    return null;
  }
}
