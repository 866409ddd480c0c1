import { anchored, clear } from "../data.ts";
import { cardOf, fillForm, goToCard, markCard, stateOf, valueAt } from "./cards.ts";
import { readData, type HighlighterData } from "./data.ts";
import { moveFor } from "./moves.ts";
import { segmentsOf } from "./segments.ts";
import { TextView, wordsFor } from "./text.ts";
import { extent, tidy, Walk, type Caret, type Range } from "./words.ts";

/** Puts the highlighted text in the island and ties it to the value cards; returns what unties it. */
export function mountHighlighter(island: HTMLElement): () => void {
  const highlighter = new Highlighter(island, readData(island));
  return () => highlighter.unmount();
}

/** Milliseconds in which a second click may come: going to a card moves the page, and the words would no longer be under it. */
const DOUBLE_CLICK = 250;

class Highlighter {
  readonly #island: HTMLElement;
  readonly #data: HighlighterData;
  readonly #ids: ReadonlySet<string>;
  readonly #view: TextView;
  readonly #walk: Walk;
  readonly #status: HTMLElement;
  readonly #listeners = new AbortController();
  #caret: Caret | undefined;
  #range: Range | undefined;
  #shown: string | undefined;
  #going: ReturnType<typeof setTimeout> | undefined;

  constructor(island: HTMLElement, data: HighlighterData) {
    this.#island = island;
    this.#data = data;
    this.#ids = new Set(data.spans.map((span) => span.id));
    this.#view = new TextView(data.text, segmentsOf(data.spans, data.text.length), data.spans, data.variables);
    this.#walk = new Walk(data.text);
    this.#status = document.createElement("div");
    this.#build();
    this.#listen();
    const anchor = valueAt(anchored(), this.#ids);
    const first = data.selected ?? anchor;
    if (first !== undefined) this.#show(first, true);
  }

  unmount(): void {
    clearTimeout(this.#going);
    this.#listeners.abort();
  }

  #build(): void {
    const text = this.#view.element;
    text.className = "hl-text";
    text.tabIndex = 0;
    text.dir = "auto";
    text.setAttribute("role", "region");
    text.setAttribute("aria-label", "Text of the document. Arrows select words, Enter goes to their value.");
    this.#status.className = "hl-status";
    this.#status.setAttribute("role", "status");
    clear(this.#island);
    this.#island.prepend(text, this.#status);
    keepScroll(text, `${location.pathname}#${this.#island.id || "highlighter"}`, this.#listeners.signal);
  }

  #listen(): void {
    const { signal } = this.#listeners;
    const text = this.#view.element;
    text.addEventListener("click", (event) => this.#onClick(event), { signal });
    text.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    document.addEventListener("selectionchange", () => this.#onSelection(), { signal });
    document.addEventListener("click", (event) => this.#onCard(event.target), { signal });
    document.addEventListener("focusin", (event) => this.#onCard(event.target), { signal });
    document.addEventListener("htmx:load", (event) => this.#onSwap(event.target), { signal });
  }

  /** A click on words goes to their value, and on again to the next value of the same words. */
  #onClick(event: MouseEvent): void {
    this.#onSelection(); // the browser says so only after the click
    clearTimeout(this.#going);
    const mark = event.target instanceof Element ? event.target.closest<HTMLElement>("mark") : null;
    if (!mark || this.#range) return;
    const ids = unique((mark.dataset["ids"] ?? "").split(" "));
    if (event.detail === 0) this.#goTo(ids);
    else if (event.detail === 1) this.#going = setTimeout(() => this.#goTo(ids), DOUBLE_CLICK);
  }

  #goTo(ids: readonly string[]): void {
    const next = ids[(ids.indexOf(this.#shown ?? "") + 1) % ids.length];
    if (next === undefined) return;
    this.#show(next, false);
    goToCard(next);
  }

  #onCard(target: EventTarget | null): void {
    const id = valueAt(target, this.#ids);
    if (id !== undefined && id !== this.#shown) this.#show(id, true);
  }

  /** A card came anew from the server: its words show its state. */
  #onSwap(target: EventTarget | null): void {
    const id = valueAt(target, this.#ids);
    const state = id === undefined ? undefined : stateOf(cardOf(id) as HTMLElement);
    if (id !== undefined && state) this.#view.restate(id, state);
  }

  /** Shows which words carry a value. */
  #show(id: string, scroll: boolean): void {
    for (const mark of this.#view.marks(this.#shown ?? "")) mark.classList.remove("hl-selected");
    this.#shown = id;
    const marks = this.#view.marks(id);
    for (const mark of marks) mark.classList.add("hl-selected");
    if (scroll) marks[0]?.scrollIntoView({ block: "nearest" });
    markCard(id, this.#ids);
  }

  #onSelection(): void {
    const chosen = this.#view.selected(document.getSelection());
    const range = chosen && tidy(this.#data.text, ...chosen);
    if (range?.[0] === this.#range?.[0] && range?.[1] === this.#range?.[1]) return;
    this.#range = range;
    const ours = this.#caret && extent(this.#caret);
    if (!range) this.#caret = undefined;
    else if (ours?.[0] !== range[0] || ours[1] !== range[1]) this.#caret = { anchor: range, focus: range };
    // A selection that goes because the focus went to the form is still the one that the form is about.
    if (range || this.#holdsSelection()) fillForm({ start: range?.[0] ?? "", end: range?.[1] ?? "" });
    const detail = range ? { start: range[0], end: range[1], quote: this.#data.text.slice(...range) } : null;
    this.#island.dispatchEvent(new CustomEvent("placard:selection", { bubbles: true, detail }));
  }

  #holdsSelection(): boolean {
    const node = document.getSelection()?.anchorNode;
    return node !== null && node !== undefined && this.#view.element.contains(node);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return;
    // "selectionchange" comes late: a key struck right after a move must act on the words that are selected now.
    this.#onSelection();
    if (this.#onVariableKey(event) || this.#onMove(event) || this.#onEnter(event) || this.#onEscape(event)) event.preventDefault();
  }

  #onVariableKey(event: KeyboardEvent): boolean {
    const variable = this.#data.variables.find((candidate) => candidate.key === event.key);
    if (!this.#range || !variable || event.altKey || event.repeat) return false;
    const form = fillForm({ start: this.#range[0], end: this.#range[1], variable: variable.name });
    form?.requestSubmit();
    return form !== null;
  }

  #onMove(event: KeyboardEvent): boolean {
    const at = this.#caret?.focus[0] ?? this.#clicked();
    const move = moveFor(event, this.#data.text, at);
    if (!move) return false;
    const first = this.#walk.wordFrom(at);
    if (!first) return false;
    const keyed = !this.#caret && move !== "last" && move !== "first";
    const caret = keyed ? { anchor: first, focus: first } : this.#walk.move(this.#caret ?? { anchor: first, focus: first }, move, event.shiftKey);
    this.#select(caret);
    return true;
  }

  /** Where the mouse was last put down in the text, else its beginning. */
  #clicked(): number {
    const selection = document.getSelection();
    return (selection?.anchorNode && this.#view.offset(selection.anchorNode, selection.anchorOffset)) || 0;
  }

  #select(caret: Caret): void {
    this.#caret = caret;
    const [start, end] = extent(caret);
    document.getSelection()?.setBaseAndExtent(...this.#view.position(start), ...this.#view.position(end));
    const [node] = this.#view.position(caret.focus[0]);
    scrollTo(node, caret.focus[0] - (this.#view.offset(node, 0) ?? 0));
    this.#say([start, end]);
  }

  #onEnter(event: KeyboardEvent): boolean {
    if (event.key !== "Enter" || !this.#range) return false;
    const ids = unique(this.#over(this.#range).map((span) => span.id));
    if (ids.length) this.#goTo(ids);
    return ids.length > 0;
  }

  #onEscape(event: KeyboardEvent): boolean {
    if (event.key !== "Escape" || !this.#range) return false;
    this.#caret = undefined;
    document.getSelection()?.removeAllRanges();
    fillForm({ start: "", end: "" });
    this.#status.textContent = "";
    return true;
  }

  #over([start, end]: Range): HighlighterData["spans"] {
    return this.#data.spans.filter((span) => span.start < end && start < span.end);
  }

  /** Says the selected words and their values to a screen reader, which does not follow selections made by script. */
  #say(range: Range): void {
    const titles = new Map(this.#data.variables.map((variable) => [variable.name, variable.title]));
    const values = this.#over(range).map((span) => wordsFor(span, titles.get(span.variable) ?? span.variable));
    this.#status.textContent = [this.#data.text.slice(...range), ...values].join("; ");
  }
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

/** Scrolls so that a position of the text is in view. */
function scrollTo(node: Node, offset: number): void {
  const element = node.parentElement;
  const scroller = element?.closest<HTMLElement>(".hl-text");
  if (!element || !scroller) return;
  const range = document.createRange();
  range.setStart(node, offset);
  range.collapse(true);
  const [word, box] = [range.getBoundingClientRect(), scroller.getBoundingClientRect()];
  const margin = 2 * (word.height || 16);
  if (word.top < box.top + margin) scroller.scrollTop += word.top - box.top - margin;
  else if (word.bottom > box.bottom - margin) scroller.scrollTop += word.bottom - box.bottom + margin;
  if (word.top < 0 || word.bottom > innerHeight) scrollBy(0, word.top - innerHeight / 2);
}

/** Keeps how far the text was scrolled, across reloads and across what htmx swaps in. */
function keepScroll(text: HTMLElement, name: string, signal: AbortSignal): void {
  const key = `placard:scroll:${name}`;
  const kept = Number(sessionStorage.getItem(key));
  if (kept > 0) requestAnimationFrame(() => (text.scrollTop = kept));
  text.addEventListener("scroll", () => sessionStorage.setItem(key, String(Math.round(text.scrollTop))), { passive: true, signal });
}
