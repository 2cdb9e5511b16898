import "server-only";
import { cookies } from "next/headers";
import { cache, use } from "react";
import { type Locale, localeCookie, parseLocale } from "./locale";
import { type Namespaces, type Translator, translatorFor } from "./translator";

/** The language of this request. */
export const getLocale = cache(
  async (): Promise<Locale> => parseLocale((await cookies()).get(localeCookie)?.value),
);

/** The words of a namespace in the language of this request. */
export async function getTranslations<Namespace extends Namespaces = never>(
  namespace?: Namespace,
): Promise<Translator<Namespace>> {
  return translatorFor(await getLocale(), namespace);
}

const translationsOf = cache(getTranslations);

/** The same in a server component that is not async. */
export function useTranslations<Namespace extends Namespaces = never>(
  namespace?: Namespace,
): Translator<Namespace> {
  return use(translationsOf(namespace)) as Translator<Namespace>;
}
