/** Runs every item, `width` at a time, and gives each outcome in the order of the items. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  width: number,
  run: (item: Item, index: number) => Promise<Result>,
): Promise<PromiseSettledResult<Result>[]> {
  const outcomes: PromiseSettledResult<Result>[] = new Array(items.length);
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < items.length) {
        const index = next;
        next += 1;
        const [outcome] = await Promise.allSettled([run(items[index] as Item, index)]);
        outcomes[index] = outcome;
      }
    }),
  );
  return outcomes;
}

/** How many succeeded, and the refusals by their code; an error that is no refusal counts under its own name. */
export function tally(outcomes: PromiseSettledResult<unknown>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) {
    const reason =
      outcome.status === "rejected"
        ? (outcome.reason as { problems?: { code: string }[]; message?: string })
        : null;
    const name = reason === null ? "ok" : (reason.problems?.[0]?.code ?? `broke: ${reason.message}`);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
