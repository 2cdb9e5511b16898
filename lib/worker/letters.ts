import "server-only";
import { formatFullDateTime } from "@/lib/i18n";
import { messageWords } from "@/lib/i18n/message-words";
import { translatorFor } from "@/lib/i18n/translator";
import { closeActivationLetter, takeActivationLetter } from "@/lib/identity";
import { closeLetter, newAddressCode, planDeliveries, takeLetter } from "@/lib/notices";
import { CHANNELS, type Channel, type Letter } from "@/lib/notices/schema";
import { env } from "@/lib/platform/env";
import { canMail, type MailOutcome, sendMail } from "@/lib/platform/mail";
import { canSendSms, sendSms } from "@/lib/platform/sms";

function pageOf(path: string): string {
  const [origin] = env().APP_ORIGIN.split(",");
  return `${origin}${path}`;
}

/** One message is its own subject; several are counted. Words only: no picture that tells when it was opened. */
async function mail({ id, address, locale, messages }: Letter): Promise<MailOutcome> {
  const [words, t] = await Promise.all([messageWords(locale), translatorFor(locale, "notices.letter")]);
  const [only] = messages;
  const blocks = messages.map((message) =>
    [words(message, "title"), words(message, "text"), pageOf(message.href ?? "/inbox")].join("\n"),
  );
  return sendMail({
    to: address,
    messageId: id,
    subject: only && messages.length === 1 ? words(only, "title") : t("several", { count: messages.length }),
    text: [...blocks, t("foot", { page: pageOf("/inbox/contact") })].join("\n\n"),
  });
}

/** One sentence and one link; what it is about in particular is read behind the sign-in. */
async function text({ id, address, locale, messages }: Letter): Promise<MailOutcome> {
  const [words, t] = await Promise.all([messageWords(locale), translatorFor(locale, "notices.sms")]);
  const [only] = messages;
  const said =
    only && messages.length === 1
      ? t("one", { title: words(only, "title"), page: pageOf(only.href ?? "/inbox") })
      : t("several", { count: messages.length, page: pageOf("/inbox") });
  return sendSms({ id, to: address, text: said });
}

const SENDERS: Record<Channel, { open: () => boolean; send: (letter: Letter) => Promise<MailOutcome> }> = {
  mail: { open: canMail, send: mail },
  sms: { open: canSendSms, send: text },
};

/** Plans what is new and sends what is due; a channel that cannot be reached ends its round. Returns how many letters went out. */
export async function sendLetters(now: () => Date = () => new Date()): Promise<number> {
  while ((await planDeliveries(now())) > 0);
  let open = CHANNELS.filter((channel) => SENDERS[channel].open());
  for (let sent = 0; ; ) {
    const letter = open.length > 0 ? await takeLetter(open, now()) : null;
    if (!letter) return sent;
    const outcome = await SENDERS[letter.channel].send(letter);
    await closeLetter(letter.id, outcome === "sent" ? null : outcome, now());
    if (outcome === "unreachable") open = open.filter((channel) => channel !== letter.channel);
    else sent += 1;
  }
}

/** The code that proves an address. Thrown away and made anew when the event comes twice. */
export async function sendAddressCode(payload: Record<string, string>): Promise<void> {
  const { accountId } = payload;
  const channel = CHANNELS.find((one) => one === payload.channel);
  if (!accountId || !channel) throw new Error("address-code.wanted without an account or a channel");
  if (!SENDERS[channel].open()) return;
  const wanted = await newAddressCode(accountId, channel);
  if (!wanted) return;
  const { address: to, locale, code } = wanted;
  const t = await translatorFor(locale, "notices.letter");
  const id = crypto.randomUUID();
  const page = pageOf("/inbox/contact");
  const outcome =
    channel === "mail"
      ? await sendMail({ to, messageId: id, subject: t("codeSubject"), text: t("codeText", { code, page }) })
      : await sendSms({ id, to, text: t("codeSms", { code }) });
  if (outcome === "unreachable") throw new Error(`${channel} cannot be reached`);
}

/**
 * The link to a one-time code, in the language of the country: the account has no preference yet. The code stands behind the # of the
 * link, which browsers send to no server, and once more to be typed. Sent again, it carries the same Message-ID.
 */
export async function sendActivationLetter({ codeId }: Record<string, string>): Promise<void> {
  if (!codeId) throw new Error("activation-letter.wanted without a code");
  if (!canMail()) return;
  const letter = await takeActivationLetter(codeId);
  if (!letter) return;
  const t = await translatorFor("zh-CN", "identity.letter");
  const page = pageOf(`/activate?who=staff&loginName=${encodeURIComponent(letter.loginName)}`);
  const outcome = await sendMail({
    to: letter.email,
    messageId: letter.codeId,
    subject: t("subject"),
    text: t("text", {
      name: letter.displayName,
      organisation: letter.organisationName,
      loginName: letter.loginName,
      code: letter.code,
      until: formatFullDateTime(letter.expiresAt, "zh-CN"),
      page: `${page}#${letter.code}`,
    }),
  });
  if (outcome === "unreachable") throw new Error("the mail server cannot be reached");
  await closeActivationLetter(letter.codeId, outcome);
}
