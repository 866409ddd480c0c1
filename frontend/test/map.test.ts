import type { Feature, MultiPolygon } from "geojson";
import { expect, test } from "vitest";

import { withCodes } from "../tools/countries.ts";
import { classOf, readMapData, shapeOf, split } from "../src/map/data.ts";
import { countryLink, pointLink } from "../src/map/marks.ts";
import { around, countryShapes, mainBox, middle } from "../src/map/shapes.ts";
import { page } from "./page.ts";

const point = (id: string, n: number, more: object = {}) => ({
  id,
  title: `${id}, ${n} events`,
  lat: 1,
  lon: 2,
  precision: "settlement",
  n,
  url: `/events?place=${id}`,
  ...more,
});

const square = { type: "Polygon", arcs: [[0]] };
const ATLAS = {
  type: "Topology",
  arcs: [[[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]]],
  objects: {
    countries: {
      type: "GeometryCollection",
      geometries: [
        { ...square, id: "566", properties: { name: "Nigeria" } },
        { ...square, properties: { name: "Kosovo" } },
        { ...square, properties: { name: "Siachen Glacier" } },
      ],
    },
  },
};

test("points that lie nowhere are left out", () => {
  const island = page("", { name: "map", data: { points: [point("a", 1), point("b", 1, { lat: 91 }), point("c", 1, { lon: null })] } });
  expect(readMapData(island)).toEqual({ points: [point("a", 1)], countries: [] });
});

test("the less is known of where, the wider the shape", () => {
  expect(["venue", "settlement", "division", "region", "country", ""].map(shapeOf)).toEqual(["venue", "settlement", "division", "wide", "wide", "wide"]);
});

test("the places with most events are links", () => {
  const data = { points: [point("b", 1), point("c", 9), point("a", 1)], countries: [] };
  const { links, rest } = split(data, 2);
  expect(links.map(({ id }) => id)).toEqual(["c", "a"]);
  expect(rest.map(({ id }) => id)).toEqual(["b"]);
});

test("counts are classed by powers of ten", () => {
  expect([0, 1, 9, 10, 100, 1000, 99999].map(classOf)).toEqual([0, 0, 0, 1, 2, 3, 3]);
});

test("a link says its place to everyone and never leads out of the workbench", () => {
  const link = pointLink(point("Kano", 3, { title: "<b>Kano</b>, 3 events" }));
  expect(link.getAttribute("aria-label")).toBe("<b>Kano</b>, 3 events");
  expect(link.textContent).toBe("3");
  expect(pointLink(point("x", 1, { url: "javascript:alert(1)" })).getAttribute("href")).toBe("#");
  expect(pointLink(point("x", 1, { url: "https://example.org/" })).getAttribute("href")).toBe("#");
});

test("a country without a link is words alone", () => {
  const label = countryLink({ code: "NG", n: 1200 }, "Nigeria");
  expect(label.tagName).toBe("SPAN");
  expect(label.title).toBe("Nigeria: 1200");
  expect(label.textContent).toBe("1,200");
});

test("Natural Earth's numbers become the codes that Placard uses", () => {
  const atlas = withCodes(ATLAS as never);
  const codes = atlas.objects.countries.geometries.map((shape) => (shape.properties as { code: string }).code);
  expect(codes).toEqual(["NG", "XK", ""]);
  const unknown = structuredClone(ATLAS);
  unknown.objects.countries.geometries[0] = { ...square, id: "999", properties: { name: "Nowhere" } };
  expect(() => withCodes(unknown as never)).toThrow(/Nowhere/);
});

test("countries carry the class of their count", () => {
  const shapes = countryShapes(withCodes(ATLAS as never), [{ code: "NG", n: 12 }]);
  expect(shapes.features.map(({ properties }) => properties.level)).toEqual([1, -1, -1]);
});

test("a country's box is that of its largest part", () => {
  const ring = (west: number, size: number) => [[[west, 0], [west + size, 0], [west + size, size], [west, 0]]];
  const country: Feature<MultiPolygon, never> = {
    type: "Feature",
    properties: {} as never,
    geometry: { type: "MultiPolygon", coordinates: [ring(-179, 1), ring(10, 5), ring(170, 2)] },
  };
  expect(mainBox(country)).toEqual([10, 0, 15, 5]);
  expect(middle(country)).toEqual([12.5, 2.5]);
  expect(around([[0, 0, 1, 1], [5, -2, 6, 3]])).toEqual([0, -2, 6, 3]);
  expect(around([])).toBeUndefined();
});

test("a place is named beside its mark where there is room", () => {
  expect(pointLink(point("Kano", 3, { name: "Kano" }), true).textContent).toBe("Kano 3");
  expect(pointLink(point("Kano", 1, { name: "<b>Kano" }), true).textContent).toBe("<b>Kano");
  expect(pointLink(point("Kano", 3, { name: "Kano" })).textContent).toBe("3");
  expect(pointLink(point("Kano", 3), true).textContent).toBe("3");
});

test("a country across the antimeridian does not reach round the globe", () => {
  const across = structuredClone(ATLAS);
  across.arcs = [[[170, 60], [170, 70], [-170, 70], [-170, 60], [170, 60]]];
  const [country] = countryShapes(withCodes(across as never), []).features;
  expect(country?.geometry.coordinates).toEqual([[[170, 60], [170, 70], [190, 70], [190, 60], [170, 60]]]);
});

test("a country around the pole is closed over it", () => {
  const polar = structuredClone(ATLAS);
  polar.arcs = [[[-180, -70], [-60, -75], [60, -75], [180, -70], [-180, -70]]];
  const ring = countryShapes(withCodes(polar as never), []).features[0]?.geometry.coordinates[0] as number[][];
  const steps = ring.slice(1).map(([lon = 0], at) => Math.abs(lon - (ring[at]?.[0] ?? 0)));
  expect(ring).toContainEqual([180, -90]);
  expect(ring.at(-1)).toEqual(ring[0]);
  expect(steps.filter((step) => step > 180)).toHaveLength(1); // along the pole, where all degrees meet
});
