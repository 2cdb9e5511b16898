import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { projectFolder } from "./failure";

export interface Chromium {
  readonly path: string;
  readonly source: "CHROMIUM_PATH" | "system" | "playwright" | "package";
  /** What the browser needs in its environment: libraries and a Chinese font where the machine has none. */
  readonly env: Record<string, string>;
}

const systemPaths = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

function systemChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return systemPaths
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => existsSync(file));
}

function playwrightChromium(): string | undefined {
  const require = createRequire(import.meta.url);
  const { chromium } = require("@playwright/test") as typeof import("@playwright/test");
  try {
    const file = chromium.executablePath();
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Unpacked once per version, into a place that is renamed when complete. */
function packagedChromium(): { file: string; libraries: string } {
  const require = createRequire(import.meta.url);
  const root = path.join(projectFolder, "node_modules/@sparticuz/chromium");
  const { version } = require(path.join(root, "package.json")) as { version: string };
  const folder = path.join(projectFolder, ".data", `chromium-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(path.dirname(folder), { recursive: true });
    const making = mkdtempSync(`${folder}-`);
    for (const archive of ["al2023.tar.br", "swiftshader.tar.br"]) {
      const input = brotliDecompressSync(readFileSync(path.join(root, "bin", archive)));
      const result = spawnSync("tar", ["-x", "-C", making], { input, maxBuffer: 1024 * 1024 });
      if (result.status !== 0) throw new Error(`${archive} could not be unpacked: ${result.stderr}`);
    }
    const browser = brotliDecompressSync(readFileSync(path.join(root, "bin/chromium.br")));
    writeFileSync(path.join(making, "chromium"), browser, { mode: 0o755 });
    try {
      renameSync(making, folder);
    } catch {
      rmSync(making, { recursive: true, force: true });
    }
  }
  return { file: path.join(folder, "chromium"), libraries: path.join(folder, "lib") };
}

/** A fresh machine draws Chinese as empty boxes, so fontconfig is pointed at the font that comes as a package. */
function chineseFont(): Record<string, string> {
  const system = spawnSync("fc-list", [":lang=zh-cn"], { encoding: "utf8" });
  if (system.status === 0 && system.stdout.trim() !== "") return {};
  const fonts = path.join(projectFolder, "node_modules/@expo-google-fonts/noto-sans-sc");
  const folder = path.join(projectFolder, ".data/fontconfig");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "fonts.conf");
  const folders = ["400Regular", "700Bold"].map((name) => `  <dir>${path.join(fonts, name)}</dir>`);
  const families = ["sans-serif", "serif", "monospace"].map(
    (family) => `  <alias><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`,
  );
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    "<fontconfig>",
    "  <dir>/usr/share/fonts</dir>",
    ...folders,
    `  <cachedir>${path.join(folder, "cache")}</cachedir>`,
    ...families,
    "</fontconfig>",
  ];
  writeFileSync(file, `${lines.join("\n")}\n`);
  return { FONTCONFIG_FILE: file };
}

/** The first browser there is, in the order: CHROMIUM_PATH, the system's, Playwright's, the one inside an npm package. */
export function findChromium(): Chromium {
  const env = chineseFont();
  const given = process.env.CHROMIUM_PATH;
  if (given) return { path: given, source: "CHROMIUM_PATH", env };
  const system = systemChromium();
  if (system) return { path: system, source: "system", env };
  const own = playwrightChromium();
  if (own) return { path: own, source: "playwright", env };
  const { file, libraries } = packagedChromium();
  return { path: file, source: "package", env: { ...env, LD_LIBRARY_PATH: libraries } };
}
