import Link from "next/link";
import { Banner, Remark } from "@/components/ui/banner";
import type { Actor } from "@/lib/access";
import { getTranslations } from "@/lib/i18n/translations";
import { getStepUp } from "@/lib/identity";

/** Says before an act whether it will ask for the second factor; in a demonstration, that elsewhere it would. */
export async function StepUpNote({ actor, here }: { actor: Actor; here: string }) {
  const [standing, t] = await Promise.all([getStepUp(actor), getTranslations("account.stepUp")]);
  if (standing === "free" || standing === "proved") return null;
  if (standing === "demonstration") return <Remark>{t("demonstration")}</Remark>;
  if (standing === "second-factor-required")
    return (
      <Banner
        tone="todo"
        title={t("required")}
        actions={
          <Link prefetch={false} href="/settings/account" className="link">
            {t("toAccount")}
          </Link>
        }
      />
    );
  return (
    <Remark>
      {t("needed")}{" "}
      <Link
        prefetch={false}
        href={`/settings/account/step-up?next=${encodeURIComponent(here)}`}
        className="link"
      >
        {t("now")}
      </Link>
    </Remark>
  );
}
