"use server";

import {
  confirmOwnContact,
  createTeacher,
  handOutActivationCode,
  revealTeacherField,
  updateTeacherRecord,
} from "@/lib/teachers";
import {
  confirmOwnContactSchema,
  createTeacherSchema,
  handOutActivationCodeSchema,
  revealTeacherFieldSchema,
  updateTeacherRecordSchema,
} from "@/lib/teachers/schema";
import { defineAction } from "@/lib/web";

export const addTeacher = defineAction({
  name: "teachers.createTeacher",
  input: createTeacherSchema,
  run: createTeacher,
  redirectTo: (created) => `/teachers/${created.teacherId}`,
});

export const mendRecord = defineAction({
  name: "teachers.updateTeacherRecord",
  input: updateTeacherRecordSchema,
  run: updateTeacherRecord,
});

export const confirmContact = defineAction({
  name: "teachers.confirmOwnContact",
  input: confirmOwnContactSchema,
  run: confirmOwnContact,
});

export const revealField = defineAction({
  name: "teachers.revealTeacherField",
  input: revealTeacherFieldSchema,
  run: revealTeacherField,
});

export const handOutCode = defineAction({
  name: "teachers.handOutActivationCode",
  input: handOutActivationCodeSchema,
  run: handOutActivationCode,
});
