"use strict";
// What the figures are, and what they are not; the rules; where the map comes from.

const about = (() => {
  const RULES = ["N1", "N2", "S1", "S2", "P1", "C1", "L1", "B1", "H1", "A1", "K1", "G1", "D1"];

  function About() {
    return html`<main class="about">
      <h2 tabindex="-1">${t("about")}</h2>
      ${["about_people", "about_what", "about_range", "about_missing", "about_quotes"].map((key) => html`<p>${t(key)}</p>`)}
      <h3>${t("rules")}</h3>
      <dl>${RULES.map((rule) => html`<dt>${rule}</dt><dd>${label("rule", rule)}</dd>`)}</dl>
      <h3>${t("about_map_title")}</h3>
      <p>${t("about_map")}</p>
      <h3>${t("licence")}</h3>
      <p>${t("about_licence")}</p>
    </main>`;
  }

  return { About };
})();
