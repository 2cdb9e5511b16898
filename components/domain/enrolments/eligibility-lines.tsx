import type { ComponentProps, ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { type Face, faceInk, faces } from "@/components/ui/state-face";

export type ShownLine = {
  code: string;
  face: Extract<Face, "ok" | "todo" | "judge" | "idle-ring" | "bad">;
  /** The state in words, for readers where the desk shows none. */
  stateLabel: string;
  title: string;
  note?: ReactNode;
  /** Who mends it or who said so; stands at the end of the line on a desk. */
  who?: string;
  /** A link or a form that settles it. */
  action?: ReactNode;
};

function LineIcon({ line, size }: { line: ShownLine; size?: ComponentProps<typeof Icon>["size"] }) {
  const { icon, colour } = faces[line.face];
  return (
    <>
      <Icon name={icon} size={size} className={`mt-1 ${faceInk[colour]}`} />
      <span className="sr-only">{line.stateLabel} </span>
    </>
  );
}

/** On the teacher's phone: what needs someone first, in frames of its own; then everything else in one card. */
export function EligibilityCards({ lines }: { lines: ShownLine[] }) {
  const urgent = lines.filter((line) => line.face === "todo" || line.face === "bad" || line.face === "judge");
  const rest = lines.filter((line) => !urgent.includes(line));
  return (
    <>
      {urgent.map((line) => (
        <section
          key={line.code}
          data-line={line.code}
          data-edge
          className={`flex gap-3 rounded-card border bg-surface p-4 ${line.face === "bad" ? "border-bad-line" : "border-todo-line"}`}
        >
          <LineIcon line={line} size={20} />
          <div className="min-w-0 flex-1">
            <h2 className="text-18 font-bold">{line.title}</h2>
            {line.note ? <p className="text-16 text-ink-2">{line.note}</p> : null}
            {line.action ? <div className="mt-3 grid gap-2">{line.action}</div> : null}
          </div>
        </section>
      ))}
      {rest.length > 0 ? (
        <ul className="rounded-card border border-line bg-surface px-4">
          {rest.map((line) => (
            <li
              key={line.code}
              data-line={line.code}
              className="flex gap-3 border-t border-line py-3 first:border-t-0"
            >
              <LineIcon line={line} size={20} />
              <div className="min-w-0 flex-1">
                <p className="text-18 font-bold">{line.title}</p>
                {line.note ? <p className="text-16 text-ink-2">{line.note}</p> : null}
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** In an officer's panel: one line a condition, who said so at its end. */
export function EligibilityRows({ lines }: { lines: ShownLine[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.code} data-line={line.code} className="flex gap-2.5 border-b border-line py-1.5">
          <LineIcon line={line} />
          <div className="min-w-0 flex-1">
            <p>{line.title}</p>
            {line.note ? <p className="text-13 text-ink-2">{line.note}</p> : null}
            {line.action}
          </div>
          {line.who ? <span className="text-13 text-ink-2">{line.who}</span> : null}
        </li>
      ))}
    </ul>
  );
}
