"use client";

import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { DRAFT_FIELD, type FormDraft, type FormState, isDraftName } from "@/lib/kernel/form-state";

const PAUSE_MS = 2_000;
const RETRY_MS = 10_000;
const ADDRESS = "/drafts";

type LineProps = {
  draft: FormDraft | undefined;
  state: FormState<unknown>;
  /** No button: the form's own one makes a draft. */
  silent?: true;
};

type Said = { tone: "quiet" | "todo"; text: string } | null;

/** Above the form: that it goes on with what was typed earlier, and the way back. A form of its own, so that Enter never throws it away. */
export function DraftNote({ draft }: { draft: FormDraft | undefined }) {
  if (!draft?.found) return null;
  return (
    <form
      action={draft.drop}
      onSubmit={(event) => {
        event.preventDefault();
        void drop(draft);
      }}
      data-chrome
      data-draft-note
      className="flex flex-wrap items-center gap-x-3 rounded-panel border border-wait-line bg-wait-bg px-3 py-1 text-ink sm:w-fit"
    >
      <input type="hidden" name={DRAFT_FIELD} value={draft.ticket} />
      <span className="flex items-baseline gap-2">
        <Icon name="pencil" size={14} className="relative top-0.5 text-wait" />
        {draft.found}
      </span>
      <button type="submit" className="link min-h-6 max-sm:min-h-11">
        {draft.words.restore}
      </button>
    </form>
  );
}

/** In a form whose own words for it are better: throws away what is typed there, kept or not, and shows the page anew. */
export function DropDraftButton({ draft, children }: { draft: FormDraft; children: ReactNode }) {
  return (
    <button
      type="submit"
      formAction={draft.drop}
      formNoValidate
      onClick={(event) => {
        event.preventDefault();
        void drop(draft);
      }}
      className="link min-h-6 max-sm:min-h-11"
    >
      {children}
    </button>
  );
}

/** The page is loaded anew, and with it every field. */
async function drop({ ticket }: FormDraft): Promise<void> {
  const body = new FormData();
  body.set(DRAFT_FIELD, ticket);
  const answer = await fetch(ADDRESS, { method: "DELETE", body }).catch(() => null);
  if (answer?.ok) window.location.assign(`${window.location.pathname}${window.location.search}`);
}

/**
 * Inside the form: keeps what is typed on the server two seconds after typing stops and when the page is left, and says so. The
 * button does the same at once, and is all there is without a script. What the form's act has taken is kept no more.
 */
export function DraftLine({ draft, state, silent }: LineProps) {
  const line = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement | null>(null);
  const [said, setSaid] = useState<Said>(null);
  const typed = useRef(false);
  const sending = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(draft);
  latest.current = draft;

  const send = useCallback(async (leaving: boolean) => {
    clearTimeout(timer.current);
    const now = latest.current;
    if (!typed.current || !form.current || !now || (sending.current && !leaving)) return;
    typed.current = false;
    sending.current = true;
    const answer = await fetch(ADDRESS, {
      method: "POST",
      body: kept(form.current, now),
      keepalive: leaving,
    }).catch(() => null);
    sending.current = false;
    const body = await answer?.json().catch(() => null);
    if (answer?.ok) setSaid({ tone: "quiet", text: now.words.saved.replace("#", body?.time ?? "") });
    else if (answer?.status === 409)
      setSaid({ tone: "todo", text: [body?.message, body?.next].filter(Boolean).join(" ") });
    else {
      // Tried again until it is through, or the page is gone.
      typed.current = true;
      setSaid({ tone: "todo", text: answer?.status === 401 ? now.words.signedOut : now.words.offline });
      timer.current = setTimeout(() => void send(false), RETRY_MS);
      return;
    }
    if (typed.current) timer.current = setTimeout(() => void send(false), PAUSE_MS);
  }, []);

  useEffect(() => {
    const element = line.current?.closest("form") ?? null;
    form.current = element;
    if (!element) return;
    const onInput = (event: Event) => {
      const { name } = event.target as HTMLInputElement;
      if (!isDraftName(name, latest.current?.names ?? [])) return;
      typed.current = true;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(false), PAUSE_MS);
    };
    // The act takes it from here; if it is refused, the next effect goes on.
    const onSubmit = () => clearTimeout(timer.current);
    const onHide = () => void send(true);
    const onLeave = () => document.visibilityState === "hidden" && void send(true);
    element.addEventListener("input", onInput);
    element.addEventListener("submit", onSubmit);
    window.addEventListener("pagehide", onHide);
    document.addEventListener("visibilitychange", onLeave);
    return () => {
      element.removeEventListener("input", onInput);
      element.removeEventListener("submit", onSubmit);
      window.removeEventListener("pagehide", onHide);
      document.removeEventListener("visibilitychange", onLeave);
      clearTimeout(timer.current);
      void send(true);
    };
  }, [send]);

  useEffect(() => {
    if (state.ok) {
      typed.current = false;
      setSaid(null);
    } else if (state.problems.length > 0 && typed.current)
      timer.current = setTimeout(() => void send(false), PAUSE_MS);
  }, [state, send]);

  if (!draft) return null;
  return (
    <div ref={line} data-chrome data-draft className="flex flex-wrap items-center gap-x-4 gap-y-1 text-14">
      <input type="hidden" name={DRAFT_FIELD} value={draft.ticket} />
      {silent ? null : (
        <Button
          tone="quiet"
          icon="save"
          className="-ml-3"
          formAction={draft.save}
          formNoValidate
          onClick={(event) => {
            event.preventDefault();
            typed.current = true;
            setSaid({ tone: "quiet", text: draft.words.saving });
            void send(false);
          }}
        >
          {draft.words.save}
        </Button>
      )}
      <span role="status" className={said?.tone === "todo" ? "font-bold text-todo" : "text-ink-2"}>
        {said?.text ?? ""}
      </span>
      <span className="sr-only">{draft.words.note}</span>
    </div>
  );
}

/** Of the form only what is kept, and which draft it is. */
function kept(form: HTMLFormElement, { names, ticket }: FormDraft): FormData {
  const data = new FormData();
  data.set(DRAFT_FIELD, ticket);
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && isDraftName(name, names)) data.append(name, value);
  return data;
}
