import { listText } from "@/components/domain/enrolments/list-text";
import { exportEnrolments } from "@/lib/enrolments";
import { exportEnrolmentsSchema } from "@/lib/enrolments/filter-schema";
import { defineFileAction, tableFile } from "@/lib/web";
import { listHref, listStateOf } from "../addresses";

export const POST = defineFileAction({
  input: exportEnrolmentsSchema,
  write: async (actor, input) => {
    const list = await exportEnrolments(actor, input);
    return tableFile(await listText(list), "xlsx", `registrations-${input.year}-${list.number}`);
  },
  page: ({ year, ...filter }) => listHref(year, listStateOf({}, filter)),
});
