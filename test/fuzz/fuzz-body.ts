/** What may stand in a story's body: paragraphs with pieces, subheads, quotes, lists, verse, notes, tables. */
import type { Random } from "./random.js";
import { clause, head, lengthOf, paragraph, unbroken, type Tongue } from "./words.js";

const STYLES = ["strong", "kai", "italic"] as const;
const MARKS = ["dots", "name", "title", "box"] as const;
const ALIGNS = ["start", "center", "end"] as const;
const MARKERS = ["●", "1.", "8、", "（一）", "①", "A", "a)", "——"] as const;

/** A piece of text in a style, with a reading, a mark, a rise, or of one width. */
function piece(random: Random, tongue: Tongue): unknown {
  const text = head(random, random.between(1, 9), tongue);
  switch (random.below(9)) {
    case 0:
      return { text, style: random.pick(STYLES) };
    case 1:
      return { text, ruby: random.pick(["Hédùkǒu", "わたし", "ㄏㄜˊ", "a very long reading indeed"]) };
    case 2:
      return { text, ruby: [...text].map(() => random.pick(["hé", "", "zhuàng", "か"])) };
    case 3:
      return { text, mark: random.pick(MARKS) };
    case 4:
      return { text: random.pick(["2", "[12]", "TM", "注"]), script: random.pick(["super", "sub"]) };
    case 5:
      return { text: random.pick(["1/2", "1234567.89", "3/16"]), figures: random.pick(["tabular", "fraction"]) };
    case 6:
      return { text, noBreak: true };
    case 7:
      return random.once(2) ? { break: true } : { space: random.between(1, 6) };
    default:
      return { text, colour: "red" };
  }
}

export function pieces(random: Random, characters: number, tongue: Tongue): unknown {
  const text = characters === 0 ? [] : [...paragraph(random, characters, tongue)].slice(0, characters);
  if (!random.once(4)) return text.join("");
  const cut = random.below(text.length + 1);
  return [text.slice(0, cut).join(""), piece(random, tongue), text.slice(cut).join("")];
}

function cellOf(random: Random, tongue: Tongue): unknown {
  const kind = random.below(12);
  if (kind < 4) return `${random.below(90_000)}${random.pick(["", ".5", ".25", "%", "元", "—"])}`;
  if (kind === 4) return "";
  if (kind === 5) return head(random, random.between(8, 30), tongue);
  if (kind === 6) return { text: pieces(random, random.between(1, 8), tongue), align: random.pick(ALIGNS) };
  return head(random, random.between(1, 5), tongue);
}

/** Rows that fill the columns, some with cells over several of them; now and then a ragged one, which is refused. */
function rowsOf(random: Random, columns: number, count: number, tongue: Tongue): unknown[][] {
  const rows: unknown[][] = [];
  for (let row = 0; row < count; row += 1) {
    const cells: unknown[] = [];
    let left = columns + (random.once(1500) ? 1 : 0);
    while (left > 0) {
      const wide = left > 1 && random.once(14) ? random.between(2, left) : 1;
      const cell = cellOf(random, tongue);
      cells.push(wide === 1 ? cell : { text: head(random, 4, tongue), columns: wide });
      left -= wide;
    }
    rows.push(cells);
  }
  const [first, second] = rows;
  // A cell over two rows: the row under it has one cell less.
  if (first !== undefined && second !== undefined && random.once(8) && [...first, ...second].every(isPlain)) {
    first[0] = { text: head(random, 3, tongue), rows: 2 };
    second.shift();
  }
  return rows;
}

function isPlain(cell: unknown): boolean {
  return typeof cell === "string";
}

function table(random: Random, tongue: Tongue): unknown {
  const columns = random.once(12) ? random.between(8, 20) : random.between(1, 6);
  const rows = random.once(20) ? random.between(30, 120) : random.between(1, 12);
  const described = random.list(columns, () =>
    random.some({
      width: random.maybe(4, () => random.pick([2, 3, 3.5, 5, 8, 40])),
      align: random.maybe(4, () => random.pick(ALIGNS)),
    }),
  );
  return {
    table: random.some({
      title: random.maybe(2, () => head(random, lengthOf(random, [4, 14], 80), tongue)),
      columns: random.maybe(2, () => described),
      head: random.maybe(3, () => random.below(4)),
      rows: rowsOf(random, columns, rows, tongue),
      rules: random.maybe(3, () => random.pick(["all", "rows", "head", "none"])),
    }),
  };
}

function entries(random: Random, least: number, tongue: Tongue): unknown[] {
  return random.list(random.between(least, 9), () =>
    random.once(6) ? { text: pieces(random, 20, tongue) } : head(random, lengthOf(random, [4, 30], 200), tongue),
  );
}

function block(random: Random, tongue: Tongue): unknown {
  const dice = random.below(40);
  const text = (): unknown => pieces(random, lengthOf(random, [30, 180], 900), tongue);
  if (dice < 22) return paragraph(random, lengthOf(random, [30, 180], 900), tongue);
  if (dice < 25) return random.some({ text: text(), align: random.maybe(3, () => random.pick(ALIGNS)) });
  if (dice < 28)
    return { subhead: head(random, lengthOf(random, [4, 14], 90), tongue) + (random.once(6) ? "\n二行" : "") };
  if (dice < 30) return { quote: pieces(random, lengthOf(random, [8, 40], 200), tongue) };
  if (dice < 32)
    return {
      list: entries(random, 0, tongue),
      ...(random.once(2) ? { marker: random.once(60) ? "" : random.pick(MARKERS) } : {}),
    };
  if (dice < 34) return { verse: entries(random, 1, tongue).flatMap((line) => (random.once(6) ? [line, ""] : [line])) };
  if (dice < 35) return { note: text() };
  if (dice < 38) return table(random, tongue);
  if (dice === 38) return { text: text(), dropCap: random.pick([0, 2, 3, 5]) };
  return random.once(4)
    ? unbroken(random, random.between(5, 400))
    : `${clause(random, tongue)}${unbroken(random, 20)}。`;
}

/** A body of about so many blocks. */
export function bodyOf(random: Random, blocks: number, tongue: Tongue): unknown[] {
  return random.list(blocks, () => block(random, tongue));
}
