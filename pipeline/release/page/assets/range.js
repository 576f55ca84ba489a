"use strict";
// A figure as words and as a drawn range: the line spans low to high, the bar on it is best, the dots are statements.

const range = (() => {
  /** "60", "53–60", "101 or more": the figure a reader should quote, and the range where it is not one number. */
  function Figure({ of }) {
    const { low, best, high, open } = of;
    if (best === null) return html`<span class="figure vague">${language.range(low, high, open)}</span>`;
    if (low === high) return html`<span class="figure">${language.range(low, high, open)}</span>`;
    return html`<span class="figure">${language.number(best)}</span> <span class="spread">${language.range(low, high, open)}</span>`;
  }

  /** The same in words that stand alone: for labels and screen readers. */
  function inWords({ low, best, high, open }) {
    const span = language.range(low, high, open);
    return best === null || low === high ? span : t("best_of_range", { best, range: span });
  }

  /** The range drawn from 0 to ``max``; ``dots`` are the figures of single statements. */
  function Range({ of, max, dots = [] }) {
    const { low, best, high, open } = of;
    const at = (value) => `${(100 * Math.min(value, max)) / Math.max(max, 1)}%`;
    return html`<span class="range" role="img" aria-label=${inWords(of)}>
      <span class=${`span${open ? " open" : ""}`} style=${{ insetInlineStart: at(low), inlineSize: `max(2px, calc(${at(high)} - ${at(low)}))` }}></span>
      ${dots.map((value) => html`<span class="dot" style=${{ insetInlineStart: at(value) }}></span>`)}
      ${best !== null && html`<span class="best" style=${{ insetInlineStart: at(best) }}></span>`}
    </span>`;
  }

  return { Figure, Range, inWords };
})();
