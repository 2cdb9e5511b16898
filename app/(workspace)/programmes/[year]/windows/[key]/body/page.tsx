import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { DeskPage } from "@/components/shell/desk-page";
import { PageHeader } from "@/components/ui/page-header";
import { SummaryList } from "@/components/ui/summary-list";
import { can } from "@/lib/access";
import { formatClosing } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { CHINA_OFFSET_MS } from "@/lib/kernel/dates";
import { EXTENSION_BODIES, listExtensionBodies } from "@/lib/programmes";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../../../_shell/workspace";
import { loadYear } from "../../../../load-year";
import { GrantForm } from "./_grant-form";

type Props = { params: Promise<{ year: string; key: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("programmes.grant");
  return { title: t("crumb") };
}

export default async function GrantExtensionPage({ params }: Props) {
  const actor = await requireActor();
  if (!can(actor, "window.extend")) missing();
  const { year: asked, key } = await params;
  const year = await loadYear(actor, asked);
  const window = year.windows.find((row) => row.key === key);
  if (!window || !year.published || EXTENSION_BODIES[window.key].length === 0) missing();
  const [bodies, t, words, extend, kinds, common, locale] = await Promise.all([
    listExtensionBodies(actor, window.key),
    getTranslations("programmes.grant"),
    getTranslations("programmes"),
    getTranslations("programmes.extend"),
    getTranslations("organisations.kinds"),
    getTranslations("common"),
    getLocale(),
  ]);
  const name = words(`windowNames.${window.key}`);
  const path = `/programmes/${year.year}`;
  const concerned = EXTENSION_BODIES[window.key].map((kind) => kinds(kind)).join(words("separator"));
  return (
    <Workspace current="programmes">
      <DeskPage>
        <PageHeader
          title={t("title", { window: name })}
          path={{
            label: common("label.path"),
            crumbs: [
              { href: "/programmes", label: words("year.path") },
              { href: path, label: String(year.year) },
              { href: `${path}/windows/${window.key}`, label: extend("title", { window: name }) },
              { label: t("crumb") },
            ],
          }}
        />
        <SummaryList
          rows={[
            { key: "now", label: t("general"), value: formatClosing(window.closesAt, locale) },
            {
              key: "affects",
              label: extend("affects"),
              value: t(window.key === "registration" ? "affectsRegistration" : "affects", { concerned }),
            },
          ]}
        />
        <GrantForm
          year={year.year}
          windowKey={window.key}
          version={window.version}
          closesAt={new Date(window.closesAt.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 16)}
          bodies={bodies.map((body) => (locale === "en" ? body.nameEn : body.name))}
          words={{
            errors: common("errorsToMend", { count: 1 }),
            body: t("body"),
            bodyHint: t("bodyHint"),
            to: extend("to"),
            toHint: t("toHint"),
            reason: extend("reason"),
            reasonHint: t("reasonHint"),
            submit: extend("submit"),
            pending: common("action.submitting"),
          }}
        />
      </DeskPage>
    </Workspace>
  );
}
