import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import type { ReceivedMail } from "../support/mail-server";

/** The newest mail to an address with a subject, as soon as the mail server has it. */
export async function mailTo(to: string, subject: string): Promise<ReceivedMail> {
  let found: ReceivedMail | undefined;
  await expect
    .poll(
      () => {
        const lines = readFileSync(".data/test/mails.jsonl", "utf8").split("\n").filter(Boolean);
        found = lines
          .map((line) => JSON.parse(line) as ReceivedMail)
          .findLast((mail) => mail.to === to && mail.subject === subject);
        return found !== undefined;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  if (!found) throw new Error(`no mail to ${to}`);
  return found;
}
