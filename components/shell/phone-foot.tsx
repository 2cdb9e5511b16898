import type { ReactNode } from "react";

/** The one primary action, at the thumb. It stands inside the form that it sends. */
export function PhoneFoot({ children }: { children: ReactNode }) {
  return (
    <div
      data-foot
      data-phone-foot
      data-chrome
      className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface"
    >
      <div className="mx-auto grid max-w-phone gap-2 px-4 py-3">{children}</div>
    </div>
  );
}
