"use server";

import {
  confirmTeacherMove,
  rejectTeacherMove,
  submitTeacherMove,
  withdrawTeacherMove,
} from "@/lib/teachers";
import {
  confirmTeacherMoveSchema,
  rejectTeacherMoveSchema,
  submitTeacherMoveSchema,
  withdrawTeacherMoveSchema,
} from "@/lib/teachers/schema";
import { defineAction } from "@/lib/web";

const back = (done: string) => () => `/teachers/moves?done=${done}`;

export const releaseTeacher = defineAction({
  name: "teachers.submitTeacherMove",
  input: submitTeacherMoveSchema,
  run: submitTeacherMove,
  redirectTo: back("submitted"),
});

export const takeIn = defineAction({
  name: "teachers.confirmTeacherMove",
  input: confirmTeacherMoveSchema,
  run: confirmTeacherMove,
  redirectTo: back("confirmed"),
});

export const decline = defineAction({
  name: "teachers.rejectTeacherMove",
  input: rejectTeacherMoveSchema,
  run: rejectTeacherMove,
  redirectTo: back("rejected"),
});

export const takeBack = defineAction({
  name: "teachers.withdrawTeacherMove",
  input: withdrawTeacherMoveSchema,
  run: withdrawTeacherMove,
  redirectTo: back("withdrawn"),
});
