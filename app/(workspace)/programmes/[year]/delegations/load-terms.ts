import "server-only";
import { missing } from "@/app/_shell/missing";
import { type Actor, can } from "@/lib/access";
import { requireActor } from "@/lib/web";
import { type Terms, termsOf } from "./terms";

export type TermsProps = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Who is about to delegate in which year, and what was answered so far; for anybody else the page is not there. */
export async function loadTerms({
  params,
  searchParams,
}: TermsProps): Promise<{ actor: Actor; year: number; terms: Terms }> {
  const [actor, { year }, search] = await Promise.all([requireActor(), params, searchParams]);
  if (!/^\d{4}$/.test(year) || !can(actor, "delegation.grant")) missing();
  return { actor, year: Number(year), terms: termsOf(search) };
}
