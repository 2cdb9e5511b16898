import { Forbidden } from "@/lib/kernel/problem";
import { countFieldTeachers } from "@/lib/quotas";
import { currentActor } from "@/lib/web";

/** Teachers of each field by region, for sharing seats by them: counted when asked for, since it reads the whole register. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ year: string }> },
): Promise<Response> {
  const [actor, { year }] = await Promise.all([currentActor(), params]);
  if (!actor) return Response.json(null, { status: 401 });
  if (!/^\d{4}$/.test(year)) return Response.json(null, { status: 404 });
  try {
    return Response.json(await countFieldTeachers(actor, { year: Number(year) }));
  } catch (error) {
    if (error instanceof Forbidden) return Response.json(null, { status: 403 });
    throw error;
  }
}
