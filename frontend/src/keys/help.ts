import { keyName, type Keymap } from "./keymap.ts";

/** The dialog that lists the keys, with the switch that turns them off. */
export function helpDialog(keymap: Keymap, isOn: boolean, onSwitch: (on: boolean) => void): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "keys-help";
  dialog.setAttribute("aria-labelledby", "keys-help-title");
  const title = element("h2", "Keys");
  title.id = "keys-help-title";
  dialog.append(title, table(keymap), toggle(isOn, onSwitch), closing());
  return dialog;
}

function table(keymap: Keymap): HTMLElement {
  const body = document.createElement("tbody");
  for (const { title, keys } of grouped(keymap)) {
    const row = document.createElement("tr");
    const heading = element("th", title);
    heading.setAttribute("scope", "row");
    const cell = document.createElement("td");
    keys.forEach((key, index) => cell.append(index ? " or " : "", element("kbd", keyName(key))));
    row.append(heading, cell);
    body.append(row);
  }
  const list = document.createElement("table");
  list.append(body);
  return list;
}

/** The keymap as people read it: pick 1 to 9 in one line. */
export function grouped(keymap: Keymap): { title: string; keys: string[] }[] {
  const picks = keymap.actions.filter(({ action }) => /^pick\d$/.test(action));
  const rows: { title: string; keys: string[] }[] = [];
  for (const { action, title, keys } of keymap.actions) {
    if (!picks.length || !/^pick\d$/.test(action)) rows.push({ title, keys });
    else if (action === picks[0]?.action) {
      const all = picks.flatMap((pick) => pick.keys);
      rows.push({ title: "Pick one of a list", keys: [`${all[0]}–${all.at(-1)}`] });
    }
  }
  return rows;
}

function toggle(isOn: boolean, onSwitch: (on: boolean) => void): HTMLElement {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = isOn;
  box.addEventListener("change", () => onSwitch(box.checked));
  const label = document.createElement("label");
  label.append(box, " Keys are on in this browser");
  return label;
}

function closing(): HTMLElement {
  const form = document.createElement("form");
  form.method = "dialog";
  form.append(element("button", "Close"));
  return form;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
