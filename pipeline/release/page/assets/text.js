"use strict";
// Text of articles: it is never trusted, never markup, and cannot turn the text around it.

const text = (() => {
  // Marks that steer the direction of text, or cannot be seen: shown as what they are.
  const STEERING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;
  const WORDLIKE = /[\p{L}\p{N}\p{M}]/u;
  const codePoint = (mark) => `U+${mark.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

  /** Text in which steering marks are shown by their code points. */
  function plain(value) {
    return String(value)
      .split(new RegExp(`(${STEERING.source})`, "u"))
      .map((part) => (STEERING.test(part) ? html`<span class="mark-of-text">${codePoint(part)}</span>` : part));
  }

  /** Where the counted words stand in a quote; where they stand twice, the place where they are whole words. */
  function found(quote, count) {
    let first = -1;
    for (let at = quote.indexOf(count); at >= 0; at = quote.indexOf(count, at + 1)) {
      if (first < 0) first = at;
      if (!WORDLIKE.test(quote[at - 1] ?? " ") && !WORDLIKE.test(quote[at + count.length] ?? " ")) return at;
    }
    return first;
  }

  /** A quote with the counted words marked. */
  function Quote({ claim }) {
    const at = claim.count ? found(claim.quote, claim.count) : -1;
    const end = at + (claim.count ?? "").length;
    return html`<q class="quote" lang="ar" dir="rtl">${
      at < 0
        ? plain(claim.quote)
        : html`${plain(claim.quote.slice(0, at))}<mark>${plain(claim.quote.slice(at, end))}</mark>${plain(claim.quote.slice(end))}`
    }</q>`;
  }

  /** Words of an article, apart from the text they stand in. */
  const Words = ({ of }) => html`<bdi>${plain(of)}</bdi>`;

  /** Text as a search compares it: without case, diacritics and the letters that Arabic spells in several ways. */
  const fold = (value) =>
    value
      .normalize("NFKD")
      .replace(/[\p{M}\u0640]/gu, "")
      .toLowerCase()
      .replace(/[\u0671\u0622\u0623\u0625]/g, "\u0627")
      .replace(/\u0649/g, "\u064a")
      .replace(/\u0629/g, "\u0647")
      .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660));

  return { Quote, Words, fold };
})();
