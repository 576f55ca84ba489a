"""The tables of Hasila, one declaration each, in the data's way from articles to conflicts."""

from pipeline.contracts import codes
from pipeline.contracts.schema import Column, Law, Table

LAYERS = {
    "articles": "what came in, byte for byte",
    "sentences": "spans of the articles' text",
    "claims": "violent events and what is claimed of their casualties",
    "incidents": "harms in the world that events speak of",
    "tallies": "what range of casualties the claims leave",
    "release": "what is published, and the figures it is accepted by",
}


def _id(name: str, description: str, references: str | None = None, nullable: bool = False) -> Column:
    return Column(name, "text", description, nullable=nullable, references=references)


def _point(of: str) -> tuple[Column, Column]:
    return (
        Column("latitude", "real", f"latitude of {of}", True, minimum=-90, maximum=90, unit="degree"),
        Column("longitude", "real", f"longitude of {of}", True, minimum=-180, maximum=180, unit="degree"),
    )


_PLACE_PRECISION = Column(
    "place_precision",
    "integer",
    "how exact the place is, as UCDP where_prec: 1 exact, 2 near, 3 district or countryside, 4 governorate, "
    "5 a line or area, 6 country, 7 abroad",
    True,
    minimum=1,
    maximum=7,
)
_DATE_PRECISION = Column(
    "date_precision",
    "integer",
    "how exact the date is, as UCDP date_prec: 1 day, 2 two to six days, 3 week, 4 month, 5 more than a month",
    True,
    minimum=1,
    maximum=5,
)
_DATES = Law(
    "dates_ordered",
    "date_from IS NULL OR date_to IS NULL OR date_from <= date_to",
    "a span does not end before it begins",
)
_OFFSETS = Law("offsets_ordered", "char_start < char_end", "a span holds at least one character")
_POINT = Law("point_whole", "(latitude IS NULL) = (longitude IS NULL)", "a point has both coordinates or none")


def _offsets(of: str) -> tuple[Column, Column]:
    return (
        Column("char_start", "integer", f"first character of {of} in the article's text", minimum=0, unit="code point"),
        Column("char_end", "integer", f"character after the last of {of}", minimum=1, unit="code point"),
    )


def _of_web(name: str) -> str:
    return f"{name} LIKE 'http://%' OR {name} LIKE 'https://%'"


ARTICLES = Table(
    "articles",
    "articles",
    "One document as it came in, byte for byte; its headline stands below the text where that does not print it.",
    (
        _id("article_id", "hash of the text and of the identity it came with"),
        Column("external_id", "text", "the identity it came with: a record's doc, or a file's stem"),
        Column("batch", "text", "the drop of files it came in with"),
        Column("source_uri", "text", "file, and record where the file holds several, that it was read from"),
        Column("outlet", "text", "who published it, where known", True),
        Column("title", "text", "headline, where given", True),
        Column("url", "text", "its address on the web, where known", True),
        Column("archive_url", "text", "the address of an archived copy, where known", True),
        Column("licence", "text", "what may be done with it, where its source is known to say", True),
        Column("published_on", "date", "day of publication, where known", True),
        Column("published_basis", "text", "how that day is known", codes=codes.PUBLISHED_BASIS),
        Column("text", "text", "the text, untouched; below it the headline, where that came beside a text without it"),
        Column("text_sha256", "text", "SHA-256 of the text in UTF-8"),
        Column("n_chars", "integer", "length of the text", minimum=1, unit="code point"),
        Column("syndication_id", "text", "near-duplicate family: the article_id of its head"),
        Column("is_family_head", "flag", "whether it stands for its family"),
        _id("replaced_by", "the version that came in its place; no claim is read from it", "articles.article_id", True),
    ),
    key=("article_id",),
    laws=(
        Law("length_stated", "n_chars = length(text)", "n_chars is the text's length"),
        Law(
            "basis_of_date",
            "(published_on IS NULL) = (published_basis = 'unknown')",
            "a date has a basis, and only a date",
        ),
        Law("head_of_family", "is_family_head = (syndication_id = article_id)", "the head names its own family"),
        Law("url_of_web", _of_web("url"), "an address is one of the web, so that it may be followed"),
        Law("archive_url_of_web", _of_web("archive_url"), "and so is that of a copy"),
    ),
    part="batch",
    withheld=frozenset({"text"}),
)

REJECTED_ARTICLES = Table(
    "rejected_articles",
    "articles",
    "Input that could not be read as an article, and why. Nothing is dropped silently.",
    (
        Column("source_uri", "text", "file, and record where the file holds several"),
        Column("batch", "text", "the drop of files it came in with"),
        Column("reason", "text", "why it was not read", codes=codes.REJECTION),
        Column("detail", "text", "what was found, and what to do"),
        Column("sha256", "text", "SHA-256 of the rejected bytes", True),
    ),
    key=("source_uri", "batch", "reason"),
    part="batch",
)

SENTENCES = Table(
    "sentences",
    "sentences",
    "A span of an article's text. Spans do not overlap, and no letter lies outside them.",
    (
        _id("sentence_id", "hash of article and position"),
        _id("article_id", "the article", "articles.article_id"),
        Column("ordinal", "integer", "place in the article, from 0", minimum=0),
        *_offsets("the sentence"),
        Column("section", "text", "what part of the article it is", codes=codes.SECTION),
        Column("text", "text", "the article's text from char_start to char_end"),
    ),
    key=("sentence_id",),
    laws=(_OFFSETS, Law("length_of_text", "length(text) = char_end - char_start", "the text is as long as its span")),
    part="article",
    withheld=frozenset({"text"}),
)

UNREAD_ARTICLES = Table(
    "unread_articles",
    "claims",
    "An article that is in, but that reading failed on: it has no claims, and the others go on.",
    (
        _id("article_id", "the article", "articles.article_id"),
        Column("source_uri", "text", "file, and record where the file holds several, that it came from"),
        Column("reason", "text", "the kind of failure"),
        Column("detail", "text", "what was said of it, and what to do"),
    ),
    key=("article_id",),
    part="article",
)

EVENTS = Table(
    "events",
    "claims",
    "One mention, in one sentence, of a violent act: cause, actors, place and time.",
    (
        _id("event_id", "hash of sentence, position and what is said"),
        _id("article_id", "the article", "articles.article_id"),
        _id("sentence_id", "the sentence", "sentences.sentence_id"),
        *_offsets("the mention"),
        Column("cause", "texts", "how the harm was done", codes=codes.CAUSE),
        Column("weapon", "text", "the means, where named (barrel bomb, drone …)", True),
        Column("actors", "texts", "alleged perpetrators", codes=codes.PARTY),
        Column("target", "text", "what was hit, where named", True, codes=codes.TARGET),
        Column("place_text", "text", "the place as written", True),
        Column("place_id", "text", "the place in the gazetteer", True),
        Column("governorate", "text", "governorate of the harm", True, codes=codes.GOVERNORATE),
        *_point("the place"),
        _PLACE_PRECISION,
        Column("date_text", "text", "the time expression as written", True),
        Column("date_from", "date", "first day of the harm", True),
        Column("date_to", "date", "last day of the harm", True),
        _DATE_PRECISION,
        Column("date_basis", "text", "how the date is known", codes=codes.DATE_BASIS),
    ),
    key=("event_id",),
    laws=(_OFFSETS, _DATES, _POINT),
    part="article",
)

CLAIMS = Table(
    "claims",
    "claims",
    "One statement, by one claimant, that a number of people suffered one outcome.",
    (
        _id("claim_id", "hash of sentence, position and outcome"),
        _id("event_id", "the event it speaks of", "events.event_id"),
        _id("article_id", "the article", "articles.article_id"),
        _id("sentence_id", "the sentence", "sentences.sentence_id"),
        *_offsets("the quote"),
        Column("quote", "text", "the article's text from char_start to char_end"),
        Column("outcome", "text", "what the people suffered", codes=codes.OUTCOME),
        Column("modality", "text", "how the figure is meant", codes=codes.MODALITY),
        Column("count_text", "text", "the words of the figure", True),
        Column("low", "integer", "lower bound; NULL where open", True, minimum=0, unit="person"),
        Column("high", "integer", "upper bound; NULL where open", True, minimum=0, unit="person"),
        Column("who", "text", "the most specific class stated", codes=codes.WHO),
        Column("party", "text", "side of combatants", True, codes=codes.PARTY),
        _id("part_of_claim_id", "the claim this figure is counted inside", "claims.claim_id", True),
        _id("repeats_claim_id", "the earlier claim of the article that states the same", "claims.claim_id", True),
        Column("source", "text", "who the text credits; NULL where nobody", True, codes=codes.SOURCE),
        Column("source_text", "text", "the claimant as written", True),
        Column("scope", "text", "one harm, or several summed", codes=codes.SCOPE),
        Column("status", "text", "whether the text stands by it", codes=codes.STATUS),
        Column("rule", "text", "the rule that read it"),
        Column("confidence", "real", "how often claims of this rule are right", minimum=0, maximum=1),
    ),
    key=("claim_id",),
    laws=(
        _OFFSETS,
        Law("length_of_quote", "length(quote) = char_end - char_start", "the quote is as long as its span"),
        Law("bounds_ordered", "low IS NULL OR high IS NULL OR low <= high", "low is not above high"),
        Law("bounds_stated", "low IS NOT NULL OR high IS NOT NULL", "a claim has a bound"),
        Law("exact_closed", "modality <> 'exact' OR low = high", "an exact figure is one number"),
        Law("party_of_combatants", "party IS NULL OR who = 'combatant'", "only combatants have a side"),
        Law(
            "not_of_itself", "part_of_claim_id IS NULL OR part_of_claim_id <> claim_id", "no claim is a part of itself"
        ),
        Law(
            "not_repeating_itself",
            "repeats_claim_id IS NULL OR repeats_claim_id <> claim_id",
            "no claim repeats itself",
        ),
    ),
    part="article",
)

INCIDENTS = Table(
    "incidents",
    "incidents",
    "One harm in the world, at one place and time, that events of one or more articles speak of.",
    (
        _id("incident_id", "hash of its founding claim"),
        Column("date_from", "date", "first day", True),
        Column("date_to", "date", "last day", True),
        _DATE_PRECISION,
        Column("governorate", "text", "governorate", True, codes=codes.GOVERNORATE),
        Column("place_id", "text", "the place in the gazetteer", True),
        Column("place_name_ar", "text", "the place in Arabic", True),
        Column("place_name_en", "text", "the place in English", True),
        *_point("the place"),
        _PLACE_PRECISION,
        Column("cause", "texts", "how the harm was done", codes=codes.CAUSE),
        Column("alleged_perpetrators", "texts", "who is said to have done it", codes=codes.PARTY),
        Column("grade", "text", "how well the reports support it", codes=codes.GRADE),
        Column("n_articles", "integer", "articles that report it", minimum=1),
        Column("n_families", "integer", "near-duplicate families among them", minimum=1),
        Column("n_claimants", "integer", "independent claimants", minimum=1),
    ),
    key=("incident_id",),
    laws=(
        _DATES,
        _POINT,
        Law("families_within_articles", "n_families <= n_articles", "a family has at least one article"),
    ),
)

INCIDENT_CLAIMS = Table(
    "incident_claims",
    "incidents",
    "The match ledger: which claim speaks of which incident, and why it was joined.",
    (
        _id("incident_id", "the incident", "incidents.incident_id"),
        _id("claim_id", "the claim", "claims.claim_id"),
        Column("reason", "text", "what joined it, in words"),
        Column("score", "real", "strength of the join", minimum=0, maximum=1),
    ),
    key=("claim_id",),
)

CORRECTIONS = Table(
    "corrections",
    "incidents",
    "What people have corrected, claim by claim: seeds/corrections.yml as far as it speaks of these articles.",
    (
        Column("correction_id", "text", "the entry's name"),
        _id("claim_id", "a claim that it speaks of", "claims.claim_id"),
        _id("incident_id", "the incident of that claim, as corrected", "incidents.incident_id"),
        Column("action", "text", "what is corrected", codes=codes.CORRECTION),
        Column("reason", "text", "why"),
        Column("author", "text", "who says so"),
        Column("made_on", "date", "the day it was made"),
    ),
    key=("correction_id", "claim_id"),
)

TOMBSTONES = Table(
    "tombstones",
    "incidents",
    "Incidents of this home that are no more: joined to others, split, or left by their articles.",
    (
        _id("incident_id", "an id that stood before"),
        Column("kind", "text", "what became of it", codes=codes.TOMBSTONE),
        Column("replaced_by", "texts", "the incidents that hold its claims now"),
    ),
    key=("incident_id",),
    laws=(
        Law(
            "replaced_or_gone",
            "(kind = 'gone') = (array_length(replaced_by) = 0)",
            "what is replaced names what replaces it",
        ),
    ),
    released=False,
)

_POLICIES = (
    Column("inclusive_low", "integer", "smallest lower bound of all statements that stand", minimum=0, unit="person"),
    Column("inclusive_high", "integer", "largest upper bound of all statements that stand", minimum=0, unit="person"),
    Column(
        "disinterested_low",
        "integer",
        "low without what parties to the war say; NULL where nobody else says anything",
        True,
        minimum=0,
        unit="person",
    ),
    Column("disinterested_best", "integer", "best without what parties to the war say", True, minimum=0, unit="person"),
    Column("disinterested_high", "integer", "high without what parties to the war say", True, minimum=0, unit="person"),
)

TALLIES = Table(
    "tallies",
    "tallies",
    "Low, best and high for one incident, one outcome and one population, under the default policy.",
    (
        _id("tally_id", "hash of incident, outcome, population and class"),
        _id("incident_id", "the incident", "incidents.incident_id"),
        Column("outcome", "text", "what the people suffered", codes=codes.OUTCOME),
        Column("population", "text", "of whom", codes=codes.POPULATION),
        Column("who", "text", "a class within the population; NULL for its total", True, codes=codes.WHO),
        Column("low", "integer", "smallest lower bound among independent claimants", minimum=0, unit="person"),
        Column(
            "best",
            "integer",
            "the best-graded claimant's figure; NULL where only vague words exist",
            True,
            minimum=0,
            unit="person",
        ),
        Column(
            "high", "integer", "largest upper bound; an open bound counts as its lower bound", minimum=0, unit="person"
        ),
        Column("high_is_open", "flag", "whether a claimant left the upper bound open"),
        *_POLICIES,
        Column(
            "civilian_stated", "integer", "lower bound of those whom a text calls civilian", minimum=0, unit="person"
        ),
        Column("rule", "text", "ids of the rules that set low, best and high"),
        Column("n_claims", "integer", "claims that bear on it", minimum=1),
        Column("n_independent", "integer", "independent claimants among them", minimum=1),
        Column(
            "disagreement",
            "real",
            "spread of the claimants' figures: (high - low) / high, 0 where they agree",
            minimum=0,
            maximum=1,
        ),
    ),
    key=("tally_id",),
    laws=(
        Law("low_to_high", "low <= high", "low is not above high"),
        Law("best_within", "best IS NULL OR (low <= best AND best <= high)", "best lies in the range"),
        Law(
            "inclusive_ordered", "inclusive_low <= inclusive_high", "the inclusive range does not end before it begins"
        ),
        Law(
            "disinterested_ordered",
            "disinterested_low <= disinterested_high AND (disinterested_best IS NULL "
            "OR (disinterested_low <= disinterested_best AND disinterested_best <= disinterested_high))",
            "the range without parties to the war holds its best",
        ),
        Law("independent_within_claims", "n_independent <= n_claims", "a claimant makes at least one claim"),
    ),
)

TALLY_CLAIMS = Table(
    "tally_claims",
    "tallies",
    "Which claim does what for which tally.",
    (
        _id("tally_id", "the tally", "tallies.tally_id"),
        _id("claim_id", "the claim", "claims.claim_id"),
        Column("role", "text", "what it does there", codes=codes.TALLY_ROLE),
        Column("rule", "text", "id of the rule that gave it the role"),
    ),
    key=("tally_id", "claim_id", "role"),
)

TALLY_HISTORY = Table(
    "tally_history",
    "tallies",
    "A tally as it stood after each report, in the order of publication, back-dated to the event.",
    (
        _id("tally_id", "the tally", "tallies.tally_id"),
        Column("step", "integer", "report, in order of publication and position, from 0", minimum=0),
        _id("claim_id", "the claim reported", "claims.claim_id"),
        Column("reported_on", "date", "day the report was published", True),
        Column("date_from", "date", "day of the harm it is dated back to", True),
        Column("low", "integer", "low after this report", minimum=0, unit="person"),
        Column("best", "integer", "best after this report", True, minimum=0, unit="person"),
        Column("high", "integer", "high after this report", minimum=0, unit="person"),
    ),
    key=("tally_id", "step"),
    laws=(
        Law("low_to_high", "low <= high", "low is not above high"),
        Law("best_within", "best IS NULL OR (low <= best AND best <= high)", "best lies in the range"),
    ),
)

PERIOD_TALLIES = Table(
    "period_tallies",
    "tallies",
    "A cumulative claim beside what the known incidents and stated parts of its period add up to.",
    (
        _id("claim_id", "the cumulative claim", "claims.claim_id"),
        Column("outcome", "text", "what the people suffered", codes=codes.OUTCOME),
        Column("who", "text", "of whom", codes=codes.WHO),
        Column("governorate", "text", "where; NULL for the whole country", True, codes=codes.GOVERNORATE),
        Column("date_from", "date", "first day of the period", True),
        Column("date_to", "date", "last day of the period", True),
        Column("low", "integer", "the claim's lower bound", True, minimum=0, unit="person"),
        Column("high", "integer", "the claim's upper bound", True, minimum=0, unit="person"),
        Column("n_incidents", "integer", "known incidents within the period and place", minimum=0),
        Column("incidents_low", "integer", "sum of their low figures", minimum=0, unit="person"),
        Column("incidents_high", "integer", "sum of their high figures", minimum=0, unit="person"),
        Column("n_parts", "integer", "parts that the claimant lists", minimum=0),
        Column("parts_low", "integer", "sum of the parts that partition it", minimum=0, unit="person"),
        Column(
            "residual",
            "integer",
            "what neither parts nor incidents account for, floored at 0; NULL where the claim has no lower bound",
            True,
            minimum=0,
            unit="person",
        ),
    ),
    key=("claim_id",),
    laws=(_DATES, Law("bounds_ordered", "low IS NULL OR high IS NULL OR low <= high", "low is not above high")),
)

CONFLICTS = Table(
    "conflicts",
    "tallies",
    "Claims that cannot all be true, why, and how the rule chose.",
    (
        _id("conflict_id", "hash of the claims and the kind"),
        _id("incident_id", "the incident", "incidents.incident_id"),
        _id("claim_id", "one claim", "claims.claim_id"),
        _id("other_claim_id", "the claim it contradicts", "claims.claim_id"),
        Column(
            "kind",
            "text",
            "what they disagree on",
            codes={"count": "the figure", "attribution": "who did it", "parts": "a part above its whole"},
        ),
        Column("detail", "text", "the contradiction in words"),
        Column("choice", "text", "what was done about it"),
        Column("rule", "text", "id of the rule that chose"),
    ),
    key=("conflict_id",),
    laws=(Law("two_claims", "claim_id <> other_claim_id", "a conflict takes two claims"),),
)

READINGS = Table(
    "readings",
    "release",
    "The annotated seed articles as the code at hand reads them: one claim or tally, expected, read, or both.",
    (
        Column("kind", "text", "what was read", codes=codes.READING),
        Column("item", "text", "which: the number of the article and of the claim, or a tally by its claim and people"),
        Column("expected", "text", "what the annotation says; NULL where it has none", True),
        Column("read", "text", "what was read; NULL where nothing was", True),
        Column("wrong", "texts", "in what the two differ", codes=codes.MISREADING),
        Column("code", "text", "version of the code, and of the home's own tools, that read it"),
    ),
    key=("kind", "item"),
    laws=(
        Law("one_side", "expected IS NOT NULL OR read IS NOT NULL", "something was expected, or read"),
        Law(
            "missed_told",
            "(read IS NULL) = array_contains(wrong, 'missed')",
            "what was not read is said to be missed, and only that",
        ),
        Law(
            "spurious_told",
            "(expected IS NULL) = array_contains(wrong, 'spurious')",
            "what was not expected is said to be spurious, and only that",
        ),
    ),
    released=False,
)

METRICS = Table(
    "metrics",
    "release",
    "The release candidate in figures, beside the last release's: what acceptance judges.",
    (
        Column("metric", "text", "what is measured"),
        Column("scope", "text", "of what: a table, a column, an outcome, or all"),
        Column("value", "real", "the candidate's figure"),
        Column("previous", "real", "the last release's figure; NULL for the first", True),
        Column("change", "real", "value divided by previous; NULL where the two are not comparable", True),
        Column("releases", "integer", "earlier releases that say what is usual", minimum=0),
        Column("usual", "real", "median of the figure in those releases", True),
        Column("spread", "real", "spread of the figure in those releases: scaled median deviation", True, minimum=0),
        Column("usual_change", "real", "median of its change from release to release", True),
        Column("spread_change", "real", "spread of that change", True, minimum=0),
    ),
    key=("metric", "scope"),
    laws=(
        Law("usual_known", "releases = 0 OR usual IS NOT NULL", "what was released before says what is usual"),
        Law("change_of_previous", "change IS NULL OR previous > 0", "a change is against a figure above 0"),
    ),
)

TABLES: tuple[Table, ...] = (
    ARTICLES,
    REJECTED_ARTICLES,
    SENTENCES,
    UNREAD_ARTICLES,
    EVENTS,
    CLAIMS,
    INCIDENTS,
    INCIDENT_CLAIMS,
    CORRECTIONS,
    TOMBSTONES,
    TALLIES,
    TALLY_CLAIMS,
    TALLY_HISTORY,
    PERIOD_TALLIES,
    CONFLICTS,
    READINGS,
    METRICS,
)
_BY_NAME = {declared.name: declared for declared in TABLES}


def table(name: str) -> Table:
    """The declaration of a table; KeyError names what there is."""
    if name not in _BY_NAME:
        raise KeyError(f"no table {name}; there are {', '.join(_BY_NAME)}")
    return _BY_NAME[name]
