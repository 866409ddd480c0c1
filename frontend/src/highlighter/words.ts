/** A half-open range of UTF-16 code units. */
export type Range = readonly [start: number, end: number];

/** What the keyboard selected: the range it began with and the one it reached; both ends of it are selected. */
export interface Caret {
  anchor: Range;
  focus: Range;
}

/** How the caret moves; `forward` and `back` are in reading order. */
export type Move = "forward" | "back" | "sentence-forward" | "sentence-back" | "first" | "last" | "grow" | "shrink";

/** Ranges of the words of a text, in any script (Unicode's word boundaries; dictionaries for Thai, Chinese and the like). */
export function wordsOf(text: string): Range[] {
  const words: Range[] = [];
  for (const part of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    if (part.isWordLike) words.push([part.index, part.index + part.segment.length]);
  }
  return words;
}

/** Where sentences begin. */
export function sentenceStarts(text: string): number[] {
  return [...new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text)].map((part) => part.index);
}

/** All that a caret covers. */
export function extent(caret: Caret): Range {
  return [Math.min(caret.anchor[0], caret.focus[0]), Math.max(caret.anchor[1], caret.focus[1])];
}

/** A text as the keyboard walks through it; words and sentences are found when first asked for. */
export class Walk {
  readonly text: string;
  #words: Range[] | undefined;
  #starts: number[] | undefined;
  #ends: number[] | undefined;
  #sentences: number[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get words(): Range[] {
    return (this.#words ??= wordsOf(this.text));
  }

  get #wordStarts(): number[] {
    return (this.#starts ??= this.words.map((word) => word[0]));
  }

  get #wordEnds(): number[] {
    return (this.#ends ??= this.words.map((word) => word[1]));
  }

  get sentences(): number[] {
    return (this.#sentences ??= sentenceStarts(this.text));
  }

  /** The word at or after `offset`, else the last one; undefined in a text without words. */
  wordFrom(offset: number): Range | undefined {
    return this.words[upper(this.#wordEnds, offset)] ?? this.words.at(-1);
  }

  /** The caret after a move; `extend` keeps its anchor. At either end of the text it stays where it is. */
  move(caret: Caret, move: Move, extend: boolean): Caret {
    if (move === "grow" || move === "shrink") return this.#byCharacter(caret, move);
    const focus = this.#next(extend ? caret.focus : extent(caret), move) ?? caret.focus;
    return { anchor: extend ? caret.anchor : focus, focus };
  }

  #next(from: Range, move: Exclude<Move, "grow" | "shrink">): Range | undefined {
    switch (move) {
      case "first":
        return this.words[0];
      case "last":
        return this.words.at(-1);
      case "forward":
        return this.#wordStartingAt(from[1]);
      case "back":
        return this.words[upper(this.#wordEnds, from[0]) - 1];
      case "sentence-forward":
        return this.#wordStartingAt(this.sentences[upper(this.sentences, from[0])] ?? Infinity) ?? this.words.at(-1);
      case "sentence-back": {
        const firsts = this.sentences.map((sentence) => this.#wordStartingAt(sentence));
        return firsts.findLast((word) => word !== undefined && word[0] < from[0]) ?? this.words[0];
      }
    }
  }

  /** The first word that starts at `offset` or later. */
  #wordStartingAt(offset: number): Range | undefined {
    return this.words[upper(this.#wordStarts, offset - 1)];
  }

  /** One user-perceived character more or less, at the end that the caret reached. */
  #byCharacter(caret: Caret, move: "grow" | "shrink"): Caret {
    const [start, end] = caret.focus;
    const backwards = start < caret.anchor[0];
    const edge = backwards ? start : end;
    const moved = (move === "grow") !== backwards ? characterEnd(this.text, edge) : characterStart(this.text, edge);
    const focus: Range = backwards ? [Math.min(moved, end - 1), end] : [start, Math.max(moved, start + 1)];
    const [first, last] = extent({ anchor: caret.anchor, focus });
    return isCharacterEdge(this.text, first) && isCharacterEdge(this.text, last) ? { anchor: narrowed(caret, focus), focus } : caret;
  }
}

/** A single word that grew or shrank is its own anchor still. */
function narrowed(caret: Caret, focus: Range): Range {
  return caret.anchor[0] === caret.focus[0] && caret.anchor[1] === caret.focus[1] ? focus : caret.anchor;
}

/** A selection made by hand: without white space at its ends and without half a character; undefined if nothing is left. */
export function tidy(text: string, start: number, end: number): Range | undefined {
  let [first, last] = [snap(text, start), snap(text, end)];
  while (first < last && /\s/u.test(text[first] ?? "")) first += 1;
  while (last > first && /\s/u.test(text[last - 1] ?? "")) last -= 1;
  return first < last ? [first, last] : undefined;
}

/** Whether the paragraph around `offset` is read from right to left: its first letter with a direction says so. */
export function isRightToLeft(text: string, offset: number): boolean {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const letter = /[\p{L}]/u.exec(text.slice(start, end < 0 ? undefined : end))?.[0] ?? "";
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u.test(letter);
}

/** The first index of an ascending list whose value is greater than `value`. */
export function upper(list: readonly number[], value: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

// Grapheme clusters are far shorter than this, and segmenting a whole book for one key would be felt.
const NEAR = 64;

function characterEnd(text: string, offset: number): number {
  const [part] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text.slice(offset, offset + NEAR));
  return offset + (part?.segment.length ?? 0);
}

function characterStart(text: string, offset: number): number {
  const from = snap(text, Math.max(0, offset - NEAR));
  const parts = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text.slice(from, offset))];
  return from + (parts.at(-1)?.index ?? 0);
}

function isCharacterEdge(text: string, offset: number): boolean {
  return snap(text, offset) === offset;
}

/** The offset, or the one before it if it would halve a surrogate pair. */
function snap(text: string, offset: number): number {
  return isLow(text.charCodeAt(offset)) && isHigh(text.charCodeAt(offset - 1)) ? offset - 1 : offset;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
