import type { Role } from "@/lib/access";
import type { AccountState } from "./schema";

/** One appointment and the account that holds it. */
export type AccountRow = {
  id: string;
  appointmentId: string;
  loginName: string;
  displayName: string;
  state: AccountState;
  role: Role;
  organisationName: string;
  organisationNameEn: string;
  /** Its last instant, come or to come. */
  endsAt: Date | null;
};

export type AccountDetail = AccountRow & {
  organisationId: string;
  /** Where the actor stands: it is the own appointment, or that of a colleague in the same role at the same body. */
  own: boolean;
  peer: boolean;
  startsAt: Date;
  lastUsedAt: Date;
  secondFactor: boolean;
  /** The one-time code that is out: printed, on its way by mail, gone out, refused by the mail server. */
  code: { expiresAt: Date; mail: "none" | "waiting" | "sent" | "refused" } | null;
  /** How many others can act in this role at this body and have no last day. */
  staying: number;
  predecessor: { appointmentId: string; displayName: string } | null;
  successor: { appointmentId: string; displayName: string } | null;
};

/** What is asked of the accounts of one role; the date as ISO text. */
export type SignInPolicyRow = {
  role: Role;
  secondFactorFrom: string | null;
  dormantAfterDays: number | null;
  accounts: number;
  withSecondFactor: number;
};

/** A link to a one-time code, as the letter that carries it needs it. */
export type ActivationLetter = {
  codeId: string;
  email: string;
  code: string;
  loginName: string;
  displayName: string;
  organisationName: string;
  expiresAt: Date;
};

/** What the messages about an appointment say. */
export type AppointmentFacts = {
  id: string;
  accountId: string;
  organisationId: string;
  /** The body above: the parent, or the ministry where there is none; null at the top. */
  aboveId: string | null;
  organisationName: string;
  organisationNameEn: string;
  endsAt: Date | null;
};

/** Whom a person asks: a body, and people in office there. */
export type Helper = { name: string; nameEn: string; people: string[] };
