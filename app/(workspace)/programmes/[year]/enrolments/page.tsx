import { getTranslations } from "@/lib/i18n/translations";
import { loadQueue, type QueueSearch } from "./load-queue";
import { QueuePage } from "./queue-page";

export async function generateMetadata() {
  const t = await getTranslations("registration.queue");
  return { title: t("pageTitle") };
}

export default async function EnrolmentsPage(props: QueueSearch) {
  return <QueuePage queue={await loadQueue(props)} />;
}
