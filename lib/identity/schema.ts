import { z } from "zod";
import { ROLES, type Role } from "@/lib/access";

const loginName = z.string().trim().min(1, "identity.login-name-missing").max(80);
const newPassword = z.string().min(1, "identity.password-missing").max(200);

/** Where to go afterwards. Of an address too long for it nothing is kept; nobody is kept out for it. */
const next = z.string().max(300).optional().catch(undefined);

export const signInSchema = z.strictObject({
  loginName,
  password: z.string().min(1, "identity.password-missing").max(200),
  next,
});
export type SignInInput = z.infer<typeof signInSchema>;

export const demonstrationSignInSchema = z.strictObject({
  appointmentId: z.uuid(),
  next,
});

/** A person who gets an account; where the link goes by mail, if it does. */
const newPerson = {
  loginName: z
    .string()
    .trim()
    .regex(/^[\w.@-]{3,60}$/, "identity.login-name-malformed"),
  displayName: z.string().trim().min(1, "identity.name-missing").max(40),
};
const linkTo = z.union([z.literal(""), z.email("identity.email-form").max(254)]).optional();

export const createAccountSchema = z.strictObject({
  ...newPerson,
  role: z.enum(ROLES),
  organisationId: z.uuid(),
  email: linkTo,
});
export type CreateAccountInput = z.infer<typeof createAccountSchema>;

export const activateAccountSchema = z.strictObject({
  loginName,
  activationCode: z.string().trim().min(1, "identity.code-missing").max(60),
  newPassword,
  next,
});
export type ActivateAccountInput = z.infer<typeof activateAccountSchema>;

export const activateTeacherSchema = z.strictObject({
  schoolCode: z.string().trim().min(1, "identity.school-code-missing").max(40),
  idNumber: z.string().trim().min(1, "identity.id-number-missing").max(30),
  activationCode: z.string().trim().min(1, "identity.code-missing").max(60),
  newPassword,
  next,
});
export type ActivateTeacherInput = z.infer<typeof activateTeacherSchema>;

export const renewCodeSchema = z.strictObject({ accountId: z.uuid(), email: linkTo });
export type RenewCodeInput = z.infer<typeof renewCodeSchema>;

/** The last day, in China; without one the appointment ends now. */
const endsOn = z.union([z.literal(""), z.iso.date()]).optional();

export const endAppointmentSchema = z.strictObject({
  appointmentId: z.uuid(),
  endsOn,
  /** An unticked box is absent from a form. */
  acceptLast: z.literal("true").optional(),
});
export type EndAppointmentInput = z.infer<typeof endAppointmentSchema>;

export const handOverSchema = z.strictObject({
  appointmentId: z.uuid(),
  ...newPerson,
  endsOn,
  email: linkTo,
});
export type HandOverInput = z.infer<typeof handOverSchema>;
/** Kind of the outbox event that an account tried more often than it may what others should hear of. */
export const ACCOUNT_LIMITED = "account.limited";

export const resetSecondFactorSchema = z.strictObject({
  accountId: z.uuid(),
  reason: z.string().trim().min(2, "identity.reason-missing").max(200),
});
export type ResetSecondFactorInput = z.infer<typeof resetSecondFactorSchema>;

export const updateSignInPolicySchema = z.strictObject({
  role: z.enum(ROLES),
  /** Empty: only those who switched it on are asked. */
  secondFactorFrom: z.union([z.literal(""), z.iso.date()]),
  /** Empty: no limit. */
  dormantAfterDays: z.preprocess(
    (value) => (value === "" ? undefined : value),
    z.coerce.number().int().min(1).max(3650).optional(),
  ),
});
export type UpdateSignInPolicyInput = z.infer<typeof updateSignInPolicySchema>;

export const ADMINISTRATIONS = ["system-admin", "security-admin", "audit-admin"] as const satisfies Role[];
export type Administration = (typeof ADMINISTRATIONS)[number];

export const disableAccountSchema = z.strictObject({ accountId: z.uuid() });
export const reactivateAccountSchema = z.strictObject({ accountId: z.uuid() });
/** One value of one button: the appointment, and behind a stop the delegation that it is put on with. */
export const switchAppointmentSchema = z
  .strictObject({ appointmentId: z.string().regex(/^[\da-f-]{36}(\.[\da-f-]{36})?$/) })
  .transform(({ appointmentId: hat }) => {
    const [appointmentId = "", delegationId] = hat.split(".");
    return { appointmentId, delegationId };
  });
export type SwitchAppointmentInput = { appointmentId: string; delegationId?: string | undefined };

export const setUpSecondFactorSchema = z.strictObject({
  password: z.string().min(1, "identity.password-missing").max(200),
});
export type SetUpSecondFactorInput = z.infer<typeof setUpSecondFactorSchema>;

/** Six digits of the authenticator, or a recovery code. */
export const factorCodeSchema = z.strictObject({
  factorCode: z.string().trim().min(1, "identity.factor-code-missing").max(40),
});
export type FactorCodeInput = z.infer<typeof factorCodeSchema>;

/** An unticked box is absent from a form. */
const atSignIn = z.literal("true").optional();
export const confirmSecondFactorSchema = factorCodeSchema.extend({ atSignIn });
export type SecondFactorInput = z.infer<typeof confirmSecondFactorSchema>;

export const proveSecondFactorSchema = factorCodeSchema.extend({ next });

/** What a session gives, and whether it is one yet: the token of a half sign-in opens nothing but the page for the code. */
export type SignedIn = { token: string; opens: "session" | "code-page" };

/** The browser that signs in: what it says it is, and the session it had, which ends with the new one. */
export type Browser = { userAgent?: string | null; oldToken?: string | null };

/**
 * Where a person stands before an act that asks for the second factor: nothing to do (`free`, `proved`), a shared account of a
 * demonstration, a code to be given, or a second factor that must be switched on first.
 */
export type StepUpStanding = "free" | "proved" | "demonstration" | "code-needed" | "second-factor-required";

export const endOwnSessionSchema = z.strictObject({ sessionId: z.uuid() });

export const BROWSER_FAMILIES = [
  "wechat",
  "edge",
  "huawei",
  "qq",
  "uc",
  "360",
  "firefox",
  "chrome",
  "safari",
  "other",
] as const;
export type BrowserFamily = (typeof BROWSER_FAMILIES)[number];

/** One browser that is signed in to the own account. */
export type OwnSession = {
  id: string;
  family: BrowserFamily;
  phone: boolean;
  role: Role;
  openedAt: Date;
  lastSeenAt: Date;
  current: boolean;
};

/** Known only in the answer to the act that made them. */
export type RecoveryCodes = { recoveryCodes: string[] };

/** `setUp` is what the authenticator is told while the second factor waits to be confirmed. */
export type OwnAccount = {
  loginName: string;
  /** One of the shared accounts of a demonstration, which have no second factor. */
  demonstration: boolean;
  secondFactor: {
    state: "off" | "setting-up" | "on";
    confirmedAt: Date | null;
    atSignIn: boolean;
    setUp: { secret: string; address: string } | null;
    recoveryCodesLeft: number;
  };
};

/** An account just made, with its one-time code: the only time that the code is known. */
export type CreatedAccount = { accountId: string; loginName: string; activationCode: string };

export type DemonstrationRole = {
  appointmentId: string;
  role: Role;
  displayName: string;
  organisationName: string;
  organisationNameEn: string;
};

/**
 * What stands in the way of acting under an appointment, the weightiest first. Dormant: unused for longer than the policy of its
 * role allows; nobody enters until the body above re-activates it.
 */
export const ACCOUNT_STATES = ["ended", "disabled", "pending", "locked", "dormant", "active"] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export const accountFilterSchema = z.object({
  search: z.string().trim().max(80).optional().catch(undefined),
  state: z.enum(ACCOUNT_STATES).optional().catch(undefined),
  role: z.enum(ROLES).optional().catch(undefined),
  cursor: z.string().max(400).optional().catch(undefined),
});
export type AccountFilter = z.infer<typeof accountFilterSchema>;

export type AppointmentChoice = {
  /** What switching posts: of an appointment, or of an appointment and a delegation. */
  id: string;
  role: Role;
  organisationName: string;
  organisationNameEn: string;
  /** A delegation: until when it holds; the organisation is the one that delegates. */
  until: Date | null;
  current: boolean;
};
