import { anchored, islandData } from "../data.ts";
import { helpDialog } from "./help.ts";
import { actionFor, readKeymap, type Keymap } from "./keymap.ts";
import { currentItem, isTyping, items, makeCurrent, markCurrent, take, takerOf } from "./targets.ts";

const OFF = "placard:keys-off";

/** Ties the keymap to the page; returns what unties it. */
export async function mountKeys(island: HTMLElement): Promise<() => void> {
  const given = (islandData(island) as { keymap?: unknown } | undefined)?.keymap;
  const keys = new Keys(island, readKeymap(given ?? (await fetchKeymap())));
  return () => keys.unmount();
}

async function fetchKeymap(): Promise<unknown> {
  const answer = await fetch("/keymap.json");
  if (!answer.ok) throw new Error(`the keymap could not be read: ${answer.status}`);
  return answer.json();
}

class Keys {
  readonly #keymap: Keymap;
  readonly #status = document.createElement("div");
  readonly #dialog: HTMLDialogElement;
  readonly #listeners = new AbortController();
  /** Id of the item that had the focus last. */
  #current = "";
  /** An act on the current item that waits until the item has come whole (`data-later`). */
  #waiting: string | undefined;
  #on = localStorage.getItem(OFF) === null;

  constructor(island: HTMLElement, keymap: Keymap) {
    this.#keymap = keymap;
    this.#dialog = helpDialog(keymap, this.#on, (on) => this.#switch(on));
    this.#status.className = "keys-status";
    this.#status.setAttribute("role", "status");
    island.append(this.#status, this.#dialog);
    const { signal } = this.#listeners;
    document.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    document.addEventListener("focusin", (event) => this.#onFocus(event.target), { signal });
    document.addEventListener("htmx:load", (event) => this.#onSwap(event.target), { signal });
    this.#announce();
    this.#goToAnchor();
    selectField(document.activeElement);
  }

  unmount(): void {
    this.#listeners.abort();
  }

  #switch(on: boolean): void {
    this.#on = on;
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    this.#announce();
  }

  /** Says on each element which keys do it. */
  #announce(): void {
    for (const { action, keys } of this.#keymap.actions) {
      for (const taker of document.querySelectorAll(`[data-key-action="${CSS.escape(action)}"]`)) {
        if (this.#on) taker.setAttribute("aria-keyshortcuts", keys.join(" "));
        else taker.removeAttribute("aria-keyshortcuts");
      }
    }
  }

  #onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog:modal")) return;
    const action = actionFor(event, this.#keymap);
    // Help opens even with the keys off: its switch is the way to turn them on again.
    if (action === undefined || !(this.#on || action === "help")) return;
    if (this.#do(action)) event.preventDefault();
  }

  #do(action: string): boolean {
    if ((action === "next" || action === "previous") && this.#step(action)) return true;
    if (action === "help") {
      this.#dialog.showModal();
      return true;
    }
    const taker = takerOf(action);
    if (taker) take(taker);
    else if (currentItem()?.closest("[data-later]")) {
      this.#waiting = action;
      return true;
    }
    return taker !== undefined || this.#explain(action);
  }

  /** Moves among the items; false where there is none to move to. */
  #step(action: "next" | "previous"): boolean {
    const all = items();
    const current = currentItem();
    const at = current ? all.indexOf(current) : -1;
    const to = action === "next" ? at + 1 : at < 0 ? all.length - 1 : at - 1;
    const item = all[to];
    if (item) makeCurrent(item);
    return item !== undefined;
  }

  /** Why nothing happened, if something could have: several items take the key and none is current. */
  #explain(action: string): boolean {
    const several = document.querySelector(`[data-key-item] [data-key-action="${CSS.escape(action)}"]`) !== null;
    this.#status.textContent = several ? "Choose an item first: j or k." : "";
    return several;
  }

  #onFocus(target: EventTarget | null): void {
    const item = target instanceof Element ? target.closest<HTMLElement>("[data-key-item]") : null;
    if (!item) return;
    markCurrent(item);
    if (item.id !== this.#current) this.#waiting = undefined;
    this.#current = item.id;
  }

  /** The server sent the current item anew: it stays the current one, and keeps the focus unless a field in it asked for that. */
  #onSwap(swapped: EventTarget | null): void {
    this.#announce();
    if (!(swapped instanceof HTMLElement) || !swapped.id || swapped.id !== this.#current) return;
    const field = document.activeElement;
    if (swapped.contains(field)) {
      markCurrent(swapped);
      selectField(field);
    } else {
      makeCurrent(swapped);
    }
    const action = this.#waiting;
    this.#waiting = undefined;
    if (action !== undefined) this.#do(action);
  }

  /** A page opened at an item, as after a form was sent, goes on from there. */
  #goToAnchor(): void {
    const item = anchored();
    if (item?.matches("[data-key-item]") && !item.contains(document.activeElement)) makeCurrent(item);
  }
}

/** What is typed into a form that a key opened replaces what stands in its first field, as it does after Tab. */
function selectField(field: Element | null): void {
  if (field instanceof HTMLInputElement && field.autofocus && isTyping(field)) field.select();
}
