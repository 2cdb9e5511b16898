import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "@/lib/i18n/translations";
import { ownPath } from "@/lib/kernel/own-path";
import { EntryFrame } from "../../../_shell/public-frame";
import { FinishForm } from "./_finish-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.finish");
  return { title: t("title") };
}

/** The second half of signing in, for accounts that ask for a code. Whoever comes without the first half is sent back by the answer. */
export default async function FinishPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const [{ next = "" }, t, code, signIn] = await Promise.all([
    searchParams,
    getTranslations("account.finish"),
    getTranslations("account.code"),
    getTranslations("identity.signIn"),
  ]);
  return (
    <EntryFrame
      asideLabel={t("lostTitle")}
      aside={
        <section aria-labelledby="lost">
          <h2 id="lost" className="text-16 font-bold">
            {t("lostTitle")}
          </h2>
          <p className="mt-1 text-ink-2">{t("lostHint")}</p>
        </section>
      }
    >
      <h1 className="text-30 font-bold">{t("title")}</h1>
      <p className="mt-2 text-ink-2">{t("lead")}</p>
      <div className="mt-6">
        <FinishForm
          next={next}
          words={{
            label: code("label"),
            hint: code("either"),
            submit: signIn("submit"),
            pending: signIn("pending"),
            errors: signIn("errors"),
          }}
        />
      </div>
      <p className="mt-6 border-t border-line pt-4">
        <Link prefetch={false} href={`/sign-in?next=${encodeURIComponent(ownPath(next))}`} className="link">
          {t("again")}
        </Link>
      </p>
    </EntryFrame>
  );
}
