import { createHash } from "node:crypto";
import { type Actor, authorise } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/kernel/id";
import { DomainError, fail, type Problem, problem } from "@/lib/kernel/problem";
import { businessNow } from "@/lib/platform/clock";
import { type Prisma, type Tx, transaction } from "@/lib/platform/db";
import { importCreated } from "../audit";
import {
  type DesignationRow,
  type ImportCounts,
  type ImportKind,
  type ProgrammeFile,
  programmeFileSchema,
} from "../schema";
import { importDesignationsIn, readDesignationTable } from "./import-designations";
import { importProgrammeYearIn } from "./import-programme-year";

const MAX_JSON_BYTES = 2 * 1024 * 1024;
const MAX_PROBLEMS_KEPT = 500;

export type CreateImportInput = {
  kind: ImportKind;
  /** The draft that a table of designations belongs to; a year's file names its own. */
  year: number | null;
  fileName: string;
  bytes: Uint8Array;
};

export type ImportContent =
  | { kind: "programme-year"; file: ProgrammeFile }
  | { kind: "designations"; year: number; rows: DesignationRow[] };

/**
 * The dry run: reads the file, carries the real import out and takes it back, and keeps what would change or what is wrong.
 * Refuses only a file that was applied already; everything that is wrong inside the file is part of the answer.
 */
export async function createImport(actor: Actor, input: CreateImportInput): Promise<{ operationId: string }> {
  authorise(actor, "programme.import");
  const fileHash = createHash("sha256").update(input.bytes).digest("hex");
  const read = await readContent(input);
  const rehearsed = read.content ? await rehearse(actor, read.content) : { counts: {}, problems: [] };
  const problems = [...read.problems, ...rehearsed.problems];
  const counts = problems.length > 0 ? {} : rehearsed.counts;
  return transaction(actor, async (tx) => {
    await refuseAppliedFile(tx, input.kind, fileHash);
    const id = newId();
    await tx.bulkOperation.create({
      data: {
        id,
        kind: input.kind,
        state: "dry-run",
        accountId: actor.accountId,
        organisationId: actor.organisationId,
        fileName: input.fileName.slice(0, 200),
        fileHash,
        createdAt: await businessNow(tx),
        input: (problems.length > 0 ? {} : (read.content ?? {})) as Prisma.InputJsonObject,
        results: {
          year: yearOf(input, read.content),
          counts,
          problemCount: problems.length,
          problems: problems.slice(0, MAX_PROBLEMS_KEPT),
        },
      },
      select: { id: true },
    });
    await recordAudit(
      tx,
      actor,
      importCreated({ id, kind: input.kind, fileHash, problems: problems.length }),
    );
    return { operationId: id };
  });
}

export async function refuseAppliedFile(tx: Tx, kind: string, fileHash: string | null): Promise<void> {
  const applied = await tx.bulkOperation.findFirst({
    where: { kind, fileHash, state: "applied" },
    select: { fileName: true },
  });
  if (applied) fail("programmes.file-already-imported", { file: applied.fileName });
}

/** Runs what the import holds; the dry run and the confirmation share it. */
export async function applyContent(tx: Tx, actor: Actor, content: ImportContent): Promise<ImportCounts> {
  return content.kind === "programme-year"
    ? importProgrammeYearIn(tx, actor, content.file)
    : importDesignationsIn(tx, actor, content);
}

class Rehearsed extends Error {}

async function rehearse(
  actor: Actor,
  content: ImportContent,
): Promise<{ counts: ImportCounts; problems: Problem[] }> {
  let counts: ImportCounts = {};
  try {
    await transaction(actor, async (tx) => {
      counts = await applyContent(tx, actor, content);
      throw new Rehearsed();
    });
  } catch (error) {
    if (error instanceof DomainError) return { counts: {}, problems: error.problems };
    if (!(error instanceof Rehearsed)) throw error;
  }
  return { counts, problems: [] };
}

/** The rows that can be read are rehearsed even beside others that cannot, so that one answer names everything. */
async function readContent(
  input: CreateImportInput,
): Promise<{ content: ImportContent | null; problems: Problem[] }> {
  if (input.kind === "designations") {
    if (input.year === null) return { content: null, problems: [problem("programmes.sheet-wrong")] };
    const { rows, problems } = await readDesignationTable(input.bytes);
    return { content: rows.length > 0 ? { kind: "designations", year: input.year, rows } : null, problems };
  }
  const { file, problems } = readProgrammeFile(input.bytes);
  return { content: file && { kind: "programme-year", file }, problems };
}

/** The JSON form of a year, or each field that is missing, unknown or malformed, by its path. */
export function readProgrammeFile(bytes: Uint8Array): { file: ProgrammeFile | null; problems: Problem[] } {
  if (bytes.length === 0) return { file: null, problems: [problem("programmes.file-empty")] };
  if (bytes.length > MAX_JSON_BYTES) return { file: null, problems: [problem("programmes.file-too-large")] };
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { file: null, problems: [problem("programmes.json-unreadable")] };
  }
  const parsed = programmeFileSchema.safeParse(json);
  if (parsed.success) return { file: parsed.data, problems: [] };
  return {
    file: null,
    problems: parsed.error.issues.flatMap((issue) => {
      const path = pathOf(issue.path);
      if (issue.code === "unrecognized_keys")
        return issue.keys.map((key) =>
          problem("programmes.json-field-unknown", { path: pathOf([...issue.path, key]), text: key }),
        );
      const value = valueAt(json, issue.path);
      if (value === undefined) return [problem("programmes.json-field-missing", { path, text: "" })];
      const text = typeof value === "object" ? "" : String(value).slice(0, 80);
      return [problem("programmes.json-field-malformed", { path, text })];
    }),
  };
}

function pathOf(path: PropertyKey[]): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
}

function valueAt(json: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      value !== null && typeof value === "object" ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    json,
  );
}

function yearOf(input: CreateImportInput, content: ImportContent | null): number | null {
  return content?.kind === "programme-year" ? content.file.year : input.year;
}
