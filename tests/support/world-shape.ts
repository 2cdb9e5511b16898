import type { Actor } from "@/lib/access";
import type { Stand } from "../factories/registrations";

export type WorldTeacher = { id: string; name: string; actor: Actor };

export type WorldSchool = {
  id: string;
  code: string;
  level: "secondary" | "higher";
  actor: Actor;
  /** 14 with complete records that fit B301, by staff number; the first nine of a first school have registered. */
  teachers: WorldTeacher[];
  /** Ids of teachers whose record lacks something. */
  incomplete: string[];
  /** The card bound to teacher 13 of a first school. */
  boundCardId: string;
  /** Registrations of a first school by where they stand; a second school has two approved ones. */
  enrolments: Partial<Record<Stand, string[]>>;
};

export type WorldProvince = {
  id: string;
  regionCode: string;
  actor: Actor;
  city: Actor;
  /** A second person of the city, acting by a delegation of all sub-projects from 10 to 31 May. */
  delegate: Actor;
  schools: [WorldSchool, WorldSchool];
};

export type WorldInstitution = {
  id: string;
  actor: Actor;
  /** Formed in B301, with the draft of its opening notice (issued in the stage `placed` for the first institution). */
  classId: string;
  /** The designation in B302, for which no class is formed yet. */
  formable: string;
};

/**
 * One small year in a database of its own. `open` stands at 15 May 14:50 with registration under way; `placed` at 18 May 15:00,
 * with placement accepted and the opening notice of the first institution's class issued.
 */
export type World = {
  year: number;
  stage: "open" | "placed";
  ministry: Actor;
  office: Actor;
  auditor: Actor;
  expert: Actor;
  systemAdmin: Actor;
  securityAdmin: Actor;
  auditAdmin: Actor;
  provinces: [WorldProvince, WorldProvince];
  institutions: [WorldInstitution, WorldInstitution];
  /** Ids by code: B301 and B302 are issued, B305 is not. */
  subProjects: { B301: string; B302: string; B305: string };
  /** An issued notice to the provinces, public from 19 May, and a draft. */
  notices: { issued: string; draft: string };
};
