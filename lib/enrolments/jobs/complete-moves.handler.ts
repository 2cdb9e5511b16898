import "server-only";
import { completeTeacherMoves } from "../commands/complete-teacher-moves";

export async function handleCompleteMoves(): Promise<void> {
  await completeTeacherMoves();
}
