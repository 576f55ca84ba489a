"use strict";
// The filters, and what is chosen in them. Each is an ordinary form field with its own label.

const filters = (() => {
  const used = (sets) => [...new Set(sets.flat())];
  const byLabel = (list) => (one, other) => label(list, one).localeCompare(label(list, other), language.name());

  function Choice({ name, list, codes, state, change, everything, sort = true }) {
    const options = sort ? [...codes].sort(byLabel(list)) : codes;
    return html`<label class="field">
      <span>${t(`filter.${name}`)}</span>
      <select name=${name} value=${state[name]} onChange=${(event) => change({ [name]: event.target.value })}>
        ${everything && html`<option value="">${t(everything)}</option>`}
        ${options.map((code) => html`<option value=${code} selected=${state[name] === code}>${label(list, code)}</option>`)}
      </select>
    </label>`;
  }

  function Day({ name, state, change }) {
    return html`<label class="field">
      <span>${t(`filter.${name}`)}</span>
      <input type="date" name=${name} value=${state[name]} onChange=${(event) => change({ [name]: event.target.value })} />
    </label>`;
  }

  /** Waits until the reader has stopped typing. */
  function Search({ state, change, busy }) {
    const timer = useRef(0);
    const typed = (event) => {
      const q = event.target.value.trim();
      clearTimeout(timer.current);
      timer.current = setTimeout(() => change({ q }, true), 250);
    };
    return html`<label class="field wide">
      <span>${t("filter.q")}</span>
      <input type="search" name="q" dir="auto" defaultValue=${state.q} key=${state.q ? "" : "empty"} onInput=${typed}
        placeholder=${t("search_example")} autocomplete="off" spellcheck="false" />
      ${busy && html`<small role="status">${t("reading_quotes")}</small>`}
    </label>`;
  }

  function Filters({ incidents, state, change, busy }) {
    const governorates = useMemo(() => used(incidents.places.map((place) => place[5] ?? [])), [incidents]);
    const claimants = used(incidents.claimants).map((code) => code || "nobody");
    const common = { state, change };
    return html`<form class="filters" role="search" aria-label=${t("filters")} onSubmit=${(event) => event.preventDefault()}>
      <${Search} ...${common} busy=${busy} />
      <${Day} name="from" ...${common} /><${Day} name="to" ...${common} />
      <${Choice} name="governorate" list="governorate" codes=${governorates} everything="all_governorates" ...${common} />
      <${Choice} name="cause" list="cause" codes=${used(incidents.causes)} everything="all_causes" ...${common} />
      <${Choice} name="by" list="party" codes=${used(incidents.perpetrators)} everything="all_parties" ...${common} />
      <${Choice} name="claimant" list="source" codes=${claimants} everything="all_claimants" ...${common} />
      <${Choice} name="grade" list="grade" codes=${incidents.grades} sort=${false} everything="all_grades" ...${common} />
      <${Choice} name="outcome" list="outcome" codes=${incidents.outcomes(state.policy)} sort=${false} ...${common} />
      <${Choice} name="policy" list="policy" codes=${incidents.policies} sort=${false} ...${common} />
      <p class="policy-note">${label("policy_note", state.policy)}</p>
      ${address.filtered(state) && html`<button type="button" class="clear" onClick=${() => address.go(address.cleared(state))}>${t("clear_filters")}</button>`}
    </form>`;
  }

  return { Filters };
})();
