import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { can } from "@/lib/access";
import { findCancellation } from "@/lib/classes";
import { getTranslations } from "@/lib/i18n/translations";
import { ClassFrame } from "../../_class-frame";
import { loadClass } from "../../load";

type Props = {
  params: Promise<{ classId: string }>;
  searchParams: Promise<{ moved?: string; back?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cancellation.done");
  return { title: t("title") };
}

export default async function CancellationDonePage({ params, searchParams }: Props) {
  const [{ classId }, { moved, back }] = await Promise.all([params, searchParams]);
  const { actor, trainingClass } = await loadClass(classId);
  const [cancellation, t] = await Promise.all([
    findCancellation(actor, classId),
    getTranslations("cancellation.done"),
  ]);
  if (!cancellation || cancellation.state === "refused") missing();
  const asked = cancellation.state === "requested";
  const count = (text: string | undefined) => (/^\d{1,4}$/.test(text ?? "") ? Number(text) : 0);
  return (
    <ClassFrame actor={actor} trainingClass={trainingClass} current="overview">
      <Banner
        tone="ok"
        answer
        title={t(asked ? "asked" : "title")}
        actions={
          <>
            {!asked && count(back) > 0 && can(actor, "placement.propose") ? (
              <ButtonLink
                tone="primary"
                href={`/programmes/${trainingClass.year}/placement/${trainingClass.subProjectId}`}
              >
                {t("place", { count: count(back) })}
              </ButtonLink>
            ) : null}
            <ButtonLink href={`/programmes/${trainingClass.year}/classes`}>{t("list")}</ButtonLink>
          </>
        }
      >
        {asked ? t("askedNext") : t("next", { moved: count(moved), back: count(back) })}
      </Banner>
    </ClassFrame>
  );
}
