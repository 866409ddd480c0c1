import { islandData } from "../data.ts";

/** A place with its events; `precision` is that of the codebook's places. */
export interface MapPoint {
  id: string;
  title: string;
  lat: number;
  lon: number;
  precision: string;
  n: number;
  url: string;
  /** Written beside the mark where there is room for names. */
  name?: string;
}

/** A country whose events are known no nearer; `code` is ISO 3166-1 alpha-2. */
export interface MapCountry {
  code: string;
  n: number;
  title?: string;
  url?: string;
}

/** What the server says about the map (docs/workbench-frontend.md). */
export interface MapData {
  points: MapPoint[];
  countries: MapCountry[];
}

/** Reads the data of a map, without points that lie nowhere. */
export function readMapData(island: Element): MapData {
  const data = islandData(island) as Partial<MapData> | undefined;
  return { points: (data?.points ?? []).filter(isOnEarth), countries: data?.countries ?? [] };
}

function isOnEarth({ lat, lon }: MapPoint): boolean {
  return Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
}

/** How a point is drawn: the less is known of where, the wider and fainter. */
export type Shape = "venue" | "settlement" | "division" | "wide";

/** The shape of a precision; what is not known is drawn as the widest. */
export function shapeOf(precision: string): Shape {
  return precision === "venue" || precision === "settlement" || precision === "division" ? precision : "wide";
}

/** Radius of each shape in CSS pixels; the style sheet draws links in the same sizes. */
export const RADIUS: Readonly<Record<Shape, number>> = { venue: 5, settlement: 10, division: 22, wide: 40 };

/** The points that become links in the page, most events first, and the rest; points of countries drawn as areas are neither. */
export function split(data: MapData, most: number): { links: MapPoint[]; rest: MapPoint[] } {
  const sorted = [...data.points].sort((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1));
  return { links: sorted.slice(0, most), rest: sorted.slice(most) };
}

/** Classes of a count for areas, 0 to 3, by powers of ten: 1-9, 10-99, 100-999, more. */
export function classOf(n: number): number {
  return Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(1, n)))));
}
