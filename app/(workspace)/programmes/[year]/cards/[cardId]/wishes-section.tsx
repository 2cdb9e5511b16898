import Link from "next/link";
import { Section } from "@/components/ui/page-header";
import type { Actor } from "@/lib/access";
import { listWishes } from "@/lib/enrolments";
import { getTranslations } from "@/lib/i18n/translations";
import { WishRows } from "../wishes/wish-rows";

type Props = { actor: Actor; year: number; card: { id: string; version: number; subProjectId: string } };

/** Who would like the training that this card is for; binding from here takes this very card. */
export async function WishesSection({ actor, year, card }: Props) {
  const [{ chosen, rows }, t] = await Promise.all([
    listWishes(actor, { year, subProjectId: card.subProjectId }),
    getTranslations("wishes"),
  ]);
  const mine = chosen?.id === card.subProjectId ? rows : [];
  return (
    <Section id="wishes" title={t("section")}>
      {chosen && mine.length > 0 ? (
        <WishRows
          year={year}
          head={{ ...chosen, nextCard: { id: card.id, version: card.version } }}
          rows={mine}
        />
      ) : (
        <p className="text-ink-2">{t("sectionNone")}</p>
      )}
      <p className="mt-2">
        <Link
          prefetch={false}
          href={`/programmes/${year}/cards/wishes?subProject=${card.subProjectId}`}
          className="link"
        >
          {t("seeAll")}
        </Link>
      </p>
    </Section>
  );
}
