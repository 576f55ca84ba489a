"use strict";
// Words, numbers and dates in the reader's language. All words stand in words/en.json and words/ar.json.

const language = (() => {
  const DAY = 864e5;
  const words = hasila.value("words");
  const locales = { en: "en-GB", ar: "ar-SY-u-nu-latn" }; // Syria's month names; the digits that its news uses too
  let now;

  function set(name) {
    if (now?.name === name) return;
    const locale = locales[name];
    const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
    now = {
      name,
      words: words[name],
      numbers: new Intl.NumberFormat(locale),
      plurals: new Intl.PluralRules(locale),
      day: format({ day: "numeric", month: "long", year: "numeric" }),
      dayAndMonth: format({ day: "numeric", month: "short" }),
      month: format({ month: "long", year: "numeric" }),
      shortMonth: format({ month: "short", year: "numeric" }),
      year: format({ year: "numeric" }),
      list: new Intl.ListFormat(locale, { type: "conjunction" }),
    };
    document.documentElement.lang = name;
    document.documentElement.dir = name === "ar" ? "rtl" : "ltr";
  }

  /** The words under a key, with {values} put in; where there are several forms, values.n chooses. */
  function t(key, values = {}) {
    let found = now.words[key];
    if (found === undefined) throw new Error(`no words for ${key} in ${now.name}`);
    if (typeof found === "object") found = found[now.plurals.select(values.n)] ?? found.other;
    return found.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number(values[name]) : values[name]));
  }

  /** The label of a code: label("cause", "airstrike"). A code of later data is shown as it is. */
  const label = (list, code) => now.words[`${list}.${code}`] ?? code;
  const number = (value) => now.numbers.format(value);
  const dateOf = (days) => new Date(days * DAY);

  /** A span of days since 1970, either of which may be unknown. */
  function days(from, to) {
    if (from === null && to === null) return t("day_unknown");
    if (from === to) return now.day.format(dateOf(from));
    if (from === null || to === null) return t(from === null ? "until_day" : "from_day", { day: now.day.format(dateOf(from ?? to)) });
    return now.day.formatRange(dateOf(from), dateOf(to));
  }

  /** A day as YYYY-MM-DD, in words. */
  const day = (iso) => (iso ? now.day.format(new Date(`${iso}T00:00:00Z`)) : t("day_unknown"));
  const format = (kind, days) => now[kind].format(dateOf(days));

  /** low to high, of which high may be open. */
  function range(low, high, open) {
    if (low === null) return t("up_to", { high });
    if (open || high === null) return low === high || high === null ? t("or_more", { low }) : t("range_or_more", { low, high });
    return low === high ? number(low) : t("range", { low, high });
  }

  return {
    set, t, label, number, days, day, format, range,
    join: (parts) => now.list.format(parts),
    name: () => now.name,
    right: () => now.name === "ar",
  };
})();

const { t, label } = language;
