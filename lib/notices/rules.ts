import { CHINA_OFFSET_MS } from "@/lib/kernel/dates";
import { type Problem, problem } from "@/lib/kernel/problem";
import type { Channel, MailMode, NoticeBlock, SmsMode } from "./schema";

/** Code of the issuing body, the year in the brackets U+3014 and U+3015, the serial without leading zeros, and the closing character (GB/T 9704-2012, 7.2.5). */
const NUMBER = /^[\p{Script=Han}A-Za-z]{2,20}\u3014(\d{4})\u3015[1-9]\d{0,4}\u53f7$/u;
const LOOSE_NUMBER =
  /^([\p{Script=Han}A-Za-z]{2,20})\s*[[({\u3010\u3014\uff08\uff3b]\s*(\d{4})\s*[\])}\u3011\u3015\uff09\uff3d]\s*0*([1-9]\d{0,4})\s*\u53f7?$/u;

/** A first-level serial of official documents: a Chinese numeral and the enumeration comma. */
const HEADING = /^[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,3}\u3001/;

/** The form that official documents use; where the meaning is plain, the problem offers the number as it should be written. */
export function checkDocumentNumber(documentNumber: string): Problem[] {
  if (NUMBER.test(documentNumber)) return [];
  const loose = LOOSE_NUMBER.exec(documentNumber);
  if (!loose) return [problem("notices.number-form", {}, { field: "documentNumber" })];
  const suggestion = `${loose[1]}\u3014${loose[2]}\u3015${loose[3]}\u53f7`;
  return [problem("notices.number-brackets", { suggestion }, { field: "documentNumber" })];
}

/** The year in the number is that of the date on the document. Days as YYYY-MM-DD. */
export function checkNumberYear(documentNumber: string, issuedOn: string): Problem[] {
  const year = NUMBER.exec(documentNumber)?.[1];
  if (!year || issuedOn.startsWith(year)) return [];
  const params = { year, issueYear: issuedOn.slice(0, 4) };
  return [problem("notices.number-year", params, { field: "documentNumber" })];
}

/** Issue and publication are two dates: everybody may read it on or after the day on the document. */
export function checkIssueDates(dates: { issuedOn: string; publicOn: string; today: string }): Problem[] {
  const problems: Problem[] = [];
  if (dates.issuedOn > dates.today)
    problems.push(problem("notices.issue-date-ahead", {}, { field: "issuedOn" }));
  if (dates.publicOn < dates.issuedOn)
    problems.push(problem("notices.public-before-issue", {}, { field: "publicOn" }));
  return problems;
}

type Texts = { salutation: string; text: string; attachments: string };

function lines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** What was typed as the structure that is stored and set as paper. */
export function toBody({ salutation, text, attachments }: Texts): NoticeBlock[] {
  return [
    ...lines(salutation).map((line): NoticeBlock => ({ kind: "salutation", text: line })),
    ...lines(text).map(
      (line): NoticeBlock => ({ kind: HEADING.test(line) ? "heading" : "paragraph", text: line }),
    ),
    ...lines(attachments).map((line): NoticeBlock => ({ kind: "attachment", text: line })),
  ];
}

/** The way back, for the editor. */
export function toTexts(body: NoticeBlock[]): Texts {
  const of = (...kinds: NoticeBlock["kind"][]) =>
    body
      .filter((block) => kinds.includes(block.kind))
      .map((block) => block.text)
      .join("\n");
  return { salutation: of("salutation"), text: of("heading", "paragraph"), attachments: of("attachment") };
}

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** When the one letter of a day goes out, in China. */
const DAILY_HOUR = 8;

/** The next instant, from now on, at which it is a full hour in China. */
function nextHour(now: Date, hour: number): Date {
  const sinceMidnight = (now.getTime() + CHINA_OFFSET_MS) % DAY_MS;
  const wait = (hour * HOUR_MS - sinceMidnight + DAY_MS) % DAY_MS;
  return new Date(now.getTime() + wait);
}

type Quiet = { quietFrom: number | null; quietUntil: number | null };

function isQuiet(at: Date, { quietFrom, quietUntil }: Quiet): boolean {
  if (quietFrom === null || quietUntil === null) return false;
  const hour = Math.floor(((at.getTime() + CHINA_OFFSET_MS) % DAY_MS) / HOUR_MS);
  return quietFrom < quietUntil
    ? hour >= quietFrom && hour < quietUntil
    : hour >= quietFrom || hour < quietUntil;
}

/** Where nobody chose quiet hours a telephone stays silent at night. */
const NIGHT: Quiet = { quietFrom: 22, quietUntil: 7 };

/**
 * When a message may be sent through a channel, never in the quiet hours: a letter at once or with the day's, a text message only if
 * it is urgent. Null where it is not wanted.
 */
export function sendingTime(
  now: Date,
  channel: Channel,
  urgent: boolean,
  wish: Quiet & { mail: MailMode; sms: SmsMode },
): Date | null {
  if (channel === "mail" ? wish.mail === "none" : wish.sms === "none" || !urgent) return null;
  const quiet = channel === "sms" && wish.quietFrom === null ? NIGHT : wish;
  const due = channel === "mail" && wish.mail === "daily" ? nextHour(now, DAILY_HOUR) : now;
  return quiet.quietUntil !== null && isQuiet(due, quiet) ? nextHour(due, quiet.quietUntil) : due;
}

export const MOST_ATTEMPTS = 12;

/** How long to wait after a failed attempt, in milliseconds: a minute, then twice as long each time, two hours at most. */
export function retryDelay(attempts: number): number {
  return Math.min(2 ** (attempts - 1), 120) * 60_000;
}
