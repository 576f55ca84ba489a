"use strict";
// The incidents of one release: columns as they were written, figures by policy and outcome, and the choice of rows.

const DAY = 864e5;

class Incidents {
  constructor(release, data, { at }) {
    const { figures, disputed, ...columns } = data;
    Object.assign(this, columns, { release, at, size: data.id.length, folder: `${at}/${release.version}` });
    this.disputed = new Set(disputed);
    this.byPolicy = figures;
    this.policies = Object.keys(figures);
    this.made = new Map();
    this.points = new Map(); // "latitude,longitude" → the number of a point, of which several places may share one
    this.pointOf = this.places.map(([, , latitude, longitude]) => this.#point(latitude, longitude));
  }

  #point(latitude, longitude) {
    if (latitude === null) return -1;
    const key = `${latitude},${longitude}`;
    if (!this.points.has(key)) this.points.set(key, this.points.size);
    return this.points.get(key);
  }

  /** Low, best and high of each row under a policy, null where there is none; made once. */
  figures(policy, outcome) {
    const key = `${policy} ${outcome}`;
    if (!this.made.has(key)) {
      const given = this.byPolicy[policy]?.[outcome] ?? { at: [], low: [], best: [], high: [], open: [] };
      const standard = this.byPolicy[this.policies[0]][outcome];
      const column = (name) => (typeof given[name] === "string" ? standard[given[name]] : given[name]); // by its name there
      const at = column("at");
      const spread = (values) => {
        const found = new Array(this.size).fill(null);
        if (values) at.forEach((row, n) => (found[row] = values[n]));
        return found;
      };
      const open = new Set(column("open").map((n) => at[n]));
      this.made.set(key, { low: spread(column("low")), best: spread(column("best")), high: spread(column("high")), open });
    }
    return this.made.get(key);
  }

  /** A row's figure as one value, or null. */
  figure(row, policy, outcome) {
    const { low, best, high, open } = this.figures(policy, outcome);
    return low[row] === null ? null : { low: low[row], best: best[row], high: high[row], open: open.has(row) };
  }

  outcomes(policy) {
    return Object.keys(this.byPolicy[policy] ?? {});
  }

  row(id) {
    this.rows ??= new Map(this.id.map((one, row) => [one, row]));
    return this.rows.get(id);
  }

  placeOf(row) {
    const [arabic, english, latitude, longitude, precision, governorate] = this.places[this.place[row]];
    return { arabic, english, latitude, longitude, precision, governorate };
  }

  /** What a row opens to. */
  async detail(row) {
    const { first, names } = this.details;
    const number = first.findLastIndex((begins) => begins <= row);
    const found = await hasila.load(`detail/${names[number]}`, `${this.at}/detail/${names[number]}.js`);
    return found[row - first[number]];
  }

  /** Make the quotes searchable; they are read when somebody searches. */
  async readQuotes() {
    const quotes = await hasila.load(`${this.release.version}/quotes`, `${this.folder}/quotes.js`);
    this.quotes ??= quotes.map(text.fold);
  }

  /** The rows that the filters leave, in the order of the rows. */
  chosen(filters) {
    const tests = this.tests(filters);
    const rows = [];
    for (let row = 0; row < this.size; row++) if (tests.every((test) => test(row))) rows.push(row);
    return rows;
  }

  tests({ from, to, governorate, cause, by, claimant, grade, q, at }) {
    const tests = [];
    const among = (sets, column, wanted) => {
      const holds = sets.map((one) => one.includes(wanted));
      tests.push((row) => holds[column[row]]);
    };
    const first = from ? Date.parse(from) / DAY : null;
    const last = to ? Date.parse(to) / DAY : null;
    if (first !== null) tests.push((row) => this.to[row] !== null && this.to[row] >= first);
    if (last !== null) tests.push((row) => this.from[row] !== null && this.from[row] <= last);
    if (governorate) tests.push((row) => this.places[this.place[row]][5] === governorate);
    if (cause) among(this.causes, this.cause, cause);
    if (by) among(this.perpetrators, this.perpetrator, by);
    if (claimant) among(this.claimants, this.claimant, claimant === "nobody" ? "" : claimant);
    if (grade) tests.push((row) => this.grades[this.grade[row]] === grade);
    if (at) {
      const here = this.points.get(at);
      tests.push((row) => this.pointOf[this.place[row]] === here);
    }
    if (q) tests.push(this.search(q));
    return tests;
  }

  /** A test for all the words of a search: in an incident's place, its id, or, once they are read, its quotes. */
  search(query) {
    const words = text.fold(query).split(/\s+/).filter(Boolean);
    const names = this.places.map(([arabic, english, , , , code]) =>
      text.fold([arabic, english, code, code && label("governorate", code)].filter(Boolean).join(" ")));
    return (row) => words.every((word) =>
      names[this.place[row]].includes(word) || this.id[row].startsWith(word) || (this.quotes && this.quotes[row].includes(word)));
  }

  /** The rows in the order asked for: by "day", or by an outcome's best figure; "up" or "down". Unknown ones come last. */
  sorted(rows, { sort, order, policy }) {
    const figures = sort === "day" ? null : this.figures(policy, sort);
    const keys = figures ? rows.map((row) => figures.best[row] ?? figures.low[row]) : rows.map((row) => this.from[row]);
    const sign = order === "up" ? 1 : -1;
    const places = rows.map((_, n) => n);
    places.sort((a, b) => (keys[a] === null) - (keys[b] === null) || sign * (keys[a] - keys[b]) || a - b);
    return places.map((n) => rows[n]);
  }

  /** What rows add up to. ``vague`` counts those without a best figure, ``none`` those without any. */
  sum(rows, policy, outcome) {
    const { low, best, high, open } = this.figures(policy, outcome);
    const sum = { low: 0, best: 0, high: 0, vague: 0, told: 0, open: false };
    for (const row of rows) {
      if (low[row] === null) continue;
      sum.told++;
      sum.low += low[row];
      sum.high += high[row];
      if (best[row] === null) sum.vague++;
      else sum.best += best[row];
      if (open.has(row)) sum.open = true;
    }
    return sum;
  }
}
