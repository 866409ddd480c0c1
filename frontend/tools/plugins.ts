import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

import { withCodes } from "./countries.ts";

/**
 * Files served beside the bundle: htmx, MapLibre's worker and the countries, read from `modules` (node_modules).
 *
 * MapLibre's worker stays a file of its own: started from a `blob:`, it would need a wider Content-Security-Policy.
 */
export function vendored(modules: string): Plugin {
  const read = (...path: string[]): string => readFileSync(join(modules, ...path), "utf8");
  return {
    name: "placard-vendored",
    generateBundle() {
      const files: Record<string, string> = {
        "htmx.min.js": read("htmx.org", "dist", "htmx.min.js"),
        "maplibre-gl-worker.mjs": withoutSourceMap(read("maplibre-gl", "dist", "maplibre-gl-worker.mjs")),
        "countries.json": JSON.stringify(withCodes(JSON.parse(read("world-atlas", "countries-50m.json")))),
      };
      for (const [fileName, source] of Object.entries(files)) this.emitFile({ type: "asset", fileName, source });
    },
  };
}

/** MapLibre's style sheet draws its buttons with `data:` images, which the policy forbids and the map island does not use. */
export function withoutDataImages(): Plugin {
  return {
    name: "placard-without-data-images",
    enforce: "pre",
    transform(code, id) {
      if (!id.split("?")[0]?.endsWith(".css")) return null;
      return { code: code.replace(/url\(\s*(?:"data:[^"]*"|'data:[^']*'|data:[^)]*)\s*\)/g, "none"), map: null };
    },
  };
}

/** `licenses.txt`: the licences of every package whose code is served, as they ask. */
export function licenses(modules: string): Plugin {
  return {
    name: "placard-licenses",
    generateBundle(_options, bundle) {
      const packages = new Set(["htmx.org", "maplibre-gl", "world-atlas"]);
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk") for (const id of file.moduleIds) addPackage(packages, id);
      }
      const source = [...packages].sort().map((name) => licence(modules, name)).join("\n\n");
      this.emitFile({ type: "asset", fileName: "licenses.txt", source: `${source}\n` });
    },
  };
}

function withoutSourceMap(code: string): string {
  return code.replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, "\n");
}

function addPackage(packages: Set<string>, id: string): void {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll("\\", "/"))?.[1];
  if (name) packages.add(name);
}

function licence(modules: string, name: string): string {
  const folder = join(modules, name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string; license: string };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const words = file ? readFileSync(join(folder, file), "utf8").trim() : `License: ${license}`;
  return `${name} ${version} (${license})\n${"-".repeat(72)}\n${words}`;
}
