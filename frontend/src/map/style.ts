import type { FeatureCollection } from "geojson";
import type { StyleSpecification } from "maplibre-gl";

import { RADIUS, shapeOf, type MapPoint } from "./data.ts";
import { middle, type CountryShapes } from "./shapes.ts";

/** Colours of the map, read from the page so that they follow light and dark. */
export interface Colours {
  water: string;
  land: string;
  line: string;
  mark: string;
  text: string;
  areas: [string, string, string, string];
}

const NAMES = ["water", "land", "line", "mark", "text", "area-0", "area-1", "area-2", "area-3"] as const;

/** The custom properties `--map-*` of an element, as the browser resolves them (`light-dark()` is no colour to MapLibre). */
export function coloursOf(island: HTMLElement): Colours {
  const probe = document.createElement("span");
  island.append(probe);
  const [water, land, line, mark, text, ...areas] = NAMES.map((name) => {
    probe.style.color = `var(--map-${name})`;
    return getComputedStyle(probe).color;
  }) as [string, string, string, string, string, string, string, string, string];
  probe.remove();
  return { water, land, line, mark, text, areas };
}

/** Points as GeoJSON, with the radius of their shape. */
export function pointShapes(points: readonly MapPoint[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: points.map(({ lon, lat, title, url, precision }) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [lon, lat] },
      properties: { title, url, shape: shapeOf(precision), radius: RADIUS[shapeOf(precision)] },
    })),
  };
}

/** Names of countries, one each: a label for every island of a country would be noise. */
export function nameShapes(countries: CountryShapes): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: countries.features.map((country) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: middle(country) },
      properties: { name: country.properties.name },
    })),
  };
}

/** The whole style: local shapes, no tiles, no glyphs, no sprites. */
export function styleOf(countries: CountryShapes, points: readonly MapPoint[], colours: Colours): StyleSpecification {
  const solid = ["==", ["get", "shape"], "venue"] as const;
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: countries },
      names: { type: "geojson", data: nameShapes(countries) },
      points: { type: "geojson", data: pointShapes(points) },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": colours.water } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": landColour(colours), "fill-antialias": false } },
      { id: "borders", type: "line", source: "countries", paint: { "line-color": colours.line, "line-width": 0.75 } },
      {
        id: "names",
        type: "symbol",
        source: "names",
        // Below the middle: a count may stand there. Without a source of glyphs MapLibre draws with the fonts of the machine.
        layout: { "text-field": ["get", "name"], "text-font": ["sans-serif"], "text-size": 12, "text-max-width": 7, "text-offset": [0, 1.4] },
        paint: { "text-color": colours.text, "text-opacity": 0.75, "text-halo-color": colours.land, "text-halo-width": 1.2 },
      },
      {
        id: "points",
        type: "circle",
        source: "points",
        paint: {
          "circle-radius": ["get", "radius"],
          "circle-color": colours.mark,
          "circle-opacity": ["case", solid, 1, 0.2] as never,
          "circle-stroke-color": colours.mark,
          "circle-stroke-width": 1.5,
        },
      },
    ],
  };
}

/** Land by the class of its count. */
export function landColour(colours: Colours): never {
  const [low, some, many, most] = colours.areas;
  return ["match", ["get", "level"], 0, low, 1, some, 2, many, 3, most, colours.land] as never;
}
