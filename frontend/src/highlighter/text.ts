import type { Segment, Span } from "./segments.ts";
import { isRightToLeft, upper, type Range } from "./words.ts";

/** How a variable is told apart: its key and the number of its underline. */
export interface Variable {
  name: string;
  title: string;
  key: string;
}

/** The text in the page: one text node a segment, so that offsets and DOM positions are two views of one thing. */
export class TextView {
  readonly element: HTMLElement;
  readonly #starts: number[];
  readonly #nodes: Text[];
  readonly #index: Map<Node, number>;
  readonly #marks = new Map<string, HTMLElement[]>();
  readonly #values = new Map<HTMLElement, Span[]>();
  readonly #looks: ReadonlyMap<string, Variable & { look: number }>;
  readonly #text: string;
  /** The direction that `dir="auto"` gives the whole. */
  readonly #rightToLeft: boolean;

  constructor(text: string, segments: readonly Segment[], spans: readonly Span[], variables: readonly Variable[]) {
    this.element = document.createElement("div");
    this.#text = text;
    this.#rightToLeft = isRightToLeft(text, Math.max(0, text.search(/\p{L}/u)));
    this.#starts = segments.map((segment) => segment.start);
    this.#nodes = segments.map((segment) => document.createTextNode(text.slice(segment.start, segment.end)));
    this.#index = new Map(this.#nodes.map((node, index) => [node, index]));
    this.#looks = new Map(variables.map((variable, index) => [variable.name, { ...variable, look: index % LOOKS }]));
    const parts = segments.map((segment, index) => {
      const node = this.#nodes[index] as Text;
      return segment.spans.length ? this.#mark(node, segment, spans) : node;
    });
    this.element.append(...parts);
  }

  /** The marks that show a value's words, in the order of the text. */
  marks(id: string): readonly HTMLElement[] {
    return this.#marks.get(id) ?? [];
  }

  /** The UTF-16 offset of a DOM position, or undefined if it lies outside the text. */
  offset(node: Node, offset: number): number | undefined {
    const index = this.#index.get(node);
    if (index !== undefined) return (this.#starts[index] ?? 0) + offset;
    if (!this.element.contains(node)) return undefined;
    // A position between elements is the start of the first text node behind it, or the end of the text.
    const behind = node.childNodes[offset];
    const next = behind ? firstText(behind) : undefined;
    if (next) return this.#starts[this.#index.get(next) ?? -1];
    return this.#after(node);
  }

  /** The DOM position of a UTF-16 offset. */
  position(offset: number): [Node, number] {
    const index = Math.max(0, upper(this.#starts, offset) - 1);
    const node = this.#nodes[index];
    return node ? [node, Math.min(offset - (this.#starts[index] ?? 0), node.length)] : [this.element, 0];
  }

  /** The part of the page's selection that lies in the text, or undefined if it is empty or elsewhere. */
  selected(selection: Selection | null): Range | undefined {
    if (!selection?.rangeCount || selection.isCollapsed) return undefined;
    const range = selection.getRangeAt(0);
    const start = this.offset(range.startContainer, range.startOffset);
    const end = this.offset(range.endContainer, range.endOffset);
    return start === undefined || end === undefined || start >= end ? undefined : [start, end];
  }

  #after(node: Node): number {
    const last = this.#nodes.findLast((text) => node.contains(text));
    const index = last ? (this.#index.get(last) ?? 0) : this.#nodes.length - 1;
    return (this.#starts[index] ?? 0) + (this.#nodes[index]?.length ?? 0);
  }

  /** Shows the state that the server gave a value meanwhile. */
  restate(id: string, state: Span["state"]): void {
    for (const mark of this.marks(id)) {
      for (const value of this.#values.get(mark) ?? []) if (value.id === id) value.state = state;
      this.#describe(mark);
    }
  }

  #mark(node: Text, segment: Segment, spans: readonly Span[]): HTMLElement {
    const mark = document.createElement("mark");
    const values = segment.spans.map((index) => spans[index] as Span);
    const [inner, outer] = values.map((value) => this.#looks.get(value.variable)?.look ?? 0);
    mark.classList.add("hl", `hl-u${inner}`);
    if (outer !== undefined) mark.classList.add(`hl-x${outer}`);
    if (values.length > 2) mark.classList.add("hl-deep");
    const begins = values.filter((value) => value.start === segment.start);
    // Once a variable: several mentions may take the same words for the same.
    const keys = [...new Set(begins.map((value) => this.#looks.get(value.variable)?.key ?? ""))].join("");
    if (keys) {
      mark.dataset["key"] = keys.slice(0, 3);
      mark.classList.add(`hl-k${Math.min(3, keys.length)}`);
      // A paragraph that is read the other way begins at the other side, which the style sheet cannot know.
      mark.classList.toggle("hl-against", isRightToLeft(this.#text, segment.start) !== this.#rightToLeft);
    }
    mark.dataset["ids"] = values.map((value) => value.id).join(" ");
    for (const id of new Set(values.map((value) => value.id))) {
      const marks = this.#marks.get(id);
      if (marks) marks.push(mark);
      else this.#marks.set(id, [mark]);
    }
    this.#values.set(mark, values);
    this.#describe(mark);
    mark.append(node);
    return mark;
  }

  /** The state of the innermost value as classes, all values in words. */
  #describe(mark: HTMLElement): void {
    const values = this.#values.get(mark) ?? [];
    const top = values[0];
    for (const state of STATES) mark.classList.toggle(`hl-${state}`, top?.state === state);
    mark.classList.toggle("hl-machine", top?.machine ?? false);
    mark.title = values.map((value) => wordsFor(value, this.#looks.get(value.variable)?.title ?? value.variable)).join("; ");
  }
}

/** A value in words, for tooltips and screen readers: "Size, machine, open". */
export function wordsFor(span: Span, title: string): string {
  return `${title}, ${span.machine ? "machine" : "person"}, ${span.state}`;
}

const STATES = ["open", "accepted", "corrected", "rejected"] as const;

// Six colours in three underlines: highlighter.css has a class for each.
const LOOKS = 18;

function firstText(node: Node): Text | undefined {
  if (node instanceof Text) return node;
  return (document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode() as Text | null) ?? undefined;
}
