"use client";

/**
 * The last resort, when the server could not build a page: it may have no translations to hand, so both languages stand here
 * as data that the server rendered into the document's own attributes is not needed for.
 */
import { useEffect, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import words from "@/lib/i18n/messages/error-page.json";

type Props = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  const [locale, setLocale] = useState<"zh-CN" | "en">("zh-CN");
  useEffect(() => {
    if (document.documentElement.lang === "en") setLocale("en");
  }, []);
  const text = words[locale];
  return (
    <main id="content" className="mx-auto max-w-page px-4 py-16">
      <h1 className="text-30 font-bold">{text.title}</h1>
      <p className="mt-2 max-w-measure">{text.meaning}</p>
      {error.digest ? <p className="mt-2 text-ink-2">{`${text.number}${error.digest}`}</p> : null}
      <p className="mt-6 flex flex-wrap gap-4">
        <Button type="button" tone="primary" size="public" onClick={retry}>
          {text.again}
        </Button>
        <ButtonLink size="public" href="/desk">
          {text.back}
        </ButtonLink>
      </p>
    </main>
  );
}
