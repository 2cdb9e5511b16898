import type { Metadata } from "next";
import Link from "next/link";
import { Section } from "@/components/ui/page-header";
import { ROLES, type Role } from "@/lib/access";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { getHelper } from "@/lib/identity";
import type { Helper } from "@/lib/identity/views";
import { currentActor } from "@/lib/web";
import { PublicFrame } from "../_shell/public-frame";
import { PAGE_GROUPS, type PageGroup, type QuestionKey, ROLE_QUESTIONS } from "./questions";

type Props = { searchParams: Promise<{ page?: string | string[]; role?: string | string[] }> };

const STEPS = ["first", "second", "third"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("help");
  return { title: t("title") };
}

/** Begins with the page that one came from, goes on with what one's role does, and ends with somebody to ask. */
export default async function HelpPage({ searchParams }: Props) {
  const [actor, asked, t, desk] = await Promise.all([
    currentActor(),
    searchParams,
    getTranslations("help"),
    getTranslations("desk"),
  ]);
  const group = groups.find((one) => one === asked.page) ?? null;
  const role = ROLES.find((one) => one === asked.role) ?? actor?.role ?? "teacher";
  const helper = actor ? await getHelper(actor) : null;
  return (
    <PublicFrame current={null}>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_16rem]">
        <div className="grid min-w-0 content-start gap-8">
          <div>
            <h1 className="text-30 font-bold max-sm:text-24">{t("title")}</h1>
            <p className="mt-2 max-w-measure text-ink-2">{t("lead")}</p>
          </div>
          {group ? (
            <Section id={group} title={t("thisPage", { page: t(`groups.${group}`) })}>
              <Answers questions={PAGE_GROUPS[group].questions} />
            </Section>
          ) : null}
          <Section id="role" title={t("roleTitle", { role: desk(`roles.${role}`) })}>
            <ol className="grid gap-3 pt-3">
              {STEPS.map((step, index) => (
                <li key={step} className="flex gap-3">
                  <span
                    aria-hidden="true"
                    className="flex size-6 shrink-0 items-center justify-center rounded-full border border-control text-13 text-ink-2"
                  >
                    {index + 1}
                  </span>
                  <span className="max-w-measure">{t(`roles.${role}.${step}`)}</span>
                </li>
              ))}
            </ol>
          </Section>
          <Section id="asked" title={t("asked", { role: desk(`roles.${role}`) })}>
            <Answers questions={ROLE_QUESTIONS[role]} />
          </Section>
          <Section id="person" title={t("contact")}>
            {actor ? (
              <Person helper={helper} />
            ) : (
              <div className="grid gap-1 pt-3">
                <p className="max-w-measure">{t("contactVisitor")}</p>
                <p className="text-ink-2">{t("signIn")}</p>
              </div>
            )}
          </Section>
        </div>
        <Elsewhere group={group} role={role} />
      </div>
    </PublicFrame>
  );
}

const groups = Object.keys(PAGE_GROUPS) as PageGroup[];

async function Answers({ questions }: { questions: readonly QuestionKey[] }) {
  const t = await getTranslations("help");
  return (
    <dl className="divide-y divide-line">
      {questions.map((key) => (
        <div key={key} className="grid gap-1 py-3">
          <dt className="font-bold">{t(`questions.${key}.ask`)}</dt>
          <dd className="max-w-measure">{t(`questions.${key}.answer`)}</dd>
        </div>
      ))}
    </dl>
  );
}

async function Person({ helper }: { helper: Helper | null }) {
  const [t, locale] = await Promise.all([getTranslations("help"), getLocale()]);
  if (!helper) return <p className="pt-3">{t("contactVisitor")}</p>;
  return (
    <div className="grid gap-1 pt-3">
      <p className="font-bold">{t("contactOf", { body: locale === "en" ? helper.nameEn : helper.name })}</p>
      <p className="text-ink-2">
        {helper.people.length > 0
          ? t("contactPeople", { names: helper.people.join(t("between")) })
          : t("contactNobody")}
      </p>
    </div>
  );
}

/** The ways on: words, keys, the questions of other pages and of other roles. */
async function Elsewhere({ group, role }: { group: PageGroup | null; role: Role }) {
  const [t, desk] = await Promise.all([getTranslations("help"), getTranslations("desk")]);
  const line = "link inline-flex min-h-6 items-center max-sm:min-h-11";
  return (
    <nav
      aria-label={t("pages")}
      className="grid content-start gap-6 text-14 lg:border-l lg:border-line lg:pl-6"
    >
      <ul className="grid gap-1">
        <li>
          <Link prefetch={false} href="/help/glossary" className={line}>
            {t("glossary")}
          </Link>
        </li>
        <li>
          <Link prefetch={false} href="/help/keys" className={line}>
            {t("keys")}
          </Link>
        </li>
      </ul>
      <div>
        <h2 className="mb-1 text-14 font-bold">{t("pages")}</h2>
        <ul className="grid gap-1 max-lg:grid-cols-2">
          {groups.map((one) => (
            <li key={one}>
              <Link
                prefetch={false}
                href={`/help?page=${one}#${one}`}
                aria-current={one === group ? "true" : undefined}
                className={`${line} aria-[current]:font-bold`}
              >
                {t(`groups.${one}`)}
              </Link>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h2 className="mb-1 text-14 font-bold">{t("others")}</h2>
        <ul className="grid gap-1 max-lg:grid-cols-2">
          {ROLES.map((one) => (
            <li key={one}>
              <Link
                prefetch={false}
                href={`/help?role=${one}#role`}
                aria-current={one === role ? "true" : undefined}
                className={`${line} aria-[current]:font-bold`}
              >
                {desk(`roles.${one}`)}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}
