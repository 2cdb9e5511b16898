import type { Metadata } from "next";
import { can } from "@/lib/access";
import { getTranslations } from "@/lib/i18n/translations";
import { requireActor } from "@/lib/web";
import { AllocationPage } from "./_allocation/allocation-page";
import { TablePage } from "./_table-page";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const [actor, t] = await Promise.all([requireActor(), getTranslations("quotas")]);
  const splits = can(actor, "quota.allocate");
  return { title: splits ? t("allocation.title", { level: actor.role }) : t("grid.title") };
}

/** Provinces and cities split their seats; everybody else sees the regional table, and the ministry edits it. */
export default async function QuotasPage({ params, searchParams }: Props) {
  const [actor, { year }, asked] = await Promise.all([requireActor(), params, searchParams]);
  const place = { actor, year: Number(year), asked };
  return can(actor, "quota.allocate") ? <AllocationPage {...place} /> : <TablePage {...place} />;
}
