import { expect, test, vi } from "vitest";

import { mountHighlighter } from "../src/highlighter/highlighter.ts";
import { page, press } from "./page.ts";

const TEXT = "Some 2,000 teachers marched in Kano.";
const SPANS = [
  { id: "a", start: 0, end: 10, variable: "size", mention: "m1", machine: true, state: "open" },
  { id: "b", start: 5, end: 19, variable: "participants", mention: "m1", machine: false, state: "accepted" },
];
const VARIABLES = [
  { name: "size", title: "Size", key: "s" },
  { name: "participants", title: "Participants", key: "p" },
];
const CARDS = `<article id="stm-a"><button>Accept</button></article><article id="stm-b"></article>
  <form id="add-value"><input type="hidden" name="start"><input type="hidden" name="end"><input type="hidden" name="variable"></form>`;

function mounted(data: object = {}) {
  const island = page(CARDS, { name: "highlighter", data: { text: TEXT, spans: SPANS, variables: VARIABLES, ...data } });
  const unmount = mountHighlighter(island);
  const text = island.querySelector<HTMLElement>(".hl-text") as HTMLElement;
  return { island, text, unmount, marks: [...text.querySelectorAll("mark")] };
}

function select(text: HTMLElement, start: number, end: number): void {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  const find = (offset: number): [Text, number] => {
    let rest = offset;
    for (const node of nodes) {
      if (rest <= node.length) return [node, rest];
      rest -= node.length;
    }
    throw new Error("outside");
  };
  document.getSelection()?.setBaseAndExtent(...find(start), ...find(end));
  document.dispatchEvent(new Event("selectionchange"));
}

test("every value's words are marked: who said so and its state in class and in words", () => {
  const { text, marks } = mounted();
  expect(text.textContent).toBe(TEXT);
  expect(marks.map((mark) => mark.textContent)).toEqual(["Some ", "2,000", " teachers"]);
  expect(marks[0]?.className).toContain("hl-machine");
  expect(marks[0]?.title).toBe("Size, machine, open");
  expect(marks[1]?.title).toBe("Size, machine, open; Participants, person, accepted");
  expect(marks.map((mark) => mark.dataset["key"])).toEqual(["s", "p", undefined]);
});

test("what documents say stays text", () => {
  const { text } = mounted({ text: "<script>alert(1)</script> & <b>", spans: [] });
  expect(text.textContent).toBe("<script>alert(1)</script> & <b>");
  expect(text.children).toHaveLength(0);
});

test("a click goes to the value's card, a further click on shared words to the next one", () => {
  const { marks } = mounted();
  marks[1]?.click();
  expect(document.activeElement?.id).toBe("stm-a");
  expect(document.querySelector("#stm-a")?.getAttribute("aria-current")).toBe("true");
  marks[1]?.click();
  expect(document.activeElement?.id).toBe("stm-b");
  expect(document.querySelector("#stm-a")?.hasAttribute("aria-current")).toBe(false);
  marks[1]?.click();
  expect(document.activeElement?.id).toBe("stm-a");
});

test("a click on a card, or the focus in it, shows its words", () => {
  const { marks } = mounted();
  const selected = () => marks.map((mark) => mark.classList.contains("hl-selected"));
  document.getElementById("stm-b")?.click();
  expect(selected()).toEqual([false, true, true]);
  document.querySelector<HTMLElement>("#stm-a button")?.focus();
  expect(selected()).toEqual([true, true, false]);
});

test("words selected by keyboard and a variable's key fill and submit the form", () => {
  const { text } = mounted();
  const form = document.getElementById("add-value") as HTMLFormElement;
  const submitted = vi.fn((event: Event) => event.preventDefault());
  form.addEventListener("submit", submitted);
  text.focus();
  expect(press("p")).toBe(false);
  press("ArrowRight");
  press("ArrowRight");
  press("ArrowRight", { shiftKey: true });
  document.dispatchEvent(new Event("selectionchange"));
  expect(press("p")).toBe(true);
  expect(submitted).toHaveBeenCalledOnce();
  expect(Object.fromEntries(new FormData(form))).toEqual({ start: "5", end: "19", variable: "participants" });
});

test("a selection by mouse is told to the page and takes a key", () => {
  const { island, text } = mounted();
  const heard: unknown[] = [];
  island.addEventListener("placard:selection", (event) => heard.push((event as CustomEvent).detail));
  select(text, 10, 28);
  expect(heard).toEqual([{ start: 11, end: 27, quote: "teachers marched" }]);
  expect(press("s", { ctrlKey: true }, text)).toBe(false);
  expect(press("q", {}, text)).toBe(false);
  document.getSelection()?.removeAllRanges();
  document.dispatchEvent(new Event("selectionchange"));
  expect(heard.at(-1)).toBeNull();
});

test("Enter goes from the selected words to their value, Escape gives the selection up", () => {
  const { text } = mounted();
  text.focus();
  press("ArrowRight");
  document.dispatchEvent(new Event("selectionchange"));
  expect(press("Enter")).toBe(true);
  expect(document.activeElement?.id).toBe("stm-a");
  text.focus();
  expect(press("Escape")).toBe(true);
  expect(document.getSelection()?.toString()).toBe("");
});

test("spans outside the text are left out and said in the console", () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { marks } = mounted({ spans: [...SPANS, { ...SPANS[0], id: "c", end: 999 }] });
  expect(marks).toHaveLength(3);
  expect(warned).toHaveBeenCalledOnce();
  warned.mockRestore();
});

test("a value named by the server is shown at once; an unmounted island hears nothing", () => {
  const { marks, unmount } = mounted({ selected: "b" });
  expect(marks[2]?.classList.contains("hl-selected")).toBe(true);
  unmount();
  document.getElementById("stm-a")?.click();
  expect(marks[2]?.classList.contains("hl-selected")).toBe(true);
});

test("a card that the server sends anew changes the state of its words", () => {
  const { marks } = mounted();
  const card = document.getElementById("stm-a") as HTMLElement;
  card.className = "card card-accepted";
  card.dispatchEvent(new Event("htmx:load", { bubbles: true }));
  expect(marks[0]?.className).toContain("hl-accepted");
  expect(marks[0]?.className).not.toContain("hl-open");
  expect(marks[1]?.title).toBe("Size, machine, accepted; Participants, person, accepted");
});

test("the form holds the selected words for its own button, until they are given up in the text", () => {
  const { text } = mounted();
  const form = document.getElementById("add-value") as HTMLFormElement;
  const held = () => [new FormData(form).get("start"), new FormData(form).get("end")];
  select(text, 10, 28);
  expect(held()).toEqual(["11", "27"]);
  document.getSelection()?.removeAllRanges();
  document.dispatchEvent(new Event("selectionchange"));
  expect(held()).toEqual(["11", "27"]);
  select(text, 3, 3);
  select(text, 10, 28);
  select(text, 3, 3);
  expect(held()).toEqual(["", ""]);
});

test("a click of the mouse goes to the card once it is sure that no second click comes", () => {
  vi.useFakeTimers();
  const mark = mounted().marks[0] as HTMLElement;
  mark.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1 }));
  mark.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 2 }));
  vi.runAllTimers();
  expect(document.querySelector("[aria-current]")).toBeNull();
  mark.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1 }));
  expect(document.querySelector("[aria-current]")).toBeNull();
  vi.runAllTimers();
  expect(document.activeElement?.id).toMatch(/^stm-/);
  vi.useRealTimers();
});

test("marks in a paragraph that is read the other way than the text say so", () => {
  const text = "خرج عامل.\nPolice in Lagos.";
  const at = text.indexOf("Lagos");
  const spans = [
    { ...SPANS[0], start: 0, end: 3 },
    { ...SPANS[1], start: at, end: at + 5 },
  ];
  expect(mounted({ text, spans }).marks.map((mark) => mark.classList.contains("hl-against"))).toEqual([false, true]);
});

test("the key of a variable is printed once however many mentions take the words for it", () => {
  const spans = [SPANS[0], { ...SPANS[0], id: "c", mention: "m2" }, { ...SPANS[1], start: 0, end: 10 }];
  expect(mounted({ spans }).marks.map((mark) => mark.dataset["key"])).toEqual(["sp"]);
});
