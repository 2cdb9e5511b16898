import "server-only";
import sharp from "sharp";

const MOST_PIXELS = 40_000_000;

/** Pages and route handlers are bundles of their own and share the process's memory: one picture at a time in all of them. */
const keep = globalThis as { guopeiPictures?: Promise<unknown> };

/**
 * The picture drawn anew: turned as it was meant to be seen, without place, device, owner or anything hidden behind it.
 * Null for what cannot be read as a whole or is larger than forty million points.
 */
export function redraw(bytes: Buffer, as: "jpeg" | "png"): Promise<Buffer | null> {
  const run = async () => {
    try {
      const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" }).autoOrient();
      return await (as === "jpeg" ? picture.jpeg({ quality: 85 }) : picture.png()).toBuffer();
    } catch {
      return null;
    }
  };
  const turn = (keep.guopeiPictures ?? Promise.resolve()).then(run);
  keep.guopeiPictures = turn;
  return turn;
}
