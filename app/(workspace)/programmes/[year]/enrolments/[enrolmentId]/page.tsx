import { missing } from "@/app/_shell/missing";
import { findLastStep, getEnrolment } from "@/lib/enrolments";
import { getTranslations } from "@/lib/i18n/translations";
import { isId } from "@/lib/kernel/id";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import type { ListSearch } from "../addresses";
import { loadQueue } from "../load-queue";
import { QueuePage } from "../queue-page";
import { LastStepLine } from "./last-step";
import { EnrolmentPanel, PanelFoot } from "./panel";

type Props = {
  params: Promise<{ year: string; enrolmentId: string }>;
  searchParams: Promise<ListSearch>;
};

export async function generateMetadata() {
  const t = await getTranslations("registration.queue");
  return { title: t("panelTitle") };
}

export default async function EnrolmentPage(props: Props) {
  const [{ enrolmentId }, queue] = await Promise.all([props.params, loadQueue(props)]);
  if (!isId(enrolmentId)) missing();
  const { after } = queue.search;
  const [enrolment, last] = await Promise.all([
    getEnrolment(queue.actor, enrolmentId),
    typeof after === "string" && isId(after) ? findLastStep(queue.actor, after) : null,
  ]).catch((error: unknown) => {
    if (error instanceof NotFound || error instanceof Forbidden) missing();
    throw error;
  });
  const at = queue.list.rows.findIndex((row) => row.id === enrolmentId);
  const around = {
    previous: queue.list.rows[at - 1]?.id,
    next: at < 0 ? undefined : queue.list.rows[at + 1]?.id,
  };
  const panel = { enrolment, queue, around };
  return (
    <QueuePage
      queue={queue}
      openId={enrolmentId}
      panel={
        <>
          {last ? <LastStepLine step={last} queue={queue} openId={enrolmentId} /> : null}
          <EnrolmentPanel {...panel} />
        </>
      }
      panelLabel={enrolment.teacher.name}
      panelFoot={<PanelFoot {...panel} />}
    />
  );
}
