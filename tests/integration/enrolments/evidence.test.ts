import { readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, test, vi } from "vitest";
import {
  attachEvidence,
  confirmEnrolment,
  downloadEvidence,
  dropUnusedEvidence,
  listEvidence,
  registerEnrolment,
  removeEvidence,
  resubmitEnrolment,
  returnToTeacher,
} from "@/lib/enrolments";
import { sweepFiles } from "@/lib/files";
import { newId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import * as storage from "@/lib/platform/storage";
import { useTestDatabase } from "../../support/database";
import { ETHICS, moveWindow } from "../../support/enrolment-state";
import {
  addTeachers,
  buildWorld,
  issueCards,
  newKey,
  registration,
  type World,
} from "../../support/enrolments";
import { outcome } from "../../support/outcome";
import { fileOf, PDF, photograph } from "../../support/pictures";

const database = useTestDatabase();
/** Of this process alone: the product reads the name when it first needs it. */
const folder = path.join(tmpdir(), `guopei-evidence-${process.pid}`);
let world: World;

beforeAll(async () => {
  process.env.GUOPEI_DATA_FOLDER = folder;
  world = await buildWorld({
    subProjects: [{ code: "B301", seats: 100, criteria: { evidence: ["title-certificate"] } }],
  });
  await issueCards(world, world.first, world.school, 40);
  return () => rm(folder, { recursive: true, force: true });
});

async function person() {
  const [teacher] = await addTeachers(world.school, 1);
  if (!teacher) throw new Error("no teacher");
  return { teacher, place: { teacherId: teacher.teacherId, subProjectId: world.first.id } };
}

function paper(place: { teacherId: string; subProjectId: string }, file = fileOf(PDF, "证书.pdf")) {
  return { key: newKey(), ...place, kind: "title-certificate" as const, file };
}

async function onDisk(): Promise<string[]> {
  const entries = await readdir(path.join(folder, "files"), { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

async function registered() {
  const { teacher, place } = await person();
  const { enrolmentId } = await registerEnrolment(teacher, registration(world));
  return { teacher, place, enrolmentId };
}

async function confirmed(enrolmentId: string): Promise<void> {
  await confirmEnrolment(world.clerk, { enrolmentId, version: 1, ...ETHICS });
}

const REASON = { reasonCode: "other" as const, reasonText: "请补职称证书。" };

describe("adding a file", () => {
  test("works for the teacher before registering and for the clerk after, and says what is still asked for", async () => {
    const { teacher, place } = await person();
    expect(await listEvidence(teacher, place)).toMatchObject({
      rows: [],
      lacking: ["title-certificate"],
      kinds: ["title-certificate", "training-record", "other"],
      open: true,
    });
    await attachEvidence(teacher, paper(place));
    await registerEnrolment(teacher, registration(world));
    await attachEvidence(world.clerk, { ...paper(place), kind: "other" });
    const list = await listEvidence(world.officer, place);
    expect(list).toMatchObject({ lacking: [], open: false });
    expect(list.rows.map((row) => [row.kind, row.addedByRole, row.submitted])).toEqual([
      ["title-certificate", "teacher", true],
      ["other", "school", false],
    ]);
  });

  test("keeps pictures without where and with what they were taken", async () => {
    const { teacher, place } = await person();
    const sent = await photograph();
    expect((await sharp(sent).metadata()).exif).toBeDefined();
    const { evidenceId } = await attachEvidence(teacher, paper(place, fileOf(sent, "照片.jpg")));
    const got = await downloadEvidence(teacher, evidenceId);
    expect(got).toMatchObject({ fileName: "照片.jpg", mediaType: "image/jpeg" });
    expect((await sharp(got.bytes).metadata()).exif).toBeUndefined();
    expect(got.bytes.includes("SpyCamera")).toBe(false);
  });

  test.each([
    ["a page called PDF", "<html>", "a.pdf", "files.kind-unknown"],
    ["a PDF called page", PDF, "a.html", "files.kind-differs"],
    ["a picture that is broken", "\u00ff", "a.jpg", "files.kind-unknown"],
    ["nothing", "", "a.pdf", "files.missing"],
    ["too much", PDF + " ".repeat(5 * 1024 * 1024), "a.pdf", "files.too-large"],
  ])("refuses %s and keeps nothing", async (_what, text, name, code) => {
    const { teacher, place } = await person();
    const before = await onDisk();
    expect(await outcome(() => attachEvidence(teacher, paper(place, fileOf(text, name))))).toBe(code);
    expect(await onDisk()).toEqual(before);
    expect((await listEvidence(teacher, place)).rows).toEqual([]);
  });

  test("refuses a picture that begins as one and is none", async () => {
    const { teacher, place } = await person();
    const broken = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
    expect(await outcome(() => attachEvidence(teacher, paper(place, fileOf(broken, "a.jpg"))))).toBe(
      "files.unreadable",
    );
  });

  test("takes five and no sixth, also when all come at once", async () => {
    const { teacher, place } = await person();
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => outcome(() => attachEvidence(teacher, paper(place)))),
    );
    for (const answer of answers)
      expect(["done", "enrolments.evidence-enough", "enrolments.evidence-changed-meanwhile"]).toContain(
        answer,
      );
    for (let left = 0; left < 5; left++) await outcome(() => attachEvidence(teacher, paper(place)));
    expect((await listEvidence(teacher, place)).rows).toHaveLength(5);
    expect(await outcome(() => attachEvidence(teacher, paper(place)))).toBe("enrolments.evidence-enough");
    const { rows } = await database().pool.query<{ id: string }>("SELECT id FROM attachments");
    expect((await onDisk()).sort()).toEqual(rows.map((row) => row.id).sort());
  });

  test("gives the first answer to a repetition and keeps the bytes once", async () => {
    const { teacher, place } = await person();
    const input = paper(place);
    const first = await attachEvidence(teacher, input);
    const before = (await onDisk()).length;
    expect(await attachEvidence(teacher, input)).toEqual(first);
    expect((await onDisk()).length).toBe(before);
  });

  test("says that the disk is full, and leaves no half file and no row", async () => {
    const { teacher, place } = await person();
    const before = await onDisk();
    const full = vi.spyOn(storage, "keepBytes").mockImplementationOnce(async () => {
      throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
    });
    expect(await outcome(() => attachEvidence(teacher, paper(place)))).toBe("files.no-space");
    full.mockRestore();
    expect(await onDisk()).toEqual(before);
    expect((await listEvidence(teacher, place)).rows).toEqual([]);
  });

  test("is over once the school has confirmed, and possible again for a returned registration", async () => {
    const { teacher, place, enrolmentId } = await registered();
    await returnToTeacher(world.clerk, { enrolmentId, version: 1, ...REASON });
    const { evidenceId } = await attachEvidence(teacher, paper(place));
    await resubmitEnrolment(teacher, { enrolmentId, version: 2, preferences: [], commitment: null });
    expect(await outcome(() => removeEvidence(teacher, { evidenceId }))).toBe(
      "enrolments.evidence-submitted",
    );
    await confirmEnrolment(world.clerk, { enrolmentId, version: 3, ...ETHICS });
    expect(await outcome(() => attachEvidence(teacher, paper(place)))).toBe("enrolments.evidence-closed");
    expect(await outcome(() => removeEvidence(world.clerk, { evidenceId }))).toBe(
      "enrolments.evidence-closed",
    );
  });
});

describe("who may open a file", () => {
  test("those who may see the registration, and nobody else; each opening leaves its trace", async () => {
    const { teacher, place, enrolmentId } = await registered();
    const { evidenceId } = await attachEvidence(teacher, paper(place));
    const { teacher: colleague } = await person();
    for (const stranger of [colleague, world.foreignClerk, world.foreignOfficer])
      await expect(downloadEvidence(stranger, evidenceId)).rejects.toBeInstanceOf(NotFound);
    await confirmed(enrolmentId);
    for (const reader of [teacher, world.clerk, world.officer])
      expect((await downloadEvidence(reader, evidenceId)).bytes.toString()).toBe(PDF);
    const { rows } = await database().pool.query(
      "SELECT actor_role FROM audit_events WHERE kind = 'evidence.downloaded' AND subject_id = $1 ORDER BY sequence",
      [evidenceId],
    );
    expect(rows.map((row) => row.actor_role)).toEqual(["teacher", "school", "province"]);
  });

  test("a province sees nothing before anything is submitted", async () => {
    const { teacher, place } = await person();
    const { evidenceId } = await attachEvidence(teacher, paper(place));
    await expect(downloadEvidence(world.officer, evidenceId)).rejects.toBeInstanceOf(NotFound);
  });

  test("bytes that were changed on the disk are not handed out", async () => {
    const { teacher, place } = await person();
    const { evidenceId, attachmentId } = await attachEvidence(teacher, paper(place));
    await writeFile(path.join(folder, "files", attachmentId.slice(-2), attachmentId), `${PDF} changed`);
    await expect(downloadEvidence(teacher, evidenceId)).rejects.toBeInstanceOf(NotFound);
  });
});

describe("tidying up", () => {
  test("removes released files and bytes that never had a row, and nothing that is held or just arriving", async () => {
    const { teacher, place } = await person();
    const kept = await attachEvidence(teacher, paper(place));
    const gone = await attachEvidence(teacher, paper(place));
    await removeEvidence(teacher, { evidenceId: gone.evidenceId });
    const [orphan, arriving] = [newId(), newId()];
    for (const id of [orphan, arriving]) await storage.keepBytes(id, Buffer.from(PDF));
    const long = new Date(Date.now() - 2 * 60 * 60 * 1000);
    for (const id of [orphan, kept.attachmentId])
      await utimes(path.join(folder, "files", id.slice(-2), id), long, long);
    expect(await sweepFiles()).toMatchObject({ released: 1, orphaned: 1 });
    const left = await onDisk();
    expect(left).toContain(kept.attachmentId);
    expect(left).toContain(arriving);
    expect(left).not.toContain(orphan);
    expect(left).not.toContain(gone.attachmentId);
    expect(await sweepFiles()).toEqual({ released: 0, orphaned: 0 });
  });

  test("lets go of files whose registration never came, a month after the last window", async () => {
    const hopeful = await person();
    await attachEvidence(hopeful.teacher, paper(hopeful.place));
    const { teacher, place } = await registered();
    await attachEvidence(teacher, paper(place));
    expect(await dropUnusedEvidence()).toEqual({ files: 0 });
    await moveWindow(database().pool, world, "registration", -90, -60);
    await moveWindow(database().pool, world, "supplement", -60, -31);
    expect((await dropUnusedEvidence()).files).toBeGreaterThan(0);
    expect((await listEvidence(hopeful.teacher, hopeful.place)).rows).toEqual([]);
    expect((await listEvidence(teacher, place)).rows).toHaveLength(1);
    await database().pool.query("UPDATE enrolments SET submitted_at = now() - interval '70 days'");
  });
});
