import { expect, test } from "vitest";

import { fits, segmentsOf } from "../src/highlighter/segments.ts";

const span = (start: number, end: number) => ({ start, end });

test("a text without values is one segment, an empty text none", () => {
  expect(segmentsOf([], 5)).toEqual([{ start: 0, end: 5, spans: [] }]);
  expect(segmentsOf([], 0)).toEqual([]);
});

test("overlapping spans are cut where each begins and ends, the shortest first", () => {
  expect(segmentsOf([span(0, 8), span(2, 4), span(3, 10)], 10)).toEqual([
    { start: 0, end: 2, spans: [0] },
    { start: 2, end: 3, spans: [1, 0] },
    { start: 3, end: 4, spans: [1, 2, 0] },
    { start: 4, end: 8, spans: [2, 0] },
    { start: 8, end: 10, spans: [2] },
  ]);
});

test("spans that touch do not overlap; spans of the same words stay together", () => {
  expect(segmentsOf([span(0, 3), span(3, 6), span(3, 6)], 6)).toEqual([
    { start: 0, end: 3, spans: [0] },
    { start: 3, end: 6, spans: [1, 2] },
  ]);
});

test("any spans: segments cover the text once and name exactly the spans over them", () => {
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 50; round += 1) {
    const spans = Array.from({ length: random(12) }, () => random(30)).map((start) => span(start, start + 1 + random(40 - start)));
    const segments = segmentsOf(spans, 40);
    expect(segments.map(({ start }) => start)).toEqual([0, ...segments.slice(0, -1).map(({ end }) => end)]);
    expect(segments.at(-1)?.end).toBe(40);
    for (const { start, end, spans: over } of segments) {
      const expected = spans.flatMap((other, index) => (other.start < end && start < other.end ? [index] : []));
      expect([...over].sort((a, b) => a - b)).toEqual(expected);
    }
  }
});

test("a span fits if it is whole numbers inside the text", () => {
  expect(fits(span(0, 5), 5)).toBe(true);
  expect(fits(span(3, 3), 5)).toBe(false);
  expect(fits(span(-1, 2), 5)).toBe(false);
  expect(fits(span(0, 6), 5)).toBe(false);
  expect(fits(span(0.5, 2), 5)).toBe(false);
});
