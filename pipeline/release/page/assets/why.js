"use strict";
// Why a number: the rules that set it, the statements that count for it with their words, and how it came to stand so.

const why = (() => {
  const ROLES = ["low", "best", "high", "within", "repeated", "superseded", "set_aside"];

  /** A statement's own figure, in words. */
  function stated({ low, high, outcome, who, party, modality }) {
    const of = party ? t("who_of_party", { who: label("who", who), party: label("party", party) }) : label("who", who);
    return t("statement", { figure: language.range(low, high ?? low, high === null), outcome: label("outcome", outcome), who: of, modality: label("modality", modality) });
  }

  /** Who states it: the claimant's kind, and the words of the article for it. */
  function Claimant({ claim }) {
    if (!claim.source) return html`<span class="claimant">${t("nobody_credited")}</span>`;
    return html`<span class="claimant">${label("source", claim.source)}${claim.source_text && html` <span class="as-written">«<${text.Words} of=${claim.source_text} />»</span>`}</span>`;
  }

  /** A link to an address of the web; anything else is nowhere to go. */
  const link = (address, words) => /^https?:\/\//.test(address ?? "") && html`<a href=${address} rel="noreferrer noopener external">${words}</a>`;

  function Article({ article, claim }) {
    const outlet = article.outlet ?? article.title;
    const places = [link(article.url, t("article")), link(article.archive, t("archived_copy"))].filter(Boolean);
    return html`<span class="article">
      ${outlet ? html`<${text.Words} of=${outlet} />${t("comma")}` : ""}${t("published", { day: language.day(article.on) })}
      ${article.basis !== "metadata" && html` <span class="basis">(${label("published_basis", article.basis)})</span>`}${t("comma")}${t("characters", { from: claim.start, to: claim.end })}${t("comma")}${places.length
        ? places.map((place, number) => html`${number > 0 && t("comma")}${place}`)
        : html`<span class="source-uri"><${text.Words} of=${article.uri} /></span>`}
    </span>`;
  }

  /** A statement with its quote. */
  function Statement({ claim, article, doing }) {
    return html`<li class="statement" id=${`claim-${claim.id}`}>
      <p class="stated"><${Claimant} claim=${claim} />: ${stated(claim)}</p>
      <blockquote><${text.Quote} claim=${claim} /></blockquote>
      ${doing && html`<p class="doing">${doing}</p>`}
      <p class="where"><${Article} article=${article} claim=${claim} /></p>
    </li>`;
  }

  /** What a statement does for a tally, in words. */
  const does = (uses) => uses.map(({ role, rule }) => t("role_by_rule", { role: label("role", role), rule: `${rule} ${label("rule", rule)}` }));

  function History({ tally, claims, max }) {
    if (tally.history.length < 2) return null;
    return html`<h5>${t("history")}</h5>
      <table class="history">
        <caption class="unseen">${t("history_caption")}</caption>
        <thead><tr><th scope="col">${t("after_report")}</th><th scope="col">${t("claimant")}</th><th scope="col" class="number">${t("stood_at")}</th><th aria-hidden="true"></th></tr></thead>
        <tbody>${tally.history.map((step) => {
          const of = { ...step, open: false };
          const claim = claims[step.claim];
          return html`<tr><td>${language.day(step.on)}</td><td><${Claimant} claim=${claim} /></td>
            <td class="number"><${range.Figure} of=${of} /></td><td class="drawn"><${range.Range} of=${of} max=${max} /></td></tr>`;
        })}</tbody>
      </table>`;
  }

  /** The whole account of one tally. */
  function Why({ tally, detail, articles, max }) {
    const { claims } = detail;
    const byClaim = new Map();
    for (const use of tally.uses) byClaim.set(use.claim, [...(byClaim.get(use.claim) ?? []), use]);
    const rank = (uses) => Math.min(...uses.map((use) => ROLES.indexOf(use.role)));
    const used = [...byClaim].sort(([, one], [, other]) => rank(one) - rank(other));
    const rules = tally.rule.split(" ");
    return html`<div class="account">
      <p>${t("counted_from", { n: tally.n_claims })} ${t("independent", { n: tally.n_independent })}
        ${tally.population !== "combatant" && tally.civilian_stated > 0 ? ` ${t("civilian_stated", { n: tally.civilian_stated })}` : ""}</p>
      <ul class="rules">${rules.map((rule) => html`<li><b>${rule}</b> ${label("rule", rule)}</li>`)}</ul>
      ${tally.open && html`<p>${t("open_note")}</p>`}
      ${tally.best === null && html`<p>${t("no_best_note")}</p>`}
      <h5>${t("statements")}</h5>
      <ol class="statements">${used.map(([number, uses]) => {
        const claim = claims[number];
        return html`<${Statement} key=${claim.id} claim=${claim} article=${articles.get(claim.article)} doing=${language.join(does(uses))} />`;
      })}</ol>
      <${History} tally=${tally} claims=${claims} max=${max} />
      <p class="trace">${t("walk_back")} <code>hasila explain ${tally.id}</code></p>
    </div>`;
  }

  return { Why, Statement, stated };
})();
