import { expect, test } from "vitest";

import { moveFor } from "../src/highlighter/moves.ts";
import { extent, isRightToLeft, tidy, upper, Walk, wordsOf, type Caret, type Move } from "../src/highlighter/words.ts";

function at(text: string, words: string): Caret {
  const start = text.indexOf(words);
  return { anchor: [start, start + words.length], focus: [start, start + words.length] };
}

function moved(text: string, from: string, ...moves: [Move, boolean][]): string {
  const walk = new Walk(text);
  return text.slice(...extent(moves.reduce((caret, [move, extend]) => walk.move(caret, move, extend), at(text, from))));
}

const TEXT = "Some 2,000 teachers marched. Police fired tear gas!\nNobody was hurt.";

test("words go on and back one by one and stay at the ends", () => {
  expect(moved(TEXT, "Some", ["forward", false])).toBe("2,000");
  expect(moved(TEXT, "teachers", ["back", false])).toBe("2,000");
  expect(moved(TEXT, "Some", ["back", false])).toBe("Some");
  expect(moved(TEXT, "hurt", ["forward", false])).toBe("hurt");
});

test("extending keeps the anchor, also through it to the other side", () => {
  expect(moved(TEXT, "Some", ["forward", true], ["forward", true])).toBe("Some 2,000 teachers");
  expect(moved(TEXT, "teachers", ["forward", true], ["back", true], ["back", true])).toBe("2,000 teachers");
});

test("moving on from a longer selection leaves it", () => {
  expect(moved(TEXT, "Some", ["forward", true], ["forward", false])).toBe("teachers");
});

test("sentences and ends", () => {
  expect(moved(TEXT, "teachers", ["sentence-forward", false])).toBe("Police");
  expect(moved(TEXT, "fired", ["sentence-forward", false])).toBe("Nobody");
  expect(moved(TEXT, "fired", ["sentence-back", false])).toBe("Police");
  expect(moved(TEXT, "Police", ["sentence-back", false])).toBe("Some");
  expect(moved(TEXT, "fired", ["last", false])).toBe("hurt");
  expect(moved(TEXT, "fired", ["first", false])).toBe("Some");
});

test("by character: whole ones only, on the side that was reached", () => {
  expect(moved(TEXT, "marched", ["grow", true])).toBe("marched.");
  expect(moved(TEXT, "marched", ["shrink", true], ["shrink", true])).toBe("march");
  const family = "The 👩‍👩‍👧 sang.";
  expect(moved(family, "The ", ["grow", true])).toBe("The 👩‍👩‍👧");
  expect(moved(family, "The 👩‍👩‍👧", ["shrink", true])).toBe("The ");
});

test("scripts without spaces have words too", () => {
  expect(wordsOf("คนงานเดินขบวน").length).toBeGreaterThan(1);
  expect(wordsOf("🔥🔥 … !")).toEqual([]);
});

test("a selection by hand loses white space and halves of characters", () => {
  expect(tidy("a  word ", 1, 8)).toEqual([3, 7]);
  expect(tidy("x🔥y", 2, 4)).toEqual([1, 4]);
  expect(tidy("x   y", 1, 4)).toBeUndefined();
});

test("the direction is that of the paragraph", () => {
  const mixed = "In Varzan they sang.\n«نان» گفتند and left.";
  expect(isRightToLeft(mixed, 4)).toBe(false);
  expect(isRightToLeft(mixed, mixed.length - 1)).toBe(true);
});

test("arrows follow the eye; keys without a meaning are left alone", () => {
  const key = (name: string, shiftKey = false, altKey = false) => ({ key: name, shiftKey, altKey });
  expect(moveFor(key("ArrowLeft"), "خبز وكرامة", 0)).toBe("forward");
  expect(moveFor(key("ArrowLeft"), "bread", 0)).toBe("back");
  expect(moveFor(key("ArrowRight", true, true), "bread", 0)).toBe("grow");
  expect(moveFor(key("ArrowLeft", false, true), "bread", 0)).toBeUndefined();
  expect(moveFor(key("a"), "bread", 0)).toBeUndefined();
});

test("upper finds the first greater value", () => {
  expect([0, 1, 2, 5].map((value) => upper([1, 2, 2, 4], value))).toEqual([0, 1, 3, 4]);
});
