-- A release as large as the war: made-up incidents with their articles, claims, tallies and history, in all tables.
-- Figures, places and days are drawn from hashes, so the same number gives the same rows. Nobody here ever lived.

CREATE TEMP MACRO pick(among, i, salt) AS among[1 + (hash(i, salt) % len(among))::INTEGER];

CREATE TEMP TABLE harms AS
WITH lists AS (
    SELECT ['airstrike', 'shelling', 'small_arms', 'mine_or_remnant', 'explosive_device', 'clash'] AS causes,
           ['government', 'russia', 'opposition', 'islamic_state', 'coalition', 'turkey', 'sdf'] AS parties,
           ['sohr', 'civil_defence', 'snhr', 'sana', 'activists', 'local_media', 'medical'] AS sources,
           ['weak', 'weak', 'fair', 'fair', 'confirmed', 'contested'] AS grades,
           ['Aleppo', 'Idlib', 'Hama', 'Raqqa', 'Deir ez-Zor', 'Homs', 'Daraa', 'Rural Damascus'] AS governorates
)
SELECT i, lpad(to_hex(i), 16, '0') AS incident_id,
       DATE '2011-03-15' + (hash(i, 'day') % 5000)::INTEGER AS day,
       (hash(i, 'place') % 3000)::INTEGER AS place,
       1 + (hash(i, 'dead') % 7 * (hash(i, 'more') % 6))::INTEGER AS dead,
       hash(i, 'vague') % 12 = 0 AS is_vague,
       pick(causes, i, 'cause') AS cause, pick(parties, i, 'party') AS party, pick(parties, i, 'other') AS other_party,
       pick(grades, i, 'grade') AS grade, pick(governorates, place, 'governorate') AS governorate,
       pick(sources, i, 'one') AS one, pick(sources, i, 'two') AS two
FROM range(getvariable('incidents')) r(i), lists;

INSERT INTO incidents BY NAME
SELECT incident_id, day AS date_from, day AS date_to, 1 AS date_precision, governorate, 'p' || place AS place_id,
       'قرية ' || place AS place_name_ar, 'Village ' || place AS place_name_en,
       CASE WHEN place % 40 > 0 THEN 32.8 + (hash(place, 'y') % 3900) / 1000.0 END AS latitude,
       CASE WHEN place % 40 > 0 THEN 36.3 + (hash(place, 'x') % 4200) / 1000.0 END AS longitude,
       CASE WHEN place % 40 = 0 THEN NULL WHEN place % 9 = 0 THEN 3 ELSE 1 END AS place_precision, [cause] AS cause,
       CASE grade WHEN 'contested' THEN list_sort(list_distinct([party, other_party])) ELSE [party] END
           AS alleged_perpetrators,
       grade, 2 AS n_articles, 2 AS n_families, 2 AS n_claimants
FROM harms;

INSERT INTO articles BY NAME
SELECT 'a' || n || incident_id AS article_id, article_id AS external_id, 'b' AS batch, 'news.jsonl' AS source_uri,
       'عنب بلدي' AS outlet, 'خبر ' || i AS title, day + n::INTEGER AS published_on, 'metadata' AS published_basis,
       '' AS text, sha256(article_id) AS text_sha256, 1 AS n_chars, article_id AS syndication_id,
       true AS is_family_head
FROM harms, range(2) r(n);

INSERT INTO events BY NAME
SELECT 'e' || n || incident_id AS event_id, 'a' || n || incident_id AS article_id, 's' AS sentence_id,
       0 AS char_start, 9 AS char_end, [cause] AS cause, [CASE n WHEN 0 THEN party ELSE other_party END] AS actors,
       day AS date_from, day AS date_to, 1 AS date_precision, 'stated' AS date_basis
FROM harms, range(2) r(n);

INSERT INTO claims BY NAME
WITH said AS (
    SELECT *, CASE n WHEN 2 THEN 'injured' ELSE 'killed' END AS outcome, (n = 1)::INTEGER AS article,
           n = 2 AND is_vague AS dozens,
           (dead + CASE n WHEN 0 THEN 0 WHEN 1 THEN hash(i, 'spread') % 4 ELSE dead END)::BIGINT AS told
    FROM harms, range(3) r(n)
)
SELECT 'c' || n || incident_id AS claim_id, 'e' || article || incident_id AS event_id,
       'a' || article || incident_id AS article_id, 's' AS sentence_id, n * 40 AS char_start,
       CASE WHEN dozens THEN 'وأصيب العشرات' WHEN n = 2 THEN 'وأصيب ' || told || ' آخرون'
            ELSE 'مقتل ' || told || ' مدنيا في قصف' END AS quote,
       char_start + length(quote) AS char_end, outcome, CASE WHEN dozens THEN 'vague' ELSE 'exact' END AS modality,
       CASE WHEN dozens THEN 'العشرات' ELSE told::VARCHAR END AS count_text,
       CASE WHEN dozens THEN 20 ELSE told END AS low, CASE WHEN dozens THEN 99 ELSE told END AS high,
       'civilian' AS who, CASE n WHEN 1 THEN two ELSE one END AS source, 'incident' AS scope, 'current' AS status,
       'verb' AS rule, 0.9 AS confidence
FROM said;

INSERT INTO incident_claims BY NAME
SELECT right(claim_id, 16) AS incident_id, claim_id, 'same place and day' AS reason, 0.9 AS score FROM claims;

INSERT INTO tallies BY NAME
WITH ranges AS (
    SELECT right(claim_id, 16) AS incident_id, outcome, min(low) AS low, max(high) AS high,
           max(low) FILTER (modality = 'exact') AS best, count(*) AS n_claims
    FROM claims GROUP BY ALL
)
SELECT md5(incident_id || outcome || population) AS tally_id, incident_id, outcome, population, low, best, high,
       false AS high_is_open, low AS civilian_stated, 'L1 B1 H1' AS rule, n_claims, n_claims AS n_independent,
       (high - low) / high AS disagreement
FROM ranges, (VALUES ('all'), ('civilian')) p(population);

INSERT INTO tally_claims BY NAME
SELECT DISTINCT tally_id, claim_id, r.role, r.rule
FROM tallies t
JOIN claims c ON right(c.claim_id, 16) = t.incident_id AND c.outcome = t.outcome
JOIN (VALUES ('low', 'L1'), ('best', 'B1'), ('high', 'H1')) r(role, rule)
  ON (r.role = 'low' AND c.low = t.low) OR (r.role = 'high' AND c.high = t.high) OR (r.role = 'best' AND c.low = t.best);

INSERT INTO tally_history BY NAME
SELECT tally_id, row_number() OVER reports - 1 AS step, claim_id, a.published_on AS reported_on,
       min(c.low) OVER reports AS low, CASE c.modality WHEN 'exact' THEN c.low END AS best,
       max(c.high) OVER reports AS high
FROM tallies t
JOIN claims c ON right(c.claim_id, 16) = t.incident_id AND c.outcome = t.outcome
JOIN articles a USING (article_id)
WINDOW reports AS (PARTITION BY tally_id ORDER BY claim_id);

INSERT INTO conflicts BY NAME
SELECT md5(incident_id) AS conflict_id, incident_id, 'c0' || incident_id AS claim_id,
       'c1' || incident_id AS other_claim_id, 'attribution' AS kind, party || ' and ' || other_party AS detail,
       'both are named' AS choice, 'G1' AS rule
FROM harms WHERE grade = 'contested' AND party <> other_party;
