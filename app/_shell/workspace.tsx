import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DeskShell } from "@/components/shell/desk-shell";
import { PhoneShell } from "@/components/shell/phone-shell";
import type { NavGroup, NavItem } from "@/components/shell/shell-props";
import type { Actor } from "@/lib/access";
import { listOwnAppointments } from "@/lib/identity";
import { getShellFacts } from "@/lib/reporting";
import type { ShellFacts } from "@/lib/reporting/schema";
import { requireActor } from "@/lib/web";
import { signOutAction, switchAppointmentAction } from "./actions";
import { ClockBar } from "./clock-bar";
import { displayLinks } from "./display-links";
import { enrolmentCount, NAVIGATION, SECTIONS, type SectionKey } from "./navigation";

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
  const [facts, hats, t, display, locale] = await Promise.all([
    getShellFacts(actor),
    listOwnAppointments(actor),
    getTranslations("desk"),
    displayLinks(),
    getLocale(),
  ]);
  const others = hats.filter((hat) => !hat.current);
  return (
    <DeskShell
      clock={<ClockBar now={facts.now} demonstration={facts.demonstration} />}
      demonstration={facts.demonstration}
      homeHref="/desk"
      year={
        facts.yearTitle ? { title: locale === "en" ? (facts.yearTitleEn ?? "") : facts.yearTitle } : undefined
      }
      inbox={{ href: "/inbox", count: facts.unread }}
      display={display}
      person={{
        name: actor.name,
        organisation: actor.organisationName,
        otherAppointments: others.map((hat) => ({
          id: hat.id,
          label: `${hat.organisationName} · ${t(`roles.${hat.role}`)}`,
        })),
        switchAppointment: switchAppointmentAction,
        signOut: signOutAction,
        links: [{ href: "/settings/permissions", label: t("sections.permissions") }],
      }}
      navigation={navigation(actor, facts, current, t)}
      folded={folded}
      fill={fill}
    >
      {children}
    </DeskShell>
  );
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
  const [facts, t, display] = await Promise.all([
    getShellFacts(actor),
    getTranslations("desk"),
    displayLinks(),
  ]);
  return (
    <PhoneShell
      clock={<ClockBar now={facts.now} demonstration={facts.demonstration} />}
      demonstration={facts.demonstration}
      homeHref="/registration"
      display={display}
      title={title}
      back={back}
      tabs={tabs ? teacherTabs(actor, facts, current, t) : undefined}
    >
      {children}
    </PhoneShell>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"desk">>>;

function item(
  actor: Actor,
  facts: ShellFacts,
  key: SectionKey,
  current: SectionKey | null,
  t: Words,
): NavItem {
  const section = SECTIONS[key];
  const counted = key === "enrolments" ? enrolmentCount(actor.role) : section.count;
  const ownWord = `sectionsOf.${actor.role}.${key}`;
  return {
    key,
    href: section.path(String(facts.year ?? "")),
    label: t.has(ownWord) ? t(ownWord) : t(`sections.${key}`),
    icon: section.icon,
    count: counted ? facts.waiting[counted] || undefined : undefined,
    current: key === current,
  };
}

function navigation(actor: Actor, facts: ShellFacts, current: SectionKey | null, t: Words): NavGroup[] {
  const { year, standing } = NAVIGATION[actor.role];
  const items = (keys: SectionKey[]) => keys.map((key) => item(actor, facts, key, current, t));
  return [
    { key: "first", items: items(["desk"]) },
    ...(year.length > 0 && facts.year
      ? [{ key: "year", title: t("thisYear", { year: String(facts.year) }), items: items(year) }]
      : []),
    { key: "standing", title: t("standing"), items: items(standing) },
  ];
}

function teacherTabs(actor: Actor, facts: ShellFacts, current: SectionKey | null, t: Words): NavItem[] {
  return (["registration", "record", "notices", "inbox"] as const).map((key) => ({
    ...item(actor, facts, key, current, t),
    count: key === "inbox" ? facts.unread || undefined : item(actor, facts, key, current, t).count,
  }));
}
