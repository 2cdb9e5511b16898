import { cx } from "./cx";

const sizes = { 11: "size-2.75", 12: "size-3", 14: "size-3.5", 18: "size-4.5", 20: "size-5" };

/** Each is drawn by its rule in icons.css. */
export const ICONS = [
  "home",
  "book",
  "grid",
  "flag",
  "users",
  "team",
  "user",
  "yen",
  "star",
  "sitemap",
  "file",
  "calendar",
  "chart",
  "shield",
  "inbox",
  "help",
  "display",
  "moon",
  "search",
  "card",
  "check",
  "check-circle",
  "clock",
  "alert",
  "cross-circle",
  "return-arrow",
  "lock",
  "void",
  "pencil",
  "ring",
  "eye",
  "swap",
  "scales",
  "chevron-down",
  "chevron-up",
  "chevron-right",
  "chevron-left",
  "arrow-left",
  "arrow-right",
  "x",
  "plus",
  "minus",
  "download",
  "upload",
  "printer",
  "send",
  "filter",
  "menu",
  "more",
  "save",
  "undo",
  "redo",
  "paste",
  "link",
  "phone",
  "cog",
  "key",
  "info",
  "sign-out",
] as const;

export type IconName = (typeof ICONS)[number];

/** An icon always stands beside a word, so it is hidden from readers. 16 px square unless told. */
export function Icon({
  name,
  size,
  className,
}: {
  name: IconName;
  size?: keyof typeof sizes;
  className?: string;
}) {
  return <span aria-hidden="true" className={cx("icon", `icon-${name}`, size && sizes[size], className)} />;
}
