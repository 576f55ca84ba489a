// What the page's own scripts use of the libraries, as one global named `lib`.
export { brushX } from "d3-brush";
export { geoMercator, geoPath } from "d3-geo";
export { scaleLinear, scaleUtc } from "d3-scale";
export { pointer, select } from "d3-selection";
export { zoom, zoomIdentity } from "d3-zoom";
export { html, render } from "htm/preact";
export { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
