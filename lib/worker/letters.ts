import "server-only";
import { formatFullDateTime } from "@/lib/i18n";
import { messageWords } from "@/lib/i18n/message-words";
import { translatorFor } from "@/lib/i18n/translator";
import { closeActivationLetter, takeActivationLetter } from "@/lib/identity";
import { closeLetter, newEmailCode, planDeliveries, takeLetter } from "@/lib/notices";
import type { Letter } from "@/lib/notices/schema";
import { env } from "@/lib/platform/env";
import { canMail, sendMail } from "@/lib/platform/mail";

function pageOf(path: string): string {
  const [origin] = env().APP_ORIGIN.split(",");
  return `${origin}${path}`;
}

/** One message is its own subject; several are counted. Words only: no picture that tells when it was opened. */
async function write({ locale, messages }: Letter): Promise<{ subject: string; text: string }> {
  const [words, t] = await Promise.all([messageWords(locale), translatorFor(locale, "notices.letter")]);
  const [only] = messages;
  const blocks = messages.map((message) =>
    [words(message, "title"), words(message, "text"), pageOf(message.href ?? "/inbox")].join("\n"),
  );
  return {
    subject: only && messages.length === 1 ? words(only, "title") : t("several", { count: messages.length }),
    text: [...blocks, t("foot", { page: pageOf("/inbox/contact") })].join("\n\n"),
  };
}

/** Plans what is new and sends what is due; a server that cannot be reached ends the round. Returns how many letters went out. */
export async function sendLetters(now: () => Date = () => new Date()): Promise<number> {
  while ((await planDeliveries(now())) > 0);
  if (!canMail()) return 0;
  for (let sent = 0; ; sent += 1) {
    const letter = await takeLetter(now());
    if (!letter) return sent;
    const outcome = await sendMail({ to: letter.email, messageId: letter.id, ...(await write(letter)) });
    await closeLetter(letter.id, outcome === "sent" ? null : outcome, now());
    if (outcome === "unreachable") return sent;
  }
}

/** The code that proves an address. Thrown away and made anew when the event comes twice. */
export async function sendEmailCode({ accountId }: Record<string, string>): Promise<void> {
  if (!accountId) throw new Error("email-code.wanted without an account");
  if (!canMail()) return;
  const wanted = await newEmailCode(accountId);
  if (!wanted) return;
  const t = await translatorFor(wanted.locale, "notices.letter");
  const outcome = await sendMail({
    to: wanted.email,
    messageId: crypto.randomUUID(),
    subject: t("codeSubject"),
    text: t("codeText", { code: wanted.code, page: pageOf("/inbox/contact") }),
  });
  if (outcome === "unreachable") throw new Error("the mail server cannot be reached");
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
