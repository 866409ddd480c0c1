import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

import { classOf, type MapCountry } from "./data.ts";

/** What a country's shape carries. */
export interface CountryProperties {
  code: string;
  name: string;
  /** Class of its count, 0 to 3; -1 without events. */
  level: number;
}

type Country = Feature<Polygon | MultiPolygon, CountryProperties>;
type Atlas = Topology<{ countries: GeometryCollection<{ code: string; name: string }> }>;

/** West, south, east, north, in degrees. */
export type Box = [number, number, number, number];

/** All countries as GeoJSON. */
export type CountryShapes = FeatureCollection<Polygon | MultiPolygon, CountryProperties>;

/** Natural Earth's countries as GeoJSON, each with the class of its count. */
export function countryShapes(atlas: Atlas, counted: readonly MapCountry[]): CountryShapes {
  const counts = new Map(counted.map(({ code, n }) => [code, n]));
  const shapes = feature(atlas, atlas.objects.countries) as FeatureCollection<Polygon | MultiPolygon, { code: string; name: string }>;
  const features = shapes.features.map((shape) => {
    const n = counts.get(shape.properties.code);
    return { ...shape, geometry: unrolled(shape.geometry), properties: { ...shape.properties, level: n === undefined ? -1 : classOf(n) } };
  });
  return { type: "FeatureCollection", features };
}

/**
 * Shapes whose rings cross the antimeridian without a jump: world-atlas lets Russia go from 180 to -180, which a flat map draws as a
 * line around the globe. Degrees beyond 180 are drawn on the other side.
 */
function unrolled(geometry: Polygon | MultiPolygon): Polygon | MultiPolygon {
  return geometry.type === "Polygon"
    ? { ...geometry, coordinates: geometry.coordinates.map(unrolledRing) }
    : { ...geometry, coordinates: geometry.coordinates.map((part) => part.map(unrolledRing)) };
}

function unrolledRing(ring: Position[]): Position[] {
  let turns = 0;
  const result = ring.map(([lon = 0, lat = 0], at): Position => {
    const before = ring[at - 1]?.[0] ?? lon;
    if (lon - before > 180) turns -= 1;
    if (lon - before < -180) turns += 1;
    return [lon + 360 * turns, lat];
  });
  const [first, last] = [result[0], result[result.length - 1]];
  // A ring around a pole (Antarctica) ends a turn from where it began: it is closed over the pole.
  if (turns !== 0 && first && last) result.push([last[0] ?? 0, -90], [first[0] ?? 0, -90], first);
  return result;
}

/** The box around a country's largest part: the whole of some countries reaches round the globe. */
export function mainBox(country: Country): Box {
  const { geometry } = country;
  const outer = geometry.type === "Polygon" ? geometry.coordinates.slice(0, 1) : geometry.coordinates.map((part) => part[0] ?? []);
  return outer.map(boxOf).reduce((largest, box) => (areaOf(box) > areaOf(largest) ? box : largest), [0, 0, 0, 0]);
}

/** The middle of a country's largest part: longitude and latitude. */
export function middle(country: Country): [number, number] {
  const [west, south, east, north] = mainBox(country);
  return [(west + east) / 2, (south + north) / 2];
}

/** The smallest box around some boxes, or undefined without any. */
export function around(boxes: readonly Box[]): Box | undefined {
  if (!boxes.length) return undefined;
  return boxes.reduce((a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]);
}

function boxOf(ring: readonly Position[]): Box {
  return ring.reduce<Box>(
    ([west, south, east, north], [lon = 0, lat = 0]) => [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
}

function areaOf([west, south, east, north]: Box): number {
  return (east - west) * (north - south);
}
