import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { DeskPage } from "@/components/shell/desk-page";
import { PageHeader } from "@/components/ui/page-header";
import { SummaryList } from "@/components/ui/summary-list";
import { can } from "@/lib/access";
import { formatClosing } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { CHINA_OFFSET_MS } from "@/lib/kernel/dates";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../../_shell/workspace";
import { loadYear } from "../../../load-year";
import { ExtendForm } from "./_extend-form";

type Props = { params: Promise<{ year: string; key: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("programmes.extend");
  return { title: t("submit") };
}

export default async function ExtendWindowPage({ params }: Props) {
  const actor = await requireActor();
  if (!can(actor, "window.extend")) missing();
  const { year: asked, key } = await params;
  const year = await loadYear(actor, asked);
  const window = year.windows.find((row) => row.key === key);
  if (!window) missing();
  const [t, words, common, locale] = await Promise.all([
    getTranslations("programmes.extend"),
    getTranslations("programmes"),
    getTranslations("common"),
    getLocale(),
  ]);
  const path = `/programmes/${year.year}`;
  const roles = window.roles.map((role) => (words.has(`roles.${role}`) ? words(`roles.${role}`) : role));
  return (
    <Workspace current="programmes">
      <DeskPage>
        <PageHeader
          title={t("title", { window: words(`windowNames.${window.key}`) })}
          path={{
            label: common("label.path"),
            crumbs: [
              { href: "/programmes", label: words("year.path") },
              { href: path, label: String(year.year) },
              { label: t("submit") },
            ],
          }}
        />
        <SummaryList
          rows={[
            { key: "now", label: t("now"), value: formatClosing(window.closesAt, locale) },
            {
              key: "affects",
              label: t("affects"),
              value: t("affectsValue", { roles: roles.join(words("separator")) }),
            },
          ]}
        />
        <ExtendForm
          year={year.year}
          windowKey={window.key}
          version={window.version}
          closesAt={new Date(window.closesAt.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 16)}
          words={{
            errors: common("errorsToMend", { count: 1 }),
            to: t("to"),
            toHint: t("toHint"),
            reason: t("reason"),
            reasonHint: t("reasonHint"),
            submit: t("submit"),
            pending: common("action.submitting"),
          }}
        />
      </DeskPage>
    </Workspace>
  );
}
