import type { Span } from "./segments.ts";

/** The card of a value in the page, or null. */
export function cardOf(id: string): HTMLElement | null {
  return document.getElementById(`stm-${id}`);
}

/** The id of the value whose card `target` lies in, if it is one of `ids`. */
export function valueAt(target: EventTarget | null, ids: ReadonlySet<string>): string | undefined {
  if (!(target instanceof Element)) return undefined;
  for (let card = target.closest('[id^="stm-"]'); card; card = card.parentElement?.closest('[id^="stm-"]') ?? null) {
    const id = card.id.slice("stm-".length);
    if (ids.has(id)) return id;
  }
  return undefined;
}

/** Marks the card of `id` as the current one among the cards of `ids`; `null` marks none. */
export function markCard(id: string | null, ids: ReadonlySet<string>): void {
  for (const card of document.querySelectorAll('[id^="stm-"][aria-current]')) {
    if (ids.has(card.id.slice("stm-".length))) card.removeAttribute("aria-current");
  }
  if (id !== null) cardOf(id)?.setAttribute("aria-current", "true");
}

/** Brings a card into view and moves the focus to it. */
export function goToCard(id: string): void {
  const card = cardOf(id);
  if (!card) return;
  if (!card.hasAttribute("tabindex") && card.tabIndex < 0) card.tabIndex = -1;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

/** The state that a card shows: its class `card-open`, `card-accepted`, `card-corrected` or `card-rejected`. */
export function stateOf(card: Element): Span["state"] | undefined {
  const found = /(?:^|\s)card-(open|accepted|corrected|rejected)(?:\s|$)/.exec(card.className)?.[1];
  return found as Span["state"] | undefined;
}

/**
 * Fills fields of the form `#add-value`.
 *
 * @returns the form, or null if there is none.
 */
export function fillForm(fields: Readonly<Record<string, string | number>>): HTMLFormElement | null {
  const form = document.getElementById("add-value");
  if (!(form instanceof HTMLFormElement)) return null;
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = String(value);
  }
  return form;
}
