import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { fail, failOn, NotFound } from "@/lib/kernel/problem";
import { sendMessages } from "@/lib/notices";
import type { Tx } from "@/lib/platform/db";
import { accessProgrammeYear } from "../access";
import { checkExtension, confirmationAfter, EXTENSION_BODIES } from "../rules";
import type { GrantExtensionInput, WindowKey } from "../schema";
import { momentOf } from "../store";

export type GrantedExtension = {
  body: { id: string; kind: string; name: string; nameEn: string };
  /** What was extended: the window that was asked for, and school confirmation with registration. */
  windows: { key: WindowKey; from: Date; to: Date }[];
};

/**
 * Gives one body more time than everybody has: a province with its schools, a school, or an institution; later than what it has, and
 * for good. Whoever may still register has to be confirmed, so school confirmation keeps its distance to registration. For the
 * module that owns what the time is for, which authorises and records the act. Lock order: the year's window lock before its row.
 */
export async function grantExtensionIn(
  tx: Tx,
  actor: Actor,
  input: GrantExtensionInput,
): Promise<GrantedExtension> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(7001, ${input.year}::int)`;
  const year = await accessProgrammeYear(tx, actor, "window.extend", input.year);
  if (year.state !== "published") fail("programmes.not-published");
  const body = await findBody(tx, input);
  const { now, windows } = await momentOf(tx, input.year, body.id);
  const window = windows[input.key];
  if (!window) throw new NotFound("window");
  if (window.version !== input.version) fail("common.stale", { version: window.version });
  const closesAt = new Date(`${input.closesAt}:00+08:00`);
  if (Number.isNaN(closesAt.getTime()))
    fail("programmes.window-closing-malformed", {}, { field: "closesAt" });
  failOn(checkExtension(window, closesAt, now));
  const confirmation = input.key === "registration" ? confirmationAfter(windows, closesAt) : null;
  const granted = [
    { key: input.key, from: window.closesAt, to: closesAt },
    ...(confirmation ? [{ key: "school-confirmation" as const, ...confirmation }] : []),
  ];
  await tx.windowExtension.createMany({
    data: granted.map(({ key, to }) => ({
      id: newId(),
      year: input.year,
      key,
      organisationId: body.id,
      closesAt: to,
      reason: input.reason,
      grantedBy: actor.organisationName,
    })),
  });
  const told = await tx.organisation.findMany({
    where: { OR: [{ id: body.id }, { kind: "school", provinceId: body.id }] },
    select: { id: true, provinceId: true },
  });
  const ids = new Set(told.flatMap((one) => [one.id, one.provinceId ?? one.id]));
  await sendMessages(
    tx,
    granted.flatMap(({ key, to }) =>
      [...ids].map((organisationId) => ({
        organisationId,
        kind: "extension-granted" as const,
        params: { window: key, until: to.toISOString(), body: body.name, bodyEn: body.nameEn },
        href: `/programmes/${input.year}/calendar?view=list`,
      })),
    ),
  );
  return { body, windows: granted };
}

/** One body that the window is for, by its code or its whole name. */
async function findBody(tx: Tx, { body: text, key }: GrantExtensionInput): Promise<GrantedExtension["body"]> {
  const place = { field: "body" };
  const found = await tx.organisation.findMany({
    where: { OR: [{ code: text.toUpperCase() }, { name: text }, { nameEn: text }, { shortName: text }] },
    take: 2,
    select: { id: true, kind: true, name: true, nameEn: true },
  });
  const [body] = found;
  if (!body || found.length > 1) fail("programmes.extension-body-unknown", { text }, place);
  if (!EXTENSION_BODIES[key].some((kind) => kind === body.kind))
    fail("programmes.extension-body-not-concerned", { name: body.name, nameEn: body.nameEn }, place);
  return body;
}
