import { cx } from "./cx";

export type TextPart = { kind: "same" | "added" | "removed"; text: string };

const longest = 2000;

/** What became of `before` in `after`, character by character; long texts are compared at their ends only. */
export function markChanges(before: string, after: string): TextPart[] {
  const a = [...before];
  const b = [...after];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end += 1;
  const middle = compare(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const parts: TextPart[] = [
    { kind: "same", text: a.slice(0, start).join("") },
    ...middle,
    { kind: "same", text: a.slice(a.length - end).join("") },
  ];
  return parts.filter((part) => part.text !== "");
}

/** Longest common subsequence of two runs of characters, as parts. */
function compare(a: string[], b: string[]): TextPart[] {
  if (a.length > longest || b.length > longest) {
    return [
      { kind: "removed", text: a.join("") },
      { kind: "added", text: b.join("") },
    ];
  }
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const parts: TextPart[] = [];
  const push = (kind: TextPart["kind"], text: string) => {
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else parts.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]];
    if (x !== undefined && x === y) {
      push("same", x);
      i += 1;
      j += 1;
    } else if (x !== undefined && (y === undefined || at(i + 1, j) >= at(i, j + 1))) {
      push("removed", x);
      i += 1;
    } else if (y !== undefined) {
      push("added", y);
      j += 1;
    }
  }
  return parts;
}

/** Added words are underlined on a tint, removed ones struck through: three signals, not colour alone. */
export function MarkedText({ parts }: { parts: TextPart[] }) {
  return (
    <span className="whitespace-pre-line">
      {parts.map((part, index) => {
        if (part.kind === "same") return part.text;
        const Mark = part.kind === "added" ? "ins" : "del";
        return (
          <Mark
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts are fixed by their place
            key={index}
            className={cx(
              part.kind === "added"
                ? "bg-ok-bg underline decoration-ok decoration-2 underline-offset-4"
                : "text-ink-2 line-through decoration-bad",
            )}
          >
            {part.text}
          </Mark>
        );
      })}
    </span>
  );
}
