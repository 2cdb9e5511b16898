"use server";

import { createNotice, issueNotice, updateNotice } from "@/lib/notices";
import { createNoticeSchema, issueNoticeSchema, updateNoticeSchema } from "@/lib/notices/schema";
import { defineAction } from "@/lib/web";

export const createNoticeAction = defineAction({
  name: "notices.createNotice",
  input: createNoticeSchema,
  run: createNotice,
  redirectTo: ({ id }) => `/notices/manage/${id}`,
});

export const updateNoticeAction = defineAction({
  name: "notices.updateNotice",
  input: updateNoticeSchema,
  run: updateNotice,
});

export const issueNoticeAction = defineAction({
  name: "notices.issueNotice",
  input: issueNoticeSchema,
  run: issueNotice,
  redirectTo: ({ id, recipients }) => `/notices/manage/${id}?sent=${recipients}`,
});
