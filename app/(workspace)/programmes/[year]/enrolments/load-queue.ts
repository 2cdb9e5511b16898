import { missing } from "@/app/_shell/missing";
import "server-only";
import { type Actor, can } from "@/lib/access";
import { findBulkReview, listEnrolments } from "@/lib/enrolments";
import { type EnrolmentFilter, enrolmentFilterSchema } from "@/lib/enrolments/filter-schema";
import type { EnrolmentList, ShownBulkReview } from "@/lib/enrolments/views";
import type { Locale } from "@/lib/i18n";
import { getLocale } from "@/lib/i18n/translations";
import { isId } from "@/lib/kernel/id";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { requireActor } from "@/lib/web";
import { type ListSearch, type ListState, listStateOf } from "./addresses";

export type QueueSearch = { params: Promise<{ year: string }>; searchParams: Promise<ListSearch> };

export type Queue = {
  actor: Actor;
  year: number;
  locale: Locale;
  filter: EnrolmentFilter;
  state: ListState;
  list: EnrolmentList;
  search: ListSearch;
  /** What was just decided for many, named by the address. */
  batch: ShownBulkReview | null;
};

/** Only what the schema knows is taken from an address; the rest falls away. */
function first(search: ListSearch): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(search).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

export async function loadQueue({ params, searchParams }: QueueSearch): Promise<Queue> {
  const [actor, { year: typedYear }, search, locale] = await Promise.all([
    requireActor(),
    params,
    searchParams,
    getLocale(),
  ]);
  if (!/^\d{4}$/.test(typedYear)) missing();
  const year = Number(typedYear);
  const filter = enrolmentFilterSchema.parse(first(search));
  try {
    const { batch: named } = first(search);
    const [list, batch] = await Promise.all([
      listEnrolments(actor, year, filter),
      named && isId(named) && can(actor, "enrolment.review") ? findBulkReview(actor, named) : null,
    ]);
    return {
      actor,
      year,
      locale,
      filter,
      state: listStateOf(search, filter),
      list,
      search,
      batch,
    };
  } catch (error) {
    if (error instanceof NotFound || error instanceof Forbidden) missing();
    throw error;
  }
}
