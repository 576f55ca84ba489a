"use strict";
// The incidents as a table: the equivalent of the map for everybody, fifty to a page, in an order the reader chooses.

const list = (() => {
  const ON_A_PAGE = 50;

  /** A place by both its names, the reader's first. */
  function Place({ of }) {
    const first = map.placeName(of);
    const second = language.right() ? of.english : of.arabic;
    const [mine, other] = language.right() ? ["ar", "en"] : ["en", "ar"];
    return html`<bdi lang=${mine}>${first}</bdi>${second && second !== first && html` <bdi class="other-name" lang=${other}>${second}</bdi>`}`;
  }

  /** What happened, and who is said to have done it: shown as said, and as contested where it is. */
  function Act({ incidents, row }) {
    const causes = incidents.causes[incidents.cause[row]].map((code) => label("cause", code));
    const parties = incidents.perpetrators[incidents.perpetrator[row]].map((code) => label("party", code));
    const disputed = incidents.disputed.has(row);
    return html`<span class="cause">${causes.length ? language.join(causes) : t("cause_unknown")}</span>
      ${parties.length > 0 && html` <span class="by">${t(disputed ? "contested_by" : "said_by", { parties: language.join(parties) })}</span>`}
      ${disputed && html` <span class="contested">${t("attribution_contested")}</span>`}`;
  }

  function Cell({ incidents, row, state, outcome }) {
    const of = incidents.figure(row, state.policy, outcome);
    if (!of) return html`<td class="number" data-label=${label("outcome", outcome)}><span class="none" title=${t("not_told")}>–</span></td>`;
    const why = address.of({ ...state, view: "incident", id: incidents.id[row], why: outcome });
    const name = t("why_label", { figure: range.inWords(of), outcome: label("outcome", outcome), place: map.placeName(incidents.placeOf(row)) });
    return html`<td class="number" data-label=${label("outcome", outcome)}><a class="why" href=${why} aria-label=${name} title=${t("why")}><${range.Figure} of=${of} /></a></td>`;
  }

  function Heading({ name, label: said, state, change, sort }) {
    const sorted = sort && state.sort === sort;
    const turned = sorted && state.order === "down" ? "up" : "down";
    return html`<th scope="col" class=${name} aria-sort=${sorted ? (state.order === "down" ? "descending" : "ascending") : null}>
      ${sort ? html`<button type="button" onClick=${() => change({ sort, order: turned })}>${said}<span aria-hidden="true">${sorted ? (state.order === "down" ? " ↓" : " ↑") : ""}</span></button>` : said}
    </th>`;
  }

  function Pages({ page, pages, turn }) {
    if (pages < 2) return null;
    return html`<nav class="pages" aria-label=${t("pages")}>
      <button type="button" disabled=${page <= 1} onClick=${() => turn(page - 1)}>${t("page_before")}</button>
      <span>${t("page_of", { page, pages })}</span>
      <button type="button" disabled=${page >= pages} onClick=${() => turn(page + 1)}>${t("page_next")}</button>
    </nav>`;
  }

  function List({ incidents, rows, state, change }) {
    const table = useRef(null);
    const ordered = useMemo(() => incidents.sorted(rows, state), [incidents, rows, state.sort, state.order, state.policy]);
    const pages = Math.max(1, Math.ceil(rows.length / ON_A_PAGE));
    const page = Math.min(Math.max(1, Number.parseInt(state.page, 10) || 1), pages);
    const shown = ordered.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE);
    const outcomes = [...new Set(["killed", "injured", state.outcome])];
    const turn = (to) => {
      change({ page: String(to) });
      table.current.focus();
      table.current.scrollIntoView({ block: "start" });
    };
    const place = (row) => address.of({ ...state, view: "incident", id: incidents.id[row] });
    return html`<section class="list" aria-labelledby="list-title">
      <h2 id="list-title" tabindex="-1" ref=${table}>${t("incidents_title", { n: rows.length })}</h2>
      ${rows.length === 0 ? html`<p>${t("nothing_found")}</p>` : html`
      <table>
        <caption class="unseen">${t("list_caption")}</caption>
        <thead><tr>
          <${Heading} name="day" label=${t("day")} sort="day" state=${state} change=${change} />
          <${Heading} name="place" label=${t("place")} />
          <${Heading} name="act" label=${t("what_happened")} />
          ${outcomes.map((outcome) => html`<${Heading} name="number" label=${label("outcome", outcome)} sort=${outcome} state=${state} change=${change} />`)}
          <${Heading} name="grade" label=${t("support")} />
        </tr></thead>
        <tbody>${shown.map((row) => {
          const of = incidents.placeOf(row);
          const grade = incidents.grades[incidents.grade[row]];
          return html`<tr key=${incidents.id[row]}>
            <td class="day">${language.days(incidents.from[row], incidents.to[row])}</td>
            <th scope="row" class="place"><a href=${place(row)}><${Place} of=${of} /></a>
              ${of.governorate && html`<span class="governorate">${label("governorate", of.governorate)}</span>`}</th>
            <td class="act"><${Act} incidents=${incidents} row=${row} /></td>
            ${outcomes.map((outcome) => html`<${Cell} incidents=${incidents} row=${row} state=${state} outcome=${outcome} />`)}
            <td class="grade"><span class=${`grade-${grade}`} title=${label("grade_note", grade)}>${label("grade", grade)}</span></td>
          </tr>`;
        })}</tbody>
      </table>`}
      <${Pages} page=${page} pages=${pages} turn=${turn} />
    </section>`;
  }

  return { List, Place, Act };
})();
