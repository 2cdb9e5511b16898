import type { WindowKey } from "./schema";

/** More time for one body, as it was granted. */
export type Extension = {
  id: string;
  key: WindowKey;
  organisation: { kind: string; code: string; name: string; nameEn: string };
  closesAt: Date;
  reason: string;
  grantedBy: string;
  grantedAt: Date;
};
