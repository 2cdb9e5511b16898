import "server-only";
import { z } from "zod";

/** The terms while they are being put together, as they stand in the address; what is malformed falls away. */
const termsSchema = z.object({
  granteeId: z.uuid().optional().catch(undefined),
  extent: z.enum(["all", "named"]).optional().catch(undefined),
  subProjectIds: z.array(z.uuid()).max(100).catch([]),
  from: z.iso.date().optional().catch(undefined),
  until: z.iso.date().optional().catch(undefined),
  reason: z.string().trim().max(300).catch(""),
});
export type Terms = z.infer<typeof termsSchema>;

export function termsOf(search: Record<string, string | string[] | undefined>): Terms {
  const one = (name: string) => [search[name]].flat()[0];
  return termsSchema.parse({
    granteeId: one("granteeId"),
    extent: one("extent"),
    subProjectIds: [search.subProjectIds ?? []].flat(),
    from: one("from"),
    until: one("until"),
    reason: one("reason") ?? "",
  });
}

export function termsQuery({ subProjectIds, ...terms }: Terms): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(terms)) if (value) query.set(name, value);
  for (const id of subProjectIds) query.append("subProjectIds", id);
  return query.size > 0 ? `?${query}` : "";
}
