import { SHELL_WORDS, type ShellWords } from "@/components/shell/shell-props";
import { getTranslations } from "@/lib/i18n/translations";

export async function shellWords(): Promise<ShellWords> {
  const t = await getTranslations("shell");
  return Object.fromEntries(SHELL_WORDS.map((key) => [key, t(key)])) as ShellWords;
}
