import { parseArgs } from "node:util";
import { requireSecrets, withDatabase } from "./environment";
import { exitWith, Failure } from "./failure";
import { migrate } from "./migrations";

/**
 * `npm run admin:create -- --login zhang.wei --name "Zhang Wei" --ministry "…" --ministry-en "…"`: the ministry and its first account
 * on an empty database, and a one-time activation link. With `--role system-admin`, `security-admin` or `audit-admin` instead of a
 * ministry: an account of that administration, the first or a successor. Whoever can run this can read the database anyway.
 */
try {
  const { values } = parseArgs({
    options: {
      login: { type: "string" },
      name: { type: "string" },
      role: { type: "string" },
      ministry: { type: "string" },
      "ministry-en": { type: "string" },
    },
  });
  const { login, name, ministry } = values;
  const role = (["system-admin", "security-admin", "audit-admin"] as const).find(
    (one) => one === values.role,
  );
  if (!login || !name || !(ministry || role)) throw new Failure("admin-arguments");
  await withDatabase(async ({ address }) => {
    process.env.APP_ORIGIN ??= "http://localhost:3000";
    requireSecrets();
    await migrate(process.env.DATABASE_OWNER_URL ?? address);
    const { seedReference } = await import("@/prisma/seed/reference");
    const { db, disconnect } = await import("@/lib/platform/db");
    const { foundAdministration, foundInstallation } = await import("@/lib/identity");
    try {
      await seedReference(db());
      if (!role && (await db().account.count()) > 0) throw new Failure("admin-exists");
      const person = { loginName: login, displayName: name };
      const founded =
        role || !ministry
          ? await foundAdministration({ ...person, role: role ?? "system-admin" })
          : await foundInstallation({
              ...person,
              ministry: { name: ministry, nameEn: values["ministry-en"] ?? ministry, code: "MOE" },
            });
      const [origin] = (process.env.APP_ORIGIN ?? "").split(",");
      console.log(`${origin}/activate?who=staff&loginName=${encodeURIComponent(login)}`);
      console.log(`${founded.activationCode}`);
    } finally {
      await disconnect();
    }
  });
} catch (error) {
  exitWith(error);
}
