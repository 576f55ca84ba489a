"use strict";
// The timeline: what the incidents of each day, month or year add up to. A period is chosen by dragging over it, or,
// without a pointer, in the two day fields of the filters.

const timeline = (() => {
  const HEIGHT = 132;
  const MARGIN = { top: 8, bottom: 22, start: 46, end: 12 };
  const START_OF = {
    day: (date) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()),
    month: (date) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1),
    year: (date) => Date.UTC(date.getUTCFullYear(), 0, 1),
  };
  const NEXT = {
    day: (time) => time + DAY,
    month: (time) => { const date = new Date(time); return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1); },
    year: (time) => Date.UTC(new Date(time).getUTCFullYear() + 1, 0, 1),
  };
  const unitFor = (days) => (days <= 92 ? "day" : days <= 366 * 16 ? "month" : "year");

  /** The sums of each unit in which something happened, and the span they lie in; null without a dated row. */
  function bins(incidents, rows, figures) {
    let first = Infinity;
    let last = -Infinity;
    for (const row of rows) {
      const day = incidents.from[row];
      if (day === null) continue;
      if (day < first) first = day;
      if (day > last) last = day;
    }
    if (first === Infinity) return null;
    const unit = unitFor(last - first);
    const found = new Map();
    for (const row of rows) {
      const day = incidents.from[row];
      if (day === null) continue;
      const start = START_OF[unit](new Date(day * DAY));
      let bin = found.get(start);
      if (!bin) found.set(start, (bin = { start, end: NEXT[unit](start), low: 0, best: 0, high: 0, n: 0 }));
      bin.n++;
      if (figures.low[row] === null) continue;
      bin.low += figures.low[row];
      bin.high += figures.high[row];
      bin.best += figures.best[row] ?? 0;
    }
    const span = [START_OF[unit](new Date(first * DAY)), NEXT[unit](START_OF[unit](new Date(last * DAY)))];
    return { unit, span, bins: [...found.values()].sort((one, other) => one.start - other.start) };
  }

  const iso = (time) => new Date(time).toISOString().slice(0, 10);

  function Timeline({ incidents, rows, state, change }) {
    const box = useRef(null);
    const brush = useRef(null);
    const [width, resize] = useState(0);
    const figures = incidents.figures(state.policy, state.outcome);
    const found = useMemo(() => bins(incidents, rows, figures), [incidents, rows, figures]);
    useLayoutEffect(() => {
      const watch = new ResizeObserver(() => resize(box.current.clientWidth));
      watch.observe(box.current);
      return () => watch.disconnect();
    }, []);

    const along = language.right() ? [width - MARGIN.start, MARGIN.end] : [MARGIN.start, width - MARGIN.end];
    const x = lib.scaleUtc().domain(found?.span ?? [0, 1]).range(along);
    const top = Math.max(1, ...(found?.bins ?? []).map((bin) => bin.high));
    const y = lib.scaleLinear().domain([0, top]).nice(3).range([HEIGHT - MARGIN.bottom, MARGIN.top]);

    useEffect(() => {
      if (!width || !found) return;
      const made = lib.brushX().extent([[Math.min(...along), MARGIN.top], [Math.max(...along), HEIGHT - MARGIN.bottom]]).on("end", ({ selection, sourceEvent }) => {
        if (!selection || !sourceEvent) return;
        const [from, to] = selection.map((at) => +x.invert(at)).sort((one, other) => one - other);
        change({ from: iso(from), to: iso(Math.max(from, to - 1)) });
      });
      lib.select(brush.current).call(made).call(made.clear);
    }, [width, found, state.lang]);

    if (!found) return html`<div class="timeline" ref=${box}><p class="muted">${t("no_dates")}</p></div>`;
    const bar = (bin) => {
      const [one, other] = [x(bin.start), x(bin.end)].sort((a, b) => a - b);
      const wide = Math.max(1, other - one - (other - one > 4 ? 1 : 0));
      return html`<g><rect x=${one} width=${wide} y=${y(bin.high)} height=${Math.max(0, y(bin.low) - y(bin.high))} class="bar-range" />
        <rect x=${one} width=${wide} y=${y(bin.best)} height=${Math.max(0, y(0) - y(bin.best))} class="bar" /></g>`;
    };
    const kind = found.unit === "day" ? "dayAndMonth" : found.span[1] - found.span[0] > 3 * 366 * DAY ? "year" : "shortMonth";
    const ticks = x.ticks(Math.max(2, Math.min(12, Math.floor(width / 90))));
    const side = language.right() ? width - MARGIN.start : MARGIN.start;
    const labelled = t("timeline_label", { outcome: label("outcome", state.outcome), from: language.format("month", found.span[0] / DAY), to: language.format("month", found.span[1] / DAY - 1) });
    return html`<figure class="timeline" ref=${box}>
      <svg width=${width} height=${HEIGHT} role="img" aria-label=${labelled}>
        ${y.ticks(3).filter(Number.isInteger).map((value) => html`<g>
          <line x1=${along[0]} x2=${along[1]} y1=${y(value)} y2=${y(value)} class="grid" />
          <text x=${side + (language.right() ? 6 : -6)} y=${y(value) + 4} class="tick" text-anchor="end">${language.number(value)}</text></g>`)}
        ${found.bins.map(bar)}
        ${ticks.map((tick) => html`<text x=${x(tick)} y=${HEIGHT - 6} class="tick" text-anchor="middle">${language.format(kind, tick / DAY)}</text>`)}
        <g ref=${brush} class="brush"></g>
      </svg>
      <figcaption>${t(`timeline_${found.unit}`, { outcome: label("outcome", state.outcome) })}</figcaption>
    </figure>`;
  }

  return { Timeline };
})();
