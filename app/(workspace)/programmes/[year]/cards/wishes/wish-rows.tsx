import { ActForm } from "@/components/domain/enrolments/act-form";
import { ButtonLink } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { type Face, StateFace } from "@/components/ui/state-face";
import { SubmitButton } from "@/components/ui/submit-button";
import type { WishHead, WishRow, WishStanding } from "@/lib/enrolments/wish-views";
import { getTranslations } from "@/lib/i18n/translations";
import { formWords } from "../../../../registration/words";
import { bind, takeBack } from "./actions";

const FACES: Record<WishStanding["is"], Face> = {
  fits: "ok",
  judge: "judge",
  registered: "locked",
  bound: "wait",
  unmet: "bad",
};

type Props = { year: number; head: WishHead; rows: WishRow[] };

/** Who would like a sub-project and whom the school proposed, with what can be done for each. */
export async function WishRows({ year, head, rows }: Props) {
  const [t, lines, words] = await Promise.all([
    getTranslations("wishes"),
    getTranslations("enrolments.eligibility.lines"),
    formWords(),
  ]);
  const standing = ({ standing: one }: WishRow) => {
    if (one.is === "unmet")
      return t("is.unmet", { line: lines(`${one.code}.title`, { years: "", count: 0 }) });
    if (one.is === "bound") return t("is.bound", { code: one.cardCode });
    return t(`is.${one.is}`);
  };
  return (
    <Table caption={t("title")} phone="cards">
      <thead>
        <tr>
          <Th>{t("teacher")}</Th>
          <Th>{t("wish")}</Th>
          <Th>{t("standing")}</Th>
          <Th>{t("past")}</Th>
          <Th>{t("act")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.teacherId}>
            <Td label={t("teacher")}>
              <b>{row.name}</b> {row.staffNumber}
            </Td>
            <Td label={t("wish")}>
              {row.rank ? <span className="block">{t("rank", { rank: String(row.rank) })}</span> : null}
              {row.nomination?.state === "open" ? (
                <span className="block">{t(row.nomination.prepared ? "prepared" : "proposed")}</span>
              ) : null}
              {row.nomination?.state === "declined" ? (
                <span className="block text-ink-2">
                  {t("declined", { reason: row.nomination.reasonText ?? "" })}
                </span>
              ) : null}
            </Td>
            <Td label={t("standing")}>
              <StateFace face={FACES[row.standing.is]}>{standing(row)}</StateFace>
            </Td>
            <Td label={t("past")}>
              {t("trainings", { count: row.trainings, year: String(row.lastTrained ?? "") })}
            </Td>
            <Td label={t("act")}>
              <div className="flex flex-wrap gap-2">
                {row.standing.is === "fits" || row.standing.is === "judge" ? (
                  head.nextCard ? (
                    <ActForm action={bind} words={words}>
                      <input type="hidden" name="year" value={year} />
                      <input type="hidden" name="subProjectId" value={head.id} />
                      <input type="hidden" name="cardId" value={head.nextCard.id} />
                      <input type="hidden" name="version" value={head.nextCard.version} />
                      <input type="hidden" name="teacherId" value={row.teacherId} />
                      <SubmitButton
                        size="small"
                        tone="primary"
                        pendingLabel={t("binding")}
                        aria-label={t("bindWhat", { name: row.name })}
                      >
                        {t("bind")}
                      </SubmitButton>
                    </ActForm>
                  ) : (
                    <span className="text-ink-2">{t("noCard")}</span>
                  )
                ) : null}
                {["fits", "judge", "bound"].includes(row.standing.is) ? (
                  <ButtonLink
                    size="small"
                    href={`/programmes/${year}/cards/wishes/entry?subProject=${head.id}&teacher=${row.teacherId}`}
                  >
                    {t("entry.open")}
                    <span className="sr-only"> {row.name}</span>
                  </ButtonLink>
                ) : null}
                {row.nomination?.state === "open" && row.standing.is !== "registered" ? (
                  <ActForm action={takeBack} words={words}>
                    <input type="hidden" name="year" value={year} />
                    <input type="hidden" name="subProjectId" value={head.id} />
                    <input type="hidden" name="nominationId" value={row.nomination.id} />
                    <SubmitButton
                      size="small"
                      pendingLabel={t("takingBack")}
                      aria-label={t("takeBackWhat", { name: row.name })}
                    >
                      {t("takeBack")}
                    </SubmitButton>
                  </ActForm>
                ) : null}
              </div>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
