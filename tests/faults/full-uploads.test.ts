import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { useFaults } from "../support/faults";
import { type Answer, multipartWithFile, readForm, withFields } from "../support/http-client";
import { mountSmallDisk } from "../support/small-disk";

const PER_SECOND = 10;
const SECONDS = 15;
const WARM_SECONDS = 3;
const UPLOAD_EVERY_MS = 1_000;
const FILE_BYTES = 4 * 1024 * 1024;
const PEOPLE = 10;
const disk = mountSmallDisk(64);

/** A paper as large as most scans are; the middle of it is nothing. */
const paper = Buffer.alloc(FILE_BYTES, " ");
paper.write("%PDF-1.4\n");
paper.write("%%EOF\n", FILE_BYTES - 6);

describe.skipIf(!disk.folder)("on a disk that can be filled", () => {
  // Registered first, so that it runs last.
  afterAll(() => disk.remove());
  const faults = useFaults(PEOPLE, { GUOPEI_DATA_FOLDER: disk.folder ?? "" });

  test("the disk of the uploads is full: each upload fails in words and leaves nothing, everybody else hardly notices, and the same form works once there is room", async () => {
    const { client, database, world, server, registrations } = faults();
    const people = await registrations(PEOPLE);
    const pids = server.processes();
    const files = () =>
      readdirSync(disk.folder ?? "", { withFileTypes: true, recursive: true }).flatMap((entry) =>
        entry.isFile() && entry.parentPath.includes("/files")
          ? [path.join(entry.parentPath, entry.name)]
          : [],
      );
    const cookie = people[0]?.cookie ?? "";
    const address = `/registration/evidence/${world.first.id}`;
    const form = await client.send(address, { headers: { cookie } });
    const fields = withFields(readForm(form.body, "file"), { kind: "other" });
    const upload = (): Promise<Answer> => {
      const { contentType, body } = multipartWithFile(fields, {
        name: "file",
        fileName: "paper.pdf",
        bytes: paper,
      });
      const headers = { cookie, origin: client.origin, "content-type": contentType, accept: "text/html" };
      return client.send(address, { method: "POST", headers, body });
    };
    /** Pages and signs of life of the others, at a steady pace; how long each took. */
    const others = async (meanwhile: () => Promise<unknown>, seconds = SECONDS) => {
      const times: number[] = [];
      const wrong: string[] = [];
      const running: Promise<unknown>[] = [];
      const until = performance.now() + seconds * 1_000;
      const second = (async () => {
        while (performance.now() < until) await Promise.all([meanwhile(), sleep(UPLOAD_EVERY_MS)]);
      })();
      for (let turn = 0; performance.now() < until; turn += 1) {
        const began = performance.now();
        const sent = client.send(turn % 2 ? "/inbox" : "/registration", {
          headers: { cookie: people[turn % PEOPLE]?.cookie ?? "", accept: "text/html" },
        });
        running.push(
          sent.then(({ status }) => {
            times.push(performance.now() - began);
            if (status !== 200) wrong.push(`status ${status}`);
          }),
        );
        await sleep(1_000 / PER_SECOND);
      }
      await Promise.all([...running, second]);
      times.sort((a, b) => a - b);
      return {
        wrong,
        count: times.length,
        p50: times[Math.floor(times.length / 2)] ?? 0,
        p99: times[Math.floor(0.99 * times.length)] ?? 0,
      };
    };

    await others(async () => {}, WARM_SECONDS);
    const before = await others(async () => {});
    const kept = files();
    disk.fill();
    const answers: Answer[] = [];
    const during = await others(async () => void answers.push(await upload()));
    const left = files();
    const after = await others(async () => {});
    disk.free();
    const again = await upload();
    const whole = files()
      .filter((file) => !kept.includes(file))
      .map((file) => statSync(file).size);
    const figures = ({ count, p50, p99 }: typeof before) =>
      `${count} answers, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`;
    console.log(
      `full upload disk: ${answers.length} uploads of ${FILE_BYTES / 1024 / 1024} MB failed; others before: ${figures(before)}; meanwhile: ${figures(during)}; after: ${figures(after)}; the same form afterwards: ${again.status} ${again.headers.location ?? ""}`,
    );
    expect([...before.wrong, ...during.wrong, ...after.wrong]).toEqual([]);
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body).toContain('data-problem="files.no-space"');
      // What was chosen stands; a browser takes no file back.
      expect(body).toMatch(/<option[^>]*(value="other"[^>]*selected|selected[^>]*value="other")/);
    }
    expect(answers.length).toBeGreaterThan(SECONDS / 4);
    expect(left).toEqual(kept);
    expect(during.p99).toBeLessThan(2 * Math.max(before.p99, after.p99));
    expect([again.status, again.headers.location]).toEqual([303, expect.stringContaining("done=added")]);
    expect(whole).toEqual([FILE_BYTES]);
    const { rows } = await database.pool.query("SELECT count(*)::int AS n FROM attachments");
    expect(rows[0].n).toBe(1);
    expect(server.processes()).toEqual(pids);
    expect(server.log()).not.toMatch(/unhandled|uncaught/i);
  }, 300_000);
});
