"""Which place a name denotes, where it lies, and how exactly that is known."""

import pytest
from place_reading import Read

from pipeline.arabic.fold import fold
from pipeline.arabic.tokens import tokenize
from pipeline.places import DocumentPlaces, Gazetteer
from pipeline.places.resolve import distance


@pytest.mark.parametrize(
    ("sentence", "governorate", "precision"),
    [
        ("قصف على بلدة كفرنبل", "Idlib", 1),
        ("قصف قرب مدينة الأتارب", "Aleppo", 2),
        ("قصف على ريف حلب الغربي", "Aleppo", 3),
        ("قصف على ريف حلب", "Aleppo", 4),
        ("قصف على ريف جسر الشغور", "Idlib", 3),
        ("قصف على ناحية عين عيسى", "Raqqa", 3),
        ("قصف على الغوطة الشرقية", "Rural Damascus", 3),
        ("قصف على ريف دمشق", "Rural Damascus", 4),
        ("قصف على ريف دمشق الغربي", "Rural Damascus", 3),
        ("قصف على محافظة حماة", "Hama", 4),
        ("قصف على مدينة حماة", "Hama", 1),
        ("قصف على حماة", "Hama", 4),  # city or governorate: nothing says
        ("قصف على جنوب دمشق", "Damascus", 3),
        ("قتلى في شمال غربي سوريا", None, 5),
        ("قتلى في سوريا", None, 6),
        ("قتلى في بغداد", "outside", 7),
        ("قتلى في السودان", "outside", 7),
        ("قصف على غزة", "outside", 7),
        ("قصف على الجولان", "Quneitra", 3),
    ],
)
def test_precision_says_how_exactly_the_point_stands_for_the_place(
    read: Read, sentence: str, governorate: str | None, precision: int
) -> None:
    place = read(sentence).read[0].place
    assert place is not None
    assert (place.governorate, place.precision) == (governorate, precision)


@pytest.mark.parametrize(
    ("sentence", "governorate"),
    [
        ("مقتل شخصين في قرية الجديدة بريف جسر الشغور", "Idlib"),
        ("مقتل شخصين في قرية صوران بريف حماة", "Hama"),
        ("مقتل شخصين في بلدة صوران شمال حلب", "Aleppo"),
        ("مقتل مدني في دوما بالغوطة الشرقية", "Rural Damascus"),
        ("مقتل مدني في قرية دوما بريف السويداء", "As-Suwayda"),
        ("غارات على نبل والزهراء", "Aleppo"),
        ("تفجير في حي الزهراء بحمص", "Homs"),
        ("قصف على حي القصور بمدينة دير الزور", "Deir ez-Zor"),
        ("قصف على حي القصور في درعا", "Daraa"),
        ("قصف على بلدة النيرب شرقي إدلب", "Idlib"),
        ("غارة على مطار النيرب العسكري في حلب", "Aleppo"),
        ("قصف على المنصورة غربي الرقة", "Raqqa"),
    ],
)
def test_a_homonym_is_the_one_in_the_place_said_to_hold_it(read: Read, sentence: str, governorate: str) -> None:
    place = read(sentence).read[0].place
    assert place is not None
    assert place.governorate == governorate


@pytest.mark.parametrize(
    ("article", "governorate"),
    [
        (["قصف على سراقب وأريحا", "وأصيب طفل في بلدة النيرب"], "Idlib"),
        (["قصف على تل رفعت ومارع", "وأصيب طفل في بلدة النيرب"], "Aleppo"),
        (["معارك في البوكمال والميادين", "وقتل اثنان في حي القصور"], "Deir ez-Zor"),
        (["معارك في نوى وطفس", "وقتل اثنان في حي القصور"], "Daraa"),
    ],
)
def test_a_homonym_is_the_one_among_the_articles_other_places(
    gazetteer: Gazetteer, article: list[str], governorate: str
) -> None:
    read = DocumentPlaces.read(gazetteer, [tokenize(fold(sentence)) for sentence in article])
    place = read.sentences[1][0].place
    assert place is not None
    assert place.governorate == governorate


@pytest.mark.parametrize(
    ("sentence", "held_by", "precision"),
    [
        ("قصف على قرية زغرورة بناحية عين عيسى", "sy-ayn-isa", 3),
        ("قصف على قرية زغرورة بريف حلب الغربي", "sy-gov-aleppo-west", 3),
        ("قصف على قرية زغرورة في محافظة حماة", "sy-gov-hama", 4),
        ("انفجار في حي الزغرورة بمدينة منبج", "sy-manbij", 2),
    ],
)
def test_an_unlisted_name_takes_the_point_of_what_holds_it(
    read: Read, sentence: str, held_by: str, precision: int
) -> None:
    place = read(sentence).read[0].place
    assert place is not None
    assert (place.place_id, place.precision) == (held_by, precision)


@pytest.mark.parametrize(
    ("sentence", "place_id", "precision"),
    [
        ("قصف على ريف حلب الغربي", "sy-gov-aleppo-west", 3),
        ("قصف على غربي حلب", "sy-gov-aleppo-west", 3),
        ("قصف غربي محافظة حلب", "sy-gov-aleppo-west", 3),
        ("قصف على الريف الغربي لحلب", "sy-gov-aleppo-west", 3),
        ("قصف على ريف حلب الشمالي الغربي", "sy-gov-aleppo-northwest", 3),
        ("قصف شمال غربي حلب", "sy-gov-aleppo-northwest", 3),
        ("قصف على أرياف إدلب الجنوبية والشرقية", "sy-gov-idlib-southeast", 3),
        ("قصف على ريف دمشق الشرقي", "sy-gov-rural-damascus-east", 3),
        ("قصف على أرياف إدلب الجنوبية والشمالية", "sy-gov-idlib", 3),  # they face each other: no one side
        ("قصف على ريف حمص الأوسط", "sy-gov-homs", 3),
        ("قصف على غرب مدينة حلب", "sy-aleppo", 2),  # beside the city
        ("قصف على جنوب غربي كوباني", "sy-ayn-al-arab-kobani", 3),  # no governorate's seat
        ("قصف على محافظة حلب", "sy-gov-aleppo", 4),
    ],
)
def test_a_side_of_a_governorate_is_a_place_of_its_own(
    read: Read, sentence: str, place_id: str, precision: int
) -> None:
    place = read(sentence).read[0].place
    assert place is not None
    assert (place.place_id, place.precision) == (place_id, precision)


@pytest.mark.parametrize(
    ("side", "beside", "opposite"),
    [
        ("ريف حلب الغربي", "الأتارب", "الباب"),
        ("ريف حلب الشرقي", "الباب", "الأتارب"),
        ("ريف إدلب الجنوبي", "خان شيخون", "الدانا"),
        ("ريف دير الزور الشرقي", "الميادين", "معدان"),
        ("ريف حماة الشمالي", "كفرزيتا", "السلمية"),
        ("غربي حمص", "تلكلخ", "تدمر"),
        ("ريف درعا الشرقي", "بصرى الشام", "تسيل"),
    ],
)
def test_the_point_of_a_side_lies_among_its_towns(read: Read, side: str, beside: str, opposite: str) -> None:
    place, near, far = (read(f"قصف على {name}").read[0].place for name in (side, beside, opposite))
    assert place and near and far
    assert distance(place, near) < distance(place, far)
    assert distance(place, near) < 50


def test_a_listed_village_is_not_taken_for_its_namesake_far_from_what_holds_it(read: Read) -> None:
    place = read("قصف على قرية قلب لوزة بريف دير الزور").read[0].place
    assert place is not None
    assert place.governorate == "Deir ez-Zor"


def test_an_unlisted_name_with_nothing_around_it_lies_nowhere(read: Read) -> None:
    assert read("قصف على قرية زغرورة").read[0].place is None


@pytest.mark.parametrize(
    ("sentence", "governorate", "precision"),
    [
        ("قصف على سقبا وحمورية", "Rural Damascus", 2),
        ("قصف على حلب وحماة واللاذقية", None, 5),
        ("قصف على قريتي كفرنوران وكتيان", "Aleppo", 2),  # neighbours on two sides of a boundary
    ],
)
def test_places_that_share_a_figure_have_one_place(
    read: Read, sentence: str, governorate: str | None, precision: int
) -> None:
    _, place = read(sentence).places.together(0, 0)
    assert place is not None
    assert (place.governorate, place.precision) == (governorate, precision)
