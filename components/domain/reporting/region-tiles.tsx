import Link from "next/link";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";

export type RegionTile = {
  /** Two digits. */
  code: string;
  name: string;
  /** As shown; null for a region without seats. */
  value: string | null;
  /** 0 for the lowest of five classes. */
  level: number;
  attention: boolean;
  selected: boolean;
  href: string;
  /** The whole as a reader says it. */
  spoken: string;
};

/** Row and column by rough bearing. */
const PLACES: Record<string, [row: number, column: number]> = {
  11: [3, 7],
  12: [3, 8],
  13: [3, 6],
  14: [3, 5],
  15: [2, 6],
  21: [3, 9],
  22: [2, 9],
  23: [1, 9],
  31: [5, 8],
  32: [5, 7],
  33: [6, 7],
  34: [5, 6],
  35: [7, 6],
  36: [6, 6],
  37: [4, 6],
  41: [4, 5],
  42: [5, 5],
  43: [6, 5],
  44: [7, 5],
  45: [7, 4],
  46: [8, 5],
  50: [5, 4],
  51: [5, 3],
  52: [6, 4],
  53: [6, 3],
  54: [5, 1],
  61: [4, 4],
  62: [3, 3],
  63: [4, 2],
  64: [3, 4],
  65: [2, 1],
  66: [2, 2],
};

/** Longer ones, all of them Latin, are set smaller. */
const LONG_NAME = 7;

const LEVELS = [
  "bg-s1 text-s-low-ink",
  "bg-s2 text-s-low-ink",
  "bg-s3 text-s-low-ink",
  "bg-s4 text-s-high-ink",
  "bg-s5 text-s-high-ink",
];
const HATCHED =
  "bg-[repeating-linear-gradient(135deg,var(--color-bar-track)_0_3px,var(--color-surface)_3px_8px)] text-ink-2";

/** 32 equal squares, in the order of the administrative codes for keyboards and readers; no map. */
export function RegionTiles({ label, tiles, none }: { label: string; tiles: RegionTile[]; none: string }) {
  const inOrder = tiles.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return (
    <ul aria-label={label} className="grid grid-cols-9 gap-1">
      {inOrder.map((tile) => {
        const [gridRow, gridColumn] = PLACES[tile.code] ?? [1, 1];
        return (
          <li key={tile.code} style={{ gridRow, gridColumn }}>
            <Link
              prefetch={false}
              href={tile.href}
              scroll={false}
              data-at={tile.code}
              data-edge
              aria-current={tile.selected ? "true" : undefined}
              className={cx(
                "flex min-h-12.5 flex-col items-center justify-center rounded-control border border-transparent px-0.5 py-1 text-center",
                "data-lit:outline-2 data-lit:outline-offset-1 data-lit:outline-ink aria-[current]:outline-2 aria-[current]:outline-offset-1 aria-[current]:outline-ink",
                tile.value === null ? HATCHED : LEVELS[tile.level],
              )}
            >
              <span
                aria-hidden="true"
                className={cx(
                  "leading-tight wrap-break-word",
                  tile.name.length > LONG_NAME ? "text-11" : "text-12",
                )}
              >
                {tile.name}
              </span>
              <span aria-hidden="true" className="flex items-center gap-1 text-14 leading-tight font-bold">
                {tile.attention ? <Icon name="alert" size={12} /> : null}
                {tile.value ?? <span className="text-12 font-normal">{none}</span>}
              </span>
              <span className="sr-only">{tile.spoken}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** The five classes with their limits in print. */
export function TileLegend({ labels }: { labels: string[] }) {
  return (
    <ul className="flex text-12">
      {labels.map((label, index) => (
        <li key={label} data-edge className={cx("border border-transparent px-3 py-0.5", LEVELS[index])}>
          {label}
        </li>
      ))}
    </ul>
  );
}
