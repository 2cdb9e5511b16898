import { Banner } from "@/components/ui/banner";
import type { ShownProblem } from "@/lib/kernel/form-state";

/** Why a form that answers with a file gave none. */
export function RefusalBanner({ problem }: { problem: ShownProblem | null }) {
  return problem ? (
    <Banner tone="todo" title={problem.message}>
      {problem.nextStep}
    </Banner>
  ) : null;
}
