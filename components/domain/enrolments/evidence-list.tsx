import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

export type ShownEvidence = {
  id: string;
  kind: string;
  fileName: string;
  /** Size, who added it and when. */
  note: string;
  /** Whether it was there when the registration was submitted, where that matters. */
  mark?: string;
  remove?: ReactNode;
};

/** The papers of a registration; each opens as a file to save. */
export function EvidenceRows({ rows, none }: { rows: ShownEvidence[]; none: string }) {
  if (rows.length === 0) return <p className="text-ink-2">{none}</p>;
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.id} className="flex flex-wrap items-start gap-x-4 gap-y-1 py-2 first:pt-0 last:pb-0">
          <div className="min-w-0 flex-1 basis-52">
            <p className="font-bold">{row.kind}</p>
            <a
              href={`/evidence/${row.id}`}
              download
              className="link inline-flex max-w-full items-center gap-1.5 max-sm:min-h-11"
            >
              <Icon name="download" size={14} />
              <span className="min-w-0 break-all">{row.fileName}</span>
            </a>
            <p className="text-13 text-ink-2">{row.note}</p>
            {row.mark ? <p className="text-13 text-ink-2">{row.mark}</p> : null}
          </div>
          {row.remove}
        </li>
      ))}
    </ul>
  );
}
