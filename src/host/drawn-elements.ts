/**
 * How much a drawing draws once its `use` elements, masks and patterns are followed. A few lines of SVG can ask for a
 * hundred million shapes; a decoder finds that out only by drawing them.
 */

/** As many as librsvg, which draws, allows itself to follow. */
export const MOST_DRAWN = 500_000;

/** An element that others may draw again: how many it holds itself, and what it draws beside them. */
interface Piece {
  own: number;
  readonly inside: Piece[];
  readonly refers: string[];
}

/** Outside quotation marks an attribute holds no `<`, so a scan never runs on beyond the next element. */
const TAG = /<(\/?)([\w:.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*)>/gu;
/** What draws or paints by the element it refers to; a link (`a`) does not. */
const DRAWS = /^(?:[\w-]+:)?(?:use|feImage|pattern|linearGradient|radialGradient|filter)$/u;
const ID = /(?<![\w:-])id\s*=\s*(?:"([^"]*)"|'([^']*)')/u;
const HREF = /(?<![\w-])(?:xlink:)?href\s*=\s*(?:"\s*#([^"]*)"|'\s*#([^']*)')/u;
const URL = /\burl\(\s*(?:"|'|&quot;|&apos;)?\s*#([^"')&\s]+)/gu;

/** Elements drawn, or Infinity where a piece draws itself or there are more than `MOST_DRAWN`. `text` has no comments. */
export function drawnElements(text: string): number {
  const root: Piece = { own: 0, inside: [], refers: [] };
  const named = new Map<string, Piece>();
  const open: Piece[] = [root];
  for (const [, close, element = "", attributes = ""] of text.replaceAll(/<!\[CDATA\[.*?\]\]>/gsu, "").matchAll(TAG)) {
    if (close === "/") {
      if (open.length > 1) open.pop();
      continue;
    }
    const holder = open.at(-1) ?? root;
    const id = ID.exec(attributes);
    const refers = referencesIn(element, attributes);
    const name = id?.[1] ?? id?.[2];
    const holds = !attributes.endsWith("/");
    if (name === undefined && refers.length === 0 && !holds) {
      holder.own += 1;
      continue;
    }
    const piece: Piece = { own: 1, inside: [], refers };
    holder.inside.push(piece);
    if (name !== undefined && !named.has(name)) named.set(name, piece);
    if (holds) open.push(piece);
  }
  return new Counter(named).count(root);
}

function referencesIn(element: string, attributes: string): string[] {
  const href = DRAWS.test(element) ? HREF.exec(attributes) : null;
  const target = href?.[1] ?? href?.[2];
  const painted = [...attributes.matchAll(URL)].map(([, name = ""]) => name);
  return target === undefined ? painted : [target, ...painted];
}

class Counter {
  private readonly known = new Map<Piece, number>();

  constructor(private readonly named: ReadonlyMap<string, Piece>) {}

  /** Without recursion: elements of a hostile file stand a hundred thousand deep. */
  count(root: Piece): number {
    const waiting: Piece[] = [root];
    const begun = new Set<Piece>();
    for (let piece = waiting.at(-1); piece !== undefined; piece = waiting.at(-1)) {
      const parts = [...piece.inside, ...piece.refers.flatMap((name) => this.named.get(name) ?? [])];
      const next = this.known.has(piece) ? [] : parts.filter((part) => !this.known.has(part));
      if (next.length === 0) {
        if (!this.known.has(piece)) this.known.set(piece, this.sum(piece, parts));
        waiting.pop();
        continue;
      }
      // Its parts were asked for before, and one of them waits for it.
      if (begun.has(piece)) return Number.POSITIVE_INFINITY;
      begun.add(piece);
      waiting.push(...next);
    }
    return this.known.get(root) ?? 0;
  }

  private sum({ own }: Piece, parts: readonly Piece[]): number {
    const total = parts.reduce((sum, part) => sum + (this.known.get(part) ?? 0), own);
    return total > MOST_DRAWN ? Number.POSITIVE_INFINITY : total;
  }
}
