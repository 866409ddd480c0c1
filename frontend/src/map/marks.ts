import { shapeOf, type MapCountry, type MapPoint } from "./data.ts";

/** A place as a link in the page: its shape, its name if it is `named`, its count if there are several, and its title for everyone. */
export function pointLink(point: MapPoint, named = false): HTMLAnchorElement {
  const link = linkTo(point.url, point.title, `map-mark map-${shapeOf(point.precision)}`);
  if (named && point.name) {
    const label = count(point.n);
    label.textContent = point.n > 1 ? `${point.name} ${label.textContent}` : point.name;
    label.classList.add("map-name");
    link.append(label);
  } else if (point.n > 1) {
    link.append(count(point.n));
  }
  return link;
}

/** A country's count as a link, or as plain text where it leads nowhere. */
export function countryLink({ code, n, title, url }: MapCountry, name: string): HTMLElement {
  const words = title ?? `${name || code}: ${n}`;
  if (url) {
    const link = linkTo(url, words, "map-mark map-area");
    link.append(count(n));
    return link;
  }
  const label = document.createElement("span");
  label.className = "map-mark map-area";
  label.title = words;
  label.append(count(n));
  return label;
}

/** What the shapes mean, in words. */
export function legend(hasAreas: boolean): HTMLElement {
  const list = document.createElement("ul");
  list.className = "map-legend";
  const rows: [string, string][] = [
    ["venue", "venue"],
    ["settlement", "town"],
    ["division", "province"],
  ];
  if (hasAreas) rows.push(["area", "country only, darker with more events"]);
  for (const [shape, words] of rows) {
    const sign = document.createElement("span");
    sign.className = `map-sign map-${shape}`;
    sign.setAttribute("aria-hidden", "true");
    const row = document.createElement("li");
    row.append(sign, words);
    list.append(row);
  }
  const origin = document.createElement("li");
  origin.textContent = "Shapes and borders: Natural Earth";
  list.append(origin);
  return list;
}

function linkTo(url: string, title: string, className: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.className = className;
  link.href = isLocal(url) ? url : "#";
  link.setAttribute("aria-label", title);
  return link;
}

/** Whether a URL stays in the workbench: places are named by documents, and a name must never lead out. */
export function isLocal(url: string): boolean {
  return new URL(url, location.href).origin === location.origin;
}

function count(n: number): HTMLElement {
  const label = document.createElement("span");
  label.className = "map-count";
  label.textContent = n.toLocaleString("en");
  return label;
}

