import type { ReactNode } from "react";

export type VersionDifference = {
  /** The name under which the choice is posted: `theirs` or `mine`. */
  name: string;
  label: ReactNode;
  theirs: ReactNode;
  mine: ReactNode;
};

type Props = {
  differences: VersionDifference[];
  /** Whose the two columns are and from when, such as “version 3, Lin, 10:32”. */
  theirsLabel: string;
  mineLabel: string;
};

/** A stale save: both texts side by side, one choice for each difference, nothing lost and nothing chosen beforehand. */
export function VersionChoice({ differences, theirsLabel, mineLabel }: Props) {
  return (
    <div className="grid gap-4">
      {differences.map((difference) => (
        <fieldset
          key={difference.name}
          className="min-w-0 overflow-hidden rounded-panel border border-line-strong"
        >
          <legend className="sr-only">{difference.label}</legend>
          <p aria-hidden="true" className="border-b border-line bg-canvas px-4 py-2 font-bold">
            {difference.label}
          </p>
          <div className="grid divide-line max-sm:divide-y sm:grid-cols-2 sm:divide-x">
            {(["theirs", "mine"] as const).map((side) => (
              <label
                key={side}
                className="flex cursor-pointer gap-3 px-4 py-3 has-checked:bg-brand-soft has-checked:outline-2 has-checked:-outline-offset-2 has-checked:outline-brand"
              >
                <input type="radio" name={difference.name} value={side} required className="mt-1 shrink-0" />
                <span className="min-w-0">
                  <span className="block text-13 text-ink-2">
                    {side === "theirs" ? theirsLabel : mineLabel}
                  </span>
                  {difference[side]}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
