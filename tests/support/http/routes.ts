import { readFileSync } from "node:fs";
import type { Answer } from "../http-client";

/** Every page and route handler of the build: `GET /address`, one line for each method that a handler exports. */
export function builtRoutes(): string[] {
  const manifest: Record<string, string> = JSON.parse(
    readFileSync(".next/app-path-routes-manifest.json", "utf8"),
  );
  return Object.entries(manifest)
    .flatMap(([file, address]) => {
      if (file.endsWith("/page") && !file.startsWith("/_")) return [`GET ${address}`];
      return file.endsWith("/route") ? methodsOf(file).map((method) => `${method} ${address}`) : [];
    })
    .sort();
}

/** A picture or a list of addresses among the routes is a file of its own kind, without a route.ts. */
function methodsOf(file: string): string[] {
  try {
    const text = readFileSync(`app${file}.ts`, "utf8");
    return [...text.matchAll(/export (?:(?:async )?function|const) (GET|POST|PUT|PATCH|DELETE)\b/g)].map(
      ([, method]) => method ?? "",
    );
  } catch {
    return [];
  }
}

export type Shown = {
  kind: "shown" | "refused" | "elsewhere" | "signed-out" | "broke";
  /** Status, and where it leads. */
  said: string;
};

/** What a person is shown at an address; a page that is not there and one that is not theirs are the same page. */
export function shownBy({ status, headers, body }: Answer): Shown {
  const target = String(headers.location ?? "");
  const said = `${status} ${target.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "*")}`;
  if (status >= 500) return { kind: "broke", said: `${said} ${body.slice(0, 120)}` };
  if (/^\/sign-in\?/.test(target) || status === 401) return { kind: "signed-out", said };
  if (target === "/not-found" || target.includes("refused=common.") || status === 404 || status === 403)
    return { kind: "refused", said };
  return { kind: status < 300 ? "shown" : "elsewhere", said };
}
