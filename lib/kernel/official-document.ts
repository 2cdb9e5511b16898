/** One paragraph of an official paper. */
export type OfficialBlock = {
  kind: "heading" | "paragraph";
  text: string;
  /** A part of the text that no line may break, such as a telephone number. */
  together?: string;
};

/** An official paper as text: what the page, the PDF and the DOCX set, each in its way. */
export type OfficialDocument = {
  issuer: string;
  /** The document number. */
  number: string;
  title: string;
  /** Whom it is addressed to, with the colon. */
  salutation: string[];
  body: OfficialBlock[];
  attachments: string[];
  /** The word before the first attachment, with its colon. */
  attachmentsLabel: string;
  signature: string;
  /** As words; null while it is not issued. */
  date: string | null;
};

/** Points of a millimetre. */
export const MM = 72 / 25.4;

/**
 * The page of GB/T 9704-2012, section 5: A4, top margin 37 mm, left margin 28 mm, text 156 x 225 mm, 22 lines of 28 characters in
 * size 3 (16 pt), title in size 2 (22 pt).
 */
export const OFFICIAL_PAGE = {
  widthMm: 210,
  heightMm: 297,
  topMm: 37,
  leftMm: 28,
  textWidthMm: 156,
  textHeightMm: 225,
  lines: 22,
  characters: 28,
  bodyPt: 16,
  titlePt: 22,
  folioPt: 14,
  /** Upper edge of the issuer's name below the upper edge of the text (7.2.4). */
  issuerTopMm: 35,
  red: "#b0201a",
} as const;

/** The size at which the issuer's name stands on one line of the red head, in points. */
export function issuerSizePt(issuer: string): number {
  const widest = (OFFICIAL_PAGE.textWidthMm * MM) / Math.max(issuer.length * 1.08, 1);
  return Math.max(18, Math.min(42, Math.floor(widest)));
}
