import sharp from "sharp";

/** A small photograph that tells where and with what it was taken. */
export function photograph(): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 30, channels: 3, background: "#884422" } })
    .withExif({ IFD0: { Make: "SpyCamera" }, IFD3: { GPSLatitude: "28/1 12/1 0/1" } })
    .jpeg()
    .toBuffer();
}

export function fileOf(bytes: Buffer | string, name: string): File {
  return new File([typeof bytes === "string" ? bytes : new Uint8Array(bytes)], name);
}

export const PDF = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";
