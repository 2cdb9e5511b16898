import { crc32, deflateRawSync } from "node:zlib";
import { type Cell, type CellValue, readXlsx, writeXlsx } from "hucre/xlsx";

export type Draft = {
  name: string;
  rows: CellValue[][];
  cells: Map<string, Partial<Cell>>;
  merges: { startRow: number; startCol: number; endRow: number; endCol: number }[];
};

/** Reads the first sheet, lets `change` spoil it, and writes it again with its merged cells and formulas. */
export async function spoil(file: Uint8Array, change: (draft: Draft) => void): Promise<Uint8Array> {
  const sheet = (await readXlsx(file)).sheets[0];
  if (!sheet) throw new Error("The file has no sheet.");
  const draft: Draft = {
    name: sheet.name,
    rows: sheet.rows.map((row) => [...row]),
    cells: new Map(sheet.cells),
    merges: sheet.merges ?? [],
  };
  change(draft);
  return new Uint8Array(await writeXlsx({ sheets: [draft] }));
}

/** 0-based row and column of an address such as C5. */
export function place(address: string): { row: number; column: number; key: string } {
  const [, letters = "", digits = ""] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  const row = Number(digits) - 1;
  return { row, column, key: `${row},${column}` };
}

/** Puts a plain value into a cell, in place of whatever stood there. */
export function put(draft: Draft, address: string, value: CellValue): void {
  const { row, column, key } = place(address);
  const cells = draft.rows[row];
  if (!cells) throw new Error(`${address} is outside the table.`);
  cells[column] = value;
  draft.cells.delete(key);
}

export function putCell(draft: Draft, address: string, cell: Partial<Cell>): void {
  put(draft, address, null);
  draft.cells.set(place(address).key, cell);
}

export type Part = { name: string; data: Buffer; declaredSize?: number };

/** A ZIP archive; `declaredSize` lets a part lie about what it unpacks to. */
export function archive(parts: Part[]): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const packed = deflateRawSync(part.data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(part.data) >>> 0, 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(part.declaredSize ?? part.data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const head = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), fields, name]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), fields, tail, name]));
    local.push(head, packed);
    offset += head.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...local, directory, end]));
}
