import "server-only";
import type { FormWords } from "@/components/domain/enrolments/act-form";
import { getTranslations } from "@/lib/i18n/translations";

/** The words every form of the journey shares. */
export async function formWords(): Promise<FormWords> {
  const t = await getTranslations("registration.form");
  return { toMend: t("toMend"), errorPrefix: t("errorPrefix"), code: t("code") };
}
