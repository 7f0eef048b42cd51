/**
 * A story in the page's columns or in others over them (破栏): in how many it is set is the editor's wish, or what costs the
 * make-up least where the template lets it choose. In its own columns a story is planned and set like any other.
 */
import type { Article } from "../edition/model.js";
import { coveredColumns } from "../base/covered.js";
import { brokenEms, brokenGrid, inBrokenColumns } from "../layout/broken-columns.js";
import { type Cells, columnsOf, columnX, type PageGrid, spanWidth } from "../layout/grid.js";
import { columnsNotSet, pointerOf } from "./asked-columns.js";
import type { BrokenColumns, StoryParts, StoryShape, StoryWishes } from "./arrange.js";
import { planBoxed } from "./boxed-story.js";
import type { BesideHeads } from "./head-beside.js";
import { planFramed } from "./framed-story.js";
import type { Note } from "./leftover.js";
import type { ImageSize } from "./image-size.js";
import { isPlainBox } from "./panel.js";
import { boxesOf } from "./related-box.js";
import { planInColumns, type StoryPlan } from "./story.js";
import { cheapestColumns } from "./story-cost.js";
import { storyText } from "./story-parts.js";
import type { Typesetter } from "./typeset.js";

export function planStory(
  setter: Typesetter,
  grid: PageGrid,
  article: Article,
  images: ReadonlyMap<string, ImageSize>,
  /** The page on which the text goes on, if it does not end here. */
  runsOn?: number,
): StoryPlan {
  if (runsOn === undefined && isPlainBox(article)) return planBoxed(setter, grid, article);
  const boxes = boxesOf(article, images);
  if (article.box) return planFramed(setter, grid, article, { images, boxes, runsOn });
  const text = storyText(setter, grid, article);
  const material = { article, images, boxes, runsOn, text };
  const basic = planInColumns(setter, grid, { ...material, breadth: 1 });
  const planIn = (own: PageGrid, columns: number): StoryPlan =>
    planInColumns(setter, own, { ...material, breadth: columns / own.columns });
  return new StoryInColumns(setter, grid, basic, planIn);
}

/** A region with the columns that the story is set in there. */
interface Chosen {
  readonly plan: StoryPlan;
  readonly cells: Cells;
  readonly wishes: StoryWishes;
  /** Absent: the page's own. */
  readonly grid?: PageGrid;
}

class StoryInColumns implements StoryPlan {
  readonly article: Article;
  readonly parts: StoryParts;
  private readonly plans = new Map<string, StoryPlan>();

  constructor(
    private readonly setter: Typesetter,
    private readonly grid: PageGrid,
    private readonly basic: StoryPlan,
    private readonly planIn: (grid: PageGrid, columns: number) => StoryPlan,
  ) {
    this.article = basic.article;
    const known = new Map<number, BrokenColumns | undefined>();
    const brokenAt = (columns: number): BrokenColumns | undefined => {
      if (!known.has(columns)) known.set(columns, this.brokenAt(columns));
      return known.get(columns);
    };
    const isNever = this.article.makeup?.setIn === undefined && basic.parts.weights.brokenColumns === undefined;
    this.parts = isNever ? basic.parts : { ...basic.parts, brokenAt };
  }

  troubleIn(cells: Cells, wishes: StoryWishes = {}): number {
    const own = this.chosen(cells, wishes);
    return own.plan.troubleIn(own.cells, own.wishes);
  }

  shapeIn(cells: Cells, wishes: StoryWishes): StoryShape | undefined {
    const own = this.chosen(cells, wishes);
    const shape = own.plan.shapeIn(own.cells, own.wishes);
    return shape === undefined || own.grid === undefined ? shape : this.onPage(shape, own.grid);
  }

  headTop(cells: Cells, wishes: StoryWishes = {}): ReturnType<StoryPlan["headTop"]> {
    const own = this.chosen(cells, wishes);
    return own.plan.headTop(own.cells, own.wishes);
  }

  place(cells: Cells, wishes: StoryWishes = {}, beside?: BesideHeads): ReturnType<StoryPlan["place"]> {
    const own = this.chosen(cells, wishes);
    const placement = own.plan.place(own.cells, own.wishes, beside);
    if (own.grid !== undefined) {
      const columns = columnsOf(own.grid);
      const areas = placement.areas.map((area) => (area.kind === "story" ? { ...area, columns } : area));
      return { ...placement, areas, setIn: own.grid.columns };
    }
    return { ...placement, notes: [...placement.notes, ...this.unmet(cells, wishes)] };
  }

  private chosen(cells: Cells, wishes: StoryWishes): Chosen {
    const { setIn, ...rest } = wishes;
    const wanted = this.wanted(wishes);
    const own = wanted === undefined ? undefined : this.inOwn(cells, rest, wanted);
    if (own !== undefined) return own;
    // Places within the story's own columns mean nothing in the page's.
    const { head: _head, photos: _photos, ...others } = rest;
    const basic = { plan: this.basic, cells, wishes: wanted === undefined || setIn === 0 ? rest : others };
    if (setIn !== undefined || wanted !== undefined || rest.without !== undefined) return basic;
    const cheapest = cheapestColumns(this.parts, cells, rest);
    return cheapest === undefined ? basic : (this.inOwn(cells, rest, cheapest.columns) ?? basic);
  }

  /** Columns that the editor asks for. */
  private wanted({ setIn, legs, head, photos }: StoryWishes): number | undefined {
    if (legs !== undefined) return undefined;
    if (setIn !== undefined && setIn !== 0) return setIn;
    // Places that the editor gave without it are counted in the page's columns.
    return head === undefined && photos === undefined ? this.article.makeup?.setIn : undefined;
  }

  private inOwn(cells: Cells, wishes: StoryWishes, count: number): Chosen | undefined {
    if (!this.admits(cells.columns, count)) return undefined;
    const without = wishes.without?.map((cut) => inBrokenColumns(cut, cells, count));
    if (without?.includes(undefined) === true) return undefined;
    const grid = brokenGrid(this.grid, cells.column, cells.columns, count);
    return {
      grid,
      plan: this.planOver(grid, cells.column, cells.columns),
      cells: { ...cells, column: 0, columns: count },
      wishes: {
        ...wishes,
        ...(without === undefined ? {} : { without: without.filter((cut) => cut !== undefined) }),
      },
    };
  }

  /** Whether columns of that width are the template's. */
  private admits(columns: number, count: number): boolean {
    const [least, most] = this.setter.template.story.brokenEms;
    const ems = brokenEms(this.grid, columns, count);
    return count !== columns && ems >= least && ems <= most;
  }

  private brokenAt(columns: number): BrokenColumns | undefined {
    const asked = this.article.makeup?.setIn;
    const { brokenColumns } = this.basic.parts.weights;
    const count = asked ?? columns - 1;
    if (count < 1 || (asked === undefined && brokenColumns === undefined) || !this.admits(columns, count))
      return undefined;
    const { parts } = this.planOver(brokenGrid(this.grid, 0, columns, count), 0, columns);
    return {
      parts,
      columns: count,
      cost: asked === undefined ? (brokenColumns ?? 0) : 0,
      isAsked: asked !== undefined,
    };
  }

  private planOver(grid: PageGrid, column: number, columns: number): StoryPlan {
    const key = `${column} ${columns} ${grid.columns}`;
    const known = this.plans.get(key);
    if (known !== undefined) return known;
    const fresh = this.planIn(grid, columns);
    this.plans.set(key, fresh);
    return fresh;
  }

  /** The page's columns that its parts cover. */
  private onPage({ head, headSize, legs, photos, boxes }: StoryShape, own: PageGrid): StoryShape {
    const columns = columnsOf(this.grid);
    const onPage = (cells: Cells): Cells => {
      const covered = coveredColumns(columns, columnX(own, cells.column), spanWidth(own, cells.columns));
      return { ...cells, ...covered };
    };
    return {
      head: head === undefined ? undefined : onPage(head),
      headSize,
      legs: legs.map(onPage),
      photos: photos.map(onPage),
      boxes: boxes.map(onPage),
    };
  }

  private unmet({ columns }: Cells, wishes: StoryWishes): readonly Note[] {
    const wanted = this.wanted(wishes);
    const hint = this.article.makeup?.setIn;
    if (wanted === undefined && hint !== undefined && hint !== columns)
      return [{ ...inPageColumns(hint), pointer: pointerOf(this.article) }];
    if (wanted === undefined || wanted === columns) return [];
    const ems = brokenEms(this.grid, columns, wanted);
    const note = columnsNotSet({ setIn: wanted, columns, ems, bounds: this.setter.template.story.brokenEms });
    return wishes.setIn === wanted
      ? [{ ...note, severity: "error" }]
      : [{ ...note, severity: "warning", pointer: pointerOf(this.article) }];
  }
}

function inPageColumns(setIn: number): Note {
  return {
    severity: "warning",
    code: "columns-not-set",
    message: `the story is not set in ${setIn} columns: its \`head\`, \`photos\` or \`legs\` are placed in the page's columns`,
    hint: "write `setIn` into its entry of `layout`, or take it out of `makeup`",
  };
}
