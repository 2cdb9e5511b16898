"use client";

import Link from "next/link";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { type Face, StateFace, Tag } from "@/components/ui/state-face";

export type QueueRow = {
  id: string;
  href: string;
  teacher: string;
  title: string;
  school: string;
  subProject: string;
  face: Face;
  state: string;
  checkFace: Face;
  check: string;
  /** Absent where there is none: what is absent does not travel. */
  marks?: string[];
  at: string;
  /** Cannot be passed together with others. */
  byHand?: boolean;
  selectLabel?: string;
};

type Words = Record<
  "caption" | "select" | "teacher" | "school" | "subProject" | "check" | "state" | "at",
  string
>;
type Props = {
  rows: QueueRow[];
  openId?: string;
  words: Words;
  show: { school: boolean; selection: boolean };
};

/**
 * The name is the link; the boxes belong to the form named `bulk`. A client component only so that its rows travel once as data,
 * and not again as elements: half of the answer was that.
 */
export function QueueTable({ rows, openId, words, show }: Props) {
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
          <Tr key={row.id} open={row.id === openId} data-row="" data-open={row.id === openId || undefined}>
            {show.selection ? (
              <Td>
                <input
                  type="checkbox"
                  form="bulk"
                  name="ids[]"
                  value={row.id}
                  data-by-hand={row.byHand}
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
                aria-current={row.id === openId ? "true" : undefined}
                className="link inline-block min-h-6 font-bold"
              >
                {row.teacher}
              </Link>
              <span className="ml-1.5 whitespace-nowrap text-ink-2">{row.title}</span>
              {row.marks?.map((mark) => (
                <span key={mark} className="ml-1.5">
                  <Tag face="todo">{mark}</Tag>
                </span>
              ))}
            </Td>
            {show.school ? <Td label={words.school}>{row.school}</Td> : null}
            <Td label={words.subProject}>{row.subProject}</Td>
            <Td label={words.check}>
              <StateFace face={row.checkFace}>{row.check}</StateFace>
            </Td>
            {show.selection ? null : (
              <Td label={words.state}>
                <StateFace face={row.face}>{row.state}</StateFace>
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
