/** What the server wrote into the island's `<script type="application/json" data-island-data>`, or undefined without one. */
export function islandData(island: Element): unknown {
  const script = island.querySelector("script[data-island-data]");
  return script?.textContent ? JSON.parse(script.textContent) : undefined;
}

/** Empties an island of what people see without scripts; its data stays. */
export function clear(island: Element): void {
  for (const child of [...island.childNodes]) {
    if (!(child instanceof HTMLScriptElement)) child.remove();
  }
}

/** The element that the page's address points at, or null. */
export function anchored(): HTMLElement | null {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null; // a malformed escape is nobody's id
  }
}
