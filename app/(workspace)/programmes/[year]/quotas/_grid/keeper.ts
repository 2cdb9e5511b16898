import type { Cells, KeptChange } from "@/lib/quotas/schema";
import type { QuotaWork } from "@/lib/quotas/views";
import type { Change, GridStore } from "./grid-store";

const PAUSE_MS = 300;
const RETRY_MS = 10_000;

type State = "kept" | "waiting" | "elsewhere";

/** Set in the tab while work is on its way from a page that is being left. */
const ON_ITS_WAY = "quota-work-on-its-way";

/**
 * Whether this tab left the page before its work had arrived, so that what was just loaded may lack the last edits. Asked
 * once: by then they are there.
 */
export function loadedTooEarly(): boolean {
  const early = sessionStorage.getItem(ON_ITS_WAY) !== null;
  sessionStorage.removeItem(ON_ITS_WAY);
  return early;
}

/**
 * Sends unsaved work with its steps to the server whenever typing pauses, one message at a time, so that it outlives the page.
 * Stops for good where another page has taken over.
 */
export class Keeper {
  state: State = "kept";
  /** The draft on which the table stands; null for none. */
  draft: number | null;
  /**
   * While it is undecided whose cells stay, what was kept before that remains: it still holds both sides.
   */
  paused = false;
  private revision: number;
  private dirty = false;
  private sending = false;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly store: GridStore,
    private readonly address: string,
    private readonly windowId: string,
    start: { draft: number | null; revision: number },
  ) {
    this.draft = start.draft;
    this.revision = start.revision;
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Follows the table from now on; the function that it gives ends that. */
  watch(): () => void {
    const changed = () => this.later(PAUSE_MS);
    const leave = () => document.visibilityState === "hidden" && void this.send(true);
    const stop = this.store.subscribe("status")(changed);
    document.addEventListener("visibilitychange", leave);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", leave);
      if (this.timer) clearTimeout(this.timer);
      void this.send(true);
    };
  }

  /** Nothing would be lost with this page. */
  get safe(): boolean {
    return this.state === "kept" && !this.dirty;
  }

  /**
   * Sends at once what waits, and marks the tab: the next page may be read before this arrives. The mark stays when it has
   * arrived, since that can be after the read.
   */
  leave(): void {
    sessionStorage.setItem(ON_ITS_WAY, this.address);
    void this.send(true);
  }

  private later(ms: number): void {
    this.dirty = true;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(false), ms);
  }

  private async send(leaving: boolean): Promise<void> {
    if (!this.dirty || this.sending || this.paused || this.state === "elsewhere") return;
    if (this.timer) clearTimeout(this.timer);
    this.dirty = false;
    this.sending = true;
    const outcome = await this.put(leaving);
    this.sending = false;
    this.become(outcome);
    if (outcome === "waiting") this.later(RETRY_MS);
    else if (this.dirty) this.later(PAUSE_MS);
  }

  private async put(leaving: boolean): Promise<State> {
    const { windowId, revision, draft } = this;
    const body = JSON.stringify({ draft, windowId, revision, ...workOf(this.store) });
    try {
      const answer = await fetch(this.address, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body,
        // Browsers send at most this much once the page is gone.
        keepalive: leaving && body.length < 60_000,
      });
      const said = (await answer.json()) as { revision?: number; code?: string } | null;
      if (said?.code === "quotas.work-kept-elsewhere") return "elsewhere";
      if (!answer.ok || said?.revision === undefined) return "waiting";
      this.revision = said.revision;
      return "kept";
    } catch {
      return "waiting";
    }
  }

  private become(state: State): void {
    if (state === this.state) return;
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

/** Unsaved work as the server keeps it: cells that differ from the last save, and the steps by their codes. */
export function workOf(store: GridStore): Pick<QuotaWork, "cells" | "undo" | "redo"> {
  const cells: Cells = {};
  store.texts.forEach((row, r) => {
    row.forEach((text, c) => {
      const region = store.regions[r]?.code;
      const column = store.columns[c];
      if (!region || !column || column.locked || text === (store.saved[r]?.[c] ?? "")) return;
      cells[region] = { ...cells[region], [column.code]: text };
    });
  });
  const named = (step: Change[]) =>
    step.map(
      ({ r, c, before, after }): KeptChange => [
        store.regions[r]?.code ?? "",
        store.columns[c]?.code ?? "",
        before,
        after,
      ],
    );
  const { undo, redo } = store.steps;
  return { cells, undo: undo.map(named), redo: redo.map(named) };
}

/** Puts kept work upon the table of its draft; what belongs to columns issued since is left out. */
export function resume(store: GridStore, work: Pick<QuotaWork, "cells" | "undo" | "redo">): void {
  const rows = new Map(store.regions.map((region, r) => [region.code, r]));
  const columns = new Map(store.columns.flatMap((column, c) => (column.locked ? [] : [[column.code, c]])));
  const placed = (step: KeptChange[]) =>
    step.flatMap(([region, code, before, after]): Change[] => {
      const [r, c] = [rows.get(region), columns.get(code)];
      return r === undefined || c === undefined ? [] : [{ r, c, before, after }];
    });
  const steps = (kept: KeptChange[][]) => kept.map(placed).filter((step) => step.length > 0);
  const texts = Object.entries(work.cells).flatMap(([region, row]) =>
    Object.entries(row).map(([code, text]): KeptChange => [region, code, "", text]),
  );
  store.resume(placed(texts), { undo: steps(work.undo), redo: steps(work.redo) });
}
