import { missing } from "@/app/_shell/missing";
import { rosterText } from "@/components/domain/classes/roster-text";
import { exportRoster } from "@/lib/enrolments";
import { exportRosterSchema } from "@/lib/enrolments/schema";
import { Forbidden } from "@/lib/kernel/problem";
import { expectedProblems, requireActor, requireOwnOrigin, stepUp, tableFile } from "@/lib/web";

type Context = { params: Promise<{ classId: string }> };

/** The roster as a file. A post, since it leaves a trace in the trail; a refusal leads back to the page, which says why. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!(await isOwnOrigin())) return new Response(null, { status: 403 });
  const [actor, { classId }, form] = await Promise.all([requireActor(), params, request.formData()]);
  const input = exportRosterSchema.safeParse({ classId, format: form.get("format") });
  if (!input.success) missing();
  const back = (code: string) => {
    const asked = new URLSearchParams({ refused: code, format: input.data.format });
    return new Response(null, {
      status: 303,
      headers: { location: `/classes/${classId}/roster?${asked}#export` },
    });
  };
  const wrongCode = await stepUp(actor, form);
  if (wrongCode) return back(wrongCode[0]?.code ?? "");
  try {
    const roster = await exportRoster(actor, input.data);
    return await tableFile(await rosterText(roster), input.data.format, `${roster.code}-roster`);
  } catch (error) {
    const problems = expectedProblems(error);
    if (!problems) throw error;
    return back(problems[0]?.code ?? "");
  }
}

async function isOwnOrigin(): Promise<boolean> {
  try {
    await requireOwnOrigin();
    return true;
  } catch (error) {
    if (error instanceof Forbidden) return false;
    throw error;
  }
}
