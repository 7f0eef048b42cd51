/** What the rules of house style ask about a text, and where they do not apply. */
/** Marks that are looked through to find out what a mark stands next to: each with the form it may turn into. */
const TRANSPARENT = new Set(",，.。?？!！:：;；(（)）\"“”'‘’-—…");
/**
 * Addresses are not prose. ASCII only, and without the marks that would end the sentence around them. Each alternative
 * begins at a word's beginning and has bounded parts, so that no text makes the search slow.
 */
const ADDRESS =
  /(?<![\w.+-])(?:(?:[a-z][a-z\d+.-]{1,15}:\/\/|www\.)[!-~]*[\w/#=&~-]|[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})+|[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){0,8}\.(?:com|cn|net|org|gov|edu|info|io)(?:\/[!-~]*[\w/#=&~-])?(?![a-z\d]))/giu;
const SENTENCE_END = /[。！？!?\n]/u;
const HAN = /^\p{Script=Han}$/u;
export const LATIN_OR_DIGIT = /^[\p{Script=Latin}\p{Nd}]$/u;
export const DIGIT = /^\p{Nd}$/u;
/** Marks and forms that stand in Chinese text alone: what is beside them is Chinese. */
export const CHINESE = /^[\p{Script=Han}《》〈〉「」『』【】〔〕〖〗、％￥]$/u;
/** What ends a Latin word or figure that stands in Chinese text: letters, digits, and the signs of figures. */
const WORD_END = /^[\p{Script=Latin}\p{Nd}%‰℃℉°+#)]$/u;
/** An HTML entity: its semicolon is no mark of the text. */
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/giu;

/**
 * A text with what the rules ask about it, each answered in constant time: a paragraph of a hundred thousand brackets
 * must not take a minute. Works on UTF-16 units; a surrogate pair counts through its code point.
 */
export class TextView {
  readonly text: string;
  readonly #protected: Uint8Array;
  /** For each offset, where the nearest unit lies that is not a transparent mark: before it (its end), and from it on. */
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  /** Number of Han characters before each offset. */
  readonly #han: Int32Array;
  /** For each offset, where the sentence begins in which it stands. */
  readonly #sentence: Int32Array;
  readonly #end: number;

  constructor(text: string) {
    const length = text.length;
    this.text = text;
    this.#end = text.trimEnd().length;
    this.#protected = new Uint8Array(length);
    for (const pattern of [ADDRESS, ENTITY]) {
      for (const { 0: found, index } of text.matchAll(pattern)) this.#protected.fill(1, index, index + found.length);
    }
    this.#left = new Int32Array(length + 1);
    this.#right = new Int32Array(length + 1).fill(length);
    this.#han = new Int32Array(length + 1);
    this.#sentence = new Int32Array(length + 1);
    for (let at = 0; at < length; at += 1) {
      this.#left[at + 1] = TRANSPARENT.has(text[at] ?? "") ? (this.#left[at] ?? 0) : at + 1;
      this.#han[at + 1] = (this.#han[at] ?? 0) + (HAN.test(this.after(at)) ? 1 : 0);
      this.#sentence[at + 1] = SENTENCE_END.test(text[at] ?? "") ? at + 1 : (this.#sentence[at] ?? 0);
    }
    for (let at = length - 1; at >= 0; at -= 1) {
      this.#right[at] = TRANSPARENT.has(text[at] ?? "") ? (this.#right[at + 1] ?? length) : at;
    }
  }

  isProtected(offset: number): boolean {
    return this.#protected[offset] === 1;
  }

  /** The character that ends before the offset; empty at the start. */
  before(offset: number): string {
    const low = this.text.charCodeAt(offset - 1);
    const wide = low >= 0xdc00 && low < 0xe000 && offset >= 2;
    return offset <= 0 ? "" : this.text.slice(offset - (wide ? 2 : 1), offset);
  }

  after(offset: number): string {
    const code = this.text.codePointAt(offset);
    return code === undefined ? "" : String.fromCodePoint(code);
  }

  /** The first character to the left that is not a mark. */
  leftOf(offset: number): string {
    return this.before(this.#left[offset] ?? 0);
  }

  hasHan(from: number, to: number): boolean {
    return (this.#han[to] ?? 0) > (this.#han[from] ?? 0);
  }

  besideHan(from: number, to: number): boolean {
    return CHINESE.test(this.leftOf(from)) || CHINESE.test(this.rightOf(to));
  }

  /** The first character to the right that is no mark. */
  rightOf(offset: number): string {
    return this.after(this.#right[offset] ?? this.text.length);
  }

  /** Whether a mark between Latin words and figures ends a part of a Chinese sentence: one that has Han before it. */
  endsChinese(from: number, to: number): boolean {
    if (!WORD_END.test(this.before(from)) || !this.hasHan(this.#sentence[from] ?? 0, from)) return false;
    let next = to;
    while (this.text[next] === " ") next += 1;
    return next >= this.text.length || CHINESE.test(this.after(next));
  }

  /** Whether nothing but white follows. */
  isLast(offset: number): boolean {
    return offset + 1 >= this.#end;
  }
}
