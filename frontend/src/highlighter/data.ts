import { islandData } from "../data.ts";
import { fits, type Span } from "./segments.ts";
import type { Variable } from "./text.ts";

/** What the server says about a document (docs/workbench-frontend.md). */
export interface HighlighterData {
  text: string;
  spans: Span[];
  variables: Variable[];
  selected?: string;
}

/**
 * Reads the data of a highlighter.
 *
 * Spans outside the text are left out, with a word in the console: the other values are still worth showing.
 *
 * @throws if there is no text.
 */
export function readData(island: Element): HighlighterData {
  const data = islandData(island) as Partial<HighlighterData> | undefined;
  if (typeof data?.text !== "string") throw new Error("the island has no text");
  const { text } = data;
  const spans = (data.spans ?? []).filter((span) => {
    const inside = fits(span, text.length);
    if (!inside) console.warn(`value ${span.id}: ${span.start}..${span.end} lies outside the text of ${text.length} units`);
    return inside;
  });
  return { text, spans, variables: data.variables ?? [], ...(data.selected ? { selected: data.selected } : {}) };
}
