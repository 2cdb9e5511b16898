import type { Metadata } from "next";
import Link from "next/link";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchBox } from "@/components/ui/search-box";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { PublicFrame } from "../../_shell/public-frame";
import { TERMS } from "../terms";

type Props = { searchParams: Promise<{ q?: string | string[] }> };

const MOST = 40;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("glossary");
  return { title: t("title") };
}

/** Every term with its line; an address with its anchor leads to one. */
export default async function GlossaryPage({ searchParams }: Props) {
  const [{ q }, t, locale] = await Promise.all([searchParams, getTranslations("glossary"), getLocale()]);
  const asked = typeof q === "string" ? q.trim().slice(0, MOST) : "";
  const terms = TERMS.map((key) => ({
    key,
    name: t(`terms.${key}.name`),
    other: t(`terms.${key}.other`),
    line: t(`terms.${key}.line`),
    also: t(`terms.${key}.also`),
  }));
  const wanted = asked.toLowerCase();
  const has = (text: string) => text.toLowerCase().includes(wanted);
  const named = terms.filter((one) => [one.name, one.other, one.also].some(has));
  const found = [...named, ...terms.filter((one) => !named.includes(one) && has(one.line))];
  return (
    <PublicFrame current={null}>
      <p className="mb-2">
        <Link prefetch={false} href="/help" className="link inline-flex min-h-6 items-center max-sm:min-h-11">
          {t("toHelp")}
        </Link>
      </p>
      <h1 className="text-30 font-bold max-sm:text-24">{t("title")}</h1>
      <p className="mt-2 text-ink-2">{t("lead", { count: TERMS.length })}</p>
      <search className="mt-4 block max-w-[36rem]">
        <form action="/help/glossary" className="flex gap-2">
          <SearchBox label={t("search")} name="q" defaultValue={asked} className="flex-1" />
          <Button>{t("submit")}</Button>
        </form>
      </search>
      {asked ? (
        <p role="status" className="mt-4 flex flex-wrap gap-x-4">
          <span>{t("found", { count: found.length })}</span>
          <Link prefetch={false} href="/help/glossary" className="link">
            {t("all")}
          </Link>
        </p>
      ) : null}
      {found.length === 0 ? (
        <EmptyState
          kind="no-match"
          title={t("none")}
          action={<ButtonLink href="/help/glossary">{t("all")}</ButtonLink>}
        >
          {t("noneNext")}
        </EmptyState>
      ) : (
        <dl className="mt-4 divide-y divide-line border-y border-line">
          {found.map((one) => (
            <div
              key={one.key}
              id={one.key}
              className="grid gap-x-8 gap-y-1 px-2 py-3 target:bg-select sm:grid-cols-[16rem_minmax(0,1fr)]"
            >
              <dt>
                <b className="block">{one.name}</b>
                <span lang={locale === "en" ? "zh-CN" : "en"} className="text-14 text-ink-2">
                  {one.other}
                </span>
              </dt>
              <dd className="max-w-measure">{one.line}</dd>
            </div>
          ))}
        </dl>
      )}
    </PublicFrame>
  );
}
