import { z } from "zod";

/** Kinds of organisations to which a notice can be addressed. */
export const ADDRESSEE_KINDS = ["province", "city", "institution", "school", "office"] as const;
export type AddresseeKind = (typeof ADDRESSEE_KINDS)[number];

export const NOTICE_STATES = ["draft", "issued"] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

export type NoticeBlock = { kind: "salutation" | "heading" | "paragraph" | "attachment"; text: string };

const noticeFields = {
  documentNumber: z.string().trim().min(1, "notices.number-missing").max(60),
  title: z.string().trim().min(1, "notices.title-missing").max(200),
  salutation: z.string().trim().max(300).default(""),
  /** One paragraph a line; a line that begins with a first-level serial is a heading. */
  text: z.string().trim().min(1, "notices.text-missing").max(50_000),
  /** One name a line. */
  attachments: z.string().trim().max(4_000).default(""),
  addressees: z.array(z.enum(ADDRESSEE_KINDS)).max(ADDRESSEE_KINDS.length).default([]),
  programmeYear: z.preprocess(
    (year) => (year === "" ? undefined : year),
    z.coerce.number().int().min(2022).max(2100).optional(),
  ),
};

export const createNoticeSchema = z.strictObject({ key: z.string().min(8).max(80), ...noticeFields });
export type CreateNoticeInput = z.infer<typeof createNoticeSchema>;

export const updateNoticeSchema = z.strictObject({
  id: z.uuid(),
  version: z.coerce.number().int().positive(),
  ...noticeFields,
});
export type UpdateNoticeInput = z.infer<typeof updateNoticeSchema>;

export const issueNoticeSchema = z.strictObject({
  id: z.uuid(),
  version: z.coerce.number().int().positive(),
  /** The date on the document; the day of issue when left out. */
  issuedOn: z.iso.date("notices.issue-date-missing").optional(),
  /** The day from which everybody may read it. */
  publicOn: z.iso.date("notices.public-date-missing"),
});
export type IssueNoticeInput = z.infer<typeof issueNoticeSchema>;

export const noticeFilterSchema = z.object({
  state: z.enum(NOTICE_STATES).optional().catch(undefined),
  search: z.string().trim().max(80).optional().catch(undefined),
  cursor: z.string().max(400).optional().catch(undefined),
});
export type NoticeFilter = z.infer<typeof noticeFilterSchema>;

export type NoticeRow = {
  id: string;
  documentNumber: string;
  title: string;
  issuerName: string;
  issuerNameEn: string;
  state: NoticeState;
  issuedOn: Date | null;
  publicOn: Date | null;
  /** Its public date has come. */
  isPublic: boolean;
  demonstration: boolean;
};

export type NoticeDetail = NoticeRow & {
  body: NoticeBlock[];
  addressees: AddresseeKind[];
  programmeYear: number | null;
  version: number;
};

/** Kinds of inbox messages; each has its words at `notices.messages.<kind>` in both languages. */
export const MESSAGE_KINDS = [
  "notice-issued",
  "programme-published",
  "window-extended",
  "quota-issued",
  "quota-topped-up",
  "seat-route-decided",
  "seats-handed-down",
  "seats-handed-back",
  "cards-issued",
  "card-bound",
  "card-recalled",
  "seats-empty",
  "move-proposed",
  "move-agreed",
  "move-executed",
  "move-refused",
  "move-withdrawn",
  "enrolment-submitted",
  "enrolment-confirmed",
  "enrolment-approved",
  "enrolment-returned",
  "review-delegated",
  "review-delegation-revoked",
  "enrolment-rejected",
  "enrolment-withdrawn",
  "enrolment-replaced",
  "enrolment-reopened",
  "placement-accepted",
  "enrolment-placed",
  "opening-notice-issued",
  "teacher-nominated",
  "nomination-declined",
  "appointment-ended",
  "appointment-handed-over",
  "own-appointment-ended",
  "account-limited",
  "objection-made",
  "objection-answered",
  "second-factor-reset",
  "opening-notice-unread",
  "opening-notice-unread-school",
  "cancellation-requested",
  "cancellation-refused",
  "class-cancelled",
  "class-moved",
  "class-cancelled-people",
  "class-joined",
  "opening-notice-amended",
  "waiting-offered",
  "waiting-lapsed",
  "waiting-expired",
  "extension-granted",
  "card-extended",
  "entry-prepared",
  "entry-waiting",
  "teacher-move-asked",
  "teacher-move-accepted",
  "teacher-move-declined",
  "teacher-move-withdrawn",
  "own-move-begun",
  "own-move-accepted",
  "own-move-over",
  "own-move-effective",
  "teacher-moved-out",
  "teacher-moved-in",
  "enrolment-ended-by-move",
  "moved-enrolment-waiting",
  "moved-enrolment-decided",
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export type MessageParams = Record<string, string | number>;

/** To the officers of one organisation, or to one account. */
export type MessageInput = {
  kind: MessageKind;
  /** Figures, codes and names of bodies; never a number or address of a person. */
  params?: MessageParams;
  /** A page of our own, such as /notices/…. */
  href?: string;
} & ({ organisationId: string; accountId?: undefined } | { accountId: string; organisationId?: undefined });

export const markMessageReadSchema = z.strictObject({ id: z.uuid() });
export type MarkMessageReadInput = z.infer<typeof markMessageReadSchema>;

/**
 * What cannot wait until somebody signs in again: a place is lost, or somebody stands before a closed door, if it is not read in
 * time. These go out as text messages too.
 */
export const URGENT_KINDS: readonly MessageKind[] = [
  "window-extended",
  "card-bound",
  "card-recalled",
  "seats-empty",
  "enrolment-returned",
  "enrolment-rejected",
  "enrolment-placed",
  "opening-notice-issued",
  "class-cancelled",
  "class-moved",
  "opening-notice-amended",
  "waiting-offered",
  "extension-granted",
  "card-extended",
  "entry-prepared",
  "entry-waiting",
];

export const CHANNELS = ["mail", "sms"] as const;
export type Channel = (typeof CHANNELS)[number];

export const MAIL_MODES = ["each", "daily", "none"] as const;
export type MailMode = (typeof MAIL_MODES)[number];
export const SMS_MODES = ["urgent", "none"] as const;
export type SmsMode = (typeof SMS_MODES)[number];

const hour = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z.coerce.number().int().min(0).max(23).optional(),
);

export const saveContactSchema = z.strictObject({
  email: z.union([z.literal(""), z.email("notices.email-form").max(254)]),
  mail: z.enum(MAIL_MODES),
  mobile: z.union([z.literal(""), z.string().regex(/^1[3-9]\d{9}$/, "notices.mobile-form")]),
  sms: z.enum(SMS_MODES),
  /** Hours in China between which nothing is sent; both or none, and not the same. */
  quietFrom: hour,
  quietUntil: hour,
  locale: z.enum(["zh-CN", "en"]),
  /** 0 before the first time. */
  version: z.coerce.number().int().min(0),
});
export type SaveContactInput = z.infer<typeof saveContactSchema>;
/** What became of each address. */
export type SavedContact = Record<Channel, "kept" | "new" | "none">;

export const requestAddressCodeSchema = z.strictObject({ channel: z.enum(CHANNELS) });
export type RequestAddressCodeInput = z.infer<typeof requestAddressCodeSchema>;
export const confirmAddressSchema = z.strictObject({
  channel: z.enum(CHANNELS),
  code: z.string().trim().min(1, "notices.code-missing").max(20),
});
export type ConfirmAddressInput = z.infer<typeof confirmAddressSchema>;

export type ContactAddress = {
  address: string;
  verified: boolean;
  /** A code is on its way, or has come and is not typed yet. */
  codeOpen: boolean;
};

export type Contact = {
  addresses: Record<Channel, ContactAddress | null>;
  mail: MailMode;
  sms: SmsMode;
  quietFrom: number | null;
  quietUntil: number | null;
  version: number;
};

/** Why a letter did not arrive. */
export type DeliveryFailure = "refused" | "unreachable" | "no-address";

export const failureFilterSchema = z.object({ cursor: z.string().max(400).optional().catch(undefined) });
export type FailureFilter = z.infer<typeof failureFilterSchema>;

export type FailedDelivery = {
  id: string;
  kind: MessageKind;
  params: MessageParams;
  createdAt: Date;
  organisationName: string;
  organisationNameEn: string;
  recipient: string;
  channel: Channel;
  failure: DeliveryFailure;
};

/** Messages that go to one person in one letter or one text message. */
export type Letter = {
  id: string;
  channel: Channel;
  address: string;
  locale: "zh-CN" | "en";
  messages: { kind: MessageKind; params: MessageParams; href: string | null }[];
};

export const inboxFilterSchema = z.object({
  unread: z.stringbool().optional().catch(undefined),
  cursor: z.string().max(400).optional().catch(undefined),
});
export type InboxFilter = z.infer<typeof inboxFilterSchema>;

export type InboxRow = {
  id: string;
  kind: MessageKind;
  params: MessageParams;
  href: string | null;
  createdAt: Date;
  readAt: Date | null;
};
