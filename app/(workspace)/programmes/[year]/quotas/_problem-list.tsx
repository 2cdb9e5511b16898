import { ErrorSummary, problemItems } from "@/components/ui/error-summary";
import type { ShownProblem } from "@/lib/kernel/form-state";

/** Every problem with what to do about it, at the head of its form. */
export function ProblemList({ title, problems }: { title: string; problems: ShownProblem[] }) {
  return <ErrorSummary title={title} items={problemItems(problems)} />;
}
