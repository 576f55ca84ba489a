"""The table of places: what it holds, what a faulty row is told, and how a user's own table joins it."""

from collections import Counter
from pathlib import Path

import pytest

from pipeline.arabic.fold import fold
from pipeline.arabic.tokens import tokenize
from pipeline.contracts.codes import GOVERNORATE
from pipeline.lexicon import LexiconError
from pipeline.places import Gazetteer
from pipeline.places.tables import COLUMNS, read_extra, read_own
from pipeline.project import SEEDS

HEADER = ",".join(COLUMNS)
SOUND = "sy-sarmin,سرمين,,Sarmin,Idlib,35.9,36.7,town,,C3872,4,own"


def table(folder: Path, *lines: str, name: str = "places.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_thousand_places_of_syria_in_every_governorate() -> None:
    entries = read_own(SEEDS / "places.csv")
    counts = Counter(entry.place.governorate for entry in entries)
    assert len(entries) >= 1000
    assert set(counts) == {None, *GOVERNORATE} - {"outside"}
    assert min(counts[governorate] for governorate in GOVERNORATE if governorate != "outside") >= 40


def test_every_place_of_syria_lies_in_or_beside_it() -> None:
    strays = [
        entry.place.place_id
        for entry in read_own(SEEDS / "places.csv")
        if not (32.2 < entry.place.latitude < 37.4 and 35.5 < entry.place.longitude < 42.5)
    ]
    assert strays == []


def test_every_governorate_can_be_fallen_back_on(gazetteer: Gazetteer) -> None:
    assert set(gazetteer.governorates) == set(GOVERNORATE) - {"outside"}


def test_ids_and_pcodes_name_one_place() -> None:
    entries = read_own(SEEDS / "places.csv") + read_own(SEEDS / "places_outside.csv")
    ids = Counter(entry.place.place_id for entry in entries)
    pcodes = Counter(entry.place.pcode for entry in entries if entry.place.pcode)
    assert [name for name, times in (ids + pcodes).items() if times > 1] == []


def test_no_place_lists_a_spelling_that_folds_into_another_of_its_own() -> None:
    repeated = []
    for entry in read_own(SEEDS / "places.csv"):
        folded = Counter((fold(spelling.text).text, spelling.needs) for spelling in entry.spellings)
        repeated += [(entry.place.place_id, text) for (text, _), times in folded.items() if times > 1]
    assert repeated == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (SOUND.replace("Idlib", "Edleb"), "governorate is 'Edleb'"),
        (SOUND.replace("35.9", "359"), "latitude is 359"),
        (SOUND.replace("36.7", "east"), "longitude is 'east'"),
        (SOUND.replace("town", "hamlet"), "kind is 'hamlet'"),
        (SOUND.replace(",4,", ",9,"), "prominence is '9'"),
        (SOUND.replace("town,,", "town,always,"), "needs is 'always'"),
        (SOUND.replace("سرمين,,", "سرمين,سرمين|,"), "empty spelling"),
        (SOUND.replace("سرمين,,", ",,"), "name_ar is empty"),
    ],
)
def test_a_faulty_row_is_refused_with_its_file_line_and_remedy(tmp_path: Path, row: str, reason: str) -> None:
    path = table(tmp_path, HEADER, SOUND.replace("sy-sarmin", "sy-one"), row)
    with pytest.raises(LexiconError) as refused:
        read_own(path)
    assert reason in str(refused.value)
    assert f"{path}, line 3" in str(refused.value)
    assert refused.value.remedy


def test_two_rows_with_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="line 3: place_id 'sy-sarmin' is already on line 2"):
        read_own(table(tmp_path, HEADER, SOUND, SOUND))


def test_a_users_ocha_table_adds_its_villages(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = table(
        tmp_path,
        "pcode,name_ar,name_en,admin1,governorate_ar,lat,lon",
        "C9001,تل الغربان الأسود,Black Ravens Hill,SY07,إدلب,35.9,36.6",
        "C9002,قرية بلا نقطة,No Point,SY07,إدلب,,",
        "C9003,تلبيسة,Talbiseh,SY04,محافظة حمص,34.84,36.73",
        name="ocha.csv",
    )
    sentence = tokenize(fold("مقتل مدنيين في تل الغربان الأسود بريف إدلب وفي تلبيسة").text)
    assert [m.name for m in gazetteer.find(sentence) if "الغربان" in m.name] == []
    found = Gazetteer.load(extra=path).find(sentence)
    assert (found[0].name, len(found[0].candidates)) == ("تل الغربان الاسود", 1)
    assert found[0].candidates[0].governorate == "Idlib"
    assert len(found[-1].candidates) == 1, "a place that both tables hold is one place"


def test_a_users_geonames_table_is_read_by_its_columns(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "geonameid\tname\tasciiname\talternatenames\tlatitude\tlongitude\tfeature_code\tadmin1_code",
        "1\tTall al Ghirban\tTall al Ghirban\tTell,تل الغربان,تلّ الغربان\t35.9\t36.6\tPPL\t12",
        "2\tNo Arabic\tNo Arabic\tNone\t35.9\t36.6\tPPL\t12",
        name="SY.txt",
    )
    entries = read_extra(path)
    assert [(e.place.place_id, e.place.name_ar, e.place.governorate) for e in entries] == [
        ("geonames:1", "تل الغربان", "Idlib")
    ]


def test_a_table_with_unknown_columns_is_told_which_are_known(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"line 1: the header is a,b; give it the columns pcode,name_ar"):
        read_extra(table(tmp_path, "a,b", "1,2"))


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="there is no such file"):
        Gazetteer.load(extra=tmp_path / "missing.csv")
