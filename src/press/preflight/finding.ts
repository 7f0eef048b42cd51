/** What a preflight has to say. */

/** Points from the trim's top left corner, y downwards: where a person would measure. */
export interface PlaceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PreflightFinding {
  readonly severity: "error" | "warning" | "info";
  /** Stable, kebab case. */
  readonly code: string;
  /** The name under which print shops know the check: of the Ghent Workgroup where it has one, else `PDF/X` and the like. */
  readonly check: string;
  /** Position of the page in the file, from 1; 0 for what concerns the whole file. */
  readonly page: number;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** How many objects it concerns. */
  readonly count: number;
  /** Where they stand; at most `MOST_PLACES`. */
  readonly places: readonly PlaceBox[];
}

/** Enough for a picture of the faults; a page in RGB has thousands. */
const MOST_PLACES = 60;

export interface Fault {
  readonly severity: PreflightFinding["severity"];
  readonly code: string;
  readonly check: string;
  readonly message: string;
  readonly hint: string;
  readonly place?: PlaceBox;
}

/** Gathers faults: the same one on the same page is told once, with its count and its places. */
export class Findings {
  readonly #found = new Map<string, { finding: PreflightFinding; places: PlaceBox[]; count: number }>();

  /** `earlier`: what has been found before. */
  constructor(earlier: readonly PreflightFinding[] = []) {
    for (const finding of earlier) {
      const { page, code, message, places, count } = finding;
      this.#found.set(keyOf(page, code, message), { finding, places: [...places], count });
    }
  }

  add(page: number, { place, ...fault }: Fault): void {
    const key = keyOf(page, fault.code, fault.message);
    let entry = this.#found.get(key);
    if (entry === undefined) {
      const places: PlaceBox[] = [];
      entry = { finding: { ...fault, page, count: 0, places }, places, count: 0 };
      this.#found.set(key, entry);
    }
    entry.count += 1;
    if (place !== undefined && entry.places.length < MOST_PLACES) entry.places.push(place);
  }

  /** Errors first, then by page, in the order in which they were found. */
  get list(): readonly PreflightFinding[] {
    const order = { error: 0, warning: 1, info: 2 } as const;
    return [...this.#found.values()]
      .map(({ finding, count, places }) => ({ ...finding, count, places }))
      .toSorted((a, b) => order[a.severity] - order[b.severity] || a.page - b.page);
  }
}

function keyOf(page: number, code: string, message: string): string {
  return [page, code, message].join("\u0000");
}
