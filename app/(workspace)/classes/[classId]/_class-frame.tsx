import type { ReactNode } from "react";
import { DeskPage } from "@/components/shell/desk-page";
import { Facts, PageHeader } from "@/components/ui/page-header";
import { Tag } from "@/components/ui/state-face";
import { Tabs } from "@/components/ui/tabs";
import { type Actor, can } from "@/lib/access";
import type { ClassRow } from "@/lib/classes/schema";
import { formatDay } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { Workspace } from "../../../_shell/workspace";
import { CancellationNote } from "./_cancellation-note";

type Props = {
  actor: Actor;
  trainingClass: ClassRow;
  current: "overview" | "roster" | "notice" | "edit";
  actions?: ReactNode;
  /** People in the class, where the reader may know. */
  placed?: number;
  children: ReactNode;
};

/** What stands above every page of a class: name, state, one line of facts, tabs. */
export async function ClassFrame({ actor, trainingClass: one, current, actions, placed, children }: Props) {
  const [t, common, locale] = await Promise.all([
    getTranslations("classes"),
    getTranslations("common"),
    getLocale(),
  ]);
  const base = `/classes/${one.id}`;
  const changeable = can(actor, "class.form") && (one.state === "formed" || one.state === "planned");
  const tabs = [
    { key: "overview", href: base, label: t("tabs.overview") },
    ...(can(actor, "roster.read")
      ? [{ key: "roster", href: `${base}/roster`, label: t("tabs.roster"), count: placed }]
      : []),
    { key: "notice", href: `${base}/notice`, label: t("tabs.notice") },
    ...(changeable ? [{ key: "edit", href: `${base}/edit`, label: t("tabs.edit") }] : []),
  ];
  const list = `/programmes/${one.year}/classes`;
  return (
    <Workspace current={actor.role === "teacher" ? "registration" : "classes"}>
      <DeskPage>
        <PageHeader
          path={
            actor.role === "teacher"
              ? undefined
              : {
                  label: common("label.path"),
                  crumbs: [{ href: list, label: t("list.title", { year: String(one.year) }) }],
                }
          }
          title={t("name", {
            subProject: locale === "en" ? one.subProjectNameEn : one.subProjectName,
            number: one.number,
          })}
          state={<Tag face={one.face.face}>{t(`states.${one.face.label}`)}</Tag>}
          facts={
            <Facts
              items={[
                t("facts.code", { code: one.code }),
                t(`modes.${one.mode}`),
                t("facts.span", {
                  from: formatDay(one.startsOn, locale),
                  to: formatDay(one.endsOn, locale),
                  days: one.days,
                  hours: one.hours,
                }),
                t("facts.institution", {
                  name: locale === "en" ? one.institutionNameEn : one.institutionName,
                }),
                t("facts.place", { place: one.place }),
              ]}
            />
          }
          actions={actions}
          tabs={
            <Tabs
              label={t("tabs.label")}
              tabs={tabs.map((tab) => ({ ...tab, current: tab.key === current }))}
            />
          }
        />
        <CancellationNote actor={actor} trainingClass={one} />
        {children}
      </DeskPage>
    </Workspace>
  );
}
