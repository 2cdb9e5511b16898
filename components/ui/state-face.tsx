import type { ReactNode } from "react";
import { cx } from "./cx";
import type { IconName } from "./icon";

/** The face of a state for the person who looks: shape first, then colour, always with its word. */
export type Face =
  | "idle-ring"
  | "idle-pencil"
  | "wait"
  | "todo"
  | "judge"
  | "returned"
  | "ok"
  | "bad"
  | "void"
  | "locked"
  | "delegated";

type Colour = "idle" | "wait" | "todo" | "bad" | "ok" | "deleg";

export const faces: Record<Face, { icon: IconName; colour: Colour }> = {
  "idle-ring": { icon: "ring", colour: "idle" },
  "idle-pencil": { icon: "pencil", colour: "idle" },
  wait: { icon: "clock", colour: "wait" },
  todo: { icon: "alert", colour: "todo" },
  judge: { icon: "eye", colour: "todo" },
  returned: { icon: "return-arrow", colour: "bad" },
  ok: { icon: "check-circle", colour: "ok" },
  bad: { icon: "cross-circle", colour: "bad" },
  void: { icon: "void", colour: "idle" },
  locked: { icon: "lock", colour: "idle" },
  delegated: { icon: "swap", colour: "deleg" },
};

export const faceInk: Record<Colour, string> = {
  idle: "text-idle",
  wait: "text-wait",
  todo: "text-todo",
  bad: "text-bad",
  ok: "text-ok",
  deleg: "text-deleg",
};

const faceTint: Record<Colour, string> = {
  idle: "bg-idle-bg border-idle-line text-idle",
  wait: "bg-wait-bg border-wait-line text-wait",
  todo: "bg-todo-bg border-todo-line text-todo",
  bad: "bg-bad-bg border-bad-line text-bad",
  ok: "bg-ok-bg border-ok-line text-ok",
  deleg: "bg-deleg-bg border-deleg-line text-deleg",
};

type Props = { face: Face; children: ReactNode; className?: string };

/** Icon and word, for lists. One element, the icon drawn before it: a queue holds a hundred. */
export function StateFace({ face, children, className }: Props) {
  const { icon, colour } = faces[face];
  return (
    <span className={cx("with-icon", `icon-${icon}`, faceInk[colour], className)}>{oneItem(children)}</span>
  );
}

/** The tinted form, only where one state matters most on the page. */
export function Tag({ face, children, className }: Props) {
  const { icon, colour } = faces[face];
  return (
    <span data-edge className={cx("state-tag", `icon-${icon}`, faceTint[colour], className)}>
      {oneItem(children)}
    </span>
  );
}

/** Words beside a drawn icon are one item of its line; markup among them would become several. */
function oneItem(children: ReactNode) {
  return typeof children === "string" ? children : <span>{children}</span>;
}

/** The dashed label on everything that is made up for a demonstration. */
export function DemonstrationTag({ children }: { children: ReactNode }) {
  return (
    <span className="inline-block rounded-tag border border-dashed border-control px-1.5 text-12 font-normal whitespace-nowrap text-ink-2">
      {children}
    </span>
  );
}
