import type { Role } from "@/lib/access";
import type { EnrolmentState, WaitingState } from "./schema";
import type { EnrolmentFace, ShownState } from "./views";

/** The only changes of state there are; the database's guard carries the same table. */
export const TRANSITIONS: Record<EnrolmentState, EnrolmentState[]> = {
  submitted: ["confirmed", "returned", "withdrawn", "replaced", "rejected"],
  confirmed: ["approved", "returned", "rejected", "withdrawn", "replaced"],
  returned: ["submitted", "confirmed", "withdrawn", "replaced", "rejected"],
  approved: ["placed", "confirmed", "withdrawn", "replaced"],
  placed: ["approved", "completed", "withdrawn", "replaced"],
  rejected: ["confirmed"],
  completed: [],
  withdrawn: [],
  replaced: [],
};

/** Holds its card and its teacher's one place in the exclusivity group. */
export const LIVE: EnrolmentState[] = [
  "submitted",
  "confirmed",
  "returned",
  "approved",
  "placed",
  "completed",
];
export const WITHDRAWABLE: EnrolmentState[] = ["submitted", "confirmed", "returned", "approved", "placed"];

export function canGo(from: EnrolmentState, to: EnrolmentState): boolean {
  return TRANSITIONS[from].includes(to);
}

/** In open mode the institution's re-check seats at once: the class was chosen at registration. */
export function canGoOpen(from: EnrolmentState, to: EnrolmentState): boolean {
  return canGo(from, to) || (from === "confirmed" && to === "placed");
}

const FACES: Record<EnrolmentState, EnrolmentFace> = {
  submitted: "wait",
  confirmed: "wait",
  returned: "returned",
  approved: "ok",
  placed: "ok",
  completed: "locked",
  rejected: "bad",
  withdrawn: "void",
  replaced: "void",
};

/** The state as this role sees it: whoever must act gets the to-do face and a word that begins with the act. */
export function showState(
  { state, returnedTo, open }: { state: EnrolmentState; returnedTo: string | null; open: boolean },
  role: Role,
): ShownState {
  const mine =
    (state === "submitted" && role === "school") ||
    (state === "confirmed" && !open && (role === "province" || role === "delegate")) ||
    (state === "returned" && (role === "school" || role === "teacher") && returnedTo === role);
  if (mine) return { state, face: "todo", label: `${state}-mine` };
  // Of an open class the institution looks again, not the province.
  const label = open && state === "confirmed" ? "confirmed-open" : state;
  return { state, face: FACES[state], label };
}

/** The life of a stand in the line for an open class; the database's guard carries the same table. */
export const WAITING_TRANSITIONS: Record<WaitingState, WaitingState[]> = {
  waiting: ["offered", "left", "expired"],
  offered: ["accepted", "lapsed", "left", "expired"],
  accepted: [],
  lapsed: [],
  left: [],
  expired: [],
};
