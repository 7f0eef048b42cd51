/** What the glyphs of a PDF say to readers that extract text: which characters go with which glyph, and the ToUnicode map. */

export interface Extraction {
  readonly texts: readonly string[];
  /** Where clusters begin that extract as a whole, and where they end. */
  readonly spans: ReadonlyMap<number, number>;
}

export const NO_SPANS: ReadonlyMap<number, number> = new Map();

/**
 * What each glyph says to a reader that extracts text. In a cluster of several glyphs the scene gives the whole text to the
 * first. As many characters as glyphs (a letter and its marks) are dealt out one each, which every reader understands;
 * anything else needs an ActualText span.
 */
export function extraction(texts: readonly string[]): Extraction {
  if (!texts.includes("")) return { texts, spans: NO_SPANS };
  const dealt = [...texts];
  const spans = new Map<number, number>();
  for (let i = 0; i < texts.length;) {
    let end = i + 1;
    while (texts[end] === "") end++;
    const characters = [...(texts[i] ?? "")];
    if (characters.length === end - i) dealt.splice(i, characters.length, ...characters);
    else if (end > i + 1) spans.set(i, end);
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
