import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { displayCookies } from "@/components/shell/display";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { PublicFrame } from "../_shell/public-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("desk.display");
  return { title: t("title") };
}

/** Theme, text size and language, each as plain links. */
export default async function DisplayPage() {
  const [t, locale, jar] = await Promise.all([getTranslations("desk.display"), getLocale(), cookies()]);
  const theme = jar.get(displayCookies.theme)?.value ?? "system";
  const text = jar.get(displayCookies.text)?.value ?? "normal";
  const keys = jar.get(displayCookies.keys)?.value ?? "on";
  const groups = [
    { key: "theme", now: theme, choices: ["system", "light", "dark", "contrast"] },
    { key: "text", now: text, choices: ["normal", "large"] },
    { key: "language", now: locale, choices: ["zh-CN", "en"] },
    { key: "keys", now: keys, choices: ["on", "off"] },
  ] as const;
  return (
    <PublicFrame current={null}>
      <h1 className="text-30 font-bold">{t("title")}</h1>
      <div className="mt-6 grid gap-8">
        {groups.map((group) => (
          <section key={group.key} aria-labelledby={group.key}>
            <h2 id={group.key} className="mb-2 text-18 font-bold">
              {t(`${group.key}.title`)}
            </h2>
            <ul className="flex flex-wrap gap-2">
              {group.choices.map((choice) => (
                <li key={choice}>
                  <a
                    href={`/display/set?${group.key}=${choice}`}
                    aria-current={choice === group.now ? "true" : undefined}
                    className="inline-flex min-h-11 items-center rounded-control border border-control bg-surface px-4 aria-[current]:border-2 aria-[current]:border-brand aria-[current]:font-bold"
                  >
                    {t(`${group.key}.${choice}`)}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <p className="mt-3 text-ink-2">
        {t("keys.hint")}{" "}
        <Link prefetch={false} href="/help/keys" className="link">
          {t("keys.all")}
        </Link>
      </p>
    </PublicFrame>
  );
}
