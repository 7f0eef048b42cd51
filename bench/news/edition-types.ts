/** A generated edition as its file has it: what of the edition's schema the generator writes. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Span = readonly [number, number];

export type Block =
  | string
  | { readonly subhead: string }
  | { readonly quote: string }
  | { readonly note: string }
  | { readonly list: readonly string[]; readonly marker?: string }
  | { readonly verse: readonly string[] }
  | { readonly table: { readonly title?: string; readonly rows: readonly (readonly string[])[] } };

export interface NewsPhoto {
  readonly src: string;
  readonly columns?: number;
  readonly caption?: string;
  readonly credit: string;
  readonly crop?: "never";
}

export interface NewsArticle {
  readonly id: string;
  readonly priority: number;
  readonly label?: string;
  readonly kicker?: string;
  readonly headline: string | readonly string[];
  readonly deck?: string;
  readonly byline?: string;
  readonly dateline?: string;
  readonly headlineDirection?: "vertical";
  readonly box?: true;
  readonly body: readonly Block[];
  readonly photos?: readonly NewsPhoto[];
  readonly related?: readonly NewsArticle[];
  readonly pages?: readonly number[];
}

export interface FixedArea {
  readonly columns: Span;
  readonly rows: Span;
  readonly label: string;
}

export interface NewsPage {
  readonly number: number;
  readonly template: string;
  readonly section: string;
  readonly banner?: string;
  readonly credits: readonly { readonly role: string; readonly names: readonly string[] }[];
  readonly articles: readonly string[];
  readonly ads?: readonly FixedArea[];
  readonly notices?: readonly FixedArea[];
  readonly refers?: "auto";
}

export interface NewsEdition {
  readonly publication: object;
  readonly date: string;
  readonly pages: readonly NewsPage[];
  readonly articles: readonly NewsArticle[];
}
