import type { GeometryCollection, GeometryObject, Topology } from "topojson-specification";

import { ALPHA2 } from "./iso.ts";

/** What the map knows of a country: its ISO 3166-1 alpha-2 code, empty where Natural Earth's shape has none, and its name. */
export interface CountryProperties {
  code: string;
  name: string;
}

/** Codes in use for shapes without an ISO number: XK is the code that the European Union and GeoNames give Kosovo. */
const WITHOUT_NUMBER: ReadonlyMap<string, string> = new Map([["Kosovo", "XK"]]);

/**
 * Natural Earth's countries as npm's world-atlas has them, with alpha-2 codes in place of numbers.
 *
 * @throws if a shape has a number that ISO 3166-1 does not.
 */
export function withCodes(atlas: Topology): Topology<{ countries: GeometryCollection<CountryProperties> }> {
  const countries = atlas.objects["countries"];
  if (countries?.type !== "GeometryCollection") throw new Error("world-atlas has no countries");
  const geometries = countries.geometries.map((shape) => {
    const name = String((shape.properties as { name?: unknown } | undefined)?.name ?? "");
    const code = shape.id === undefined ? (WITHOUT_NUMBER.get(name) ?? "") : ALPHA2.get(String(shape.id).padStart(3, "0"));
    if (code === undefined) throw new Error(`no ISO code for ${name} (${shape.id})`);
    const { id: _number, ...rest } = shape;
    return { ...rest, properties: { code, name } } as GeometryObject<CountryProperties>;
  });
  return { ...atlas, objects: { countries: { type: "GeometryCollection", geometries } } };
}
