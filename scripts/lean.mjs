/**
 * Keeps out of the bundle what banxin never uses but would pay for at every start (measured: fontkit and pdfkit load in
 * 33 ms with this, in 83 ms bundled without it, in 130 ms as separate files).
 *
 * - `unicode-trie` inflates its tables when a trie is made, and fontkit makes four, for scripts that no newspaper here
 *   is set in: inflate at the first look-up instead.
 * - `tiny-inflate` unpacks those tables in JavaScript: Node's own zlib is much faster at it.
 * - `brotli/decompress.js` brings its own 120 kB dictionary to read WOFF2: Node has brotli built in.
 * - `@noble/ciphers` is there for encrypted PDFs: banxin writes none.
 * - yoga's WebAssembly loader decodes its own binary through `fetch`, which makes Node load the whole of undici (25 ms):
 *   take the loader's own second way.
 */
const LAZY_TRIE = "\0banxin:lazy-trie";
const NODE_INFLATE = "\0banxin:node-inflate";
const NODE_BROTLI = "\0banxin:node-brotli";
const NO_CIPHERS = "\0banxin:no-ciphers";

const MODULES = new Map([
  [
    LAZY_TRIE,
    `import Trie from "unicode-trie";
export default class LazyTrie {
  #data;
  #trie;
  constructor(data) { this.#data = data; }
  get(codePoint) { return (this.#trie ??= new Trie(this.#data)).get(codePoint); }
}`,
  ],
  [
    NODE_INFLATE,
    // CommonJS, as the original: it is required as well as imported.
    `const { inflateRawSync } = require("node:zlib");
module.exports = function inflate(packed, room) { room.set(inflateRawSync(packed)); return room; };`,
  ],
  [NODE_BROTLI, `import { brotliDecompressSync } from "node:zlib";\nexport default brotliDecompressSync;`],
  [
    NO_CIPHERS,
    `const none = () => { throw new Error("this build of pdfkit writes no encrypted files"); };
export { none as cbc, none as ecb };`,
  ],
]);

const FETCH_IN_YOGA = '||"function"!=typeof fetch?';

export function lean() {
  return {
    name: "banxin-lean",
    async resolveId(id, importer) {
      if (id === "unicode-trie") {
        if (importer !== LAZY_TRIE) return LAZY_TRIE;
        return this.resolve(id, import.meta.filename, { skipSelf: true });
      }
      if (id === "tiny-inflate") return NODE_INFLATE;
      if (id === "brotli/decompress.js") return NODE_BROTLI;
      if (id === "@noble/ciphers/aes") return NO_CIPHERS;
      return undefined;
    },
    load: (id) => MODULES.get(id),
    transform(code, id) {
      if (!id.includes("yoga-wasm-base64")) return undefined;
      if (!code.includes(FETCH_IN_YOGA)) this.warn("yoga-layout loads its binary in another way now: look at lean.mjs");
      return code.replace(FETCH_IN_YOGA, "||true?");
    },
  };
}
