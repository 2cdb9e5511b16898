// Pages of the wall: whole HTML without script, picture or database, readable when nothing else works.
import { readFileSync } from "node:fs";
import path from "node:path";

export const words = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../lib/i18n/messages/refusal-page.json"), "utf8"),
);

const LOCALES = ["zh-CN", "en"];

/** The language that the visitor chose first, then the other one. */
export function languages(cookie) {
  return /(?:^|; )guopei-locale=en(?:;|$)/.test(cookie ?? "") ? [...LOCALES].reverse() : LOCALES;
}

export function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// As style attributes: the policy lets no other style in that does not come from a file, and a file may not come.
const BODY =
  "max-width:40rem;margin:0 auto;padding:4rem 1rem;font:1rem/1.7 system-ui,'PingFang SC','Microsoft YaHei',sans-serif";
const OTHER = "margin-top:3rem;padding-top:2rem;border-top:1px solid #83878a";

/** @param {{ locale: string, main: string, other?: { locale: string, inside: string } }} page parts already escaped */
export function plainPage({ locale, title, main, other }) {
  const second = other ? `\n<section lang="${other.locale}" style="${OTHER}">${other.inside}</section>` : "";
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title></head>
<body style="${BODY}"><main><h1>${title}</h1>
${main}${second}</main></body>
</html>
`;
}

export const subheading = (text) => `<h2>${text}</h2>`;

/** Read to its end before it is refused, so that a browser sees the answer instead of a broken connection. */
const STILL_READ_BYTES = 32 * 1024 * 1024;

/** Answers a request that nobody has read yet. */
export function sendPage(request, response, { status, headers, html }) {
  const body = Buffer.from(html);
  response.statusCode = status;
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Content-Length", body.length);
  response.setHeader("Cache-Control", "no-store");
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const end = () => response.end(request.method === "HEAD" ? undefined : body);
  const { "content-length": length, "transfer-encoding": inPieces } = request.headers;
  if (inPieces !== undefined || Number(length ?? 0) > STILL_READ_BYTES) {
    response.setHeader("Connection", "close");
    return end();
  }
  request.once("end", end);
  request.resume();
}
