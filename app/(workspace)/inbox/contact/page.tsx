import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { PageHeader, Section } from "@/components/ui/page-header";
import { Tag } from "@/components/ui/state-face";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { getContact } from "@/lib/notices";
import { CHANNELS, MAIL_MODES, SMS_MODES } from "@/lib/notices/schema";
import { canMail } from "@/lib/platform/mail";
import { canSendSms } from "@/lib/platform/sms";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../_shell/workspace";
import { CodeForm } from "./_code-form";
import { ContactForm } from "./_contact-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notices.contact");
  return { title: t("title") };
}

const FACES = { verified: "ok", unverified: "todo", none: "idle-ring" } as const;

export default async function ContactPage() {
  const actor = await requireActor();
  const [contact, t, common, locale] = await Promise.all([
    getContact(actor),
    getTranslations("notices.contact"),
    getTranslations("common"),
    getLocale(),
  ]);
  const open = { mail: canMail(), sms: canSendSms() };
  const channels = CHANNELS.map((channel) => {
    const address = contact.addresses[channel];
    const state: keyof typeof FACES = address ? (address.verified ? "verified" : "unverified") : "none";
    return { channel, address, state };
  });
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
          state={channels.map(({ channel, state }) => (
            <Tag key={channel} face={FACES[state]}>
              {t(`states.${channel}.${state}`)}
            </Tag>
          ))}
          facts={t("lead")}
        />
        {CHANNELS.filter((channel) => !open[channel]).map((channel) => (
          <Banner key={channel} tone="info" title={t(`notSetUp.${channel}`)} />
        ))}
        {channels.map(({ channel, address, state }) =>
          address && state === "unverified" ? (
            <Section key={channel} id={`confirm-${channel}`} title={t(`confirm.${channel}`)}>
              <div className="pt-3">
                <CodeForm
                  channel={channel}
                  words={{
                    code: t("code"),
                    codeHint: t(address.codeOpen ? "codeHint" : "codeOnItsWay", { address: address.address }),
                    confirm: t(`confirm.${channel}`),
                    confirming: t("confirming"),
                    codeErrors: t("codeErrors"),
                    again: t("again"),
                    againSent: t("againSent"),
                    saving: t("saving"),
                  }}
                />
              </div>
            </Section>
          ) : null,
        )}
        <ContactForm
          contact={contact}
          locale={locale}
          mailModes={MAIL_MODES.map((mode) => ({ value: mode, label: t(`mailOf.${mode}`) }))}
          smsModes={SMS_MODES.map((mode) => ({ value: mode, label: t(`smsOf.${mode}`) }))}
          hours={hours}
          words={{
            email: t("email"),
            emailHint: t("emailHint"),
            optional: t("optional"),
            mail: t("mail"),
            mobile: t("mobile"),
            mobileHint: t("mobileHint"),
            sms: t("sms"),
            quiet: t("quiet"),
            quietHint: t("quietHint"),
            quietFrom: t("quietFrom"),
            quietUntil: t("quietUntil"),
            noHour: t("noHour"),
            save: t("save"),
            saving: t("saving"),
            saved: t("saved"),
            errors: t("errors"),
          }}
          savedNew={{ mail: t("savedNew.mail"), sms: t("savedNew.sms") }}
        />
      </DeskPage>
    </Workspace>
  );
}
