"""Which words of a sentence are places, and how much of the sentence a place takes up as it is written."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from place_reading import Read

from pipeline.arabic.fold import fold
from pipeline.arabic.tokens import tokenize
from pipeline.places import DocumentPlaces, Gazetteer
from pipeline.places.tables import Entry, read_own
from pipeline.project import SEEDS


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        # clitics
        ("سقط قتلى بحلب ولدير الزور", ["حلب", "دير الزور"]),
        ("غارات على إدلب وحماة واللاذقية", ["إدلب", "حماة", "اللاذقية"]),
        ("وصل الجرحى للرقة", ["رقة"]),
        ("نزح الأهالي للاذقية", ["لاذقية"]),
        # several words, joined or split, spelt in several ways
        ("قصف على كفرنبل", ["كفرنبل"]),
        ("قصف على كفر نبل", ["كفر نبل"]),
        ("قصف على دارةعزة بريف حلب الغربي", ["دارةعزة", "ريف حلب الغربي"]),
        ("غارة على مينبيج شمال حلب", ["مينبيج", "شمال حلب"]),
        ("قصف على إعزاز وعزاز واعزاز", ["إعزاز", "عزاز", "اعزاز"]),
        # the noun of place is no part of the name
        ("قصف على مدينة الأتارب", ["الأتارب"]),
        ("قصف على بلدة ترمانين وقرية الجديدة", ["ترمانين", "الجديدة"]),
        ("قصف محيط قرية معلق", ["معلق"]),
        ("قصف على منطقة جبل الزاوية", ["جبل الزاوية"]),
        # … unless it belongs to it
        ("قصف على ضاحية الأسد", ["ضاحية الأسد"]),
        ("انفجار في حي المشلب بالرقة", ["حي المشلب", "الرقة"]),
        ("قصف على مخيم درعا", ["مخيم درعا"]),
        ("هجوم قرب مطار حلب الدولي", ["مطار حلب الدولي"]),
        # countryside and sides
        ("قتلى في ريف دير الزور", ["ريف دير الزور"]),
        ("قصف على ريف إدلبَ الغربي", ["ريف إدلبَ الغربي"]),
        ("قصف على ريفي إدلب الغربي والشمالي", ["ريفي إدلب الغربي والشمالي"]),
        ("قصف على ريفي حلب وإدلب", ["ريفي حلب", "إدلب"]),
        ("قصف طال أرياف إدلب الجنوبية والشمالية والغربية", ["أرياف إدلب الجنوبية والشمالية والغربية"]),
        ("قصف على الريف الشمالي لحلب", ["الريف الشمالي لحلب"]),
        ("قصف شرقي دير الزور", ["شرقي دير الزور"]),
        ("حملة في بادية ديرالزور الجنوبية", ["بادية ديرالزور الجنوبية"]),
        ("قتيل شمال غربي سوريا", ["شمال غربي سوريا"]),
        # lists under one noun
        ("قصف على قريتي كفرنوران وكتيان", ["كفرنوران", "كتيان"]),
        ("غارات على أحياء الجورة والحويقة", ["الجورة", "الحويقة"]),
        ("في قريتي “وضحة” و”الحائط” بريف مسكنة", ["وضحة", "الحائط", "ريف مسكنة"]),
        # names the gazetteer lacks
        ("قصف على قرية زغرورة بريف حلب", ["زغرورة", "ريف حلب"]),
        ("قصف على بلدة تل الزغرور وسط سوريا", ["تل الزغرور", "وسط سوريا"]),
        ("قصف على قريتي زغرورة وبعرورة", ["زغرورة", "بعرورة"]),
        ("قصف على قرى زغرورة وبعرورة، بريف حماة", ["زغرورة", "بعرورة", "ريف حماة"]),
        ("انفجار في حي الزغرورة الشرقية", ["حي الزغرورة الشرقية"]),
        ("قصف على مخيم «زهرة الزغرور» للنازحين", ["مخيم «زهرة الزغرور"]),
    ],
)
def test_a_place_is_read_as_it_is_written(read: Read, sentence: str, names: list[str]) -> None:
    assert read(sentence).names == names


@pytest.mark.parametrize(
    "sentence",
    [
        "فتح الباب أمام المدنيين ولم يسقط قتلى دوما",  # Al-Bab: a door; Duma: always
        "قتل المهاجم في القصف الذي دمر المنزل",  # Dummar: destroyed
        "أصيبت الطفلة فاطمة بجروح",  # ف + Atmah
        "مقاتلو قوات سوريا الديمقراطية",
        "تنظيم الدولة الإسلامية في العراق والشام",
        "قال مراسل تلفزيون سوريا إن الهجوم وقع ليلا",
        "هيئة تحرير الشام وفيلق القدس ولواء القدس",
        "عدد القتلى في قرية صغيرة خاضعة للنظام",
        "قصف استهدف منطقة سكنية في بلدة تسيطر عليها المعارضة",
        "ضمن منطقة سيطرة النظام",
        "مخيم للنازحين ومخيمات النازحين",
        "وأدى الانفجار إلى إصابة طفل، وادى الهجوم إلى مقتل آخر",  # وادي: a valley, or «and led to»
        "قتل صلاح الدين وخالد وسليم وأبو عمر",
    ],
)
def test_ordinary_words_and_the_names_of_parties_are_no_places(read: Read, sentence: str) -> None:
    assert read(sentence).names == []


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("مقتل طفل في سراقب وقرية مشمشان", "سراقب وقرية مشمشان"),
        ("قصف على سقبا وحمورية بالغوطة الشرقية", "سقبا وحمورية"),
        ("قصف على الريحان ومدينة حرستا", "الريحان ومدينة حرستا"),
        ("قصف على حلب وحماة واللاذقية", "حلب وحماة واللاذقية"),
        ("قصف على باب الهوى، سرمدا، والدانا", "باب الهوى، سرمدا، والدانا"),
        ("قصف على ريف إدلب الجنوبي، إضافة إلى ريف حلب الغربي", "ريف إدلب الجنوبي، إضافة إلى ريف حلب الغربي"),
        ("قصف على مدينة إدلب بريف إدلب", "إدلب"),
        ("قصف على بلدة سراقب، بريف إدلب الشرقي، أمس", "سراقب"),
        ("قصف على سراقب، بريف إدلب، والأتارب، بريف حلب", "سراقب، بريف إدلب، والأتارب"),
    ],
)
def test_coordinated_places_are_one_span(read: Read, sentence: str, whole: str) -> None:
    reading = read(sentence)
    span, _ = reading.places.together(0, 0)
    assert reading.written(span.start, span.end) == whole


@pytest.mark.parametrize(
    ("sentence", "locative"),
    [
        ("قصف في سوريا", True),
        ("روسيا تنفي قصف المدنيين", False),
        ("قصف على مدينة الباب", True),
        ("تركيا قصفت القرية", False),
        ("قصف على إدلب", True),
    ],
)
def test_a_country_that_acts_is_told_from_a_place_where_something_happens(
    read: Read, sentence: str, locative: bool
) -> None:
    assert read(sentence).read[0].mention.locative is locative


def test_a_word_is_a_place_where_the_article_elsewhere_plainly_uses_it_so(gazetteer: Gazetteer) -> None:
    title, body = "الباب تحت النار", "قصف على مدينة الباب"
    alone = DocumentPlaces.read(gazetteer, [tokenize(fold(title))])
    together = DocumentPlaces.read(gazetteer, [tokenize(fold(title)), tokenize(fold(body))])
    assert [len(sentence) for sentence in alone.sentences] == [0]
    assert [len(sentence) for sentence in together.sentences] == [1, 1]


NAMED = [entry for entry in read_own(SEEDS / "places.csv") if not entry.place.needs and entry.place.kind != "region"]


@given(st.sampled_from(NAMED), st.sampled_from(["", "و", "ب", "وب"]))
def test_every_listed_name_is_found_behind_its_clitics(gazetteer: Gazetteer, entry: Entry, prefix: str) -> None:
    sentence = f"وقع قصف {prefix}{entry.place.name_ar} ثم توقف"
    found = gazetteer.find(tokenize(fold(sentence)))
    assert entry.place.place_id in {place.place_id for mention in found for place in mention.candidates}


MIXED = "في قرية ريف حلب الغربي وإدلب و ، “ ” شمال مدينة قريتي قرى محيط الباب جسر الشغور مخيم زغرورة بريف للرقة"


@given(st.lists(st.sampled_from(MIXED.split(" ")), max_size=14).map(" ".join) | st.text(max_size=60))
@example("ريف قرية حلب الغربي")
def test_mentions_are_spans_in_order_that_do_not_cross(gazetteer: Gazetteer, sentence: str) -> None:
    folded = fold(sentence)
    tokens = tokenize(folded)
    end = 0
    for mention in gazetteer.find(tokens, doubtful=True):
        assert end <= mention.start < mention.end <= len(folded.text)
        assert 0 <= mention.first < mention.last <= len(tokens)
        assert mention.begin <= mention.first
        assert tokens[mention.last - 1].end == mention.end
        end = mention.end
