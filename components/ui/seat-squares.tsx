import { cx } from "./cx";

const most = 100;

function squareClass(kind: "filled" | "held" | "open") {
  return cx(
    "size-2.5 rounded-[2px] border",
    kind === "filled" && "border-bar bg-bar",
    kind === "held" && "border-bar bg-bar-2",
    kind === "open" && "border-control bg-transparent",
  );
}

type Counts = { filled: number; held: number; open: number };

/** One small square is one seat. `label` says the same in words; above a hundred only the words remain. */
export function SeatSquares({ filled, held, open, label }: Counts & { label: string }) {
  const total = filled + held + open;
  if (total > most) return <span>{label}</span>;
  return (
    <span role="img" aria-label={label} className="inline-flex max-w-full flex-wrap gap-0.5 align-middle">
      {Array.from({ length: total }, (_, index) => {
        const kind = index < filled ? "filled" : index < filled + held ? "held" : "open";
        // biome-ignore lint/suspicious/noArrayIndexKey: the squares are alike and never move
        return <span key={index} data-bar className={squareClass(kind)} />;
      })}
    </span>
  );
}

export function SeatLegend({ items }: { items: { kind: keyof Counts; label: string; count: number }[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-13">
      {items.map((item) => (
        <li key={item.kind} className="flex items-center gap-1.5">
          <span aria-hidden="true" data-bar className={squareClass(item.kind)} />
          <span>
            {item.label} <b>{item.count}</b>
          </span>
        </li>
      ))}
    </ul>
  );
}
