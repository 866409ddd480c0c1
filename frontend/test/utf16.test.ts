import { expect, test } from "vitest";

import FIXTURE from "../../tests/fixtures/utf16.json" with { type: "json" };
import { segmentsOf } from "../src/highlighter/segments.ts";
import { TextView } from "../src/highlighter/text.ts";
import { tidy } from "../src/highlighter/words.ts";

interface Case {
  name: string;
  text: string;
  spans: { quote: string; code_points: [number, number]; utf16: [number, number] }[];
}

const CASES = FIXTURE as unknown as Case[];

test.each(CASES)("$name: offsets are code units of the text", ({ text, spans }) => {
  const points = [...text];
  for (const { quote, code_points: [start, end], utf16 } of spans) {
    expect(text.slice(...utf16)).toBe(quote);
    expect(points.slice(start, end).join("")).toBe(quote);
    expect(tidy(text, ...utf16)).toEqual(utf16);
  }
});

test.each(CASES)("$name: the page shows the text unchanged, its words marked, and gives the same offsets back", ({ text, spans }) => {
  const values = spans.map(({ utf16: [start, end] }, index) => value(`s${index}`, start, end));
  const view = new TextView(text, segmentsOf(values, text.length), values, []);
  expect(view.element.textContent).toBe(text);
  spans.forEach(({ quote, utf16: [start, end] }, index) => {
    expect(view.marks(`s${index}`).map((mark) => mark.textContent).join("")).toBe(quote);
    expect(view.offset(...view.position(start))).toBe(start);
    expect(view.offset(...view.position(end))).toBe(end);
  });
});

function value(id: string, start: number, end: number) {
  return { id, start, end, variable: "demand", mention: "m1", machine: true, state: "open" as const };
}
