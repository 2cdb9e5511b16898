import type { ActionRows } from "../../support/http/cells";
import { classRows } from "./classes";
import { enrolmentRows } from "./enrolments";
import { moveRows } from "./moves";
import { officeRows } from "./offices";
import { openRows } from "./open";
import { seatRows } from "./seats";
import { yearRows } from "./years";

/** One row for every server action of the build: what the duties of the roles let each of them do. */
export const ACTION_ROWS: ActionRows = {
  ...enrolmentRows,
  ...seatRows,
  ...classRows,
  ...moveRows,
  ...officeRows,
  ...yearRows,
  ...openRows,
};
