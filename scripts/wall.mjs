// The wall before Next: what is refused unseen, and the headers that every answer carries. It knows nothing of who asks or what they
// may do; that is decided in the doors. Why it stands here and not in proxy.ts: docs/adr/0019.
import { randomBytes } from "node:crypto";
import { languages, plainPage, sendPage, words } from "./plain-page.mjs";

/** As `serverActions.bodySizeLimit` in next.config.ts, which measures again while it reads. */
/** As much as the server actions take (next.config.ts). */
const MOST_MEGABYTES = 8;
const MOST_BYTES = MOST_MEGABYTES * 1024 * 1024;

const READING = ["GET", "HEAD"];
const WRITING = ["POST", "PUT", "PATCH", "DELETE"];
const ACTION_ID = /^[0-9a-f]{42}$/;
/** Says Next to itself, never a browser. */
const INTERNAL =
  /^(x-middleware-|x-invoke-|x-matched-path$|x-now-|x-nextjs-data$|x-next-resume|next-resume$)/;
const STATIC = "/_next/static/";
const SESSION_COOKIE = "guopei-session=";

const PERMISSIONS = [
  "accelerometer",
  "browsing-topics",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "serial",
  "usb",
]
  .map((name) => `${name}=()`)
  .join(", ");

/** Scripts run by the nonce of their page only. Style attributes stay: bars and time scales are drawn with them by the server. */
function contentSecurityPolicy(nonce, https) {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src-elem 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "frame-src 'none'",
    "worker-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** Next answers a path that cannot be decoded with an error of its own making. */
function isDecodable(url) {
  const [path] = url.split("?", 1);
  if (!path.includes("%")) return true;
  try {
    return !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}

/** `status` and the name of its words, or null for a request that may go on to Next. */
function refusal({ method, url, headers }, origins) {
  if (!isDecodable(url)) return [400, "no-such-address"];
  if (READING.includes(method))
    return url.startsWith("/_next/") && !url.startsWith(STATIC) ? [404, "no-such-address"] : null;
  if (!WRITING.includes(method)) return [405, "method"];
  if (!origins.includes(headers.origin)) return [403, "foreign-origin"];
  const length = headers["content-length"];
  if (length === undefined || headers["transfer-encoding"] !== undefined) return [411, "length-missing"];
  if (Number(length) > MOST_BYTES) return [413, "too-large"];
  const action = headers["next-action"];
  if (action !== undefined && !(method === "POST" && ACTION_ID.test(action))) return [400, "malformed"];
  return null;
}

function refusalPage(code, cookie) {
  const [locale] = languages(cookie);
  const { title, meaning, next } = words[locale][code];
  const { back, code: codeWord } = words[locale];
  const main = `<p>${meaning.replace("{megabytes}", MOST_MEGABYTES)}</p>
<p>${next}</p>
<p>${codeWord} <code>edge.${code}</code></p>
<p><a href="/">${back}</a></p>`;
  return plainPage({ locale, title, main });
}

function refuse(request, response, [status, code]) {
  const headers = { "X-Refusal": `edge.${code}` };
  if (status === 405) headers.Allow = [...READING, ...WRITING].join(", ");
  sendPage(request, response, { status, headers, html: refusalPage(code, request.headers.cookie) });
}

/** @param {string} appOrigin where browsers reach us, several separated by commas */
export function makeWall(appOrigin) {
  const origins = appOrigin.split(",").filter((one) => one !== "");
  const https = origins.length > 0 && origins.every((one) => one.startsWith("https://"));

  function setHeaders(request, response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (https) response.setHeader("Strict-Transport-Security", "max-age=31536000");
    if (request.url.startsWith(STATIC)) return;
    const policy = contentSecurityPolicy(randomBytes(16).toString("base64url"), https);
    // Next reads the nonce from the request's header and writes it on its own scripts.
    request.headers["content-security-policy"] = policy;
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Permissions-Policy", PERMISSIONS);
    response.setHeader("X-Frame-Options", "DENY");
    // Pages say so by themselves; downloads and answers to scripts would not.
    if (request.headers.cookie?.includes(SESSION_COOKIE))
      response.setHeader("Cache-Control", "private, no-store");
  }

  function clean(headers) {
    for (const name in headers) if (INTERNAL.test(name)) delete headers[name];
    delete headers["content-security-policy-report-only"];
    // Next compares the Origin with this header, which anybody can send: it gets the one that was compared with ours.
    if (headers.origin && origins.includes(headers.origin))
      headers["x-forwarded-host"] = new URL(headers.origin).host;
    else delete headers["x-forwarded-host"];
  }

  /** Tells pages where they are, so that signing in can lead back; Next itself does not. */
  function name(request) {
    request.headers["x-guopei-path"] = request.url;
  }

  /** Answers what must not reach Next, and says whether it did. */
  return function stops(request, response) {
    clean(request.headers);
    name(request);
    setHeaders(request, response);
    const refused = refusal(request, origins);
    if (refused) refuse(request, response, refused);
    return refused !== null;
  };
}
