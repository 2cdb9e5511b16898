/** One step of a registration as its people read it. */
export type HistoryItem = {
  id: string;
  kind: string;
  reasonCode: string | null;
  reasonText: string | null;
  actorName: string;
  actorRole: string;
  organisationName: string;
  organisationNameEn: string;
  /** The body in whose name a delegate decided. */
  onBehalfOf: string | null;
  onBehalfOfEn: string | null;
  at: Date;
};
