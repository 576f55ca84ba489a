"use strict";
// What is shown, as the part of the address after #: so that any view can be linked to, and the back button works.

const address = (() => {
  const FILTERS = ["from", "to", "governorate", "cause", "by", "claimant", "grade", "q", "at"];
  const DEFAULTS = { outcome: "killed", policy: "most_likely", sort: "day", order: "down", page: "1", release: "", why: "", lang: "" };

  function read() {
    const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
    const [view, id] = path.split("/").map(decodeURIComponent);
    const given = new URLSearchParams(query);
    const state = { view: view || "incidents", id: id || "" };
    for (const name of FILTERS) state[name] = given.get(name) ?? "";
    for (const [name, value] of Object.entries(DEFAULTS)) state[name] = given.get(name) ?? value;
    return state;
  }

  /** The address of a state. */
  function of(state) {
    const given = new URLSearchParams();
    for (const name of FILTERS) if (state[name]) given.set(name, state[name]);
    for (const [name, value] of Object.entries(DEFAULTS)) if (state[name] !== value) given.set(name, state[name]);
    const path = state.view + (state.id ? `/${encodeURIComponent(state.id)}` : "");
    return `#/${path}${given.size ? `?${given}` : ""}`;
  }

  /** Go to a state; ``quietly`` leaves no step for the back button. */
  function go(state, quietly = false) {
    if (quietly) history.replaceState(null, "", of(state));
    else history.pushState(null, "", of(state));
    dispatchEvent(new Event("hashchange"));
  }

  const cleared = (state) => ({ ...state, ...Object.fromEntries(FILTERS.map((name) => [name, ""])), page: "1" });
  const filtered = (state) => FILTERS.some((name) => state[name]);

  return { read, of, go, cleared, filtered };
})();
