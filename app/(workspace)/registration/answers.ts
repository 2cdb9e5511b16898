import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import type { Actor } from "@/lib/access";
import { type FoundDrafts, findDrafts, saveDraft } from "@/lib/platform/form-drafts";
import { draftKey } from "@/lib/web";

const answersSchema = z.object({
  teacherId: z.string(),
  commitment: z.string().nullable().default(null),
  preferences: z.array(z.uuid()).default([]),
});
export type Answers = { commitment: string | null; preferences: string[] };

const nothing: Answers = { commitment: null, preferences: [] };
const secondsKept = 7 * 24 * 60 * 60;

const nameOf = (subProjectId: string) => `guopei-answers-${subProjectId.slice(-12)}`;

/** The drafts of the journey: the answers given so far, and what stands in the two steps that are written. */
export function journeyDrafts(subProjectId: string): string[] {
  return (["registration.answers", "registration.plan", "registration.classes"] as const).map((form) =>
    draftKey(form, subProjectId),
  );
}

/**
 * What the teacher has answered so far for one sub-project. It is kept twice: with the account, so that another telephone goes on with
 * it, until the registration is sent; and in this browser, where it outlives a withdrawal. It decides nothing; the command judges
 * everything again.
 */
export async function readAnswers(
  actor: Actor,
  subProjectId: string,
): Promise<{ answers: Answers; found: FoundDrafts }> {
  const [found, ofBrowser] = await Promise.all([
    findDrafts(actor, journeyDrafts(subProjectId)),
    ofThisBrowser(actor.teacherId, subProjectId),
  ]);
  const kept = found.drafts.get(draftKey("registration.answers", subProjectId))?.fields;
  const preferences = kept?.preferences?.split(",").filter((id) => id !== "") ?? [];
  return {
    answers: {
      commitment: kept?.commitment || ofBrowser.commitment,
      preferences: preferences.length > 0 ? preferences : ofBrowser.preferences,
    },
    found,
  };
}

async function ofThisBrowser(teacherId: string | null, subProjectId: string): Promise<Answers> {
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
  actor: Actor,
  { subProjectId, card }: { subProjectId: string; card: string },
  added: Partial<Answers>,
): Promise<void> {
  const { answers, found } = await readAnswers(actor, subProjectId);
  const kept = { ...answers, ...added };
  const value = Buffer.from(JSON.stringify({ ...kept, teacherId: actor.teacherId })).toString("base64url");
  (await cookies()).set(nameOf(subProjectId), value, {
    httpOnly: true,
    sameSite: "lax",
    path: "/registration",
    maxAge: secondsKept,
  });
  await saveDraft(actor, {
    form: draftKey("registration.answers", subProjectId),
    fields: { commitment: kept.commitment ?? "", preferences: kept.preferences.join(), card },
    version: null,
    openedAt: found.openedAt,
  });
}
