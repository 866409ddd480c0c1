import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

import { licenses, vendored, withoutDataImages } from "./tools/plugins.ts";

const modules = fileURLToPath(new URL("node_modules", import.meta.url));

// File names carry no hash: the server sends an ETag, and docs/workbench-frontend.md names them as a contract.
export default defineConfig({
  base: "/static/built/",
  publicDir: false,
  plugins: [withoutDataImages(), vendored(modules), licenses(modules)],
  build: {
    outDir: fileURLToPath(new URL("../src/placard/workbench/static/built", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    cssTarget: ["chrome125", "firefox125", "safari17.5"],
    cssCodeSplit: false,
    modulePreload: false,
    chunkSizeWarningLimit: 2000,
    assetsInlineLimit: 0,
    rollupOptions: {
      input: fileURLToPath(new URL("src/islands.ts", import.meta.url)),
      output: {
        entryFileNames: "islands.js",
        chunkFileNames: "[name].js",
        assetFileNames: (asset) => (asset.names.some((name) => name.endsWith(".css")) ? "islands.css" : "[name][extname]"),
      },
    },
  },
});
