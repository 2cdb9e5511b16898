"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useServerForm } from "@/components/forms/use-server-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import { formatTime } from "@/lib/i18n";
import type { QuotaWeights, QuotaWork } from "@/lib/quotas/views";
import { saveDraftAction } from "../actions";
import type { Edge } from "./cells";
import { type GridColumn, type GridRegion, GridStore } from "./grid-store";
import { Keeper, loadedTooEarly, resume } from "./keeper";
import { type Band, QuotaGrid } from "./quota-grid";
import { Weights } from "./weights";
import { fill, type GridWords } from "./words";

type Props = {
  year: number;
  header: ReactNode;
  columns: GridColumn[];
  regions: GridRegion[];
  /** The latest draft, and with its number the one that a save follows. */
  texts: string[][];
  draftNumber: number;
  /** What this editor had not saved, and the texts of its draft where somebody has saved since. */
  work: (Omit<QuotaWork, "base"> & { texts: string[][] | null }) | null;
  /** Ids of sub-projects and provinces, in the order of columns and regions. */
  ids: { columns: string[]; regions: string[] };
  /** Of this opening of the page. */
  windowId: string;
  savedTime: string | null;
  previous: { number: number; texts: string[][] } | null;
  /** The address asks to compare with that draft at once. */
  compared: boolean;
  categories: Band[];
  projects: Band[];
  edges: Edge[];
  vertical: boolean;
  weights: QuotaWeights;
  words: GridWords;
};

export function QuotaEditor({ year, header, words, ...props }: Props) {
  const router = useRouter();
  const copy = (texts: string[][]) => texts.map((row) => [...row]);
  const [{ store, keeper, resumed, merged }] = useState(() => {
    const base = props.work?.texts ?? props.texts;
    const store = new GridStore(props.regions, props.columns, copy(base), copy(base));
    if (props.work) resume(store, props.work);
    const merged = props.work?.texts ? store.follow(copy(props.texts)) : null;
    const resumed = store.status().changed > 0;
    if (props.compared && props.previous) store.compareWith(props.previous.texts);
    const keeper = new Keeper(store, `/programmes/${year}/quotas/work`, props.windowId, {
      draft: props.draftNumber || null,
      revision: props.work?.revision ?? 0,
    });
    keeper.paused = (merged?.length ?? 0) > 0;
    return { store, keeper, resumed, merged: resumed ? merged : null };
  });
  const [weights] = useState(
    () =>
      new Weights(
        store,
        props.weights.population,
        props.weights.lastYear,
        `/programmes/${year}/quotas/weights`,
      ),
  );
  const [historyOf] = useState(
    () => (r: number, c: number) =>
      `/programmes/${year}/quotas/history?subProjectId=${props.ids.columns[c]}&organisationId=${props.ids.regions[r]}`,
  );
  const [basedOn, setBasedOn] = useState(
    merged && merged.length > 0 ? (props.work?.draft ?? 0) : props.draftNumber,
  );
  const [savedTime, setSavedTime] = useState(props.savedTime);
  const [disputed, setDisputed] = useState<Disputed | null>(merged);
  const known = useRef(props.draftNumber);
  const { state, pending, form } = useServerForm(saveDraftAction);
  const cells = useRef<HTMLInputElement>(null);
  const sent = useRef<string[][]>([]);
  const stale = state.problems.some((problem) => problem.code === "quotas.draft-saved-meanwhile");

  useEffect(() => {
    if (!state.ok || !state.result) return;
    keeper.draft = state.result.number;
    store.markSaved(sent.current);
    known.current = state.result.number;
    setBasedOn(state.result.number);
    keeper.paused = false;
    setDisputed(null);
    setSavedTime(formatTime(new Date(state.result.savedAt)));
  }, [state, store, keeper]);
  useEffect(() => {
    if (loadedTooEarly()) window.location.reload();
  }, []);
  useEffect(() => keeper.watch(), [keeper]);
  useEffect(() => {
    if (props.draftNumber <= known.current) return;
    known.current = props.draftNumber;
    keeper.draft = props.draftNumber;
    const found = store.follow(props.texts.map((row) => [...row]));
    keeper.paused = found.length > 0;
    setDisputed(found);
    if (found.length === 0) setBasedOn(props.draftNumber);
  }, [props.draftNumber, props.texts, store, keeper]);
  useEffect(() => {
    if (stale) router.refresh();
  }, [stale, router]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (keeper.safe || store.status().changed === 0) return;
      // Sent while the browser asks, so that whoever leaves all the same finds it again.
      keeper.leave();
      event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [store, keeper]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    const issuing = submitter instanceof HTMLButtonElement && submitter.value === "issue";
    if (issuing && store.status().changed === 0 && basedOn > 0) {
      event.preventDefault();
      router.push(`/programmes/${year}/quotas/issue`);
      return;
    }
    if (cells.current) cells.current.value = JSON.stringify(store.cells());
    sent.current = store.copyTexts();
    form.onSubmit(event);
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col px-4 pt-3 sm:px-5">
      <div className="flex flex-wrap items-end justify-between gap-3">
        {header}
        <form {...form} onSubmit={onSubmit} className="flex flex-wrap items-center gap-3">
          <input type="hidden" name="year" value={year} />
          <input type="hidden" name="basedOn" value={basedOn} />
          <input type="hidden" name="cells" ref={cells} defaultValue="{}" />
          <span role="status" className="text-13 text-ink-2">
            {pending ? words.saving : savedTime ? fill(words.savedAt, { time: savedTime }) : null}
          </span>
          <Button name="act" value="stay" icon="save">
            {fill(words.saveAs, { number: basedOn + 1 })}
          </Button>
          <Button name="act" value="issue" tone="primary">
            {words.issue}
          </Button>
        </form>
      </div>
      {state.problems.length > 0 && !stale ? (
        <ErrorSummary title={words.errors} items={problemItems(state.problems)} />
      ) : null}
      <Kept keeper={keeper} words={words} resumed={resumed && !disputed} />
      {disputed ? (
        <Conflict
          store={store}
          disputed={disputed}
          words={words}
          number={props.draftNumber}
          onDecided={() => {
            keeper.paused = false;
            setDisputed(null);
            setBasedOn(props.draftNumber);
          }}
        />
      ) : null}
      <QuotaGrid
        store={store}
        weights={weights}
        words={words}
        categories={props.categories}
        projects={props.projects}
        edges={props.edges}
        vertical={props.vertical}
        draftNumber={props.previous?.number ?? null}
        draftTexts={props.previous?.texts ?? null}
        historyOf={historyOf}
        draftsAddress={`/programmes/${year}/quotas/drafts`}
      />
      <Foot store={store} words={words} />
    </div>
  );
}

/** On its own, so that an edit renders this line and not the page around it. */
function Foot({ store, words }: { store: GridStore; words: GridWords }) {
  const read = () => store.status();
  const status = useSyncExternalStore(store.subscribe("status"), read, read);
  return (
    <p className="flex flex-wrap justify-between gap-x-6 py-2 text-13 text-ink-2">
      <span>
        {status.changed > 0
          ? fill(words.changed, { count: status.changed, regions: status.regions })
          : words.nothingChanged}
        {status.invalid > 0 ? <span className="ml-4">{words.invalidNote}</span> : null}
      </span>
      <span className="needs-script">{words.keys}</span>
    </p>
  );
}

type KeptProps = { keeper: Keeper; words: GridWords; resumed: boolean };

/** Whether unsaved work is kept: said where it came back, waits or is kept by another page. */
function Kept({ keeper, words, resumed }: KeptProps) {
  const read = () => keeper.state;
  const state = useSyncExternalStore(keeper.subscribe, read, read);
  if (state === "elsewhere")
    return (
      <Banner tone="todo" answer className="mt-2">
        {words.keptElsewhere}
      </Banner>
    );
  if (state === "waiting" || resumed)
    return (
      <Banner tone="info" answer className="mt-2">
        {state === "waiting" ? words.notKept : words.keptBack}
      </Banner>
    );
  return null;
}

type Disputed = ReturnType<GridStore["follow"]>;
type ConflictProps = {
  store: GridStore;
  disputed: Disputed;
  words: GridWords;
  number: number;
  onDecided: () => void;
};

/** Somebody saved meanwhile: where both changed a cell, their value beside ours, and the choice whose stay. */
function Conflict({ store, disputed, words, number, onDecided }: ConflictProps) {
  if (disputed.length === 0)
    return (
      <Banner tone="info" answer className="mt-2" title={fill(words.merged, { number })}>
        {words.mergedLead}
      </Banner>
    );
  return (
    <Banner
      tone="todo"
      answer
      className="mt-2"
      title={fill(words.theirs, { number, count: disputed.length })}
      actions={
        <>
          <Button type="button" onClick={onDecided}>
            {words.keepMine}
          </Button>
          <Button
            type="button"
            onClick={() => {
              store.write(disputed);
              onDecided();
            }}
          >
            {words.takeTheirs}
          </Button>
        </>
      }
    >
      <p>{words.theirsLead}</p>
      <ul className="flex max-h-24 flex-wrap gap-x-4 overflow-auto text-13">
        {disputed.slice(0, 60).map(({ r, c, text }) => (
          <li key={`${r}:${c}`}>
            {store.regions[r]?.name} {store.columns[c]?.code} <b>{text || "—"}</b> /{" "}
            {store.text({ r, c }) || "—"}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
