"use strict";
// The page as a whole: what the address asks for, in the language it asks for.

const app = (() => {
  const catalogue = JSON.parse(document.getElementById("catalogue").textContent);
  const releaseOf = (state) => catalogue.releases.find((one) => one.version === (state.release || catalogue.shown));
  const VIEWS = ["incidents", "releases", "about"];
  const preferred = () => ((navigator.language || "en").startsWith("ar") ? "ar" : "en");

  function Header({ state }) {
    const here = state.view === "incident" ? "incidents" : state.view;
    const other = language.right() ? "en" : "ar";
    const place = (view) => address.of({ ...state, view, id: "", why: "" });
    return html`<header class="page-head">
      <a class="skip" href="#main" onClick=${(event) => { event.preventDefault(); document.querySelector("main h2, main h1")?.focus(); }}>${t("skip")}</a>
      <h1><a href=${place("incidents")}>${language.right() ? html`<span lang="ar">حصيلة</span> <span class="other-name" lang="en">Hasila</span>` : html`Hasila <span class="other-name" lang="ar">حصيلة</span>`}</a></h1>
      <nav aria-label=${t("sections")}>${VIEWS.map((view) => html`<a href=${place(view)} aria-current=${here === view ? "page" : null}>${t(`nav_${view}`)}</a>`)}</nav>
      <a class="language" href=${address.of({ ...state, lang: other })} lang=${other} hreflang=${other}>${other === "ar" ? "العربية" : "English"}</a>
    </header>`;
  }

  /** What the shown incidents add up to, in a sentence. */
  function Summary({ incidents, rows, state }) {
    const sum = incidents.sum(rows, state.policy, state.outcome);
    const span = language.range(sum.low, sum.high, sum.open);
    const outcome = label("outcome_people", state.outcome);
    return html`<div class="summary" role="status">
      <p class="said-figure">${sum.told === 0 ? t("sum_nothing", { outcome }) : t("sum", { n: sum.told, range: span, outcome })}</p>
      ${sum.told > 0 && html`<p>${t(`sum_${state.policy}`, { best: sum.best })}${sum.vague > 0 && sum.vague < sum.told ? ` ${t("sum_vague", { n: sum.vague })}` : ""}${rows.length > sum.told ? ` ${t("sum_untold", { n: rows.length - sum.told, outcome })}` : ""}</p>`}
      <p class="caution">${t("caution")}</p>
    </div>`;
  }

  /** Above the list where a place of the map was chosen. */
  function Chosen({ incidents, rows, state }) {
    if (!state.at) return null;
    const name = rows.length ? map.placeName(incidents.placeOf(rows[0])) : t("place_unknown");
    return html`<p class="chosen">${t("only_place", { place: name })} <button type="button" onClick=${() => address.go({ ...state, at: "", page: "1" })}>${t("everywhere")}</button></p>`;
  }

  function Explore({ incidents, state }) {
    const [quotes, readQuotes] = useState(Boolean(incidents.quotes));
    const [failed, fail] = useState(null);
    useEffect(() => {
      if (state.q && !quotes) incidents.readQuotes().then(() => readQuotes(true), fail);
    }, [incidents, state.q]);
    const filtered = ["from", "to", "governorate", "cause", "by", "claimant", "grade", "q", "at"].map((name) => state[name]).join("\n");
    const rows = useMemo(() => incidents.chosen(state), [incidents, filtered, quotes, state.lang]);
    const around = useMemo(() => (state.at ? incidents.chosen({ ...state, at: "" }) : rows), [rows]);
    const change = (changes, quietly = false) => address.go({ ...state, page: "1", ...changes }, quietly);
    const open = (mark) => address.go(mark.rows.length === 1 ? { ...state, view: "incident", id: incidents.id[mark.rows[0]] } : { ...state, at: mark.key, page: "1" });
    const common = { incidents, state, change };
    const unplaced = rows.filter((row) => incidents.places[incidents.place[row]][2] === null).length;
    return html`<div class="explore">
      <aside><details class="filter-box" open=${innerWidth > 900}><summary>${t("filters")}</summary>
        <${filters.Filters} ...${common} busy=${Boolean(state.q) && !quotes && !failed} /></details></aside>
      <main>
        <h2 class="unseen" tabindex="-1">${t("nav_incidents")}</h2>
        ${failed && html`<p role="alert">${t("load_failed", { file: failed.message })}</p>`}
        <${Summary} ...${common} rows=${rows} />
        <${map.Map} ...${common} rows=${around} open=${open} />
        ${unplaced > 0 && html`<p class="muted">${t("unplaced", { n: unplaced })}</p>`}
        <${timeline.Timeline} ...${common} rows=${rows} />
        <${Chosen} ...${common} rows=${rows} />
        <${list.List} ...${common} rows=${rows} />
      </main>
    </div>`;
  }

  /** The incidents of the release that the address names, once they are read. */
  function WithIncidents({ release, of, state }) {
    const [read, set] = useState({});
    useEffect(() => {
      hasila.load(`${release.version}/incidents`, `${catalogue.at}/${release.version}/incidents.js`)
        .then((data) => set({ incidents: new Incidents(release, data, catalogue) }), (failed) => set({ failed }));
    }, [release]);
    if (read.failed) return html`<main><p role="alert">${t("load_failed", { file: read.failed.message })}</p></main>`;
    if (!read.incidents) return html`<main><p role="status">${t("loading")}</p></main>`;
    return html`<${of} incidents=${read.incidents} state=${state} />`;
  }

  function View({ state }) {
    const release = releaseOf(state);
    if (state.view === "releases") return html`<${releases.Releases} catalogue=${catalogue} state=${state} />`;
    if (state.view === "about") return html`<${about.About} />`;
    if (!release || release.removed_on) return html`<main><p role="alert">${t("no_such_release", { version: state.release })}</p></main>`;
    return html`<${releases.Standing} release=${release} /><${WithIncidents} key=${release.version} release=${release}
      of=${state.view === "incident" ? incident.Incident : Explore} state=${state} />`;
  }

  function Page() {
    const [state, set] = useState(address.read());
    useEffect(() => {
      const follow = () => set(address.read());
      addEventListener("hashchange", follow);
      addEventListener("popstate", follow);
      return () => { removeEventListener("hashchange", follow); removeEventListener("popstate", follow); };
    }, []);
    language.set(["en", "ar"].includes(state.lang) ? state.lang : preferred());
    useEffect(() => { document.title = `${language.right() ? "حصيلة" : "Hasila"} · ${t(`nav_${state.view === "incident" ? "incidents" : VIEWS.includes(state.view) ? state.view : "incidents"}`)}`; });
    const release = releaseOf(state);
    return html`<${Header} state=${state} /><${View} state=${state} />
      <footer class="page-foot"><p>${release && t("footer", { version: release.version, day: language.day(release.published_on) })} ${t("footer_licence")}</p></footer>`;
  }

  const page = document.getElementById("page");
  page.textContent = "";
  render(html`<${Page} />`, page);
})();
