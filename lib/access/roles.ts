const BUSINESS_ROLES = [
  "ministry",
  "office",
  "province",
  "city",
  "institution",
  "school",
  "teacher",
  "expert",
  "auditor",
] as const;
/** Mutually exclusive, without business data: the three separated administrations. */
const ADMINISTRATION_ROLES = ["system-admin", "security-admin", "audit-admin"] as const;
export const ROLES = [...BUSINESS_ROLES, ...ADMINISTRATION_ROLES] as const;
export type Role = (typeof ROLES)[number];

/** Which rows a permission reaches: all, the province's subtree, the own organisation, the own person, or what a row assigns. */
export type Scope = "all" | "subtree" | "own" | "self" | "assigned";

/** One person acting under exactly one appointment. */
export type Actor = {
  accountId: string;
  name: string;
  role: Role;
  appointmentId: string;
  organisationId: string;
  organisationName: string;
  organisationNameEn: string;
  /** The provincial body above or at the organisation; null for national bodies and institutions. */
  provinceId: string | null;
  /** Set for the role teacher. */
  teacherId: string | null;
  sessionId: string | null;
  requestId: string | null;
};
