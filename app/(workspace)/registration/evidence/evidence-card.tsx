import Link from "next/link";
import { EvidenceRows } from "@/components/domain/enrolments/evidence-list";
import { shownEvidence } from "@/components/domain/enrolments/evidence-words";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import type { Actor } from "@/lib/access";
import { listEvidence } from "@/lib/enrolments";
import { getTranslations } from "@/lib/i18n/translations";

type Props = {
  actor: Actor;
  subProjectId: string;
  /** The page of ours to come back to. */
  back: string;
};

/** The papers to a registration of one's own, and the way to add one while that is possible. */
export async function EvidenceCard({ actor, subProjectId, back }: Props) {
  const list = await listEvidence(actor, { teacherId: actor.teacherId ?? "", subProjectId });
  if (list.rows.length === 0 && !list.open) return null;
  const [t, shown] = await Promise.all([getTranslations("evidence"), shownEvidence(list)]);
  return (
    <Card>
      <h2 className="mb-2 text-18 font-bold">{t("section")}</h2>
      <EvidenceRows rows={shown.rows} none={shown.none} />
      {shown.lacking && list.open ? <p className="text-16 text-todo">{shown.lacking}</p> : null}
      {list.open ? (
        <Link
          prefetch={false}
          href={`/registration/evidence/${subProjectId}?back=${encodeURIComponent(back)}`}
          className="flex min-h-12 items-center gap-2 text-brand"
        >
          <Icon name="upload" />
          {t("manage")}
        </Link>
      ) : null}
    </Card>
  );
}
