import Link from "next/link";
import { getTranslations } from "@/lib/i18n/translations";
import { SCHOOL_ORDERS, type SchoolOrder } from "@/lib/quotas/schema";

const WORDS = { need: "byNeed", teachers: "byTeachers", code: "byCode" } as const;

type Props = { current: SchoolOrder; link: (order: SchoolOrder) => string };

/** By what the schools are ranked; stands in the address, so a link shows the same. */
export async function SchoolOrderLinks({ current, link }: Props) {
  const t = await getTranslations("seats.ranking");
  return (
    <nav aria-label={t("order")} data-chrome className="mt-2">
      <ul className="flex flex-wrap gap-x-4 text-13">
        {SCHOOL_ORDERS.map((order) => (
          <li key={order}>
            <Link
              prefetch={false}
              href={link(order)}
              aria-current={order === current ? "true" : undefined}
              className={
                order === current ? "inline-block py-1 font-bold" : "link inline-block py-1 max-sm:py-3"
              }
            >
              {t(WORDS[order])}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
