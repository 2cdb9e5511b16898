import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import { PublicFrame } from "./_shell/public-frame";

/** The same page for what is not there and for what is not yours. */
export default async function NotFoundPage() {
  const t = await getTranslations("desk.notFound");
  return (
    <PublicFrame current={null}>
      <h1 className="text-30 font-bold">{t("title")}</h1>
      <p className="mt-2 max-w-measure">{t("meaning")}</p>
      <p className="mt-6 flex flex-wrap gap-3">
        <ButtonLink tone="primary" size="phone" href="/desk">
          {t("toDesk")}
        </ButtonLink>
        <ButtonLink size="phone" href="/catalogue">
          {t("toCatalogue")}
        </ButtonLink>
      </p>
    </PublicFrame>
  );
}
