"use client";

import { ClosingForm, type ClosingProps } from "./_closing-form";
import { extendWindowAction } from "./actions";

export function ExtendForm(props: ClosingProps) {
  return <ClosingForm action={extendWindowAction} {...props} />;
}
