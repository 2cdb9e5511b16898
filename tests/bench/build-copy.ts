import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const folder = path.join(root, ".bench/build");
/** Where the last copy lies, for a run that changes nothing of the product. */
export const builtCopy = folder;

/** Where the product posts a registration; the twin that does nothing lives beside it. */
const route = "app/(workspace)/registration/apply/[subProjectId]/check";

const emptyPage = `import { connection } from "next/server";

export default async function EmptyPage() {
  await connection();
  return <p>empty</p>;
}
`;

/** The same edge and the same form of answer as the real act, with nothing in between. */
const idleActions = `"use server";

import { redirect } from "next/navigation";
import { currentActor, requireOwnOrigin } from "@/lib/web";

export async function idle(_previous: unknown, _form: FormData) {
  const actor = await currentActor();
  if (!actor) redirect("/sign-in");
  await requireOwnOrigin();
  const enrolmentId = "01980000-0000-7000-8000-000000000000";
  const result = { enrolmentId, cardCode: "22-43-B301-0047-K", submittedAt: "2022-05-15T06:50:00.000+00:00", replay: false };
  return { ok: true, problems: [], values: {}, result, goTo: \`/registration/\${enrolmentId}/done\` };
}
`;

const idleLayout = `import type { ReactNode } from "react";
import { idle } from "./idle-actions";

export default function IdleLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <form action={idle.bind(null, null)} data-idle="" hidden />
    </>
  );
}
`;

/** A build of the product as it stands, with an empty page and an idle action beside the real ones. Returns its folder. */
export function buildCopy(): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of ["app", "components", "lib", "prisma", "public"])
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  for (const name of ["package.json", "tsconfig.json", "postcss.config.mjs"])
    cpSync(path.join(root, name), path.join(folder, name));
  const config = readFileSync(path.join(root, "next.config.ts"), "utf8");
  writeFileSync(
    path.join(folder, "next.config.ts"),
    config.replace("const config: NextConfig = {", `$&\n  turbopack: { root: ${JSON.stringify(root)} },`),
  );
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  mkdirSync(path.join(folder, "app/bench-empty"));
  writeFileSync(path.join(folder, "app/bench-empty/page.tsx"), emptyPage);
  writeFileSync(path.join(folder, route, "idle-actions.ts"), idleActions);
  writeFileSync(path.join(folder, route, "layout.tsx"), idleLayout);
  build(folder);
  return folder;
}

export function build(where: string): void {
  const built = spawnSync(process.execPath, [path.join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: where,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (built.status !== 0) throw new Error(`the build in ${where} broke:\n${built.stdout}${built.stderr}`);
}
