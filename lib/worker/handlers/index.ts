import "server-only";
import { openingNoticeIssued } from "./opening-notice-issued";

type Handler = (payload: Record<string, string>) => Promise<void>;

/** What follows a committed write, by the kind of its outbox event. */
export const HANDLERS: Record<string, Handler> = {
  "opening-notice.issued": openingNoticeIssued,
};
