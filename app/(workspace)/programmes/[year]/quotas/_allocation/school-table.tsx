import { Table, Td, Th, Tr, Unknown } from "@/components/ui/data-table";
import { type Face, Tag } from "@/components/ui/state-face";
import { Stepper } from "@/components/ui/stepper";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { Allocation, AllocationSchool } from "@/lib/quotas/views";
import type { SplitLevel } from "./level";

type Props = { allocation: Allocation; left: number; level: SplitLevel };

/** The number in the box is what the school should have; what it has is named in the box's own hidden twin on the next page. */
export async function SchoolTable({ allocation, left, level }: Props) {
  const [t, c, s, locale] = await Promise.all([
    getTranslations("quotas"),
    getTranslations("cities.state"),
    getTranslations("seats.ranking"),
    getLocale(),
  ]);
  const { suggestion } = allocation;
  const targets = suggestion && "targets" in suggestion ? suggestion.targets : {};
  return (
    <Table caption={t("allocation.schools", { level })} rows="two-line">
      <thead>
        <tr>
          <Th>{t("allocation.school", { level })}</Th>
          <Th align="right">{t("allocation.teachers")}</Th>
          <Th align="right">{s("need")}</Th>
          <Th align="right">{t("allocation.trained")}</Th>
          <Th align="center">{t("allocation.seats")}</Th>
          <Th>{t("allocation.cards")}</Th>
        </tr>
      </thead>
      <tbody>
        {allocation.schools.map((school) => {
          const name = locale === "en" ? school.nameEn : school.name;
          const { face, text } = school.kind === "city" ? cityState(school, c) : cardState(school, t);
          const target = targets[school.schoolId] ?? school.seats;
          return (
            <Tr key={school.schoolId}>
              <Th scope="row">
                {name}
                <span className="block text-13 font-normal text-ink-2">
                  {school.code} <span className="ml-2">{t(`levels.${school.level ?? "city"}`)}</span>
                </span>
                {school.needReason ? (
                  <span className="block text-13 font-normal text-ink-2">
                    {s("reason", { reason: school.needReason })}
                  </span>
                ) : null}
              </Th>
              <Td numeric>
                {school.complete}
                <span className="text-ink-3"> / {school.fitting}</span>
              </Td>
              <Td numeric>{school.need ?? <Unknown reason={s("needNone")} />}</Td>
              <Td numeric>
                {school.trained}
                {school.lastSeats === null ? null : (
                  <span className="block text-13 text-ink-2">
                    {s("lastYear", { used: school.lastUsed ?? 0, seats: school.lastSeats })}
                  </span>
                )}
              </Td>
              <Td align="center">
                {allocation.open ? (
                  <Stepper
                    name={`n-${school.schoolId}`}
                    defaultValue={target}
                    standing={school.seats}
                    changed={target !== school.seats}
                    min={school.seats}
                    max={school.seats + left}
                    label={t("allocation.seatsOf", { school: name })}
                    lessLabel={t("allocation.less", { school: name })}
                    moreLabel={t("allocation.more", { school: name })}
                  />
                ) : (
                  school.seats
                )}
              </Td>
              <Td>{face ? <Tag face={face}>{text}</Tag> : <span className="text-ink-2">{text}</span>}</Td>
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}

type CityWords = Awaited<ReturnType<typeof getTranslations<"cities.state">>>;

/** What the schools of a city have come to; the city itself issues their cards. */
function cityState(
  { seats, cards, used }: AllocationSchool,
  t: CityWords,
): { face: Face | null; text: string } {
  if (seats === 0) return { face: null, text: t("none") };
  if (cards < seats) return { face: "wait", text: t("uncarded", { count: seats - cards }) };
  return { face: "ok", text: t("carded", { cards, used }) };
}

type Words = Awaited<ReturnType<typeof getTranslations<"quotas">>>;

function cardState(school: AllocationSchool, t: Words): { face: Face | null; text: string } {
  if (school.seats === 0 && school.complete === 0)
    return { face: "bad", text: t("allocation.state.incomplete") };
  if (school.seats === 0) return { face: null, text: t("allocation.state.none") };
  if (school.cards < school.seats)
    return { face: "wait", text: t("allocation.state.toIssue", { count: school.seats - school.cards }) };
  return { face: "ok", text: t("allocation.state.issued", { cards: school.cards, used: school.used }) };
}
