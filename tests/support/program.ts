import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

export interface EndedProgram {
  readonly code: number | null;
  readonly output: string;
}

export interface StartedProgram {
  readonly child: ChildProcess;
  readonly ended: Promise<EndedProgram>;
  /** Resolves when the output matches; rejects with it when the program ends first. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
}

/** The environment of a person at a terminal: what a test run adds is taken out. */
function plainEnvironment(env: Record<string, string>): NodeJS.ProcessEnv {
  const dropped = /^(DATABASE_|GUOPEI_|NEXTAUTH_|APP_ORIGIN$|PORT$|VITEST|NODE_ENV$|NODE_OPTIONS$|E2E_)/;
  const kept = Object.entries(process.env).filter(([name]) => !dropped.test(name));
  return { ...Object.fromEntries(kept), ...env } as NodeJS.ProcessEnv;
}

/** Starts one of the programs behind the npm scripts, as npm does. */
export function startProgram(
  name: string,
  env: Record<string, string>,
  nodeArgs: string[] = [],
): StartedProgram {
  const child = spawn(process.execPath, [...nodeArgs, "scripts/run.mjs", name], {
    cwd: root,
    env: plainEnvironment(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<EndedProgram>((resolve) =>
    child.once("close", (code) => resolve({ code, output })),
  );
  return {
    child,
    ended,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output);
          if (match) resolve(match);
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended before it said ${pattern}:\n${output}`)));
      }),
  };
}

export function runProgram(
  name: string,
  env: Record<string, string>,
  nodeArgs?: string[],
): Promise<EndedProgram> {
  return startProgram(name, env, nodeArgs).ended;
}
