import { beforeEach } from "vitest";

/** Puts HTML into the page, with the island's data as the server writes it. */
export function page(html: string, island?: { name: string; data?: unknown }): HTMLElement {
  document.body.innerHTML = html;
  if (!island) return document.body;
  const element = document.createElement("div");
  element.dataset["island"] = island.name;
  if (island.data !== undefined) {
    const script = document.createElement("script");
    script.type = "application/json";
    script.dataset["islandData"] = "";
    script.textContent = JSON.stringify(island.data);
    element.append(script);
  }
  document.body.append(element);
  return element;
}

/** Presses a key where the focus is, or on `target`; returns whether the page took it. */
export function press(key: string, options: KeyboardEventInit = {}, target: Element = document.activeElement ?? document.body): boolean {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...options });
  target.dispatchEvent(event);
  return event.defaultPrevented;
}

beforeEach(() => {
  document.body.innerHTML = "";
  document.getSelection()?.removeAllRanges();
  localStorage.clear();
  sessionStorage.clear();
});
