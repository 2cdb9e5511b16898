import type { Metadata } from "next";
import Link from "next/link";
import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { DeskPage } from "@/components/shell/desk-page";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { PageHeader } from "@/components/ui/page-header";
import { StateFace } from "@/components/ui/state-face";
import { can } from "@/lib/access";
import { findBulkReview } from "@/lib/enrolments";
import { getTranslations } from "@/lib/i18n/translations";
import { isId } from "@/lib/kernel/id";
import { problem } from "@/lib/kernel/problem";
import { requireActor, showProblems } from "@/lib/web";
import { BatchSection } from "../../batch-section";

type Props = { params: Promise<{ year: string; operationId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("registration.queue.bulk");
  return { title: t("rows") };
}

/** Every row of one decision for many: those left out first, each with why and what to do. */
export default async function BatchPage({ params }: Props) {
  const [actor, { year, operationId }] = await Promise.all([requireActor(), params]);
  if (!/^\d{4}$/.test(year) || !isId(operationId) || !can(actor, "enrolment.review")) missing();
  const batch = await findBulkReview(actor, operationId);
  if (!batch) missing();
  const [t, queue, common, states] = await Promise.all([
    getTranslations("registration.queue.bulk"),
    getTranslations("registration.queue"),
    getTranslations("common"),
    getTranslations("enrolments.states"),
  ]);
  const rows = [...batch.rows].sort((a, b) => Number(a.ok) - Number(b.ok));
  const refused = rows.filter((row) => !row.ok);
  const words = await showProblems(refused.map((row) => problem(row.problem ?? "common.unknown")));
  const home = `/programmes/${year}/enrolments`;
  return (
    <Workspace current="enrolments">
      <DeskPage>
        <PageHeader
          path={{
            label: common("label.path"),
            crumbs: [
              { href: home, label: queue(`${actor.delegation ? "delegate" : "province"}.title`) },
              { label: t("rows") },
            ],
          }}
          title={t("rows")}
        />
        <BatchSection batch={batch} back={`${home}/batches/${operationId}`} />
        <Table caption={t("rows")} phone="cards">
          <thead>
            <tr>
              <Th>{queue("columns.teacher")}</Th>
              <Th>{t("result")}</Th>
              <Th>{t("now")}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <Tr key={row.enrolmentId}>
                <Th scope="row">
                  <Link
                    prefetch={false}
                    href={`${home}/${row.enrolmentId}`}
                    className="link inline-block min-h-6"
                  >
                    {row.teacherName}
                  </Link>
                </Th>
                <Td label={t("result")}>
                  <StateFace face={row.ok ? (batch.decision === "approve" ? "ok" : "returned") : "todo"}>
                    {row.ok
                      ? t(`did.${batch.decision}`)
                      : t("rowText", {
                          message: words[index]?.message ?? "",
                          next: words[index]?.nextStep ?? "",
                        })}
                  </StateFace>
                </Td>
                <Td label={t("now")}>{row.state ? states(row.state) : t("untouched")}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </DeskPage>
    </Workspace>
  );
}
