import { missing } from "@/app/_shell/missing";
import "server-only";
import type { Actor } from "@/lib/access";
import { getEnrolment } from "@/lib/enrolments";
import type { EnrolmentDetail } from "@/lib/enrolments/views";
import type { Locale } from "@/lib/i18n";
import { getLocale } from "@/lib/i18n/translations";
import { isId } from "@/lib/kernel/id";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { requireTeacher } from "./require-teacher";

export type RegistrationProps = { params: Promise<{ enrolmentId: string }> };

export async function loadRegistration({
  params,
}: RegistrationProps): Promise<{ actor: Actor; enrolment: EnrolmentDetail; locale: Locale; title: string }> {
  const [actor, { enrolmentId }, locale] = await Promise.all([requireTeacher(), params, getLocale()]);
  if (!isId(enrolmentId)) missing();
  try {
    const enrolment = await getEnrolment(actor, enrolmentId);
    const { name, nameEn } = enrolment.subProject;
    return { actor, enrolment, locale, title: locale === "en" ? nameEn : name };
  } catch (error) {
    if (error instanceof NotFound || error instanceof Forbidden) missing();
    throw error;
  }
}
