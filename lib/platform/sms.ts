import "server-only";
import { appendFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { env } from "./env";

export type Sms = { id: string; to: string; text: string };
export type SmsOutcome = "sent" | "refused" | "unreachable";

/** A provider of text messages. `id` stays the same when a message is sent again, so that a provider can drop the second. */
type SmsDriver = (sms: Sms) => Promise<SmsOutcome>;

/** Only who could find the number anyway knows it again: the file is for looking at, not a register of numbers. */
function masked(number: string): string {
  return `${number.slice(0, 3)}****${number.slice(-4)}`;
}

/** One JSON line a message, for installations without a provider. */
function fileDriver(url: URL): SmsDriver {
  const file = fileURLToPath(url);
  return async ({ id, to, text }) => {
    const line = `${JSON.stringify({ id, to: masked(to), text })}\n`;
    try {
      await appendFile(file, line, { mode: 0o600 });
      return "sent";
    } catch {
      return "unreachable";
    }
  };
}

/** By the protocol of SMS_URL; a provider's driver is one more line here. */
const DRIVERS: Record<string, (url: URL) => SmsDriver> = { "file:": fileDriver };

/** Whether this installation has somebody who delivers text messages. */
export function canSendSms(): boolean {
  return env().SMS_URL !== undefined;
}

/** Hands one text message to the driver that SMS_URL names. */
export function sendSms(sms: Sms): Promise<SmsOutcome> {
  const url = new URL(env().SMS_URL ?? "");
  const driver = DRIVERS[url.protocol];
  if (!driver) throw new Error(`SMS_URL: no driver for ${url.protocol}`);
  return driver(url)(sms);
}
