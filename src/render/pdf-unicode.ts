/** What the glyphs of a PDF say to readers that extract text: which characters go with which glyph, and the ToUnicode map. */

export interface Extraction {
  readonly texts: readonly string[];
  /** By the glyph at which they begin: clusters that extract as a whole. */
  readonly spans: ReadonlyMap<number, Replaced>;
}

export interface Replaced {
  /** The glyph before which it ends. */
  readonly end: number;
  readonly text: string;
}

export const NO_SPANS: ReadonlyMap<number, Replaced> = new Map();

const MARK = /\p{M}/u;
const SOFT_HYPHEN = "\u00ad";

/**
 * What each glyph says to a reader that extracts text. In a cluster of several glyphs the scene gives the whole text to the
 * first. As many characters as glyphs are dealt out one each, which every reader understands; anything else needs an
 * ActualText span. So does a letter with marks over it, which some readers take for lines of their own, and the hyphen of a parted word at a line's end: it is no character of the text
 * (ISO 32000-1, 14.8.2.2.3), and readers that don't know ActualText join words at a hyphen they can see.
 */
export function extraction(texts: readonly string[]): Extraction {
  if (!texts.includes("") && texts.at(-1) !== SOFT_HYPHEN) return { texts, spans: NO_SPANS };
  const dealt = [...texts];
  const spans = new Map<number, Replaced>();
  for (let i = 0; i < texts.length;) {
    let end = i + 1;
    while (texts[end] === "") end++;
    const characters = [...(texts[i] ?? "")];
    if (texts[i] === SOFT_HYPHEN) {
      dealt[i] = "-";
      spans.set(i, { end, text: SOFT_HYPHEN });
    } else if (characters.length === end - i && !characters.slice(1).some((one) => MARK.test(one)))
      dealt.splice(i, characters.length, ...characters);
    else if (end > i + 1) spans.set(i, { end, text: texts[i] ?? "" });
    i = end;
  }
  return { texts: dealt, spans };
}

export function hexCid(cid: number): string {
  return cid.toString(16).padStart(4, "0");
}

/** The CMap language allows a hundred entries a block. */
const ENTRIES_PER_BLOCK = 100;

/** CIDs to text, several characters where a glyph shows several. A CID whose text is empty is left out: it shows nothing. */
export function toUnicode(texts: readonly string[]): Uint8Array {
  const entries = texts.flatMap((text, cid) => (text === "" ? [] : [`<${hexCid(cid)}> <${utf16Hex(text)}>`]));
  const blocks: string[] = [];
  for (let i = 0; i < entries.length; i += ENTRIES_PER_BLOCK) {
    const block = entries.slice(i, i + ENTRIES_PER_BLOCK);
    blocks.push(`${block.length} beginbfchar\n${block.join("\n")}\nendbfchar`);
  }
  return new TextEncoder().encode(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join("\n")}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`);
}

export function utf16Hex(text: string): string {
  let hex = "";
  for (let i = 0; i < text.length; i++) hex += text.charCodeAt(i).toString(16).padStart(4, "0");
  return hex;
}
