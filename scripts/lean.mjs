/**
 * Keeps out of the bundle what banxin never uses but would pay for at every start (measured: fontkit and pdfkit load in
 * 33 ms with this, in 83 ms bundled without it, in 130 ms as separate files).
 *
 * - `unicode-trie` inflates its tables when a trie is made, and fontkit makes four, for scripts that no newspaper here
 *   is set in: inflate at the first look-up instead.
 * - `tiny-inflate` unpacks those tables in JavaScript: Node's own zlib is much faster at it.
 * - `brotli/decompress.js` brings its own 120 kB dictionary to read WOFF2: Node has brotli built in.
 * - `@noble/ciphers` is there for encrypted PDFs: banxin writes none.
 * - `hyphen` makes four hyphenators of its patterns when it is loaded: make the one that is used, when a template wants it.
 * - yoga's WebAssembly loader decodes its own binary through `fetch`, which makes Node load the whole of undici (25 ms),
 *   and waits for it with a top-level await: make the instance at once, when it is first asked for. What awaits nothing
 *   can be a script, and only scripts can be kept compiled (see launch.mjs).
 */
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const LAZY_TRIE = "\0banxin:lazy-trie";
const NODE_INFLATE = "\0banxin:node-inflate";
const NODE_BROTLI = "\0banxin:node-brotli";
const NO_CIPHERS = "\0banxin:no-ciphers";
const LAZY_HYPHENS = "\0banxin:lazy-hyphens";

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
    LAZY_HYPHENS,
    `let hyphenate;
exports.hyphenateSync = (text, options) =>
  (hyphenate ??= require("hyphen/hyphen.js")(require("hyphen/patterns/en-us.js")))(text, options);`,
  ],
  [
    NO_CIPHERS,
    `const none = () => { throw new Error("this build of pdfkit writes no encrypted files"); };
export { none as cbc, none as ecb };`,
  ],
]);

const YOGA = "\0banxin:yoga";
const YOGA_BINARY = /"data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)"/u;

/** The loader takes a hook that makes the instance; then its object is complete when it returns. */
function yogaModule(folder, binary) {
  return `import load from ${JSON.stringify(`${folder}/binaries/yoga-wasm-base64-esm.js`)};
import wrapAssembly from ${JSON.stringify(`${folder}/src/wrapAssembly.js`)};
function instantiateWasm(imports, receive) {
  const module = new WebAssembly.Module(Buffer.from(${JSON.stringify(binary)}, "base64"));
  receive(new WebAssembly.Instance(module, imports));
  return {};
}
let yoga;
function ready() {
  if (yoga === undefined) {
    const library = { instantiateWasm };
    load(library);
    yoga = wrapAssembly(library);
  }
  return yoga;
}
export default { get Node() { return ready().Node; }, get Config() { return ready().Config; } };
export * from ${JSON.stringify(`${folder}/src/generated/YGEnums.js`)};`;
}

export function lean() {
  return {
    name: "banxin-lean",
    async resolveId(id, importer) {
      if (id === "unicode-trie") {
        if (importer !== LAZY_TRIE) return LAZY_TRIE;
        return this.resolve(id, import.meta.filename, { skipSelf: true });
      }
      if (id === "yoga-layout") return YOGA;
      if (id === "tiny-inflate") return NODE_INFLATE;
      if (id === "brotli/decompress.js") return NODE_BROTLI;
      if (id === "hyphen/en-us/index.js") return LAZY_HYPHENS;
      // A module of our own making stands in no folder.
      if (importer === LAZY_HYPHENS) return this.resolve(id, import.meta.filename, { skipSelf: true });
      if (id === "@noble/ciphers/aes") return NO_CIPHERS;
      return undefined;
    },
    async load(id) {
      if (id !== YOGA) return MODULES.get(id);
      const { id: index } = await this.resolve("yoga-layout", import.meta.filename, { skipSelf: true });
      const folder = join(dirname(index), "..");
      const loader = await readFile(join(folder, "binaries", "yoga-wasm-base64-esm.js"), "utf8");
      const binary = YOGA_BINARY.exec(loader)?.[1];
      if (binary === undefined) throw new Error("yoga-layout brings its binary in another way now: look at lean.mjs");
      return yogaModule(folder, binary);
    },
    transform(code, id) {
      // The hook brings the binary.
      return id.includes("yoga-wasm-base64") ? code.replace(YOGA_BINARY, '"data:,"') : undefined;
    },
  };
}
