"""How strongly two mentions or reports speak of the same harm: log-odds, piece by piece, for whole frames of pairs.

Each piece of evidence (place, days, cause, actors, target, figures) adds to or takes from the prior; a sum above 0 says
"same" rather than "different". ``apart`` marks what no other evidence may overrule: clearly different places or days.
The weights are set by hand so that each line of ``WEIGHTS`` reads as a sentence; bench/reconciliation.py measures them.
Source: the Fellegi-Sunter model of record linkage, as HRDAG applies it to casualty lists. Kept out: which pairs are
looked at (``blocking``), what follows from the scores (``clustering``).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from pipeline.places.place import DISTRICT, EXACT, NEAR
from pipeline.reconciliation.blocking import beside, is_rare
from pipeline.reconciliation.slots import LONG, PARTS, is_road

EARTH = 12742.0  # kilometres through the Earth's centre, twice its radius


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds of each finding. ``prior`` is for a pair of the same block (or the same article), as ``where`` says."""

    where: str
    prior: float
    same_spot: float  # the same exact place
    beside: float  # exact places within 2 km
    listed: float  # one place is among several that the other names
    by_town: float  # a town, and a village that no gazetteer lists and that is told by that town
    near_spot: float  # within 5 km
    far_spot: float  # within 10 km
    by_spot: float  # in one article, a spot in whose neighbourhood the other is told to be: «قرب عفرين»
    same_area: float  # the same district or countryside
    within: float  # one place may lie in the other's area
    city: float  # the city of a governorate, or all of it, and a spot outside the city
    far_city: float  # the same, where the city itself is meant and the spot is far from it
    somewhere: float  # no governorate is known for one of them
    same_name: float  # the same name, not found in the gazetteer
    other_name: float
    same_day: float
    about_day: float  # publication days stand in for one
    published_together: float  # publication days stand in for both, a day apart at most
    published_apart: float  # the same, further apart: news are of the day or of the day before
    some_day: float  # one is told to be of some day of a week or more
    next_day: float
    days_off: float
    cause_same: float
    cause_kin: float
    cause_other: float
    actor_same: float
    actor_kin: float
    actor_other: float
    target_same: float
    figure_same: float  # the smallest figure; more for larger ones
    figure_near: float
    figure_other: float
    part_other: float  # as many in all, but other numbers of children or of women among them
    class_other: float  # no outcome and class in common
    class_rare: float  # journalists, or medics and rescuers, on both sides: few harms befall them


ACROSS = Weights(
    where="across articles", prior=-2.5, same_spot=4.0, beside=4.0, listed=2.2, by_town=2.2, near_spot=2.2,
    far_spot=-0.5, by_spot=-0.6, same_area=1.2, within=0.0, city=0.0, far_city=-1.0, somewhere=-0.6,
    same_name=3.0, other_name=-1.0,
    same_day=1.5, about_day=0.8, published_together=0.6, published_apart=-0.5, some_day=-0.5,
    next_day=-1.0, days_off=-3.0,
    cause_same=0.7, cause_kin=0.2, cause_other=-2.0, actor_same=0.7, actor_kin=0.2, actor_other=-1.0, target_same=0.7,
    figure_same=1.0, figure_near=-0.8, figure_other=-1.0, part_other=-1.0, class_other=-0.4, class_rare=1.0,
)  # fmt: skip
WITHIN = Weights(
    where="in one article", prior=-1.0, same_spot=2.2, beside=-0.3, listed=0.5, by_town=0.5, near_spot=-1.0,
    far_spot=-2.0, by_spot=-0.6, same_area=1.6, within=0.5, city=-0.3, far_city=-1.0, somewhere=0.5,
    same_name=2.2, other_name=-1.6,
    same_day=0.8, about_day=0.4, published_together=0.3, published_apart=-0.2, some_day=0.4,
    next_day=-1.5, days_off=-3.0,
    cause_same=0.7, cause_kin=0.2, cause_other=-2.5, actor_same=0.5, actor_kin=0.2, actor_other=-1.5, target_same=0.7,
    figure_same=0.9, figure_near=-0.7, figure_other=-1.3, part_other=0.0, class_other=0.0, class_rare=0.0,
)  # fmt: skip
SPOTS_APART = 5.0  # kilometres from which two exact places in one article are different harms
NEARBY = 12.5  # kilometres from a town within which a camp or a farm is told to be near it
PLACES_APART = 30.0  # kilometres from which two places are different harms whatever else is said
SAME_TOWN = 10.0  # kilometres within which a border between two places does not matter
BORDER = 60.0  # kilometres from a countryside's point within which a spot may be told as part of it
ELSEWHERE = -8.0  # log-odds of places in different governorates
ACROSS_BORDER = -1.0  # log-odds of a spot and the countryside across its border
DAYS_APART = 3  # days from which two dated harms are different


CHUNK = 500_000  # pairs looked at together, which bounds memory


def scored(units: pl.DataFrame, pairs: pl.DataFrame, weights: Weights) -> pl.DataFrame:
    """Pairs of rows of ``units`` (columns a, b) with their log-odds ``score`` and whether they are ``apart``."""
    return pl.concat(weighed(units, chunk, weights).select("a", "b", "score", "apart") for chunk in chunks(pairs))


def chunks(pairs: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """A frame in pieces of CHUNK rows; one, where it is empty."""
    return pairs.iter_slices(CHUNK) if pairs.height else iter([pairs])


def weighed(units: pl.DataFrame, pairs: pl.DataFrame, weights: Weights) -> pl.DataFrame:
    """Pairs with both sides' slots, each piece of evidence, ``score`` and ``apart``."""
    same_article = pl.col("a_article_id") == pl.col("b_article_id")
    sides = beside(units, pairs).with_columns(
        kilometres().alias("km"), _gap().alias("gap"), same_article.alias("same_article")
    )
    sides = sides.with_columns(_place(weights), _days(weights), _cause(weights), _actors(weights), _figures(weights))
    total = pl.lit(weights.prior) + sum(
        (pl.col(name) for name in ("e_place", "e_days", "e_cause", "e_actors", "e_figures")), pl.lit(0.0)
    )
    return sides.with_columns(total.alias("score"), _apart().alias("apart"))


def _fine(side: str) -> pl.Expr:
    return pl.col(f"{side}_fine").fill_null(False)


def kilometres() -> pl.Expr:
    """Between the two points; NULL where either is unknown."""
    lat1, lat2 = pl.col("a_latitude").radians(), pl.col("b_latitude").radians()
    over = (pl.col("b_longitude") - pl.col("a_longitude")).radians()
    chord = ((lat2 - lat1) / 2).sin().pow(2) + lat1.cos() * lat2.cos() * (over / 2).sin().pow(2)
    return EARTH * chord.clip(0, 1).sqrt().arcsin()


def _gap() -> pl.Expr:
    """Days between two windows, 0 where they meet; NULL where either is unknown."""
    known = pl.col("a_first").is_not_null() & pl.col("b_first").is_not_null()
    return pl.when(known).then(
        pl.max_horizontal(pl.col("b_first") - pl.col("a_last"), pl.col("a_first") - pl.col("b_last"), pl.lit(0))
    )


def _place(w: Weights) -> pl.Expr:
    fine = _fine("a") & _fine("b")
    same_id = (pl.col("a_place_id") == pl.col("b_place_id")).fill_null(False)
    return (
        pl.when(other_governorate())
        .then(pl.lit(ELSEWHERE))
        .when(_across_border() & _one_name())
        .then(pl.lit(w.same_name))
        .when(_across_border())
        .then(pl.lit(ACROSS_BORDER))
        .when(same_id & fine)
        .then(pl.lit(w.same_spot))
        .when(same_id & _by_one_town())
        .then(pl.lit(w.by_town))
        .when(fine & (pl.col("km") <= 2))
        .then(pl.lit(w.beside))
        .when(_listed())
        .then(pl.lit(w.listed))
        .when(_by_spot() & (pl.col("km") > SPOTS_APART))
        .then(pl.lit(w.by_spot))
        .when(fine & (pl.col("km") <= 5))
        .then(pl.lit(w.near_spot))
        .when(fine & (pl.col("km") <= 10))
        .then(pl.lit(w.far_spot))
        .when(fine & (pl.col("km") <= PLACES_APART))
        .then(pl.lit(-3.0))
        .when(_city_itself("a", "b") | _city_itself("b", "a"))
        .then(pl.lit(w.far_city))
        .when(_city_or_governorate("a", "b") | _city_or_governorate("b", "a"))
        .then(pl.lit(w.city))
        .when(~fine & _one_name())
        .then(pl.lit(w.same_name))
        .when(~fine & _two_names())
        .then(pl.lit(w.other_name))
        .when(same_id & (pl.max_horizontal("a_precision", "b_precision") <= DISTRICT))
        .then(pl.lit(w.same_area))
        .when(~_placed("a") | ~_placed("b"))
        .then(pl.lit(w.somewhere))
        .otherwise(pl.lit(w.within))
        .alias("e_place")
    )


def _city_or_governorate(side: str, other: str) -> pl.Expr:
    """One side's name is a city's and its governorate's («إدلب»), the other is a spot outside that city."""
    named_city = (pl.col(f"{side}_precision") <= NEAR).fill_null(False) & ~_fine(side)
    return named_city & _fine(other) & (pl.col("km") > SAME_TOWN).fill_null(False)


def _city_itself(side: str, other: str) -> pl.Expr:
    """One side is told to be in such a city («مدينة حمص»), the other is a spot that nobody would tell as there."""
    itself = (pl.col(f"{side}_precision") == EXACT).fill_null(False)
    return itself & _city_or_governorate(side, other) & (pl.col("km") > PLACES_APART).fill_null(False)


def _placed(side: str) -> pl.Expr:
    """Whether a governorate at least is known."""
    return pl.col(f"{side}_governorate").is_not_null()


def _one_name() -> pl.Expr:
    """Both name the same spot, which the gazetteer does not know, or texts put on either side of a border."""
    return (pl.col("a_spot_key") == pl.col("b_spot_key")).fill_null(False)


def _two_names() -> pl.Expr:
    """Both name a spot, and neither name holds the other."""
    a, b = pl.col("a_spot_key"), pl.col("b_spot_key")
    holds = a.str.contains(b, literal=True) | b.str.contains(a, literal=True)
    return (~holds).fill_null(False)


def _by_one_town() -> pl.Expr:
    """One side is told to be in a town or by it, the other at a spot that no gazetteer lists, told by that town."""
    named = pl.col("a_spot_key").is_not_null() & pl.col("b_spot_key").is_not_null()
    return named & (pl.col("a_unlisted") != pl.col("b_unlisted"))


def _listed() -> pl.Expr:
    """One side names several spots («كنصفرة وقوقفين وسرجة»), and the other one of them."""
    a, b = (_members(pl.col(f"{side}_spot_key")) for side in ("a", "b"))
    one_of = a.str.contains(b, literal=True) | b.str.contains(a, literal=True)
    return (one_of & (a != b)).fill_null(False) & ~(is_road("a_spot_key") | is_road("b_spot_key"))


def _by_spot() -> pl.Expr:
    """One side of an article's is told to be near a spot («مخيم قرب عفرين»), the other at one in its neighbourhood."""
    exactness = pl.concat_list("a_precision", "b_precision")
    told = _fine("a") & _fine("b") & (exactness.list.min() == EXACT) & (exactness.list.max() == NEAR)
    return (told & pl.col("same_article") & (pl.col("km") <= NEARBY)).fill_null(False)


def _members(names: pl.Expr) -> pl.Expr:
    """A list of names with each member between spaces: « قوقفين » is in « كنصفره قوقفين سرجه »."""
    return pl.concat_str(pl.lit(" "), names.str.replace_all(" و", " ", literal=True), pl.lit(" "))


def other_governorate() -> pl.Expr:
    """Whether the two lie in different governorates, and not where one may be told as the other's.

    A village on the border is told as the neighbouring countryside («ريف إدلب الغربي» for one in Latakia).
    """
    return _governorates_differ() & ~_across_border() & ~(pl.col("km") <= SAME_TOWN).fill_null(False)


def _governorates_differ() -> pl.Expr:
    return (pl.col("a_governorate") != pl.col("b_governorate")).fill_null(False)


def _across_border() -> pl.Expr:
    near = (pl.col("km") <= BORDER).fill_null(False)
    return _governorates_differ() & near & (_fine("a") != _fine("b"))


def _days(w: Weights) -> pl.Expr:
    both = pl.col("a_dated") & pl.col("b_dated")
    one = pl.col("a_dated") | pl.col("b_dated")
    return (
        pl.when(pl.col("gap").is_null())
        .then(pl.lit(0.0))
        .when(pl.col("gap") > DAYS_APART)
        .then(pl.lit(-6.0))
        .when(pl.col("gap") > 1)
        .then(pl.lit(w.days_off))
        .when(pl.col("gap") == 1)
        .then(pl.lit(w.next_day))
        .when(both)
        .then(pl.lit(w.same_day))
        .when(_loosely_dated("a") | _loosely_dated("b"))
        .then(pl.lit(w.some_day))
        .when(one)
        .then(pl.lit(w.about_day))
        .when(_published_apart() > 1)
        .then(pl.lit(w.published_apart))
        .otherwise(pl.lit(w.published_together))
        .alias("e_days")
    )


def _loosely_dated(side: str) -> pl.Expr:
    """Whether a side may be of any day of a long window: «منتصف كانون الثاني», or told as past without a day."""
    return (~pl.col(f"{side}_dated") & (pl.col(f"{side}_last") - pl.col(f"{side}_first") > LONG)).fill_null(False)


def _agreement(column: str, same: float, kin: float, other: float) -> pl.Expr:
    a, b = pl.col(f"a_{column}"), pl.col(f"b_{column}")
    return (
        pl.when((a == 0) | (b == 0))
        .then(pl.lit(0.0))
        .when((a & b) != 0)
        .then(pl.lit(same))
        .when((pl.col(f"a_{column}_kin") & b) != 0)
        .then(pl.lit(kin))
        .otherwise(pl.lit(other))
    )


def _cause(w: Weights) -> pl.Expr:
    return _agreement("cause", w.cause_same, w.cause_kin, w.cause_other).alias("e_cause")


def _actors(w: Weights) -> pl.Expr:
    same_target = (pl.col("a_target") == pl.col("b_target")).fill_null(False).cast(pl.Float64) * w.target_same
    return (_agreement("actors", w.actor_same, w.actor_kin, w.actor_other) + same_target).alias("e_actors")


def _figures(w: Weights) -> pl.Expr:
    """Figures on the dead and the wounded, and whom they count.

    Those that differ count twice against one harm where the days are not known to meet: a place is struck again and
    again, and a toll that grows does so within a day or two.
    """
    shared = pl.col("a_classes").list.set_intersection(pl.col("b_classes"))
    rare = shared.list.eval(is_rare(pl.element())).list.any()
    total = _figure("killed", w) + 0.7 * _figure("injured", w)
    differ = pl.when((total < 0) & _days_open()).then(2 * total).otherwise(total)
    classes = pl.when(shared.list.len() == 0).then(w.class_other).when(rare).then(w.class_rare).otherwise(0.0)
    parts = pl.when(_parts_differ()).then(w.part_other).otherwise(0.0)
    return (differ + classes + parts).alias("e_figures")


def _parts_differ() -> pl.Expr:
    """Whether two totals are equal, and the children or the women among them are not."""
    return pl.any_horizontal(
        (_shared(outcome).list.len() > 0)
        & (_shared(part).list.len() == 0)
        & (pl.col(f"a_{part}").list.len() > 0)
        & (pl.col(f"b_{part}").list.len() > 0)
        for part, (outcome, _) in PARTS.items()
    )


def _shared(figures: str) -> pl.Expr:
    return pl.col(f"a_{figures}").list.set_intersection(pl.col(f"b_{figures}"))


def _days_open() -> pl.Expr:
    """Whether two windows miss each other, or meet by publication alone, days apart."""
    dated = pl.col("a_dated") & pl.col("b_dated")
    return (pl.col("gap") > 0).fill_null(False) | (~dated & (_published_apart() > 1))


def _published_apart() -> pl.Expr:
    """Days between two publications; DAYS_APART where one is unknown."""
    return (pl.col("a_published") - pl.col("b_published")).abs().fill_null(DAYS_APART)


def _figure(outcome: str, w: Weights) -> pl.Expr:
    """Equal figures speak for one harm, the more the larger they are; figures far apart against it."""
    a, b = pl.col(f"a_{outcome}"), pl.col(f"b_{outcome}")
    shared = _shared(outcome).list.max()
    small, large = pl.min_horizontal(a.list.max(), b.list.max()), pl.max_horizontal(a.list.max(), b.list.max())
    return (
        pl.when((a.list.len() == 0) | (b.list.len() == 0))
        .then(pl.lit(0.0))
        .when(shared.is_not_null())
        .then((w.figure_same + 0.7 * shared.clip(1, 60).cast(pl.Float64).log()).clip(0, 3))
        .when(small * 2 >= large)
        .then(pl.lit(w.figure_near))
        .otherwise(pl.lit(w.figure_other))
    )


def _apart() -> pl.Expr:
    """Clearly different harms: different spots in one article, far places, days that cannot meet, old beside new."""
    fine = _fine("a") & _fine("b")
    near = pl.when(_by_spot()).then(NEARBY).otherwise(SPOTS_APART)
    spots = pl.when("same_article").then(near).otherwise(PLACES_APART)
    days = pl.when("same_article").then(1).otherwise(DAYS_APART)
    both = pl.col("a_dated") & pl.col("b_dated")
    return (
        other_governorate()
        | (fine & (pl.col("km") > spots)).fill_null(False)
        | (both & (pl.col("gap") > days)).fill_null(False)
        | ((pl.col("gap") > DAYS_APART).fill_null(False))
        | (pl.col("same_article") & (pl.col("a_recalled") != pl.col("b_recalled")))
    )
