import { CANCEL_REASONS, type CancelReason } from "@/lib/classes/schema";
import { PEOPLE_OF_CANCELLED, type PeopleOfCancelled } from "@/lib/enrolments/schema";
import { isId } from "@/lib/kernel/id";

export type Search = Record<string, string | string[] | undefined>;

export type Terms = {
  reasonCode: CancelReason | undefined;
  reasonText: string;
  people: PeopleOfCancelled;
  intoClassId: string | undefined;
};

/** What was chosen on the first page, as the address carries it to the next. */
export function termsOf(search: Search): Terms {
  const one = (name: string) => (typeof search[name] === "string" ? search[name].trim() : "");
  const into = one("intoClassId");
  return {
    reasonCode: CANCEL_REASONS.find((code) => code === one("reasonCode")),
    reasonText: one("reasonText").slice(0, 500),
    people: PEOPLE_OF_CANCELLED.find((way) => way === one("people")) ?? "back",
    intoClassId: isId(into) ? into : undefined,
  };
}

/** The fields that still have to be filled in. */
export function missingIn(terms: Terms): ("reasonCode" | "reasonText" | "intoClassId")[] {
  return [
    ...(terms.reasonCode ? [] : (["reasonCode"] as const)),
    ...(terms.reasonText ? [] : (["reasonText"] as const)),
    ...(terms.people === "merge" && !terms.intoClassId ? (["intoClassId"] as const) : []),
  ];
}

export function termsQuery(terms: Terms): string {
  const query = new URLSearchParams({ people: terms.people, reasonText: terms.reasonText });
  if (terms.reasonCode) query.set("reasonCode", terms.reasonCode);
  if (terms.intoClassId) query.set("intoClassId", terms.intoClassId);
  return query.toString();
}
