import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { Icon, type IconName } from "./icon";

export type ButtonTone = "primary" | "secondary" | "danger" | "quiet";
/** small 28, desk 32 (44 on a phone), public 44, phone 52 and as wide as its column. */
export type ButtonSize = "small" | "desk" | "public" | "phone";

const tones: Record<ButtonTone, string> = {
  primary:
    "border-brand bg-brand text-on-brand font-bold hover:border-brand-hover hover:bg-brand-hover large:min-h-[60px]",
  secondary: "border-control bg-surface text-ink hover:bg-select",
  danger: "border-bad bg-surface text-bad hover:bg-bad-bg",
  quiet: "border-transparent bg-transparent text-brand hover:bg-select",
};

const sizes: Record<ButtonSize, string> = {
  small: "min-h-7 px-2.5 text-13 max-sm:min-h-11",
  desk: "min-h-8 px-3 text-14 max-sm:min-h-11",
  public: "min-h-11 px-5 text-16",
  phone: "min-h-13 w-full rounded-panel px-5 text-18 max-sm:py-2",
};

export function buttonClass(tone: ButtonTone = "secondary", size: ButtonSize = "desk", className?: string) {
  return cx(
    "inline-flex items-center justify-center gap-2 border text-center rounded-control",
    sizes[size],
    tones[tone],
    className,
  );
}

type Look = { tone?: ButtonTone; size?: ButtonSize; icon?: IconName; children: ReactNode };

export function Button({
  tone,
  size,
  icon,
  children,
  className,
  type = "submit",
  ...rest
}: Look & ComponentProps<"button">) {
  return (
    <button type={type} className={buttonClass(tone, size, className)} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
    </button>
  );
}

export function ButtonLink({
  tone,
  size,
  icon,
  children,
  className,
  ...rest
}: Look & ComponentProps<typeof Link>) {
  return (
    <Link prefetch={false} className={buttonClass(tone, size, className)} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
    </Link>
  );
}
