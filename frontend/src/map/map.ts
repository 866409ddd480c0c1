import { Map as MapView, Marker, setWorkerUrl, type LngLatBoundsLike } from "maplibre-gl";

import { clear } from "../data.ts";
import { readMapData, split, type MapData } from "./data.ts";
import { countryLink, isLocal, legend, pointLink } from "./marks.ts";
import { around, countryShapes, mainBox, middle, type Box, type CountryShapes } from "./shapes.ts";
import { coloursOf, landColour, styleOf } from "./style.ts";

const BUILT = "/static/built/";

// Links in the page are reached by Tab; more than this help nobody, and the table has them all.
const MOST_LINKS = 150;

// So few places have their names written beside them; more would lie on one another, and pointing at a mark says its name.
const MOST_NAMES = 8;

// No nearer than this at first: some coast or border says where in the world it is.
const FIT = { padding: 48, maxZoom: 5.5 };

const WORLD: Box = [-170, -56, 180, 75];

/** Puts the map in the island; without WebGL it says so and leads to the table. Returns what takes it away again. */
export async function mountMap(island: HTMLElement): Promise<() => void> {
  const data = readMapData(island);
  const answer = await fetch(`${BUILT}countries.json`);
  if (!answer.ok) throw new Error(`the shapes of the countries could not be read: ${answer.status}`);
  const shapes = countryShapes(await answer.json(), data.countries);
  const canvas = document.createElement("div");
  canvas.className = "map-canvas";
  const start = boxOf(data, shapes);
  clear(island);
  island.prepend(canvas, legend(data.countries.length > 0));
  setWorkerUrl(new URL(`${BUILT}maplibre-gl-worker.mjs`, location.href).href);
  const { links, rest } = split(data, MOST_LINKS);
  if (!hasWebGl()) return replaceMap(canvas, island);
  let map: MapView;
  try {
    map = new MapView({
      container: canvas,
      style: styleOf(shapes, rest, coloursOf(island)),
      bounds: bounds(start),
      fitBoundsOptions: FIT,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      maxPitch: 0,
      renderWorldCopies: false,
      cooperativeGestures: false,
    });
  } catch (error) {
    console.warn("map:", error);
    return replaceMap(canvas, island);
  }
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const named = data.points.length <= MOST_NAMES;
  for (const point of links) new Marker({ element: pointLink(point, named) }).setLngLat([point.lon, point.lat]).addTo(map);
  for (const country of data.countries) {
    const shape = shapes.features.find(({ properties }) => properties.code === country.code);
    if (!shape) continue;
    new Marker({ element: countryLink(country, shape.properties.name) }).setLngLat(middle(shape)).addTo(map);
  }
  canvas.append(zoomButtons(map, start));
  openPoints(map);
  map.once("idle", () => {
    island.dataset["mapDrawn"] = "";
  });
  const forget = followColours(map, island);
  return () => {
    forget();
    map.remove();
  };
}

/** What the map shows first: its points, else its countries, else the world. */
function boxOf(data: MapData, shapes: CountryShapes): Box {
  const points = data.points.map(({ lon, lat }): Box => [lon, lat, lon, lat]);
  const countries = shapes.features.filter(({ properties }) => properties.level >= 0).map(mainBox);
  return around([...points, ...countries]) ?? WORLD;
}

function bounds([west, south, east, north]: Box): LngLatBoundsLike {
  return [
    [west, south],
    [east, north],
  ];
}

/** Points that are no links open on a click. */
function openPoints(map: MapView): void {
  const canvas = map.getCanvas();
  map.on("click", "points", (event) => {
    const url = String(event.features?.[0]?.properties["url"] ?? "");
    if (url && isLocal(url)) location.assign(url);
  });
  map.on("mousemove", "points", (event) => {
    canvas.style.cursor = "pointer";
    canvas.title = String(event.features?.[0]?.properties["title"] ?? "");
  });
  map.on("mouseleave", "points", () => {
    canvas.style.cursor = "";
    canvas.title = "";
  });
}

/** Our own buttons: those of MapLibre are drawn with images that the policy forbids. */
function zoomButtons(map: MapView, start: Box): HTMLElement {
  const group = document.createElement("div");
  group.className = "map-zoom";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Zoom");
  const acts: [string, string, () => void][] = [
    ["+", "Nearer", () => map.zoomIn()],
    ["−", "Farther", () => map.zoomOut()],
    ["⤢", "Show all", () => map.fitBounds(bounds(start), FIT)],
  ];
  for (const [sign, words, act] of acts) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.title = words;
    button.setAttribute("aria-label", words);
    button.addEventListener("click", act);
    group.append(button);
  }
  return group;
}

/** Recolours the map when the page turns dark or light. */
function followColours(map: MapView, island: HTMLElement): () => void {
  const recolour = (): void => {
    const colours = coloursOf(island);
    map.setPaintProperty("water", "background-color", colours.water);
    map.setPaintProperty("land", "fill-color", landColour(colours));
    map.setPaintProperty("borders", "line-color", colours.line);
    map.setPaintProperty("names", "text-color", colours.text);
    map.setPaintProperty("names", "text-halo-color", colours.land);
    map.setPaintProperty("points", "circle-color", colours.mark);
    map.setPaintProperty("points", "circle-stroke-color", colours.mark);
  };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = new MutationObserver(recolour);
  dark.addEventListener("change", recolour);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class", "style"] });
  return () => {
    dark.removeEventListener("change", recolour);
    theme.disconnect();
  };
}

/** MapLibre draws with WebGL 2 alone, and starting it without is slow and loud. */
function hasWebGl(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext(); // browsers allow only a few at a time
  return context !== null;
}

function replaceMap(canvas: HTMLElement, island: HTMLElement): () => void {
  canvas.replaceChildren(withoutWebGl(island.dataset["table"]));
  canvas.classList.add("map-none");
  return () => {};
}

function withoutWebGl(table: string | undefined): HTMLElement {
  const words = document.createElement("p");
  words.textContent = "This browser cannot draw the map (WebGL is off). ";
  if (table) {
    const link = document.createElement("a");
    link.href = `#${table}`;
    link.textContent = "The table has the same figures.";
    words.append(link);
  } else {
    words.append("The table has the same figures.");
  }
  return words;
}
