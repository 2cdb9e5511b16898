import { Agent, type IncomingHttpHeaders, request } from "node:http";

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };
export type Sent = {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  headers?: Record<string, string>;
  body?: string | Buffer;
};

/** A plain client with keep-alive connections of its own: no cookies, no redirects, nothing that a test did not ask for. */
export class HttpClient {
  readonly #agent: Agent;

  constructor(
    readonly origin: string,
    connections: number,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: "fifo" });
  }

  send(path: string, { method = "GET", headers = {}, body }: Sent = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.origin}${path}`,
        {
          method,
          agent: this.#agent,
          headers: body === undefined ? headers : { ...headers, "content-length": Buffer.byteLength(body) },
          timeout: 30_000,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString("utf8"),
            }),
          );
          response.on("error", reject);
        },
      );
      sent.on("timeout", () => sent.destroy(new Error(`no answer within 30 s: ${path}`)));
      sent.on("error", reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

export type Fields = [name: string, value: string][];

const ENTITIES: Record<string, string> = { amp: "&", quot: '"', lt: "<", gt: ">", "#x27": "'", "#39": "'" };

function plainText(text: string): string {
  return text.replace(/&(amp|quot|lt|gt|#x27|#39);/g, (_all, name: string) => ENTITIES[name] ?? "");
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : plainText(found);
}

/** The fields that a browser without JavaScript would send with the form that holds a field of this name. */
export function readForm(html: string, holding: string): Fields {
  const form = html.split("<form").find((part) => part.includes(`name="${holding}"`));
  if (!form) throw new Error(`no form with ${holding} in:\n${html.slice(0, 2000)}`);
  const inside = form.slice(0, form.indexOf("</form>"));
  return [...inside.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]): Fields => {
    const name = attribute(tag, "name");
    const type = attribute(tag, "type");
    return name && (type === "hidden" || type === "text") ? [[name, attribute(tag, "value") ?? ""]] : [];
  });
}

export function withFields(fields: Fields, change: Record<string, string>): Fields {
  const kept = fields.filter(([name]) => !(name in change));
  return [...kept, ...Object.entries(change)];
}

const BOUNDARY = "----formdata-guopei-7MA4YWxkTrZu0gW";

const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

function partsOf(fields: Fields): string {
  const parts = fields.map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return parts.join("");
}

export function multipart(fields: Fields): { contentType: string; body: string } {
  return { contentType: FORM_TYPE, body: `${partsOf(fields)}--${BOUNDARY}--\r\n` };
}

/** The same with one file at the end. */
export function multipartWithFile(
  fields: Fields,
  file: { name: string; fileName: string; bytes: Buffer },
): { contentType: string; body: Buffer } {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${file.name}"; filename="${file.fileName}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const body = [`${partsOf(fields)}${head}`, file.bytes, `\r\n--${BOUNDARY}--\r\n`];
  return {
    contentType: FORM_TYPE,
    body: Buffer.concat(body.map((part) => (typeof part === "string" ? Buffer.from(part) : part))),
  };
}
