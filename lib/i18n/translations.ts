import "server-only";
import { cookies } from "next/headers";
import { createTranslator, type Messages, type NamespaceKeys, type NestedKeyOf } from "next-intl";
import { cache, use } from "react";
import { type Locale, localeCookie, parseLocale } from "./locale";
import { messageModules } from "./modules";

type Namespaces = NamespaceKeys<Messages, NestedKeyOf<Messages>>;
type Translator<Namespace extends Namespaces> = ReturnType<typeof createTranslator<Messages, Namespace>>;

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

/** The language of this request. */
export const getLocale = cache(
  async (): Promise<Locale> => parseLocale((await cookies()).get(localeCookie)?.value),
);

/**
 * The words of a namespace in the language of this request. A translator lives as long as the process: next-intl's own lives
 * for one request and parses each message again, which was an eighth of a page's time.
 */
export async function getTranslations<Namespace extends Namespaces = never>(
  namespace?: Namespace,
): Promise<Translator<Namespace>> {
  const locale = await getLocale();
  const key = `${locale} ${namespace ?? ""}`;
  const made = translators.get(key) ?? makeTranslator(locale, namespace);
  translators.set(key, made);
  return made as Promise<Translator<Namespace>>;
}

const translationsOf = cache(getTranslations);

/** The same in a server component that is not async. */
export function useTranslations<Namespace extends Namespaces = never>(
  namespace?: Namespace,
): Translator<Namespace> {
  return use(translationsOf(namespace)) as Translator<Namespace>;
}
