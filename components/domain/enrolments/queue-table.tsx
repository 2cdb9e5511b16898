"use client";

import Link from "next/link";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { type Face, StateFace, Tag } from "@/components/ui/state-face";

export type QueueRow = {
  id: string;
  href: string;
  open: boolean;
  teacher: string;
  title: string;
  school: string;
  subProject: string;
  state: { face: Face; label: string };
  check: { face: Face; label: string };
  marks: string[];
  at: string;
  selectable: boolean;
  /** Cannot be passed together with others. */
  byHand: boolean;
  selectLabel: string;
};

type Words = Record<
  "caption" | "select" | "teacher" | "school" | "subProject" | "check" | "state" | "at",
  string
>;
type Props = { rows: QueueRow[]; words: Words; show: { school: boolean; selection: boolean } };

/**
 * The name is the link; the boxes belong to the form named `bulk`. A client component only so that its rows travel once as data,
 * and not again as elements: half of the answer was that.
 */
export function QueueTable({ rows, words, show }: Props) {
  return (
    <Table caption={words.caption} phone="cards" bleed>
      <thead>
        <tr>
          {show.selection ? (
            <Th className="w-8">
              <span className="sr-only">{words.select}</span>
            </Th>
          ) : null}
          <Th>{words.teacher}</Th>
          {show.school ? <Th>{words.school}</Th> : null}
          <Th>{words.subProject}</Th>
          <Th>{words.check}</Th>
          {show.selection ? null : <Th>{words.state}</Th>}
          <Th align="right">{words.at}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id} open={row.open} data-row={row.id} data-open={row.open || undefined}>
            {show.selection ? (
              <Td>
                <input
                  type="checkbox"
                  form="bulk"
                  name="ids[]"
                  value={row.id}
                  data-by-hand={row.byHand || undefined}
                  aria-label={row.selectLabel}
                  className="mt-1 size-4 border-control max-sm:size-6"
                />
              </Td>
            ) : null}
            <Td>
              <Link
                prefetch={false}
                href={row.href}
                data-row-link
                aria-current={row.open ? "true" : undefined}
                className="link inline-block min-h-6 font-bold"
              >
                {row.teacher}
              </Link>
              <span className="ml-1.5 whitespace-nowrap text-ink-2">{row.title}</span>
              {row.marks.map((mark) => (
                <span key={mark} className="ml-1.5">
                  <Tag face="todo">{mark}</Tag>
                </span>
              ))}
            </Td>
            {show.school ? <Td label={words.school}>{row.school}</Td> : null}
            <Td label={words.subProject}>{row.subProject}</Td>
            <Td label={words.check}>
              <StateFace face={row.check.face}>{row.check.label}</StateFace>
            </Td>
            {show.selection ? null : (
              <Td label={words.state}>
                <StateFace face={row.state.face}>{row.state.label}</StateFace>
              </Td>
            )}
            <Td label={words.at} numeric>
              {row.at}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
