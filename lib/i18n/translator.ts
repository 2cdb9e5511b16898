import "server-only";
import { createTranslator, type Messages, type NamespaceKeys, type NestedKeyOf } from "use-intl/core";
import type { Locale } from "./locale";
import { messageModules } from "./modules";

export type Namespaces = NamespaceKeys<Messages, NestedKeyOf<Messages>>;
export type Translator<Namespace extends Namespaces> = ReturnType<
  typeof createTranslator<Messages, Namespace>
>;

const messages = new Map<Locale, Promise<Messages>>();
const translators = new Map<string, Promise<unknown>>();

async function loadMessages(locale: Locale): Promise<Messages> {
  const entries = await Promise.all(
    messageModules.map(async (name) => {
      const file = await import(`./messages/${locale}/${name}.json`);
      return [name, file.default] as const;
    }),
  );
  return Object.fromEntries(entries);
}

async function makeTranslator(locale: Locale, namespace: string | undefined): Promise<unknown> {
  const loading = messages.get(locale) ?? loadMessages(locale);
  messages.set(locale, loading);
  return createTranslator({ locale, messages: await loading, namespace, timeZone: "Asia/Shanghai" });
}

/**
 * The words of a namespace in a language. A translator lives as long as the process: next-intl's own lives for one request and
 * parses each message again, which was an eighth of a page's time.
 */
export function translatorFor<Namespace extends Namespaces = never>(
  locale: Locale,
  namespace?: Namespace,
): Promise<Translator<Namespace>> {
  const key = `${locale} ${namespace ?? ""}`;
  const made = translators.get(key) ?? makeTranslator(locale, namespace);
  translators.set(key, made);
  return made as Promise<Translator<Namespace>>;
}
