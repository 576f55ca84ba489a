"""What extraction reads by: the project's tables, and what a user puts beside them."""

from pipeline.extraction.document import annotate
from pipeline.extraction.knowledge import Knowledge, tools
from pipeline.project import Home

RECORD = {"doc": "a", "text": "مقتل 5 مدنيين بقصف مدفعي على قرية تل الرجاء الصغير", "published": "2018-11-11"}
TABLE = "pcode,name_ar,name_en,governorate_ar,lat,lon\nC9999,تل الرجاء الصغير,Tal Raja Saghir,حماة,35.2,36.5\n"


def test_a_table_of_places_in_the_home_folder_is_read(home: Home) -> None:
    (before,) = annotate(RECORD, Knowledge.load(home))["claims"]
    home.places.parent.mkdir(parents=True, exist_ok=True)
    home.places.write_text(TABLE, encoding="utf-8")
    (after,) = annotate(RECORD, Knowledge.load(home))["claims"]
    assert (before["governorate"], after["governorate"]) == (None, "Hama")
    assert after["place"] == "تل الرجاء الصغير"


def test_what_is_read_by_changes_with_the_users_table(home: Home) -> None:
    before = tools(home)
    home.places.parent.mkdir(parents=True, exist_ok=True)
    home.places.write_text(TABLE, encoding="utf-8")
    assert tools(home) != before
