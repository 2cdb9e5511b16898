import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findDrift } from "../../../scripts/drift-check";
import { migrate, pendingMigrations } from "../../../scripts/migrations";

/** Debian's place for the oldest PostgreSQL that is promised; without it there is nothing to try. */
const programs = "/usr/lib/postgresql/15/bin";
const isRoot = process.getuid?.() === 0;
const port = 54_315;
const address = `postgresql://postgres@127.0.0.1:${port}/guopei`;

describe.runIf(existsSync(path.join(programs, "postgres")))("PostgreSQL 15", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "guopei-15-"));
  let server: ChildProcess;
  let as: { uid?: number; gid?: number } = {};

  const run = (program: string, ...args: string[]) =>
    spawnSync(path.join(programs, program), args, { ...as, cwd: "/", encoding: "utf8" });

  beforeAll(async () => {
    if (isRoot) {
      const id = (flag: string) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
      as = { uid: id("-u"), gid: id("-g") };
      chownSync(folder, id("-u"), id("-g"));
    }
    chmodSync(folder, 0o700);
    run(
      "initdb",
      "-D",
      folder,
      "--username=postgres",
      "--auth=trust",
      "--encoding=UTF8",
      "--locale=C.UTF-8",
      "--no-sync",
    );
    const settings = [`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"];
    server = spawn(
      path.join(programs, "postgres"),
      ["-D", folder, ...settings.flatMap((setting) => ["-c", setting])],
      {
        ...as,
        cwd: "/",
        stdio: "ignore",
      },
    );
    for (let attempt = 0; attempt < 100; attempt += 1) {
      if (run("createdb", "-h", "127.0.0.1", "-p", String(port), "-U", "postgres", "guopei").status === 0)
        return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });

  afterAll(async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  test("takes every migration and then holds what they say", async () => {
    expect((await migrate(address)).length).toBeGreaterThan(0);
    expect(await pendingMigrations(address)).toEqual([]);
    expect(await findDrift(address)).toEqual({ models: "", database: [] });
  });
});
