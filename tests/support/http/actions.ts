import { readFileSync } from "node:fs";
import { EMPTY_FORM, type ShownProblem } from "@/lib/kernel/form-state";
import type { Answer, HttpClient } from "../http-client";

export type ActionEntry = { id: string; name: string; page: string };

/** Every server action of the build: `<file without app/ and .ts>#<export>`, and a page that carries it. */
export function builtActions(): ActionEntry[] {
  const manifest: {
    node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
  } = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  return Object.entries(manifest.node)
    .map(([id, { filename, exportedName, workers }]) => ({
      id,
      name: `${filename.replace(/^app\//, "").replace(/actions\.ts$/, "")}#${exportedName}`.replace(
        /\((workspace|public)\)\/|\/(?=#)/g,
        "",
      ),
      page: (Object.keys(workers)[0] ?? "").replace(/^app|\/page$|\/\([a-z]+\)/g, ""),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export type FormValue = string | { fileName: string; bytes: Buffer | string };
export type FormValues = Record<string, FormValue | FormValue[]>;

const BOUNDARY = "----formdata-guopei-matrix-kZu0gW";

function part(name: string, value: FormValue): Buffer {
  const text = typeof value === "string";
  const named = text ? "" : `; filename="${value.fileName}"\r\nContent-Type: application/octet-stream`;
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name.replaceAll('"', "%22")}"${named}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(text ? value : value.bytes), Buffer.from("\r\n")]);
}

export type Posted = { path: string; headers: Record<string, string>; body: Buffer };

/** What the browser's own script posts for a form: the state before, then the fields. `bare` where the action takes the fields only. */
export function postOf(
  action: ActionEntry,
  values: FormValues,
  { origin, cookie, bare }: { origin: string; cookie: string; bare: boolean },
): Posted {
  const args = bare ? ["$K1"] : [EMPTY_FORM, "$K1"];
  const fields = Object.entries(values).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => part(`_1_${name}`, one)),
  );
  return {
    path: action.page.replace(/\[year\]/g, "2022").replace(/\[\w+\]/g, "x") || "/",
    headers: {
      "next-action": action.id,
      "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
      accept: "text/x-component",
      origin,
      ...(cookie ? { cookie } : {}),
    },
    body: Buffer.concat([...fields, part("0", JSON.stringify(args)), Buffer.from(`--${BOUNDARY}--\r\n`)]),
  };
}

export type Verdict = {
  /**
   * `done`; `refused` as not there or not for this role; `signed-out`; `stopped` by a rule or by the input; `silent` where the
   * action says nothing; `broke`.
   */
  kind: "done" | "refused" | "signed-out" | "stopped" | "silent" | "broke";
  codes: string[];
  /** All that the answer says, without numbers of requests. */
  said: string;
};

export async function act(client: HttpClient, { path, headers, body }: Posted): Promise<Verdict> {
  return verdictOf(await client.send(path, { method: "POST", headers, body }));
}

export function verdictOf({ status, headers, body }: Answer): Verdict {
  const target = String(headers["x-action-redirect"] ?? headers.location ?? "");
  if (/^\/sign-in\?.*ended=/.test(target)) return { kind: "signed-out", codes: [], said: "to sign in" };
  if (target !== "") return { kind: "done", codes: [], said: target };
  if (status !== 200) return { kind: "broke", codes: [], said: `${status} ${body.slice(0, 300)}` };
  const line = body.split("\n").find((one) => /^1:/.test(one));
  if (!line || line === '1:"$undefined"') return { kind: "silent", codes: [], said: "" };
  if (line.startsWith("1:E")) return { kind: "broke", codes: [], said: line.slice(0, 300) };
  const state: { ok: boolean; problems: ShownProblem[] } = JSON.parse(line.slice(2));
  if (state.ok) return { kind: "done", codes: [], said: line };
  const codes = state.problems.map(({ code }) => code) ?? [];
  const said = JSON.stringify(state.problems);
  if (codes.includes("common.signed-out")) return { kind: "signed-out", codes, said };
  if (codes.some((code) => code === "common.forbidden" || code === "common.not-found"))
    return { kind: "refused", codes, said };
  return { kind: "stopped", codes, said };
}
