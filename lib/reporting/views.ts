import type { AuditRow } from "@/lib/audit/schema";
import type { OrganisationKind } from "@/lib/organisations/schema";
import type { DeskWindow } from "./schema";

/** Figures of one body, of one sub-project, or of all: seats, and how far people have come on them. */
export type OverviewFigures = {
  /** Seats that the body was granted, less what went back up. */
  allocated: number;
  /** Cards that are usable or used. */
  carded: number;
  /** Registrations that live: withdrawn, refused and replaced ones left out. */
  registered: number;
  confirmed: number;
  approved: number;
  /** Registrations of the last day, for the forecast. */
  registeredLastDay: number;
  /** The middle one of the hours between school confirmation and the province's decision; null before the first. */
  reviewHours: number | null;
  /** Seats that lie with provinces and cities: those that nobody has decided on yet, and those kept on purpose. */
  undecided: number;
  reserved: number;
};

export type OverviewBody = OverviewFigures & {
  id: string;
  code: string;
  /** Two digits; null for schools. */
  regionCode: string | null;
  name: string;
  nameEn: string;
};

export type OverviewSubProject = OverviewFigures & {
  code: string;
  name: string;
  nameEn: string;
  projectCode: string;
  projectName: string;
  projectNameEn: string;
};

export type Overview = {
  year: number;
  title: string;
  titleEn: string;
  demonstration: boolean;
  /** The instant at which the figures were read, on the business clock. */
  readAt: Date;
  /** Read for this page; else as the worker last read them. */
  live: boolean;
  /** When registration opens and closes; null in a year without that window. */
  opensAt: Date | null;
  closesAt: Date | null;
  /** What the bodies are: all provinces, or the cities or schools of one. */
  level: "provinces" | "cities" | "schools";
  /** The province whose cities or schools these are. */
  province: { code: string; name: string; nameEn: string } | null;
  hasCities: boolean;
  /** As they are shown: in the order asked for. */
  bodies: OverviewBody[];
  subProjects: OverviewSubProject[];
  /** The one sub-project that bodies and total are of; null for all together. */
  chosen: OverviewSubProject | null;
  total: OverviewFigures;
};

export type OverviewForecast = {
  /** Seats without a registration when the window closes, if every body goes on as in its last day. */
  unused: number;
  hoursLeft: number;
  /** The three bodies with most of them, and what share of them they hold. */
  worst: OverviewBody[];
  worstShare: number;
};

/** One class of a scale: from `from` up to what the next one begins with. */
export type ScaleClass = { from: number; to: number };

export type ExportedOverview = { number: string; overview: Overview };

export type SearchHit = {
  id: string;
  label: string;
  labelEn: string;
  note: string;
  noteEn: string;
  year: number | null;
};
export type SearchGroup = {
  kind: "card" | "sub-project" | "class" | "body" | "teacher";
  hits: SearchHit[];
  more: boolean;
};

/** One thing that happened to a seat. */
export type SeatStep = {
  /** Of the entry that it stands in. */
  id: string;
  kind: string;
  at: Date;
  /** Null where the reader knows the body only. */
  actorName: string | null;
  actorRole: string;
  body: string;
  bodyEn: string;
  /** How many seats moved together with this one. */
  seats: number | null;
  /** The teacher, where the reader may know. */
  person: string | null;
  /** Of a recall. */
  reason: string | null;
  link: string | null;
};

export type SeatTrace = {
  id: string;
  code: string;
  state: string;
  year: number;
  subProjectCode: string;
  subProjectName: string;
  subProjectNameEn: string;
  steps: SeatStep[];
};

export type CalendarWindow = DeskWindow & {
  roles: string[];
  inferred: boolean;
  /** For everybody; earlier than the closing where the reader's body was granted more time. */
  generalClosesAt: Date;
};

export type YearCalendar = {
  year: number;
  title: string;
  titleEn: string;
  documentNumber: string | null;
  /** A plain date. */
  issuedOn: Date | null;
  now: Date;
  /** Designations, and those of them that have a class; an institution's own, else everybody's. */
  duties: { designations: number; formed: number };
  classes: { all: number; noticed: number };
  windows: CalendarWindow[];
};

/** How far the work of a window has come. */
export type WindowProgress = { done: number; outOf: number };

/** One body beside the others: what it was given, what its schools asked for, what became of it, and the same of last year. */
export type ComparisonRow = Omit<OverviewBody, "registeredLastDay" | "undecided" | "reserved"> & {
  /** Seats that its schools stated a need of; 0 where none did. */
  needed: number;
  /** Null where the year before is not here, or the body had no seats in it. */
  last: { allocated: number; registered: number } | null;
};

export type Comparison = Omit<Overview, "bodies" | "total" | "title" | "titleEn" | "opensAt" | "closesAt"> & {
  rows: ComparisonRow[];
  total: Omit<ComparisonRow, "id" | "code" | "regionCode" | "name" | "nameEn">;
  /** The year before, where it is here with seats. */
  lastYear: number | null;
};

export type ExportedComparison = { number: string; comparison: Comparison };

export type SystemHealth = {
  /** By kind: how many bodies, and how many of them nobody can enter. */
  bodies: { kind: OrganisationKind; all: number; without: number }[];
  /** Jobs that used up their tries; null where that cannot be told. */
  failedJobs: number | null;
  /** Events that wait for the worker longer than they should. */
  lateEvents: number;
  failedLetters: number;
  regions: number;
  majors: number;
  majorsOf: number | null;
  codeSets: number;
};

export type AccountHealth = { locked: number; dormant: number; pending: number; disabled: number };

export type RefusalCount = { kind: string; count: number };

export type Administration =
  | { duty: "system"; system: SystemHealth }
  | { duty: "security"; accounts: AccountHealth }
  | { duty: "audit"; refusals: RefusalCount[]; refusalDays: number };

/** Events of the trail as they leave the platform. */
export type ExportedTrail = {
  /** Printed in the file; the trail finds who took it. */
  number: string;
  rows: (AuditRow & { sequence: string })[];
  /** Up to this instant nothing in it can have been changed unseen. */
  sealedAt: Date | null;
  at: Date;
};
