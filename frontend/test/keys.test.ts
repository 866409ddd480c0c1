import { beforeEach, expect, test, vi } from "vitest";

import KEYMAP from "../../src/placard/workbench/keymap.json" with { type: "json" };
import { grouped } from "../src/keys/help.ts";
import { readKeymap } from "../src/keys/keymap.ts";
import { mountKeys } from "../src/keys/keys.ts";
import { page, press } from "./page.ts";


const clicked = vi.fn();
let unmount = (): void => {};

async function mounted(html: string): Promise<HTMLElement> {
  const island = page(html, { name: "keys", data: { keymap: KEYMAP } });
  for (const button of document.querySelectorAll("button, a")) button.addEventListener("click", () => clicked(button.id));
  unmount = await mountKeys(island);
  return island;
}

beforeEach(() => {
  unmount();
  clicked.mockReset();
});

const ITEMS = `<ul>
  <li data-key-item id="one"><button id="accept-1" data-key-action="accept">Accept</button></li>
  <li data-key-item id="two"><button id="accept-2" data-key-action="accept">Accept</button></li></ul>
  <a id="more" href="#" data-key-action="next">More</a>`;

test("the keymap of the package has every action, each key once", () => {
  const keymap = readKeymap(KEYMAP);
  const names = keymap.actions.map(({ action }) => action);
  for (const name of ["next", "previous", "accept", "reject", "correct", "flag", "undo", "search", "help", "pick1", "pick9"]) {
    expect(names).toContain(name);
  }
});

test("a key given to two acts is refused", () => {
  const twice = { actions: [{ action: "a", keys: ["x"], title: "" }, { action: "b", keys: ["x"], title: "" }] };
  expect(() => readKeymap(twice)).toThrow(/given to a and to b/);
  expect(() => readKeymap({})).toThrow(/no list of actions/);
});

test("j and k walk the items; past the last one j clicks what goes on", async () => {
  await mounted(ITEMS);
  press("j");
  expect(document.activeElement?.id).toBe("one");
  press("ArrowDown");
  expect(document.activeElement?.id).toBe("two");
  expect(document.querySelectorAll("[aria-current]")).toHaveLength(1);
  press("k");
  expect(document.activeElement?.id).toBe("one");
  press("j");
  press("j");
  expect(clicked).toHaveBeenCalledExactlyOnceWith("more");
});

test("an act is the current item's; without a current item it is nobody's", async () => {
  await mounted(ITEMS);
  press("a");
  expect(clicked).not.toHaveBeenCalled();
  expect(document.querySelector(".keys-status")?.textContent).toMatch(/Choose an item/);
  document.getElementById("accept-2")?.focus();
  press("a");
  expect(clicked).toHaveBeenCalledExactlyOnceWith("accept-2");
});

test("an act outside all items is the page's", async () => {
  await mounted(`${ITEMS}<button id="undo" data-key-action="undo">Undo</button>`);
  press("j");
  press("u");
  expect(clicked).toHaveBeenCalledExactlyOnceWith("undo");
});

test.each([
  ["a text field", `<input id="typing">`],
  ["a text area", `<textarea id="typing"></textarea>`],
  ["a list", `<select id="typing"><option>a</option></select>`],
  ["editable text", `<div id="typing" tabindex="0" contenteditable="true"></div>`],
  ["what wants no keys", `<div data-keys-off><button id="typing">x</button></div>`],
])("no key fires in %s", async (_name, html) => {
  await mounted(`${html}<button id="accept" data-key-action="accept">Accept</button>`);
  document.getElementById("typing")?.focus();
  expect(press("a")).toBe(false);
  expect(clicked).not.toHaveBeenCalled();
});

test("no key fires with a modifier, while composing, when taken already, or held down", async () => {
  await mounted(`<button id="accept" data-key-action="accept">Accept</button>`);
  for (const options of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }, { repeat: true }]) {
    expect(press("a", options)).toBe(false);
  }
  document.body.addEventListener("keydown", (event) => event.preventDefault(), { once: true });
  press("a");
  expect(clicked).not.toHaveBeenCalled();
  press("a");
  expect(clicked).toHaveBeenCalledOnce();
});

test("hidden and disabled elements take no act", async () => {
  await mounted(`<div hidden><button id="a1" data-key-action="accept">x</button></div><button id="a2" disabled data-key-action="accept">x</button>`);
  expect(press("a")).toBe(false);
  expect(clicked).not.toHaveBeenCalled();
});

test("search gives its field the focus", async () => {
  await mounted(`<input id="q" type="search" data-key-action="search">`);
  expect(press("/", {}, document.body)).toBe(true);
  expect(document.activeElement?.id).toBe("q");
});

test("help lists the keys, and its switch turns them off for this browser", async () => {
  const island = await mounted(`<button id="accept" data-key-action="accept">Accept</button>`);
  const dialog = island.querySelector("dialog") as HTMLDialogElement;
  const opened = vi.spyOn(dialog, "showModal").mockImplementation(() => {});
  press("?", { shiftKey: true });
  expect(opened).toHaveBeenCalledOnce();
  expect(dialog.textContent).toContain("Accept");
  expect(document.getElementById("accept")?.getAttribute("aria-keyshortcuts")).toBe("a");
  const box = dialog.querySelector("input") as HTMLInputElement;
  box.checked = false;
  box.dispatchEvent(new Event("change"));
  press("a");
  expect(clicked).not.toHaveBeenCalled();
  expect(document.getElementById("accept")?.hasAttribute("aria-keyshortcuts")).toBe(false);
  press("?", { shiftKey: true });
  expect(opened).toHaveBeenCalledTimes(2);
});

test("the picks are one line of the help", () => {
  const lines = grouped(readKeymap(KEYMAP)).filter(({ title }) => /Pick/.test(title));
  expect(lines).toEqual([{ title: "Pick one of a list", keys: ["1–9"] }]);
});

test("an item that is sent anew stays the current one and keeps the focus, unless a field in it has it", async () => {
  await mounted(ITEMS);
  press("j");
  const swap = (html: string) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    document.getElementById("one")?.replaceWith(fresh.content);
    document.querySelector<HTMLElement>("#one [autofocus]")?.focus();
    document.getElementById("one")?.dispatchEvent(new Event("htmx:load", { bubbles: true }));
  };
  swap(`<li data-key-item id="one"><button data-key-action="accept">Accept</button></li>`);
  expect(document.activeElement?.id).toBe("one");
  expect(document.querySelector("#one button")?.getAttribute("aria-keyshortcuts")).toBe("a");
  swap(`<li data-key-item id="one"><input autofocus></li>`);
  expect(document.activeElement?.tagName).toBe("INPUT");
  expect(document.getElementById("one")?.getAttribute("aria-current")).toBe("true");
});

test("a page opened at an item goes on from there", async () => {
  location.hash = "#one";
  await mounted(ITEMS);
  expect(document.activeElement?.id).toBe("one");
  press("j");
  expect(document.activeElement?.id).toBe("two");
  location.hash = "";
});

test("an act on an item that has not come whole waits until it has", async () => {
  await mounted(`<div id="chunk" data-later><article data-key-item id="far" tabindex="-1">Far</article></div>
    <article data-key-item id="near"><button id="accept-near" data-key-action="accept">Accept</button></article>
    <article data-key-item id="other"><button id="accept-other" data-key-action="accept">Accept</button></article>`);
  press("j");
  expect(document.activeElement?.id).toBe("far");
  press("a");
  expect(clicked).not.toHaveBeenCalled();
  const chunk = document.getElementById("chunk") as HTMLElement;
  chunk.outerHTML = '<article data-key-item id="far" tabindex="-1"><button id="accept-far" data-key-action="accept">Accept</button></article>';
  document.getElementById("accept-far")?.addEventListener("click", () => clicked("accept-far"));
  document.getElementById("far")?.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  expect(clicked).toHaveBeenCalledExactlyOnceWith("accept-far");
  expect(document.activeElement?.id).toBe("far");
});

test("an act that waits is given up when the focus goes elsewhere", async () => {
  await mounted(`<div id="chunk" data-later><article data-key-item id="far" tabindex="-1">Far</article></div>
    <article data-key-item id="near" tabindex="-1"><button id="accept-near" data-key-action="accept">Accept</button></article>
    <article data-key-item id="other"><button id="accept-other" data-key-action="accept">Accept</button></article>`);
  press("j");
  press("a");
  press("j");
  expect(document.activeElement?.id).toBe("near");
  document.getElementById("near")?.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  expect(clicked).not.toHaveBeenCalled();
});
