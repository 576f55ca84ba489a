"use strict";
// One incident: what is said to have happened, the range of each tally, and for each number, one click away, why.

const incident = (() => {
  /** Of whom a tally speaks: "everyone", "civilians", "children". */
  const whom = (tally) => (tally.of_civilians ? t("everyone_civilian") : tally.who ? label("class", tally.who) : label("population", tally.population));
  const isSame = (one, other) => ["low", "best", "high", "open", "n_claims"].every((name) => one[name] === other[name]);
  const isTotal = (tally) => tally.population === "all" && !tally.who;

  const isOneNumber = ({ low, high }) => low !== null && (high === null || low === high);

  /** Where nobody is said to be a fighter, the tally of civilians says what that of everyone says: one is enough. */
  function oneForBoth(tallies) {
    const total = tallies.find(isTotal);
    const civilians = tallies.find((tally) => tally.population === "civilian" && !tally.who);
    if (!total || !civilians || !isSame(total, civilians)) return tallies;
    return tallies.filter((tally) => tally !== civilians).map((tally) => (tally === total ? { ...tally, of_civilians: true } : tally));
  }

  function Tally({ tally, detail, articles, max, opened, toggle }) {
    const own = useRef(null);
    const told = tally.uses.map((use) => detail.claims[use.claim]).filter((claim) => claim.outcome === tally.outcome && isOneNumber(claim));
    const dots = [...new Set(told.map((claim) => claim.low))].filter((value) => value >= tally.low && value <= tally.high);
    const account = `why-${tally.id}`;
    useEffect(() => { if (opened) own.current.scrollIntoView({ block: "nearest" }); }, []);
    return html`<li class=${`tally${isTotal(tally) ? " total" : ""}`}>
      <div class="line" ref=${own}>
        <span class="whom">${whom(tally)}</span>
        <span class="number"><${range.Figure} of=${tally} /></span>
        <${range.Range} of=${tally} max=${max} dots=${dots} />
        <button type="button" aria-expanded=${opened ? "true" : "false"} aria-controls=${account} onClick=${() => toggle(tally)}>${t("why")}</button>
      </div>
      <div id=${account} hidden=${!opened}>${opened && html`<${why.Why} tally=${tally} detail=${detail} articles=${articles} max=${max} />`}</div>
    </li>`;
  }

  function Tallies({ detail, articles, state }) {
    const first = detail.tallies.find((tally) => tally.id === state.why || (tally.outcome === state.why && isTotal(tally)));
    const [opened, open] = useState(new Set(first ? [first.id] : []));
    const toggle = (tally) => {
      const next = new Set(opened);
      if (!next.delete(tally.id)) next.add(tally.id);
      open(next);
    };
    const outcomes = [...new Set(detail.tallies.map((tally) => tally.outcome))];
    return outcomes.map((outcome) => {
      const tallies = oneForBoth(detail.tallies.filter((tally) => tally.outcome === outcome));
      const max = 1.04 * Math.max(...tallies.map((tally) => tally.high)); // so that the last dot is not cut
      const ordered = [...tallies.filter(isTotal), ...tallies.filter((tally) => !isTotal(tally))];
      return html`<section class="outcome" key=${outcome}>
        <h3>${label("outcome", outcome)}</h3>
        <ul class="tallies">${ordered.map((tally) => html`<${Tally} key=${tally.id} tally=${tally} detail=${detail} articles=${articles}
          max=${max} opened=${opened.has(tally.id)} toggle=${toggle} />`)}</ul>
      </section>`;
    });
  }

  /** Who is said to have done it, by whom: more than one answer stays more than one. */
  function Attribution({ incidents, row, detail }) {
    const parties = incidents.perpetrators[incidents.perpetrator[row]];
    const disputes = detail.conflicts.filter((one) => one.kind === "attribution");
    if (!parties.length && !disputes.length) return html`<p class="attribution">${t("nobody_accused")}</p>`;
    const accusers = (party) => [...new Set(detail.claims.filter((claim) => claim.actors.includes(party)).map((claim) => (claim.source ? label("source", claim.source) : t("nobody_credited_short"))))];
    return html`<div class=${`attribution${disputes.length ? " disputed" : ""}`}>
      ${disputes.length > 0 && html`<p class="contested">${t("attribution_contested_long")}</p>`}
      <ul>${parties.map((party) => {
        const names = accusers(party);
        return html`<li>${names.length ? t("accused_by", { party: label("party", party), accusers: language.join(names) }) : t("accused", { party: label("party", party) })}</li>`;
      })}</ul>
    </div>`;
  }

  function Conflicts({ detail, articles }) {
    if (!detail.conflicts.length) return null;
    return html`<section><h3>${t("conflicts")}</h3><ul class="conflicts">${detail.conflicts.map((one) => html`<li>
      <p><b>${label("conflict", one.kind)}</b>: <bdi dir="auto">${one.detail}</bdi>. <bdi dir="auto">${one.choice}</bdi> (${one.rule} ${label("rule", one.rule)})</p>
      <ol class="statements">${one.claims.map((number) => detail.claims[number]).map((claim) => html`<${why.Statement} claim=${claim} article=${articles.get(claim.article)} />`)}</ol>
    </li>`)}</ul></section>`;
  }

  /** Everything said of it, article by article, with what joined it to the incident. */
  function Said({ detail }) {
    return html`<section class="said-of-it"><h3>${t("all_statements", { n: detail.claims.length })}</h3>
      ${detail.articles.map((article) => {
        const claims = detail.claims.filter((claim) => claim.article === article.id);
        return html`<details key=${article.id}>
          <summary>${language.day(article.on)}: ${article.outlet || article.title ? html`<${text.Words} of=${article.outlet ?? article.title} />` : t("outlet_unknown")}
            ${" "}<span class="muted">${t("statements_in", { n: claims.length })}</span></summary>
          ${article.title && article.outlet && html`<p class="headline" lang="ar"><${text.Words} of=${article.title} /></p>`}
          <ol class="statements">${claims.map((claim) => html`<${why.Statement} key=${claim.id} claim=${claim} article=${article}
            doing=${t("joined", { reason: claim.reason, rule: claim.rule, confidence: Math.round(claim.confidence * 100) })} />`)}</ol>
          <p class="trace">${t("article_hash")} <code>${article.sha256}</code></p>
          ${article.earlier.map((one) => html`<p class="trace">${t("earlier_version", { day: language.day(one.on) })} <${text.Words} of=${one.uri} /> <code>${one.sha256}</code></p>`)}
        </details>`;
      })}
    </section>`;
  }

  function Incident({ incidents, state }) {
    const row = incidents.row(state.id);
    const [detail, read] = useState(null);
    const [failed, fail] = useState(null);
    const title = useRef(null);
    useEffect(() => {
      read(null);
      fail(null);
      if (row !== undefined) incidents.detail(row).then(read, fail);
    }, [incidents, row]);
    useEffect(() => { title.current?.focus({ preventScroll: true }); scrollTo(0, 0); }, [row]);
    const back = address.of({ ...state, view: "incidents", id: "", why: "" });
    const way = html`<p class="back"><a href=${back}>${t("back")}</a></p>`;
    if (row === undefined) return html`<main class="incident">${way}<p>${t("no_such_incident", { id: state.id, version: incidents.release.version })}</p></main>`;
    const of = incidents.placeOf(row);
    const grade = incidents.grades[incidents.grade[row]];
    const causes = incidents.causes[incidents.cause[row]].map((code) => label("cause", code));
    const heading = html`<header>
      <h2 tabindex="-1" ref=${title}><${list.Place} of=${of} /></h2>
      <p class="when">${language.days(incidents.from[row], incidents.to[row])}${of.governorate ? ` · ${label("governorate", of.governorate)}` : ""}</p>
      <p class="what">${causes.length ? language.join(causes) : t("cause_unknown")}</p>
    </header>`;
    if (failed) return html`<main class="incident">${way}${heading}<p role="alert">${t("load_failed", { file: failed.message })}</p></main>`;
    if (!detail) return html`<main class="incident">${way}${heading}<p role="status">${t("loading")}</p></main>`;
    const articles = new Map(detail.articles.map((article) => [article.id, article]));
    return html`<main class="incident">
      ${way}${heading}
      <${Attribution} incidents=${incidents} row=${row} detail=${detail} />
      <p class="grade-line"><span class=${`grade-${grade}`}>${label("grade", grade)}</span>: ${label("grade_note", grade)}.
        ${" "}${t("reported_by", { n: detail.n_articles })} ${t("independent", { n: detail.n_claimants })}
        ${of.precision >= 3 ? ` ${label("place_precision", String(of.precision))}` : ""}</p>
      <p class="muted">${t("range_key")}${state.policy !== incidents.policies[0] && ` ${t("default_policy", { policy: label("policy", incidents.policies[0]) })}`}</p>
      <${Tallies} detail=${detail} articles=${articles} state=${state} />
      <${Conflicts} detail=${detail} articles=${articles} />
      <${Said} detail=${detail} />
      <p class="trace">${t("incident_id")} <code>${detail.id}</code></p>
    </main>`;
  }

  return { Incident };
})();
