import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import { getTranslations } from "@/lib/i18n/translations";
import { type AllocationFilter, SCHOOL_ORDERS } from "@/lib/quotas/schema";

const WORDS = { need: "byNeed", teachers: "byTeachers", code: "byCode" } as const;

/** By what the schools are ranked; stands in the address, so a link shows the same. */
export async function SchoolOrderForm({
  filter,
  subProject,
}: {
  filter: AllocationFilter;
  subProject: string;
}) {
  const t = await getTranslations("seats.ranking");
  return (
    <form data-chrome className="mt-2 flex flex-wrap items-center gap-2 text-13">
      <input type="hidden" name="subProject" value={subProject} />
      <label htmlFor="order" className="text-ink-2">
        {t("order")}
      </label>
      <Select
        id="order"
        name="order"
        defaultValue={filter.order}
        options={SCHOOL_ORDERS.map((order) => ({ value: order, label: t(WORDS[order]) }))}
        className="w-auto"
      />
      <Button>{t("sort")}</Button>
    </form>
  );
}
