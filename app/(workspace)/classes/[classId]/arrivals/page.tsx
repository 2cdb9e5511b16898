import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/page-header";
import { SummaryList } from "@/components/ui/summary-list";
import { listArrivals } from "@/lib/enrolments";
import { DIETS, LODGINGS } from "@/lib/enrolments/schema";
import { formatDay } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { startOfChinaDay } from "@/lib/kernel/dates";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { formWords } from "../../../registration/words";
import { ClassFrame } from "../_class-frame";
import { loadClass } from "../load";
import { ContactForm } from "./_contact-form";

type Props = { params: Promise<{ classId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { trainingClass } = await loadClass((await params).classId);
  const t = await getTranslations("arrival.roster");
  return { title: `${t("title")} · ${trainingClass.code}` };
}

export default async function ArrivalsPage({ params }: Props) {
  const { classId } = await params;
  const { actor, trainingClass } = await loadClass(classId);
  const list = await listArrivals(actor, classId).catch((error: unknown) => {
    if (error instanceof NotFound || error instanceof Forbidden) missing();
    throw error;
  });
  const [t, words, locale] = await Promise.all([getTranslations("arrival"), formWords(), getLocale()]);
  return (
    <ClassFrame actor={actor} trainingClass={trainingClass} current="roster" placed={list.total}>
      <Section
        id="arrivals"
        title={t("roster.title")}
        note={t("roster.facts", { said: list.said, total: list.total })}
      >
        {list.total === 0 ? (
          <EmptyState kind="nothing" title={t("roster.nobody")} />
        ) : (
          <div className="grid gap-6 pt-3">
            <div className="grid max-w-measure gap-6 sm:grid-cols-2">
              <div>
                <h3 className="mb-1 font-bold">{t("roster.lodging")}</h3>
                <SummaryList
                  rows={LODGINGS.map((key) => ({
                    key,
                    label: t(`lodgings.${key}`),
                    value: t("roster.people", { count: list.lodging[key] }),
                  }))}
                />
              </div>
              <div>
                <h3 className="mb-1 font-bold">{t("roster.diet")}</h3>
                <SummaryList
                  rows={DIETS.map((key) => ({
                    key,
                    label: t(`diets.${key}`),
                    value: t("roster.people", { count: list.diet[key] }),
                  }))}
                />
              </div>
            </div>
            <Table caption={t("roster.title")} phone="cards">
              <thead>
                <tr>
                  <Th>{t("roster.name")}</Th>
                  <Th>{t("roster.arrives")}</Th>
                  <Th>{t("roster.lodging")}</Th>
                  <Th>{t("roster.diet")}</Th>
                  <Th>{t("roster.needs")}</Th>
                  <Th>{t("roster.contact")}</Th>
                </tr>
              </thead>
              <tbody>
                {list.rows.map(({ enrolmentId, teacherName, school, schoolEn, plan }) => (
                  <Tr key={enrolmentId}>
                    <Th scope="row">
                      {teacherName}
                      <span className="block text-13 font-normal text-ink-2">
                        {locale === "en" ? schoolEn : school}
                      </span>
                    </Th>
                    {plan ? (
                      <>
                        <Td label={t("roster.arrives")}>
                          {formatDay(startOfChinaDay(plan.arrivesOn), locale)} {plan.arrivesTime}
                        </Td>
                        <Td label={t("roster.lodging")}>{t(`lodgings.${plan.lodging}`)}</Td>
                        <Td label={t("roster.diet")}>{t(`diets.${plan.diet}`)}</Td>
                        <Td label={t("roster.needs")}>{plan.needs}</Td>
                        <Td label={t("roster.contact")}>
                          <ContactForm
                            enrolmentId={enrolmentId}
                            words={{
                              ...words,
                              reveal: t("roster.reveal"),
                              revealing: t("roster.revealing"),
                              what: t("roster.revealWhat", { name: teacherName }),
                            }}
                          />
                        </Td>
                      </>
                    ) : (
                      <Td label={t("roster.arrives")} colSpan={5} quiet>
                        {t("roster.unsaid")}
                      </Td>
                    )}
                  </Tr>
                ))}
              </tbody>
            </Table>
          </div>
        )}
      </Section>
    </ClassFrame>
  );
}
