// What is answered where Next would only say 500. An outage of the database is a 503 with the time to wait; a fault of ours stays a 500;
// both in whole HTML, in both languages, with a number that stands in the log. Next's own page for it needs scripts to show a word.
import { randomBytes } from "node:crypto";
import { escapeHtml, languages, plainPage, subheading, words } from "./plain-page.mjs";

const RETRY_AFTER_SECONDS = 5;
/** What was said about the answer that is not sent. */
const OF_THE_OLD_ANSWER = ["content-encoding", "content-length", "etag", "link", "transfer-encoding", "vary"];

/** Short enough to be read out on the telephone. */
function newNumber() {
  return randomBytes(5).toString("hex").toUpperCase();
}

function inside(locale, code, mark, again) {
  const { meaning, next } = words[locale][code];
  const { again: againWord, back } = words[locale];
  const link = again ? `<a href="${escapeHtml(again)}">${againWord}</a>` : `<a href="/">${back}</a>`;
  return `<p>${meaning}</p>
<p>${next}</p>
<p>${link}</p>
<p>${mark(words[locale])}</p>`;
}

/** @param mark what to tell the administrator, in the words of one language */
function outagePage(request, code, mark) {
  const [locale, otherLocale] = languages(request.headers.cookie);
  const again = request.method === "POST" ? null : request.url;
  return plainPage({
    locale,
    title: words[locale][code].title,
    main: inside(locale, code, mark, again),
    other: {
      locale: otherLocale,
      inside: `${subheading(words[otherLocale][code].title)}${inside(otherLocale, code, mark, again)}`,
    },
  });
}

/** What is answered to somebody who was not let in at all: what was sent is certainly not taken. */
export function crowdedPage(request) {
  const code = request.method === "POST" ? "crowded-sent" : "crowded";
  return {
    status: 503,
    headers: { "Retry-After": RETRY_AFTER_SECONDS, "X-Refusal": `edge.${code}` },
    html: outagePage(request, code, (own) => `${own.code} <code>edge.${code}</code>`),
  };
}

function remember(request, status, number) {
  const [place] = request.url.split("?", 1);
  const line = { level: 40, time: Date.now(), status, number, method: request.method, path: place };
  console.error(JSON.stringify({ ...line, msg: "answered without a page" }));
}

/**
 * Watches the answer to one request and replaces a bare 500. `trouble.outage` is set by the product when the database did not answer it
 * (lib/platform/outage.ts). What a script of ours asked for keeps its body, which that script can read, and gets the status only.
 */
export function mendAnswer(request, response, trouble) {
  const { writeHead, write, end } = response;
  const forScript = request.headers.rsc !== undefined || request.headers["next-action"] !== undefined;
  let replaced = false;

  function replaces(status) {
    if (replaced) return true;
    if (status !== 500 || response.headersSent || forScript) return false;
    if (!trouble.outage && !request.headers.accept?.includes("text/html")) return false;
    replaced = true;
    const number = newNumber();
    const instead = trouble.outage ? 503 : 500;
    const code = trouble.outage ? (request.method === "POST" ? "away-sent" : "away") : "fault";
    remember(request, instead, number);
    for (const name of OF_THE_OLD_ANSWER) response.removeHeader(name);
    const body = Buffer.from(outagePage(request, code, (own) => `${own.number} <code>${number}</code>`));
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Content-Length", body.length);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Refusal", `edge.${code}`);
    if (trouble.outage) response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    writeHead.call(response, instead);
    end.call(response, request.method === "HEAD" ? undefined : body);
    return true;
  }

  response.writeHead = (status, ...rest) => {
    if (replaces(status)) return response;
    // A form that was refused in words, on its own page.
    if (trouble.outage && request.method === "POST" && status === 200 && !response.headersSent)
      response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    const unavailable = status === 500 && trouble.outage && !response.headersSent;
    if (!unavailable) return writeHead.call(response, status, ...rest);
    response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    return writeHead.call(response, 503, ...rest);
  };
  response.write = (...given) => (replaces(response.statusCode) ? true : write.apply(response, given));
  response.end = (...given) => {
    if (!replaces(response.statusCode)) return end.apply(response, given);
    given.find((one) => typeof one === "function")?.();
    return response;
  };
}
