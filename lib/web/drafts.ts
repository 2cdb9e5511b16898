import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Actor } from "@/lib/access";
import { withinAllowance } from "@/lib/identity";
import { DRAFT_FIELD, type FormState, isDraftName } from "@/lib/kernel/form-state";
import { ownPath } from "@/lib/kernel/own-path";
import { DomainError } from "@/lib/kernel/problem";
import { translateDatabaseError } from "@/lib/platform/database-error";
import { endDrafts, saveDraft } from "@/lib/platform/form-drafts";
import { log } from "@/lib/platform/log";
import { namesOfDraft } from "./draft-forms";
import { showProblems } from "./problems";
import { currentActor, signInAddress } from "./session";
import { typedValues } from "./typed-values";

const TICKET = /^(\S+) (\d{1,15}) (\d{1,9}|-)$/;

type Ticket = { form: string; names: readonly string[]; openedAt: number; version: number | null };

/** What the page of a form writes into it. */
export function draftTicket(form: string, openedAt: number, version: number | null): string {
  return `${form} ${openedAt} ${version ?? "-"}`;
}

function ticketsOf(form: FormData): Ticket[] {
  return form.getAll(DRAFT_FIELD).flatMap((text): Ticket[] => {
    const [, key, openedAt, version] = TICKET.exec(String(text)) ?? [];
    const names = key ? namesOfDraft(key) : null;
    return key && names
      ? [{ form: key, names, openedAt: Number(openedAt), version: version === "-" ? null : Number(version) }]
      : [];
  });
}

/** Keeps of a form what its kind keeps; null where it names no form of ours. */
export async function keepDraft(actor: Actor, form: FormData): Promise<Date | null> {
  const [ticket] = ticketsOf(form);
  if (!ticket) return null;
  const fields = Object.fromEntries(
    Object.entries(typedValues(form)).filter(([name]) => isDraftName(name, ticket.names)),
  );
  return withinAllowance(actor, "web.saveDraft", {}, () => saveDraft(actor, { ...ticket, fields }));
}

/** Throws away what a form names, as its person asks. */
export async function dropDrafts(actor: Actor, form: FormData): Promise<void> {
  await withinAllowance(actor, "web.saveDraft", {}, () => endDrafts(actor, formsOf(form)));
}

const formsOf = (form: FormData) => ticketsOf(form).map((ticket) => ticket.form);

/**
 * After an act that went through. Not in its own transaction: commands know no forms, and the busiest of them is one statement. Where
 * it does not come about, the draft is offered once more, and the act itself refuses to be done twice.
 */
export async function dropDraftsOfAct(actor: Actor, form: FormData): Promise<void> {
  try {
    await endDrafts(actor, formsOf(form));
  } catch (error) {
    log.warn({ err: error instanceof Error ? error.name : "unknown" }, "drafts not ended");
  }
}

/**
 * The button of a form without JavaScript. React hands the answer to the form that was posted, as if its own act had been refused:
 * so everything typed stands on the page again, kept or not. A script has the fields still and needs no answer.
 */
export async function keepPostedDraft(form: FormData): Promise<FormState | undefined> {
  const actor = await currentActor();
  if (!actor) redirect(await signInAddress("unsaved"));
  try {
    await keepDraft(actor, form);
    if ((await headers()).has("next-action")) return undefined;
    return { ok: false, problems: [], values: typedValues(form), result: null };
  } catch (error) {
    const known = translateDatabaseError(error);
    if (!(known instanceof DomainError)) throw error;
    return {
      ok: false,
      problems: await showProblems(known.problems),
      values: typedValues(form),
      result: null,
    };
  }
}

/** Throws the draft away and shows the page anew. */
export async function dropPostedDraft(form: FormData): Promise<never> {
  const actor = await currentActor();
  if (!actor) redirect(await signInAddress("unsaved"));
  await dropDrafts(actor, form);
  redirect(ownPath((await headers()).get("x-guopei-path") ?? undefined));
}
