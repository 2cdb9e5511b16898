import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { type Locale, localeCookie, parseLocale } from "./locale";
import { messageModules } from "./modules";

const loaded = new Map<Locale, Promise<Record<string, unknown>>>();

async function loadMessages(locale: Locale): Promise<Record<string, unknown>> {
  const entries = await Promise.all(
    messageModules.map(async (name) => {
      const file = await import(`./messages/${locale}/${name}.json`);
      return [name, file.default] as const;
    }),
  );
  return Object.fromEntries(entries);
}

function messagesOf(locale: Locale): Promise<Record<string, unknown>> {
  const known = loaded.get(locale);
  if (known) return known;
  const loading = loadMessages(locale);
  loaded.set(locale, loading);
  return loading;
}

export default getRequestConfig(async () => {
  const locale = parseLocale((await cookies()).get(localeCookie)?.value);
  return { locale, messages: await messagesOf(locale), timeZone: "Asia/Shanghai" };
});
