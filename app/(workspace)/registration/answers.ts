import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";

const answersSchema = z.object({
  teacherId: z.string(),
  commitment: z.string().nullable().default(null),
  preferences: z.array(z.uuid()).default([]),
});
export type Answers = { commitment: string | null; preferences: string[] };

const nothing: Answers = { commitment: null, preferences: [] };
const secondsKept = 7 * 24 * 60 * 60;

const nameOf = (subProjectId: string) => `guopei-answers-${subProjectId.slice(-12)}`;

/**
 * What the teacher has answered so far for one sub-project, kept in this browser between the pages of the journey: it outlives
 * the session, a lost signal, the back button and a withdrawal. It decides nothing; the command judges everything again.
 */
export async function readAnswers(teacherId: string | null, subProjectId: string): Promise<Answers> {
  const text = (await cookies()).get(nameOf(subProjectId))?.value;
  if (!text || !teacherId) return nothing;
  try {
    const { teacherId: keptFor, ...answers } = answersSchema.parse(
      JSON.parse(Buffer.from(text, "base64url").toString()),
    );
    return keptFor === teacherId ? answers : nothing;
  } catch {
    return nothing;
  }
}

export async function keepAnswers(
  teacherId: string,
  subProjectId: string,
  added: Partial<Answers>,
): Promise<void> {
  const kept = { ...(await readAnswers(teacherId, subProjectId)), ...added, teacherId };
  const value = Buffer.from(JSON.stringify(kept)).toString("base64url");
  (await cookies()).set(nameOf(subProjectId), value, {
    httpOnly: true,
    sameSite: "lax",
    path: "/registration",
    maxAge: secondsKept,
  });
}
