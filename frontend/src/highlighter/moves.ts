import { isRightToLeft, type Move } from "./words.ts";

/**
 * What a key means to the caret, or undefined if it means nothing.
 *
 * Left and right follow the eye: in a paragraph read from right to left, the left arrow goes on. Alt+Shift goes by character.
 */
export function moveFor(event: Pick<KeyboardEvent, "key" | "altKey" | "shiftKey">, text: string, at: number): Move | undefined {
  if (event.altKey && !event.shiftKey) return undefined;
  switch (event.key) {
    case "ArrowLeft":
    case "ArrowRight": {
      const onwards = (event.key === "ArrowRight") !== isRightToLeft(text, at);
      if (event.altKey) return onwards ? "grow" : "shrink";
      return onwards ? "forward" : "back";
    }
    case "ArrowDown":
      return event.altKey ? undefined : "sentence-forward";
    case "ArrowUp":
      return event.altKey ? undefined : "sentence-back";
    case "Home":
      return event.altKey ? undefined : "first";
    case "End":
      return event.altKey ? undefined : "last";
    default:
      return undefined;
  }
}
