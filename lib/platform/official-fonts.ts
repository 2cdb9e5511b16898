import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";

export type OfficialFonts = { serif: Buffer; title: Buffer; sans: Buffer };

/** Read once a process, 40 MB: pages and route handlers are bundled apart and would each keep their own. */
const kept = globalThis as typeof globalThis & { guopeiOfficialFonts?: Promise<OfficialFonts> };

const FAMILIES = path.join(process.cwd(), "node_modules/@expo-google-fonts");

async function load(): Promise<OfficialFonts> {
  const [serif, title, sans] = await Promise.all([
    readFile(path.join(FAMILIES, "noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf")),
    readFile(path.join(FAMILIES, "noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf")),
    readFile(path.join(FAMILIES, "noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf")),
  ]);
  return { serif, title, sans };
}

/** The faces of papers: Song for the text, bold Song for the title, Hei for headings and tables. */
export function officialFonts(): Promise<OfficialFonts> {
  kept.guopeiOfficialFonts ??= load().catch((error: unknown) => {
    kept.guopeiOfficialFonts = undefined;
    throw error;
  });
  return kept.guopeiOfficialFonts;
}
