import type { Metadata } from "next";
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
  return { title: t(actor.role === "province" ? "allocation.title" : "grid.title") };
}

/** A province splits its seats to schools; everybody else sees the regional table, and the ministry edits it. */
export default async function QuotasPage({ params, searchParams }: Props) {
  const [actor, { year }, asked] = await Promise.all([requireActor(), params, searchParams]);
  const place = { actor, year: Number(year), asked };
  return actor.role === "province" ? <AllocationPage {...place} /> : <TablePage {...place} />;
}
