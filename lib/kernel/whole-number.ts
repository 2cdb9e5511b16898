const FULL_WIDTH_ZERO = 0xff10;

function halfWidth(text: string): string {
  return text.replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - FULL_WIDTH_ZERO));
}

/** A whole number from 0 to `max` as people type it, full-width digits and outer blanks included; null for anything else. */
export function parseWholeNumber(text: string, max: number): number | null {
  const plain = halfWidth(text).trim();
  if (!/^\d{1,9}$/.test(plain)) return null;
  const value = Number(plain);
  return value <= max ? value : null;
}

/** The one number that a malformed text contains, to be offered as its repair; null when there is none, or several. */
export function suggestWholeNumber(text: string, max: number): number | null {
  const plain = halfWidth(text);
  const runs = plain.match(/\d+/g) ?? [];
  if (runs.length !== 1 || /[-\u2212.,]/.test(plain)) return null;
  return parseWholeNumber(runs[0] ?? "", max);
}
