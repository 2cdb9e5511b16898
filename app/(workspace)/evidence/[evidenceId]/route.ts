import { create } from "content-disposition";
import { downloadEvidence } from "@/lib/enrolments";
import { isId } from "@/lib/kernel/id";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { currentActor } from "@/lib/web";

const nothing = (status: number) => new Response(null, { status, headers: { "Cache-Control": "no-store" } });

/** Hands a file out as something to save, never as a page of ours: what people upload must not run under our name. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ evidenceId: string }> },
): Promise<Response> {
  const [actor, { evidenceId }] = await Promise.all([currentActor(), params]);
  if (!actor) return nothing(401);
  if (!isId(evidenceId)) return nothing(404);
  try {
    const { fileName, mediaType, bytes } = await downloadEvidence(actor, evidenceId);
    const ending = fileName.slice(fileName.lastIndexOf("."));
    return new Response(new Uint8Array(bytes), {
      headers: {
        "Content-Type": mediaType,
        "Content-Length": String(bytes.length),
        "Content-Disposition": create(fileName, { fallback: `file${ending}` }),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
      },
    });
  } catch (error) {
    if (error instanceof NotFound || error instanceof Forbidden) return nothing(404);
    throw error;
  }
}
