import { z } from "zod";

const secret = z.string().refine((text) => Buffer.from(text, "base64").length === 32, "32 bytes in base64");

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  GUOPEI_DATA_KEY: secret,
  GUOPEI_INDEX_KEY: secret,
  NEXTAUTH_SECRET: z.string().min(32),
  /** Where browsers reach us, several separated by commas; posts from elsewhere are refused. */
  APP_ORIGIN: z.string().min(1),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** A mail server as smtp://name:password@host:port or smtps://…; without it messages stay in the inbox. */
  MAIL_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).default("guopei@localhost"),
  /** Who delivers text messages: file:///… writes them down, numbers masked; without it none are sent. */
  SMS_URL: z.url({ protocol: /^file$/ }).optional(),
  /** Where the heads of the audit seals are written down, outside the database. */
  GUOPEI_AUDIT_ANCHORS: z.string().min(1).default(".data/audit-anchors.tsv"),
  DATABASE_POOL: z.coerce.number().int().min(1).max(50).default(8),
  /** Where uploaded files lie, below `files`; the embedded database and its secrets lie beside them. */
  GUOPEI_DATA_FOLDER: z.string().min(1).default(".data"),
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** Parsed at first use: importing a module never needs an environment. Throws naming what is missing or malformed. */
export function env(): Env {
  if (!parsed) {
    const result = schema.safeParse(process.env);
    if (!result.success) {
      const names = result.error.issues.map((issue) => `${issue.path.join(".")} (${issue.message})`);
      throw new Error(`environment: ${names.join(", ")}`);
    }
    parsed = result.data;
  }
  return parsed;
}
