import "maplibre-gl/dist/maplibre-gl.css";
import "./highlighter/highlighter.css";
import "./keys/keys.css";
import "./map/map.css";

import { mountHighlighter } from "./highlighter/highlighter.ts";
import { mountKeys } from "./keys/keys.ts";
import { watchLater } from "./later.ts";

/** Mounts an island on its element and returns what takes its listeners away again. */
type Mount = (island: HTMLElement) => (() => void) | Promise<() => void>;

const MOUNTS: Readonly<Record<string, Mount>> = {
  highlighter: mountHighlighter,
  keys: mountKeys,
  // MapLibre is a megabyte: only pages with a map load it.
  map: async (island) => (await import("./map/map.ts")).mountMap(island),
};

const mounted = new Map<HTMLElement, () => void>();

/** Mounts every island of the page that is not mounted yet, and lets go of those that left the page. */
export function mountAll(): void {
  for (const [island, unmount] of mounted) {
    if (island.isConnected) continue;
    mounted.delete(island);
    unmount();
  }
  for (const island of document.querySelectorAll<HTMLElement>("[data-island]")) {
    if (!mounted.has(island)) void start(island);
  }
}

async function start(island: HTMLElement): Promise<void> {
  const name = island.dataset["island"] ?? "";
  const mount = MOUNTS[name];
  mounted.set(island, () => {});
  try {
    if (!mount) throw new Error(`no island is called ${JSON.stringify(name)}`);
    const unmount = await mount(island);
    if (island.isConnected) mounted.set(island, unmount);
    else unmount();
    island.dataset["islandReady"] = "";
  } catch (error) {
    // What the server wrote for people without scripts is still there to be used.
    console.error(`island ${name}:`, error);
    island.dataset["islandFailed"] = "";
  }
}

mountAll();
// htmx says so on every element that it adds to the page.
document.addEventListener("htmx:load", mountAll);
// Not before: only then does htmx listen to what it is told.
document.addEventListener("htmx:load", watchLater);
