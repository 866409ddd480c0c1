/** Words that carry a value, in UTF-16 code units of the text. */
export interface Span {
  id: string;
  start: number;
  end: number;
  variable: string;
  mention: string;
  machine: boolean;
  state: "open" | "accepted" | "corrected" | "rejected";
}

/** A stretch of the text under one set of spans; `spans` are indices, the shortest span first, empty for plain text. */
export interface Segment {
  start: number;
  end: number;
  spans: number[];
}

/** Whether a span's range is whole numbers, not empty, and inside a text of `length` code units. */
export function fits(span: Pick<Span, "start" | "end">, length: number): boolean {
  return Number.isInteger(span.start) && Number.isInteger(span.end) && 0 <= span.start && span.start < span.end && span.end <= length;
}

/**
 * Cuts a text of `length` code units where spans begin and end: one sweep, O(n log n + segments x depth).
 *
 * @returns segments that cover the text once, in order.
 */
export function segmentsOf(spans: readonly Pick<Span, "start" | "end">[], length: number): Segment[] {
  const starts = order(spans, "start");
  const ends = order(spans, "end");
  const segments: Segment[] = [];
  let open: number[] = [];
  let place = 0;
  let nextStart = 0;
  let nextEnd = 0;
  const cutAt = (cut: number): void => {
    if (cut > place) segments.push({ start: place, end: cut, spans: innermostFirst(open, spans) });
    place = cut;
  };
  while (nextEnd < ends.length) {
    const start = spans[starts[nextStart] ?? -1]?.start ?? Infinity;
    const end = spans[ends[nextEnd] ?? -1]?.end ?? Infinity;
    if (end <= start) {
      cutAt(end);
      const closing = ends[nextEnd++];
      open = open.filter((index) => index !== closing);
    } else {
      cutAt(start);
      open = [...open, starts[nextStart++] as number];
    }
  }
  cutAt(length);
  return segments;
}

function order(spans: readonly Pick<Span, "start" | "end">[], edge: "start" | "end"): number[] {
  return spans.map((_, index) => index).sort((a, b) => (spans[a]?.[edge] ?? 0) - (spans[b]?.[edge] ?? 0) || a - b);
}

function innermostFirst(open: readonly number[], spans: readonly Pick<Span, "start" | "end">[]): number[] {
  const width = (index: number): number => (spans[index]?.end ?? 0) - (spans[index]?.start ?? 0);
  return [...open].sort((a, b) => width(a) - width(b) || a - b);
}
