"use server";

import { z } from "zod";
import { submitSeatNeeds } from "@/lib/quotas";
import { submitSeatNeedsSchema } from "@/lib/quotas/schema";
import { defineAction } from "@/lib/web";

const VERSION = "version-";

/** The form carries every row with what it showed; only those that say something else now go to the command. */
function changedRows(form: Record<string, unknown>): z.input<typeof submitSeatNeedsSchema> {
  const ids = Object.keys(form).flatMap((name) =>
    name.startsWith(VERSION) ? [name.slice(VERSION.length)] : [],
  );
  const text = (name: string) => String(form[name] ?? "").trim();
  const rows = ids.flatMap((id) => {
    const [seats, reason] = [text(`seats-${id}`) || "0", text(`reason-${id}`)];
    const same = `${seats} ${reason}` === text(`before-${id}`);
    return same ? [] : [{ subProjectId: id, seats, reason, version: form[`${VERSION}${id}`] }];
  });
  return { year: form.year, rows };
}

export const submitNeedsAction = defineAction({
  name: "quotas.submitSeatNeeds",
  input: z.looseObject({}).transform(changedRows).pipe(submitSeatNeedsSchema),
  run: submitSeatNeeds,
  redirectTo: ({ changed }, { year }) => `/programmes/${year}/cards/needs?kept=${changed}`,
});
