"use strict";
// The map: a mark for each place, its disc as large as the best figures told there, ringed from low to high. It is drawn
// on a canvas; the list beside it holds the same for those who do not see it. Nothing is fetched for it.

const map = (() => {
  const AREA = { type: "MultiPoint", coordinates: [[35.6, 32.3], [42.4, 37.35]] };
  const COARSE = 3; // from this precision on (a district or more), a mark does not say where
  const LARGEST = 44; // pixels, the radius of the largest sum
  const COVERED = 0.08; // of the canvas, by all marks together: so that the land stays to be seen
  const TOWNS = [
    [37.158, 36.2125, "Aleppo"], [36.6339, 35.9306, "Idlib"], [36.2922, 33.5102, "Damascus"], [36.7184, 34.7268, "Homs"],
    [36.7578, 35.1318, "Hama"], [35.7911, 35.5317, "Latakia"], [35.8866, 34.889, "Tartus"], [36.1021, 32.6189, "Daraa"],
    [36.5669, 32.709, "As-Suwayda"], [40.1408, 35.3359, "Deir ez-Zor"], [39.0081, 35.9528, "Raqqa"], [40.7422, 36.5024, "Al-Hasakah"],
  ];
  const FIRST_TOWNS = ["Aleppo", "Damascus", "Homs", "Deir ez-Zor", "Raqqa", "Al-Hasakah", "Daraa"]; // where there is little room
  const NEIGHBOURS = [[38.4, 37.55, "turkey"], [42.3, 33.6, "iraq"], [37.6, 32.0, "jordan"], [35.85, 34.05, "lebanon"], [34.75, 35.4, "sea"]];

  /** One mark for all rows of a point: how many, and what their figures add up to. */
  function marks(incidents, rows, figures) {
    const keys = [...incidents.points.keys()];
    const found = keys.map((key) => ({ key, at: key.split(",").map(Number).reverse(), rows: [], low: 0, best: 0, high: 0, told: 0, coarse: true }));
    for (const row of rows) {
      const place = incidents.place[row];
      const mark = found[incidents.pointOf[place]];
      if (!mark) continue;
      mark.rows.push(row);
      if (incidents.places[place][4] < COARSE) mark.coarse = false;
      if (figures.low[row] === null) continue;
      mark.told++;
      mark.low += figures.low[row];
      mark.high += figures.high[row];
      mark.best += figures.best[row] ?? 0;
    }
    return found.filter((mark) => mark.rows.length).sort((one, other) => other.high - one.high || (one.key < other.key ? -1 : 1));
  }

  /** People → the radius of their disc, in pixels; its area grows with their number, as far as there is room. */
  function areas(found, room) {
    const all = found.reduce((sum, mark) => sum + mark.high, 0);
    const most = found.length ? found[0].high : 0;
    const factor = Math.min(2.2, LARGEST / Math.sqrt(Math.max(most, 1)), Math.sqrt((COVERED * room) / Math.PI / Math.max(all, 1)));
    return (value) => factor * Math.sqrt(value);
  }

  const colours = () => {
    const style = getComputedStyle(document.documentElement);
    return (name) => style.getPropertyValue(`--${name}`).trim();
  };

  function drawGround(context, projection, lines, colour) {
    const path = lib.geoPath(projection, context);
    const fill = (shape, name) => { context.beginPath(); path(shape); context.fillStyle = colour(name); context.fill(); };
    const line = (shape, name, width) => { context.beginPath(); path(shape); context.strokeStyle = colour(name); context.lineWidth = width; context.stroke(); };
    fill(lines.land, "land");
    line(lines.land, "line", 0.5);
    fill(lines.syria, "country");
    line(lines.governorates, "line", 0.8);
    line(lines.syria, "border", 1.2);
  }

  function drawNames(context, projection, colour, [width, height]) {
    const face = getComputedStyle(document.body).fontFamily;
    context.textAlign = "center";
    context.lineJoin = "round";
    context.lineWidth = 3;
    const write = (names, list, style, name) => {
      context.font = `${style} ${face}`;
      for (const [longitude, latitude, code] of names) {
        const [x, y] = projection([longitude, latitude]);
        if (y < 24 || y > height) continue; // it would be cut
        context.strokeStyle = colour("halo");
        context.strokeText(label(list, code), x, y - 9);
        context.fillStyle = colour(name);
        context.fillText(label(list, code), x, y - 9);
      }
    };
    write(NEIGHBOURS, "around", "13px", "faint");
    write(width < 560 ? TOWNS.filter(([, , code]) => FIRST_TOWNS.includes(code)) : TOWNS, "governorate", "12px", "ink");
  }

  function drawMark(context, mark, [x, y], radius, colour, chosen) {
    const disc = (r, name) => { context.beginPath(); context.arc(x, y, r, 0, 2 * Math.PI); context.fillStyle = colour(name); context.fill(); };
    const ring = (r, name, width) => { context.beginPath(); context.arc(x, y, r, 0, 2 * Math.PI); context.strokeStyle = colour(name); context.lineWidth = width; context.stroke(); };
    const high = Math.max(radius(mark.high), 2);
    if (!mark.told) { ring(2.5, "mark-line", 1); return; }
    if (mark.high > mark.low) disc(high, "mark-range");
    if (mark.best) disc(Math.max(radius(mark.best), 2), mark.coarse ? "mark-coarse" : "mark");
    context.setLineDash(mark.coarse ? [3, 3] : []);
    ring(high, "mark-line", 0.8);
    if (mark.high > mark.low && radius(mark.low) > 2) ring(radius(mark.low), "mark-line", 0.6);
    context.setLineDash([]);
    if (chosen) ring(high + 4, "ink", 2);
  }

  /** What a mark says in words. */
  function told(incidents, mark, outcome) {
    const place = incidents.placeOf(mark.rows[0]);
    const name = placeName(place);
    const count = t("incidents_here", { n: mark.rows.length });
    if (!mark.told) return t("mark_untold", { place: name, count });
    const span = language.range(mark.low, mark.high, false);
    const figure = mark.best && mark.low !== mark.high ? t("best_of_range", { best: mark.best, range: span }) : span;
    return t("mark_told", { place: name, count, outcome: label("outcome", outcome), figure });
  }

  function placeName(place) {
    const [first, second] = language.right() ? [place.arabic, place.english] : [place.english, place.arabic];
    return first ?? second ?? (place.governorate ? label("governorate", place.governorate) : t("place_unknown"));
  }

  function Key({ scale, most, outcome }) {
    const fitting = [1, 3, 10, 30, 100, 300, 1000, 3000, 10000].filter((value) => value <= most && scale(value) >= 3);
    const samples = [...new Set([fitting[0], fitting[fitting.length - 1]])].filter(Boolean);
    return html`<figcaption class="key">
      <span>${t("key_sizes", { outcome: label("outcome", outcome) })}</span>
      ${samples.map((value) => html`<span class="sample"><svg width=${2 * scale(value) + 2} height=${2 * scale(value) + 2} aria-hidden="true">
        <circle cx="50%" cy="50%" r=${scale(value)} class="sample-mark" /></svg>${language.number(value)}</span>`)}
      <span class="sample"><svg width="26" height="26" aria-hidden="true"><circle cx="13" cy="13" r="12" class="sample-range" /><circle cx="13" cy="13" r="7" class="sample-mark" /></svg>${t("key_range")}</span>
      <span class="sample"><svg width="20" height="20" aria-hidden="true"><circle cx="10" cy="10" r="8" class="sample-coarse" /></svg>${t("key_coarse")}</span>
    </figcaption>`;
  }

  function Map_({ incidents, rows, state, open }) {
    const canvas = useRef(null);
    const view = useRef({ transform: lib.zoomIdentity });
    const [pointed, point] = useState(null);
    const [size, resize] = useState([0, 0]);
    const figures = incidents.figures(state.policy, state.outcome);
    const found = useMemo(() => marks(incidents, rows, figures), [incidents, rows, figures]);
    const [width, height] = size;
    const scale = useMemo(() => areas(found, width * height), [found, width, height]);

    const projection = () => {
      const base = lib.geoMercator().fitExtent([[16, 16], [width - 16, height - 16]], AREA);
      const { x, y, k } = view.current.transform;
      const [left, top] = base.translate();
      return base.scale(base.scale() * k).translate([left * k + x, top * k + y]).clipExtent([[-9, -9], [width + 9, height + 9]]);
    };

    const draw = () => {
      if (!width) return;
      const context = canvas.current.getContext("2d");
      const ratio = devicePixelRatio || 1;
      const colour = colours();
      const at = projection();
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.fillStyle = colour("water");
      context.fillRect(0, 0, width, height);
      drawGround(context, at, hasila.value("map"), colour);
      const grown = view.current.transform.k ** 0.7;
      const radius = (value) => scale(value) * grown;
      view.current.drawn = found.map((mark) => {
        const [x, y] = at(mark.at);
        drawMark(context, mark, [x, y], radius, colour, mark.key === state.at || mark === pointed);
        return { mark, x, y, radius: Math.max(radius(mark.high), 6) };
      });
      drawNames(context, at, colour, size);
    };

    useLayoutEffect(() => {
      const box = canvas.current.parentElement;
      const watch = new ResizeObserver(() => resize([box.clientWidth, box.clientHeight]));
      watch.observe(box);
      return () => watch.disconnect();
    }, []);
    useLayoutEffect(() => {
      const ratio = devicePixelRatio || 1;
      canvas.current.width = width * ratio;
      canvas.current.height = height * ratio;
    }, [width, height]);
    useLayoutEffect(draw);
    useEffect(() => { document.fonts.ready.then(() => view.current.redraw()); }, []);
    view.current.redraw = draw;

    const zoom = useMemo(() => lib.zoom().scaleExtent([1, 40]).clickDistance(4)
      .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : event.touches ? event.touches.length > 1 : !event.button))
      .on("zoom", ({ transform }) => { view.current.transform = transform; view.current.redraw(); }), []);
    useEffect(() => { lib.select(canvas.current).call(zoom).on("dblclick.zoom", null); }, []);
    useEffect(() => { zoom.translateExtent([[0, 0], [width || 1, height || 1]]).extent([[0, 0], [width || 1, height || 1]]); }, [width, height]);
    const closer = (factor) => zoom.scaleBy(lib.select(canvas.current), factor);
    const move = (x, y) => zoom.translateBy(lib.select(canvas.current), x / view.current.transform.k, y / view.current.transform.k);
    const whole = () => zoom.transform(lib.select(canvas.current), lib.zoomIdentity);

    /** The smallest mark under the pointer. */
    const under = (event) => {
      const [x, y] = lib.pointer(event, canvas.current);
      const hit = (view.current.drawn ?? []).filter((one) => Math.hypot(one.x - x, one.y - y) <= one.radius);
      return hit.length ? hit[hit.length - 1].mark : null;
    };
    const keys = { "+": () => closer(1.5), "=": () => closer(1.5), "-": () => closer(1 / 1.5), 0: whole,
      ArrowLeft: () => move(60, 0), ArrowRight: () => move(-60, 0), ArrowUp: () => move(0, 60), ArrowDown: () => move(0, -60) };
    const pressed = (event) => { if (keys[event.key] && !event.ctrlKey && !event.metaKey) { event.preventDefault(); keys[event.key](); } };
    const said = pointed && found.includes(pointed) ? told(incidents, pointed, state.outcome) : t("map_hint");

    return html`<figure class="map">
      <div class="canvas">
        <canvas ref=${canvas} tabindex="0" role="img" aria-label=${t("map_label", { n: rows.length })} aria-describedby="map-said"
          class=${pointed ? "pointing" : ""} onKeyDown=${pressed} onPointerMove=${(event) => point(under(event))} onPointerLeave=${() => point(null)}
          onClick=${(event) => { const mark = under(event); if (mark) open(mark); }}></canvas>
        <div class="zoom">
          <button type="button" aria-label=${t("zoom_in")} onClick=${() => closer(1.6)}>+</button>
          <button type="button" aria-label=${t("zoom_out")} onClick=${() => closer(1 / 1.6)}>−</button>
          <button type="button" aria-label=${t("zoom_whole")} onClick=${whole}>⤢</button>
        </div>
      </div>
      <p class="said" id="map-said">${said}</p>
      <${Key} scale=${scale} most=${found.length ? found[0].high : 0} outcome=${state.outcome} />
    </figure>`;
  }

  return { Map: Map_, placeName };
})();
