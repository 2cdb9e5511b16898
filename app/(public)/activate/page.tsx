import type { Metadata } from "next";
import { Tabs } from "@/components/ui/tabs";
import { getTranslations } from "@/lib/i18n/translations";
import { ownPath } from "@/lib/kernel/own-path";
import { EntryFrame } from "../../_shell/public-frame";
import { ActivationForm } from "./_activation-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity.activate");
  return { title: t("title") };
}

const FIELDS = {
  teacher: ["schoolCode", "idNumber", "activationCode", "newPassword"],
  staff: ["loginName", "activationCode", "newPassword"],
} as const;

export default async function ActivatePage({
  searchParams,
}: {
  searchParams: Promise<{ who?: string; loginName?: string; next?: string }>;
}) {
  const [{ who: asked, loginName, next }, t] = await Promise.all([
    searchParams,
    getTranslations("identity.activate"),
  ]);
  const who = asked === "staff" ? "staff" : "teacher";
  return (
    <EntryFrame
      asideLabel={t("asideLabel")}
      aside={
        <section aria-labelledby="where">
          <h2 id="where" className="text-16 font-bold">
            {t("whereTitle")}
          </h2>
          <p className="mt-1 text-ink-2">{t("whereHint")}</p>
        </section>
      }
    >
      <h1 className="text-30 font-bold">{t("title")}</h1>
      <Tabs
        label={t("who")}
        tabs={(["teacher", "staff"] as const).map((key) => ({
          key,
          href: `/activate?who=${key}&next=${encodeURIComponent(ownPath(next))}`,
          label: t(key),
          current: key === who,
        }))}
      />
      <div className="mt-6">
        <ActivationForm
          who={who}
          loginName={loginName}
          next={ownPath(next)}
          words={{
            fields: FIELDS[who].map((name) => ({
              name,
              label: t(`fields.${name}.label`),
              hint: t.has(`fields.${name}.hint`) ? t(`fields.${name}.hint`) : undefined,
            })),
            submit: t("submit"),
            pending: t("pending"),
            errors: t("errors"),
          }}
        />
      </div>
    </EntryFrame>
  );
}
