const BUTTON_TYPES: ReadonlySet<string> = new Set(["button", "submit", "reset", "image"]);

/** Whether keys pressed here are meant for the element: a field, a list, editable text, or below `data-keys-off`. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("[data-keys-off]")) return true;
  if (target instanceof HTMLInputElement) return !BUTTON_TYPES.has(target.type);
  if (target.closest("textarea, select")) return true;
  const editable = target.closest("[contenteditable]");
  return editable !== null && editable.getAttribute("contenteditable") !== "false";
}

/** The items that `next` and `previous` walk through, in the order of the page. */
export function items(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-key-item]")].filter(isShown);
}

/** The current item: the one that holds the focus, else the one marked `aria-current`. */
export function currentItem(): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>("[data-key-item]");
  return focused ?? document.querySelector<HTMLElement>('[data-key-item][aria-current="true"]');
}

/** Marks an item as the current one, moves the focus to it and brings it into view. */
export function makeCurrent(item: HTMLElement): void {
  markCurrent(item);
  if (item.tabIndex < 0 && !item.hasAttribute("tabindex")) item.tabIndex = -1;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

/** Marks an item, and no other item, as current. */
export function markCurrent(item: HTMLElement): void {
  for (const other of document.querySelectorAll("[data-key-item][aria-current]")) {
    if (other !== item) other.removeAttribute("aria-current");
  }
  item.setAttribute("aria-current", "true");
}

/**
 * The element that takes an act: inside the current item, else outside all items, else the only one there is.
 *
 * Undefined if none takes it, or if several items could and none is current.
 */
export function takerOf(action: string): HTMLElement | undefined {
  const takers = [...document.querySelectorAll<HTMLElement>(`[data-key-action="${CSS.escape(action)}"]`)].filter(
    (taker) => isShown(taker) && !taker.hasAttribute("disabled"),
  );
  const current = currentItem();
  const inside = takers.find((taker) => current?.contains(taker));
  const outside = takers.find((taker) => !taker.closest("[data-key-item]"));
  return inside ?? outside ?? (takers.length === 1 ? takers[0] : undefined);
}

/** Gives a field the focus; clicks anything else. */
export function take(taker: HTMLElement): void {
  if (isTyping(taker)) {
    taker.focus();
    if (taker instanceof HTMLInputElement && taker.type !== "radio" && taker.type !== "checkbox") taker.select();
    else if (taker instanceof HTMLInputElement) taker.click();
  } else {
    taker.click();
  }
}

/** Whether people could use the element; what lies in closed details is only folded away, its key still does it. */
function isShown(element: HTMLElement): boolean {
  if (element.closest("[hidden], [inert]")) return false;
  let outermost = element;
  for (let closed = element.closest("details:not([open])"); closed; closed = closed.parentElement?.closest("details:not([open])") ?? null) {
    if (closed instanceof HTMLElement && !closed.querySelector(":scope > summary")?.contains(element)) outermost = closed;
  }
  return outermost.checkVisibility?.() ?? true;
}
