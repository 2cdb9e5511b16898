import { redirect } from "next/navigation";
import { can } from "@/lib/access";
import { findCancellation, listMergeChoices } from "@/lib/classes";
import { dayOf, startOfChinaDay } from "@/lib/kernel/dates";
import { loadClass } from "../load";

/** For whoever may cancel a class or ask for it, while that is possible; everybody else reads the class. */
export async function loadForCancelling(classId: string) {
  const { actor, trainingClass } = await loadClass(classId);
  const decides = can(actor, "class.cancel");
  const possible =
    trainingClass.state !== "cancelled" && trainingClass.now < startOfChinaDay(dayOf(trainingClass.startsOn));
  if (!possible || !(decides || can(actor, "cancellation.submit"))) redirect(`/classes/${classId}`);
  const [cancellation, choices] = await Promise.all([
    findCancellation(actor, classId),
    listMergeChoices(actor, classId),
  ]);
  const waiting = cancellation?.state === "requested" ? cancellation : null;
  if (waiting && !decides) redirect(`/classes/${classId}`);
  return { actor, trainingClass, decides, waiting, choices };
}
