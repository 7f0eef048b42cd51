declare module "hyphen/en-us/index.js" {
  interface Options {
    readonly hyphenChar?: string;
    readonly minWordLength?: number;
  }
  const english: { hyphenateSync(text: string, options?: Options): string };
  export default english;
}
