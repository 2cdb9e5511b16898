import { messageModules } from "@/lib/i18n/modules";
import { getTranslations } from "@/lib/i18n/translations";

/** The words of a kind stand in the messages of the module that declares it. */
export async function kindWords(): Promise<(kind: string) => string> {
  const words = await getTranslations();
  return (kind) => {
    const keys = messageModules.map((module) => `${module}.audit.${kind.replaceAll(".", "-")}`);
    const key = keys.find((one) => words.has(one));
    return key ? words(key) : kind;
  };
}
