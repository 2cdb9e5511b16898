import "server-only";
import { getTranslations } from "next-intl/server";
import type { FormWords } from "@/components/domain/enrolments/act-form";

/** The words every form of the journey shares. */
export async function formWords(): Promise<FormWords> {
  const t = await getTranslations("registration.form");
  return { toMend: t("toMend"), errorPrefix: t("errorPrefix"), code: t("code") };
}
