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
/** Reviews in the name of another body, for as long as a delegation holds; put on as a hat, never appointed. */
const DELEGATED_ROLES = ["delegate"] as const;
/** Mutually exclusive, without business data: the three separated administrations. */
const ADMINISTRATION_ROLES = ["system-admin", "security-admin", "audit-admin"] as const;
export const ROLES = [...BUSINESS_ROLES, ...ADMINISTRATION_ROLES, ...DELEGATED_ROLES] as const;
export type Role = (typeof ROLES)[number];

/** Which rows a permission reaches: all, the province's subtree, the own organisation, the own person, or what a row assigns. */
export type Scope = "all" | "subtree" | "own" | "self" | "assigned";

/** In whose name a delegate acts, and until when; the row of that id decides anew in every statement. */
export type ActingFor = {
  id: string;
  grantorId: string;
  grantorName: string;
  grantorNameEn: string;
  /** ISO instant of business time. */
  endsAt: string;
};

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
  /** Set for the role delegate, and for nobody else. */
  delegation?: ActingFor;
  /** The delegation that this session acted by has ended: the person is back under the own appointment. */
  endedDelegation?: ActingFor;
};
