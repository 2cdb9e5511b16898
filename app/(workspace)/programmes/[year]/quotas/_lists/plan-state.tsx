import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import type { PlanState } from "./reading";

const LOOKS = {
  complete: { icon: "check", ink: "text-ok" },
  left: { icon: "ring", ink: "text-todo font-bold" },
  over: { icon: "alert", ink: "text-bad font-bold" },
  mend: { icon: "alert", ink: "text-bad font-bold" },
} as const;

/** The same shapes and words as at the foot of the table. */
export function PlanMark({ state, children }: { state: PlanState["state"]; children: string }) {
  const { icon, ink } = LOOKS[state];
  return (
    <span className={cx("inline-flex items-baseline gap-1.5", ink)}>
      <Icon name={icon} size={14} className="relative top-0.5" />
      <span>{children}</span>
    </span>
  );
}
