import { missing } from "@/app/_shell/missing";
import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Actor } from "@/lib/access";
import { findOwnEntry, previewEligibility } from "@/lib/enrolments";
import type { Preview } from "@/lib/enrolments/views";
import type { OwnEntry } from "@/lib/enrolments/wish-views";
import { isId } from "@/lib/kernel/id";
import { DomainError, NotFound, type Problem } from "@/lib/kernel/problem";

import type { FoundDrafts } from "@/lib/platform/form-drafts";
import { type Answers, readAnswers } from "./answers";
import { nextStep, previousStep, type Step, stepHref, stepsOf } from "./journey";
import { requireTeacher } from "./require-teacher";

export type JourneyProps = {
  params: Promise<{ subProjectId: string }>;
  searchParams: Promise<{ card?: string | string[]; change?: string | string[] }>;
};

export type Journey = {
  actor: Actor;
  subProjectId: string;
  card: string | null;
  preview: Preview;
  answers: Answers;
  /** The drafts of the journey. */
  found: FoundDrafts;
  /** What the school filled in; it stands in the answers until the teacher answers otherwise. */
  entry: OwnEntry | null;
  steps: Step[];
  /** Where this page leads, and where its way back goes. */
  next: Step;
  nextHref: string;
  backHref: string;
};

/** What every page of the journey stands on: the card in its address, the answers kept so far, and the conditions as judged now. */
export async function loadJourney(
  { params, searchParams }: JourneyProps,
  step: Step,
): Promise<Journey | { problems: Problem[] }> {
  const [actor, { subProjectId }, search] = await Promise.all([requireTeacher(), params, searchParams]);
  if (!isId(subProjectId)) missing();
  const card = typeof search.card === "string" && search.card !== "" ? search.card : null;
  const [{ answers: own, found }, entry] = await Promise.all([
    readAnswers(actor, subProjectId),
    findOwnEntry(actor, subProjectId),
  ]);
  const answers = entry ? fillIn(own, entry) : own;
  const preview = await judge(actor, subProjectId, card, answers);
  if ("problems" in preview) return preview;
  const steps = stepsOf(preview);
  const next = search.change === "1" ? "check" : nextStep(steps, step);
  return {
    actor,
    subProjectId,
    card,
    preview,
    answers,
    found,
    entry,
    steps,
    next,
    nextHref: stepHref(subProjectId, next, card),
    backHref: stepHref(subProjectId, search.change === "1" ? "check" : previousStep(steps, step), card),
  };
}

/** What the teacher has not answered is answered as the school filled it in. */
function fillIn(own: Answers, entry: OwnEntry): Answers {
  return {
    commitment: own.commitment ?? entry.commitment,
    preferences: own.preferences.length > 0 ? own.preferences : entry.preferences,
  };
}

/** The same for the question pages, which lead nowhere while the conditions are not met; a refused answer is still shown. */
export async function loadQuestion(props: JourneyProps, step: Step): Promise<Journey> {
  const journey = await loadJourney(props, step);
  if ("problems" in journey || (!journey.preview.submittable && !(await isAnswerToPost()))) {
    const [{ subProjectId }, { card }] = await Promise.all([props.params, props.searchParams]);
    redirect(stepHref(subProjectId, "conditions", typeof card === "string" ? card : null));
  }
  return journey;
}

/** A form posted without JavaScript is answered by its page; a redirect from there would make the browser post it again. */
async function isAnswerToPost(): Promise<boolean> {
  return (await headers()).get("content-type")?.startsWith("multipart/form-data") ?? false;
}

async function judge(
  actor: Actor,
  subProjectId: string,
  cardCode: string | null,
  answers: Answers,
): Promise<Preview | { problems: Problem[] }> {
  try {
    return await previewEligibility(actor, { subProjectId, cardCode, ...answers });
  } catch (error) {
    if (error instanceof NotFound) missing();
    if (error instanceof DomainError) return { problems: error.problems };
    throw error;
  }
}
