import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { projectFolder } from "./failure";
import { isAlive } from "./postgres";

const running = new Set<ChildProcess>();
let stopping = false;

/** True once stopping began: a process that ends after that did what it was told. */
export function isStopping(): boolean {
  return stopping;
}

/**
 * Starts a Node program in its own process group, so that Ctrl-C reaches the starter alone and the order of stopping is ours;
 * should the starter be killed outright, the program notices and leaves by itself.
 */
export function startProgram(args: string[], env: NodeJS.ProcessEnv, output: "inherit" | "pipe" = "inherit") {
  const follow = path.join(projectFolder, "scripts/follow-parent.mjs");
  const child = spawn(process.execPath, ["--import", follow, ...args], {
    cwd: projectFolder,
    env,
    detached: true,
    stdio: ["ignore", output, output],
  });
  running.add(child);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  }).finally(() => running.delete(child));
  return { child, ended };
}

/** Runs a program to its end; true when it ended well. */
export async function runProgram(args: string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  return (await startProgram(args, env).ended) === "exit code 0";
}

const tsx = ["--conditions=react-server", "--import", "tsx"];

export function typescriptProgram(file: string, ...args: string[]): string[] {
  return [...tsx, file, ...args];
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

/** Ends every program that is still running: asked first, made to after thirty seconds. */
export async function stopPrograms(): Promise<void> {
  stopping = true;
  const children = [...running];
  for (const child of children) signalGroup(child, "SIGTERM");
  for (let attempt = 0; attempt < 600 && children.some(hasLife); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const child of children.filter(hasLife)) signalGroup(child, "SIGKILL");
}

function hasLife(child: ChildProcess): boolean {
  return (
    child.exitCode === null && child.signalCode === null && child.pid !== undefined && isAlive(child.pid)
  );
}
