import LineBreaker from "linebreak";

type Measure = (text: string) => number;

/** Pieces of a text between which a line may end (UAX 14), each part that must stay whole in one piece. */
function pieces(text: string, together?: string): string[] {
  const breaker = new LineBreaker(text);
  const found: string[] = [];
  const whole = together ? text.indexOf(together) : -1;
  const wholeEnd = whole < 0 ? -1 : whole + (together?.length ?? 0);
  let from = 0;
  for (let at = breaker.nextBreak(); at; at = breaker.nextBreak()) {
    if (at.position > whole && at.position < wholeEnd) continue;
    found.push(text.slice(from, at.position));
    from = at.position;
  }
  return found;
}

/** A piece that is wider than a whole line is cut where it must be. */
function cut(piece: string, width: number, measure: Measure): string[] {
  const parts: string[] = [];
  let part = "";
  for (const character of piece) {
    if (part !== "" && measure(part + character) > width) {
      parts.push(part);
      part = character;
    } else part += character;
  }
  return part === "" ? parts : [...parts, part];
}

/** The lines of one paragraph. Widths in points; `firstIndent` is what the first line lacks. */
export function breakLines(
  text: string,
  { width, firstIndent = 0, together }: { width: number; firstIndent?: number; together?: string },
  measure: Measure,
): string[] {
  const lines: string[] = [];
  let line = "";
  let lineWidth = 0;
  const room = () => (lines.length === 0 ? width - firstIndent : width);
  for (const piece of pieces(text, together)) {
    const pieceWidth = measure(piece);
    // Spaces at the end of a line hang over its edge.
    if (lineWidth + pieceWidth > room() + 0.01 && lineWidth + measure(piece.trimEnd()) > room() + 0.01) {
      if (line !== "") {
        lines.push(line.trimEnd());
        line = "";
        lineWidth = 0;
      }
      if (measure(piece.trimEnd()) > room()) {
        const parts = cut(piece.trimEnd(), room(), measure);
        const last = parts.pop() ?? "";
        lines.push(...parts);
        line = last;
        lineWidth = measure(last);
        continue;
      }
    }
    line += piece;
    lineWidth += pieceWidth;
  }
  if (line.trimEnd() !== "" || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** A title on as few lines as it needs, of much the same length. */
export function breakEvenly(text: string, width: number, measure: Measure): string[] {
  const fewest = breakLines(text, { width }, measure);
  let narrow = measure(text) / fewest.length;
  for (; narrow < width; narrow += width / 40) {
    const lines = breakLines(text, { width: narrow }, measure);
    if (lines.length <= fewest.length) return lines;
  }
  return fewest;
}
