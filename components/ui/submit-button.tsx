"use client";

import { type ComponentProps, useRef } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

type Props = ComponentProps<typeof Button> & {
  /** Shown while the form is on its way; the button stays where it is and takes no second press. */
  pendingLabel: string;
};

/** Must stand inside its form. Without JavaScript it is a plain submit button. */
export function SubmitButton({ pendingLabel, children, ...rest }: Props) {
  const { pending } = useFormStatus();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Button
      {...rest}
      ref={button}
      aria-disabled={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else rest.onClick?.(event);
      }}
    >
      <span aria-live="polite">{pending ? pendingLabel : children}</span>
    </Button>
  );
}
