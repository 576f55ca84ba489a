"use strict";
// The releases: each with its files, their sizes and hashes, to download and to check.

const releases = (() => {
  const GROUPS = [["data/", "parquet"], ["csv/", "csv"], ["hasila.duckdb", "database"], ["delta/", "delta"], ["validation/", "validation"], ["", "documents"]];
  const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

  function size(bytes) {
    const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
    const locale = language.right() ? "ar-u-nu-latn" : "en-GB";
    return new Intl.NumberFormat(locale, { style: "unit", unit: UNITS[power], maximumSignificantDigits: 3 }).format(bytes / 1000 ** power);
  }

  const group = (path) => GROUPS.find(([start]) => path.startsWith(start))[1];

  function Files({ release, name, files }) {
    return html`<details open=${name === "parquet" || name === "database"}>
      <summary>${t(`files_${name}`)} <span class="muted">${t("files", { n: files.length })}</span></summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${t(`files_${name}`)}><table class="files">
        <thead><tr><th scope="col">${t("file")}</th><th scope="col" class="number">${t("rows")}</th><th scope="col" class="number">${t("size")}</th><th scope="col">SHA-256</th></tr></thead>
        <tbody>${files.map(([path, bytes, sha256, rows]) => html`<tr key=${path}>
          <th scope="row"><a dir="ltr" href=${`${release.version}/${path}`} download>${path}</a></th>
          <td class="number">${rows === null ? "" : language.number(rows)}</td>
          <td class="number">${size(bytes)}</td>
          <td><code class="hash" dir="ltr">${sha256}</code></td></tr>`)}</tbody>
      </table></div>
    </details>`;
  }

  /** What a reader has to know before using a release: that it is a candidate, was withdrawn, or is not kept any more. */
  function Standing({ release }) {
    if (release.withdrawn_on) return html`<p class="standing contested" role="note">${t("withdrawn", { version: release.version, day: language.day(release.withdrawn_on) })} <bdi dir="auto">${release.withdrawn_because}</bdi></p>`;
    if (release.removed_on) return html`<p class="standing" role="note">${t("removed", { day: language.day(release.removed_on) })}</p>`;
    if (release.channel === "candidate") return html`<p class="standing" role="note">${t("candidate", { version: release.version })}</p>`;
    return null;
  }

  function Release({ release, catalogue, state }) {
    const latest = release.version === catalogue.shown && !release.withdrawn_on && release.channel === "final";
    const files = new Map();
    for (const file of release.files) files.set(group(file[0]), [...(files.get(group(file[0])) ?? []), file]);
    const show = address.of({ ...address.cleared(state), view: "incidents", id: "", why: "", release: latest ? "" : release.version });
    return html`<section class="release" aria-labelledby=${`release-${release.version}`}>
      <h3 id=${`release-${release.version}`}><bdi>${release.version}</bdi> ${latest && html`<span class="latest">${t("latest")}</span>`}</h3>
      <${Standing} release=${release} />
      <p>${t("published", { day: language.day(release.published_on) })}. ${release.files.length > 0 && html`${t("release_holds", { incidents: release.rows.incidents ?? 0, claims: release.rows.claims ?? 0, articles: release.rows.articles ?? 0 })}
        ${" "}<a href=${show}>${t("look_at_it")}</a>`}</p>
      <p class="trace">content_id <code class="hash" dir="ltr">${release.content_id}</code></p>
      ${GROUPS.filter(([, name]) => files.has(name)).map(([, name]) => html`<${Files} release=${release} name=${name} files=${files.get(name)} />`)}
    </section>`;
  }

  function Releases({ catalogue, state }) {
    return html`<main class="releases">
      <h2 tabindex="-1">${t("releases")}</h2>
      <p>${t("releases_intro")} <code dir="ltr">sha256sum -c SHA256SUMS</code> ${t("or")} <code dir="ltr">hasila verify ${catalogue.shown}</code></p>
      ${catalogue.releases.map((release) => html`<${Release} key=${release.version} release=${release} catalogue=${catalogue} state=${state} />`)}
    </main>`;
  }

  return { Releases, Standing };
})();
