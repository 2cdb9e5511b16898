// Public pages, kept for a second. On the day when a catalogue is published everybody without a session asks for the same few pages:
// each is drawn once a second and given to all of them, every time with a nonce of its own (docs/adr/0040).
import { promisify } from "node:util";
import zlib from "node:zlib";

const gzip = promisify(zlib.gzip);

const KEPT_MS = 1_000;
/** So long the old one is given while the next is drawn, and no longer: then people wait for the new one, or hear that it fails. */
const LATEST_MS = 3_000;
const MOST_KEPT = 200;
const MOST_BYTES = 1024 * 1024;
const PUBLIC = /^\/(?:(?:catalogue|notices)(?:\/[\w-]{1,40}){0,2})?(?:\?[^#]{0,200})?$/;
const SESSION_COOKIE = "guopei-session=";
/** Of the one answer that they were sent with. */
const NOT_KEPT = /^(?:connection|content-encoding|content-length|date|keep-alive|transfer-encoding)$/;

/** What pages are told apart by; null for a request whose answer is somebody's own, or no whole page. */
function keyOf({ method, url, headers }) {
  const cookie = headers.cookie ?? "";
  if (method !== "GET" || !PUBLIC.test(url) || cookie.includes(SESSION_COOKIE)) return null;
  if (cookie.length > 200 || Object.keys(headers).some((name) => name === "rsc" || name.startsWith("next-")))
    return null;
  return `${headers.host}\n${url}\n${cookie}`;
}

function nonceOf(request) {
  return /'nonce-([\w-]+)'/.exec(request.headers["content-security-policy"] ?? "")?.[1] ?? null;
}

/** Small and fast rather than smallest: it is done for each visitor, since the nonce stands inside. */
async function give(response, { html, zipped, end }) {
  let body = Buffer.from(html);
  if (zipped) {
    body = await gzip(body, { level: zlib.constants.Z_BEST_SPEED });
    response.setHeader("Content-Encoding", "gzip");
  }
  if (!/accept-encoding/i.test(String(response.getHeader("vary"))))
    response.appendHeader("Vary", "Accept-Encoding");
  response.setHeader("Content-Length", body.length);
  end.call(response, body);
}

/** `now` in milliseconds, for tests. */
export function makeKeptPages(now = () => performance.now()) {
  const kept = new Map();

  function keep(key, page) {
    kept.delete(key);
    kept.set(key, page);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  }

  /** Holds back what is drawn until it is whole, keeps it if it may be kept, and sends it. */
  function collect(key, request, response) {
    const nonce = nonceOf(request);
    const ofTheWall = new Set(response.getHeaderNames());
    const zipped = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    const { writeHead, write, end } = response;
    const chunks = [];
    // It is compressed once it is whole, and read before that.
    delete request.headers["accept-encoding"];
    const take = (chunk, encoding) => {
      if (typeof chunk === "string")
        chunks.push(Buffer.from(chunk, typeof encoding === "string" ? encoding : "utf8"));
      else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    };
    response.flushHeaders = () => {};
    // What compresses for Next has the head written before the first word.
    response.writeHead = (status, ...rest) => {
      response.statusCode = status;
      const headers = rest.find((one) => typeof one === "object") ?? {};
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      return response;
    };
    response.write = (chunk, encoding, written) => {
      take(chunk, encoding);
      [encoding, written].find((one) => typeof one === "function")?.();
      return true;
    };
    response.end = (...given) => {
      take(...given);
      Object.assign(response, { writeHead, write, end });
      const whole = Buffer.concat(chunks);
      const isPage =
        response.statusCode === 200 && String(response.getHeader("content-type")).startsWith("text/html");
      if (!isPage) return end.call(response, whole);
      const html = whole.toString("utf8");
      if (nonce !== null && !response.hasHeader("set-cookie") && whole.length <= MOST_BYTES) {
        const headers = response
          .getHeaderNames()
          .filter((name) => !ofTheWall.has(name) && !NOT_KEPT.test(name));
        keep(key, {
          at: now(),
          headers: headers.map((name) => [name, String(response.getHeader(name)).split(nonce)]),
          parts: html.split(nonce),
        });
      }
      void give(response, { html, zipped, end });
      return response;
    };
  }

  /** Answers from what is kept, and says whether it did; else watches what is drawn for this request. */
  return function answers(request, response) {
    const key = keyOf(request);
    if (key === null) return false;
    const page = kept.get(key);
    const age = page ? now() - page.at : Number.POSITIVE_INFINITY;
    if (!page || age > LATEST_MS || (age > KEPT_MS && !page.renewing)) {
      if (page) page.renewing = true;
      collect(key, request, response);
      return false;
    }
    const nonce = nonceOf(request);
    for (const [name, parts] of page.headers) response.setHeader(name, parts.join(nonce));
    const zipped = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    void give(response, { html: page.parts.join(nonce), zipped, end: response.end });
    return true;
  };
}
