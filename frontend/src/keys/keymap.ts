/** One act, the keys that do it (as `KeyboardEvent.key` names them), and its title for people. */
export interface KeyAction {
  action: string;
  keys: string[];
  title: string;
}

/** The keymap file: `src/placard/workbench/keymap.json`. */
export interface Keymap {
  actions: KeyAction[];
}

/** Acts that a held key repeats; a held `a` must not accept a whole queue. */
const REPEATING: ReadonlySet<string> = new Set(["next", "previous"]);

/** Reads a keymap. @throws if it is not one, or if one key is given to two acts. */
export function readKeymap(data: unknown): Keymap {
  const actions = (data as Partial<Keymap> | undefined)?.actions;
  if (!Array.isArray(actions)) throw new Error("the keymap has no list of actions");
  const taken = new Map<string, string>();
  for (const { action, keys } of actions) {
    for (const key of keys) {
      if (taken.has(key)) throw new Error(`the key ${key} is given to ${taken.get(key)} and to ${action}`);
      taken.set(key, action);
    }
  }
  return { actions };
}

/** The act that a key event asks for, or undefined: not with Ctrl, Alt or Meta, not while composing, not repeated by holding. */
export function actionFor(event: KeyboardEvent, keymap: Keymap): string | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return undefined;
  const action = keymap.actions.find((candidate) => candidate.keys.includes(event.key))?.action;
  return event.repeat && action !== undefined && !REPEATING.has(action) ? undefined : action;
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** A key as it is printed for people. */
export function keyName(key: string): string {
  return NAMES[key] ?? key;
}
