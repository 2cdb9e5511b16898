import "server-only";
import nodemailer, { type Transporter } from "nodemailer";
import { env } from "./env";

export type Mail = { to: string; subject: string; text: string; messageId: string };
export type MailOutcome = "sent" | "refused" | "unreachable";

let transporter: Transporter | undefined;

/** Whether this installation has a mail server. */
export function canMail(): boolean {
  return env().MAIL_URL !== undefined;
}

/** Hands one mail to the server. A refusal for good (5xx) is told from a server that cannot be reached or is busy. */
export async function sendMail({ to, subject, text, messageId }: Mail): Promise<MailOutcome> {
  transporter ??= nodemailer.createTransport({
    url: env().MAIL_URL,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
  const domain = env().MAIL_FROM.split("@").at(-1)?.replace(/>$/, "") ?? "localhost";
  try {
    await transporter.sendMail({
      from: env().MAIL_FROM,
      to,
      subject,
      text,
      messageId: `<${messageId}@${domain}>`,
    });
    return "sent";
  } catch (error) {
    const code = (error as { responseCode?: unknown }).responseCode;
    return typeof code === "number" && code >= 500 && code < 600 ? "refused" : "unreachable";
  }
}
