"use client";

import { Button } from "./button";

/** Gone where no script runs: the browser's own menu prints as well. */
export function PrintButton({ children }: { children: string }) {
  return (
    <Button type="button" icon="printer" className="needs-script" onClick={() => window.print()}>
      {children}
    </Button>
  );
}
