import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { PageHeader, Section } from "@/components/ui/page-header";
import { Tag } from "@/components/ui/state-face";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { getContact } from "@/lib/notices";
import { MAIL_MODES } from "@/lib/notices/schema";
import { canMail } from "@/lib/platform/mail";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../_shell/workspace";
import { CodeForm } from "./_code-form";
import { ContactForm } from "./_contact-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notices.contact");
  return { title: t("title") };
}

export default async function ContactPage() {
  const actor = await requireActor();
  const [contact, t, common, locale] = await Promise.all([
    getContact(actor),
    getTranslations("notices.contact"),
    getTranslations("common"),
    getLocale(),
  ]);
  const state = contact.verified ? "verified" : contact.email ? "unverified" : "none";
  const faces = { verified: "ok", unverified: "todo", none: "idle-ring" } as const;
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: t("hour", { hour }),
  }));
  return (
    <Workspace current="inbox">
      <DeskPage>
        <PageHeader
          path={{ label: common("label.path"), crumbs: [{ label: t("back"), href: "/inbox" }] }}
          title={t("title")}
          state={<Tag face={faces[state]}>{t(state)}</Tag>}
          facts={t("lead")}
        />
        {canMail() ? null : <Banner tone="info" title={t("notSetUp")} />}
        {state === "unverified" ? (
          <Section id="confirm" title={t("confirm")}>
            <div className="pt-3">
              <CodeForm
                words={{
                  code: t("code"),
                  codeHint: t(contact.codeOpen ? "codeHint" : "codeOnItsWay", { email: contact.email ?? "" }),
                  confirm: t("confirm"),
                  confirming: t("confirming"),
                  codeErrors: t("codeErrors"),
                  again: t("again"),
                  againSent: t("againSent"),
                  saving: t("saving"),
                }}
              />
            </div>
          </Section>
        ) : null}
        <ContactForm
          contact={contact}
          locale={locale}
          modes={MAIL_MODES.map((mode) => ({ value: mode, label: t(`mailOf.${mode}`) }))}
          hours={hours}
          words={{
            email: t("email"),
            emailHint: t("emailHint"),
            optional: t("optional"),
            mail: t("mail"),
            quiet: t("quiet"),
            quietHint: t("quietHint"),
            quietFrom: t("quietFrom"),
            quietUntil: t("quietUntil"),
            noHour: t("noHour"),
            save: t("save"),
            saving: t("saving"),
            saved: t("saved"),
            savedNew: t("savedNew"),
            errors: t("errors"),
          }}
        />
      </DeskPage>
    </Workspace>
  );
}
