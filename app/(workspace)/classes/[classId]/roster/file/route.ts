import { rosterText } from "@/components/domain/classes/roster-text";
import { exportRoster } from "@/lib/enrolments";
import { exportRosterSchema } from "@/lib/enrolments/schema";
import { defineFileAction, tableFile } from "@/lib/web";

export const POST = defineFileAction({
  input: exportRosterSchema,
  write: async (actor, input) => {
    const roster = await exportRoster(actor, input);
    return tableFile(await rosterText(roster), input.format, `${roster.code}-roster`);
  },
  page: ({ classId }) => `/classes/${classId}/roster#export`,
});
