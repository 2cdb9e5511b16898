import { getTranslations } from "@/lib/i18n/translations";

/**
 * The same page for what is not there and for what is not yours. Next writes it into the answer of every page, so it has no
 * frame, few elements, and reads nothing.
 */
export default async function NotFoundPage() {
  const [t, shell] = await Promise.all([getTranslations("desk.notFound"), getTranslations("shell")]);
  return (
    <div className="min-h-dvh bg-canvas px-4 py-10 text-16 sm:px-6">
      <main className="mx-auto max-w-page">
        <a href="/" className="link text-20 font-bold">
          {shell("product")}
        </a>
        <h1 className="mt-8 text-30 font-bold">{t("title")}</h1>
        <p className="mt-2 max-w-measure">{t("meaning")}</p>
        <p className="mt-6 flex flex-wrap gap-6">
          <a href="/desk" className="link">
            {t("toDesk")}
          </a>
          <a href="/catalogue" className="link">
            {t("toCatalogue")}
          </a>
        </p>
      </main>
    </div>
  );
}
