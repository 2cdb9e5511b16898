import type { ReactNode } from "react";
import { DeskShell } from "@/components/shell/desk-shell";
import { PhoneShell } from "@/components/shell/phone-shell";
import type { NavGroup, NavItem } from "@/components/shell/shell-props";
import { type ActingFor, type Actor, can } from "@/lib/access";
import { formatClosing, formatDateTime, type Locale } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { listOwnAppointments } from "@/lib/identity";
import { getShellFacts } from "@/lib/reporting";
import type { ShellFacts } from "@/lib/reporting/schema";
import { requireActor } from "@/lib/web";
import { switchAppointmentAction } from "./actions";
import { ClockBar } from "./clock-bar";
import { displayLinks } from "./display-links";
import { helpAddress } from "./help-address";
import { enrolmentCount, NAVIGATION, SECTIONS, type SectionKey } from "./navigation";
import { PageAids, ReadingAid } from "./page-aids";
import { shellWords } from "./shell-words";

type Frame = { current: SectionKey | null; children: ReactNode };

/** Everything behind sign-in, in the frame of the actor's role: the desk for officers, the phone for teachers. */
export async function Workspace({
  current,
  folded,
  fill,
  children,
}: Frame & { folded?: boolean; fill?: boolean }) {
  const actor = await requireActor();
  if (actor.role === "teacher")
    return (
      <TeacherFrame current={current} tabs>
        {children}
      </TeacherFrame>
    );
  const [facts, t, shell, words, display, helpHref, locale] = await Promise.all([
    getShellFacts(actor),
    getTranslations("desk"),
    getTranslations("shell"),
    shellWords(),
    displayLinks(),
    helpAddress(),
    getLocale(),
  ]);
  const hats = facts.severalHats ? await listOwnAppointments(actor) : [];
  const others = hats.filter((hat) => !hat.current);
  return (
    <DeskShell
      clock={<ClockBar now={facts.now} demonstration={facts.demonstration} />}
      demonstration={facts.demonstration}
      homeHref="/desk"
      year={
        facts.yearTitle ? { title: locale === "en" ? (facts.yearTitleEn ?? "") : facts.yearTitle } : undefined
      }
      inbox={
        can(actor, "inbox.read")
          ? {
              href: "/inbox",
              count: facts.unread,
              label: shell("inboxWaiting", { count: facts.unread }),
            }
          : undefined
      }
      {...delegationBars(actor, locale, shell)}
      search={can(actor, "desk.read") ? { action: "/search", label: shell("search") } : undefined}
      display={display}
      helpHref={helpHref}
      person={{
        name: actor.name,
        organisation: locale === "en" ? actor.organisationNameEn : actor.organisationName,
        otherAppointments: others.map((hat) => ({
          id: hat.id,
          label: hat.until
            ? shell("delegation.hat", {
                body: locale === "en" ? hat.organisationNameEn : hat.organisationName,
                until: formatClosing(hat.until, locale),
              })
            : `${locale === "en" ? hat.organisationNameEn : hat.organisationName} · ${t(`roles.${hat.role}`)}`,
        })),
        switchAppointment: switchAppointmentAction,
        signOutHref: "/sign-out",
        links: [
          { href: "/settings/account", label: t("sections.account") },
          { href: "/settings/permissions", label: t("sections.permissions") },
          { href: "/help/keys", label: t("keys.title") },
        ],
      }}
      navigation={navigation(actor, facts, current, t, shell)}
      words={words}
      folded={folded}
      fill={fill}
    >
      <ReadingAid className="px-4 pt-4 sm:px-8" />
      {children}
      <PageAids actor={actor} now={facts.now} />
    </DeskShell>
  );
}

/** In whose name the person acts, and until when; or that it is over, and who the person is again. */
function delegationBars(
  { delegation, endedDelegation, organisationName, organisationNameEn }: Actor,
  locale: Locale,
  shell: ShellTranslations,
): { delegation?: string; ended?: string } {
  const bodyOf = (acting: ActingFor) => (locale === "en" ? acting.grantorNameEn : acting.grantorName);
  if (delegation)
    return {
      delegation: shell("delegation.holds", {
        body: bodyOf(delegation),
        until: formatClosing(new Date(delegation.endsAt), locale),
      }),
    };
  if (!endedDelegation) return {};
  return {
    ended: shell("delegation.ended", {
      body: bodyOf(endedDelegation),
      time: formatDateTime(new Date(endedDelegation.endsAt), locale),
      organisation: locale === "en" ? organisationNameEn : organisationName,
    }),
  };
}

/** The teacher's frame, also for pages that bring their own title and way back. */
export async function TeacherFrame({
  current,
  title,
  back,
  tabs,
  children,
}: Frame & { title?: string; back?: { href: string; label: string }; tabs?: boolean }) {
  const actor = await requireActor();
  const [facts, t, shell, words, display, helpHref] = await Promise.all([
    getShellFacts(actor),
    getTranslations("desk"),
    getTranslations("shell"),
    shellWords(),
    displayLinks(),
    helpAddress(),
  ]);
  return (
    <PhoneShell
      clock={<ClockBar now={facts.now} demonstration={facts.demonstration} />}
      demonstration={facts.demonstration}
      homeHref="/registration"
      display={display}
      helpHref={helpHref}
      title={title}
      back={back}
      tabs={tabs ? teacherTabs(actor, facts, current, t, shell) : undefined}
      words={words}
    >
      <ReadingAid />
      {children}
      <PageAids actor={actor} now={facts.now} />
    </PhoneShell>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"desk">>>;
type ShellTranslations = Awaited<ReturnType<typeof getTranslations<"shell">>>;

function item(
  actor: Actor,
  facts: ShellFacts,
  key: SectionKey,
  current: SectionKey | null,
  t: Words,
  shell: ShellTranslations,
): NavItem {
  const section = SECTIONS[key];
  const counted = key === "enrolments" ? enrolmentCount(actor.role) : section.count;
  const count = counted ? facts.waiting[counted] || undefined : undefined;
  const ownWord = `sectionsOf.${actor.role}.${key}`;
  return {
    key,
    href: section.path(String(facts.year ?? "")),
    label: t.has(ownWord) ? t(ownWord) : t(`sections.${key}`),
    icon: section.icon,
    count,
    spokenCount: count ? shell("waiting", { count }) : undefined,
    current: key === current,
  };
}

function navigation(
  actor: Actor,
  facts: ShellFacts,
  current: SectionKey | null,
  t: Words,
  shell: ShellTranslations,
): NavGroup[] {
  const { year, standing } = NAVIGATION[actor.role];
  const items = (keys: SectionKey[]) => keys.map((key) => item(actor, facts, key, current, t, shell));
  return [
    { key: "first", items: items(["desk"]) },
    ...(year.length > 0 && facts.year
      ? [{ key: "year", title: t("thisYear", { year: String(facts.year) }), items: items(year) }]
      : []),
    { key: "standing", title: t("standing"), items: items(standing) },
  ];
}

function teacherTabs(
  actor: Actor,
  facts: ShellFacts,
  current: SectionKey | null,
  t: Words,
  shell: ShellTranslations,
): NavItem[] {
  return (["registration", "record", "notices", "inbox"] as const).map((key) => {
    const tab = item(actor, facts, key, current, t, shell);
    if (key !== "inbox" || facts.unread === 0) return tab;
    return { ...tab, count: facts.unread, spokenCount: shell("inboxWaiting", { count: facts.unread }) };
  });
}
