import type { Metadata } from "next";
import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { listDemonstrationRoles } from "@/lib/identity";
import { ownPath } from "@/lib/kernel/own-path";
import { EntryFrame } from "../../_shell/public-frame";
import { SignInForm } from "./_sign-in-form";
import { signInToDemonstrationAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity.signIn");
  return { title: t("title") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string; done?: string; ended?: string }>;
}) {
  const [{ next = "", done, ended }, roles, t, roleName, locale] = await Promise.all([
    searchParams,
    listDemonstrationRoles(),
    getTranslations("identity.signIn"),
    getTranslations("desk.roles"),
    getLocale(),
  ]);
  return (
    <EntryFrame
      asideLabel={t("asideLabel")}
      aside={
        roles.length > 0 ? (
          <section aria-labelledby="try">
            <h2 id="try" className="text-16 font-bold">
              {t("tryTitle")}
            </h2>
            <p className="mt-1 mb-3 text-ink-2">{t("tryHint")}</p>
            <ul className="grid gap-2">
              {roles.map((role) => (
                <li key={role.appointmentId}>
                  <form action={signInToDemonstrationAction}>
                    <input type="hidden" name="next" value={next} />
                    <button
                      type="submit"
                      name="appointmentId"
                      value={role.appointmentId}
                      className="flex min-h-12 w-full items-center gap-3 rounded-control border border-control bg-surface px-3 py-1.5 text-left hover:bg-select"
                    >
                      <span className="min-w-0 flex-1">
                        <b className="block">
                          {locale === "en" ? role.organisationNameEn : role.organisationName}
                        </b>
                        <span className="text-13 text-ink-2">
                          {t("as", { role: roleName(role.role), name: role.displayName })}
                        </span>
                      </span>
                      <Icon name="arrow-right" />
                    </button>
                  </form>
                </li>
              ))}
            </ul>
          </section>
        ) : (
          <section aria-labelledby="first">
            <h2 id="first" className="text-16 font-bold">
              {t("firstTitle")}
            </h2>
            <p className="mt-1 text-ink-2">{t("firstHint")}</p>
          </section>
        )
      }
    >
      <h1 className="text-30 font-bold">{t("title")}</h1>
      {done === "activated" ? <p className="mt-2 text-ok">{t("activated")}</p> : null}
      {done === "signed-out" ? <p className="mt-2 text-ok">{t("signedOut")}</p> : null}
      {ended === "idle" || ended === "unsaved" ? (
        <p className="mt-2 max-w-measure rounded-panel border border-line-strong px-4 py-3">
          {t(`ended.${ended}`)}
        </p>
      ) : null}
      <div className="mt-6">
        <SignInForm
          next={next}
          words={{
            loginName: t("loginName"),
            loginNameHint: t("loginNameHint"),
            password: t("password"),
            submit: t("submit"),
            pending: t("pending"),
            errors: t("errors"),
          }}
        />
      </div>
      <p className="mt-6 border-t border-line pt-4">
        <Link prefetch={false} href={`/activate?next=${encodeURIComponent(ownPath(next))}`} className="link">
          {t("toActivation")}
        </Link>
        <span className="mt-1 block text-14 text-ink-2">{t("forgotten")}</span>
      </p>
    </EntryFrame>
  );
}
