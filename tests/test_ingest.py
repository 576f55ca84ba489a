"""What becomes of files: articles with their text untouched, in batches that copying does not change."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contracts import frame, table
from pipeline.ingest import Article, Rejection, batch_of, chunks, inbox, read, take_in
from pipeline.ingest.dating import published
from pipeline.ingest.intake import IntakeError
from pipeline.project import ROOT, Home

STRIKE = "قتل 12 مدنيا في قصف على سوق في إدلب."  # "12 civilians were killed in shelling of a market in Idlib"
CLASH = "أصيب سبعة أشخاص في اشتباكات بريف حلب."  # "seven people were wounded in clashes in the Aleppo countryside"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.at(tmp_path / "home")


def drop(home: Home, name: str, content: str | bytes) -> Path:
    path = home.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_all(home: Home) -> list[Article | Rejection]:
    return [found for batch in inbox(home) for found in read(batch)]


def articles_of(home: Home) -> list[Article]:
    found = read_all(home)
    assert not [one for one in found if isinstance(one, Rejection)]
    return [one for one in found if isinstance(one, Article)]


def test_an_empty_inbox_means_the_five_seed_articles(home: Home) -> None:
    (batch,) = inbox(home)
    assert batch.name == "seeds"
    known = {article.external_id: (str(article.published_on), article.published_basis) for article in articles_of(home)}
    assert known == {
        "000_937dd6be9e4ea7c9": ("2017-11-14", "inferred"),
        "001_3ed2b0817e5f9f35": ("2018-02-24", "inferred"),
        "002_0bbb309658828585": ("2016-12-02", "inferred"),
        "003_3ceb6b5cf4ec847a": ("2017-06-10", "inferred"),
        "004_8714fa356b716f77": ("2018-11-11", "stated_in_text"),
    }


def test_seed_articles_are_kept_byte_for_byte_and_named_from_the_project(home: Home) -> None:
    for article in articles_of(home):
        assert article.source_uri == f"seeds/articles/{article.external_id}.txt"
        assert article.text.encode() == (ROOT / article.source_uri).read_bytes()


def test_the_seed_articles_are_those_that_were_handed_over(home: Home) -> None:
    handed_over = Path(__file__).resolve().parents[1].parent / "shared" / "seeds"
    if not handed_over.is_dir():
        pytest.skip("the seed articles as handed over are not beside the project")
    for article in articles_of(home):
        assert article.text.encode() == (handed_over / f"{article.external_id}.txt").read_bytes()


def test_rows_fit_the_contracts(home: Home) -> None:
    drop(home, "march/strike.txt", STRIKE)
    drop(home, "march/nothing.txt", "")
    (batch,) = inbox(home)
    (piece,) = chunks(batch)
    articles = frame(table("articles"), [article.row() for article in piece[0]])
    rejections = frame(table("rejected_articles"), [rejection.row() for rejection in piece[1]])
    assert (articles.height, rejections.height) == (1, 1)
    assert articles["is_family_head"].item() and articles["syndication_id"].item() == articles["article_id"].item()


def test_each_child_of_the_inbox_is_a_batch_and_hidden_ones_are_none(home: Home) -> None:
    drop(home, "march/deep/strike.txt", STRIKE)
    drop(home, "clash.txt", CLASH)
    drop(home, ".DS_Store", "")
    drop(home, "march/.partial.txt", STRIKE)
    (home.inbox / "nothing in it").mkdir()
    assert [(batch.name, len(batch.files)) for batch in inbox(home)] == [("clash.txt", 1), ("march", 1)]
    assert [article.source_uri for article in articles_of(home)] == ["clash.txt", "march/deep/strike.txt"]


@pytest.mark.parametrize("content", ["سطر\r\nسطر\n\n  سطر\r", "\tقتيل\u200f واحد\u00a0", "شهـ ـيدان\u2028و٣ جرحى"])
def test_line_ends_and_invisible_characters_stay(home: Home, content: str) -> None:
    drop(home, "one.txt", content)
    drop(home, "two.jsonl", json.dumps({"doc": "d", "text": content}))
    assert [article.text for article in articles_of(home)] == [content, content]


def test_a_byte_order_mark_is_no_text(home: Home) -> None:
    drop(home, "one.txt", b"\xef\xbb\xbf" + STRIKE.encode())
    drop(home, "two.jsonl", b"\xef\xbb\xbf" + json.dumps({"doc": "d", "text": STRIKE}).encode())
    assert [article.text for article in articles_of(home)] == [STRIKE, STRIKE]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200))
def test_text_comes_through_every_format_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    text = f"ق{text}"
    home = Home.at(tmp_path_factory.mktemp("home"))
    drop(home, "a.txt", text)
    drop(home, "b.jsonl", json.dumps({"doc": "b", "text": text}, ensure_ascii=False))
    drop(home, "c.parquet", b"")
    pl.DataFrame({"doc": ["c"], "text": [text]}).write_parquet(home.inbox / "c.parquet")
    assert [article.text for article in articles_of(home)] == [text, text, text]


def test_json_lines_carry_identity_day_and_outlet(home: Home) -> None:
    records = [
        {"doc": "x1", "text": STRIKE, "published": "2019-05-04", "outlet": "شام", "title": "قصف إدلب", "more": [1]},
        {"doc": "x2", "text": CLASH, "published": "2019-05-05T23:10:00+03:00", "published_basis": "linked_incident"},
        {"text": CLASH, "url": "https://www.example.org/news/1"},
    ]
    drop(home, "news.jsonl", "\n".join(map(json.dumps, records)) + "\n\n")
    first, second, third = articles_of(home)
    assert (first.external_id, first.outlet, first.title) == ("x1", "شام", "قصف إدلب")
    assert (first.published_on, first.published_basis) == (date(2019, 5, 4), "metadata")
    assert (second.published_on, second.published_basis) == (date(2019, 5, 5), "linked_incident")
    assert (third.external_id, third.outlet, third.published_basis) == ("news#line 3", "example.org", "unknown")
    assert [article.source_uri for article in (first, third)] == ["news.jsonl#line 1", "news.jsonl#line 3"]


@pytest.mark.parametrize("stated", ["0001-01-01", "1019-05-04", "9999-12-31"])
def test_a_year_no_news_article_can_have_counts_as_not_given(stated: str) -> None:
    found = published(stated, None, STRIKE)
    assert (found.day, found.basis) == (None, "unknown") and "mend the year" in found.complaint


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_rows_are_articles(home: Home, separator: str) -> None:
    rows = [["doc", "published", "Text"], ["x1", "2019-05-04", '"قتل 12، منهم طفل\nفي إدلب"'], ["x2", "", CLASH]]
    drop(home, "news.csv", "\r\n".join(separator.join(row) for row in rows))
    first, second = articles_of(home)
    assert (first.text, first.published_on) == ("قتل 12، منهم طفل\nفي إدلب", date(2019, 5, 4))
    assert (second.text, second.source_uri) == (CLASH, "news.csv#row 3")


def test_parquet_rows_are_articles(home: Home) -> None:
    home.inbox.mkdir(parents=True)
    rows = {"doc": ["x1", "x2"], "text": [STRIKE, CLASH], "published": [date(2019, 5, 4), None]}
    pl.DataFrame(rows).write_parquet(home.inbox / "news.parquet")
    first, second = articles_of(home)
    assert (first.published_on, first.published_basis) == (date(2019, 5, 4), "metadata")
    assert (second.external_id, second.published_on, second.source_uri) == ("x2", None, "news.parquet#row 2")


PAGE = """<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>قصف على إدلب</title>
<meta property="og:site_name" content="شبكة">
<meta property="article:published_time" content="2019-05-04T10:00:00+03:00">
<meta property="og:title" content="مقتل 12 مدنيا"></head><body><nav><a href="/">الرئيسية</a></nav><article>
<h1>مقتل 12 مدنيا</h1><p>قتل 12 مدنيا بينهم طفلان اليوم السبت في قصف جوي استهدف سوقا شعبية في مدينة إدلب شمال سوريا.</p>
<p>وأضاف الدفاع المدني أن 30 آخرين أصيبوا بجروح متفاوتة، وأن فرق الإنقاذ ما زالت تبحث عن عالقين تحت الأنقاض.</p>
</article><footer>جميع الحقوق محفوظة</footer></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
def test_a_page_gives_its_article_and_not_its_menus(home: Home, encoding: str) -> None:
    drop(home, "page.html", PAGE.replace("utf-8", encoding).encode(encoding))
    (article,) = articles_of(home)
    assert "قتل 12 مدنيا بينهم طفلان" in article.text and "الرئيسية" not in article.text
    assert (article.title, article.outlet) == ("مقتل 12 مدنيا", "شبكة")
    assert (article.published_on, article.published_basis) == (date(2019, 5, 4), "metadata")


def test_compressed_files_are_read_as_what_they_hold(home: Home) -> None:
    drop(home, "a.txt.gz", gzip.compress(STRIKE.encode()))
    drop(home, "b.jsonl.GZ", gzip.compress(json.dumps({"doc": "b", "text": CLASH}).encode()))
    assert [(article.external_id, article.text) for article in articles_of(home)] == [("a", STRIKE), ("b", CLASH)]


def test_a_manifest_tells_of_the_files_beside_it(home: Home) -> None:
    drop(home, "march/strike.txt", STRIKE)
    drop(home, "march/clash.txt", CLASH)
    drop(home, "march/manifest.csv", "file,outlet,published_on,published_basis\nstrike.txt,شام,2019-05-04,inferred\n")
    clash, strike = articles_of(home)
    assert (strike.outlet, strike.published_on, strike.published_basis) == ("شام", date(2019, 5, 4), "inferred")
    assert (clash.outlet, clash.published_basis) == (None, "unknown")


def test_a_manifest_in_the_inbox_itself_tells_of_the_files_beside_it(home: Home) -> None:
    drop(home, "strike.txt", STRIKE)
    before = inbox(home)[0].fingerprint
    drop(home, "manifest.csv", "file,outlet\nstrike.txt,شام\n")
    assert [(batch.name, batch.fingerprint == before) for batch in inbox(home)] == [("strike.txt", False)]
    assert articles_of(home)[0].outlet == "شام"


def test_the_same_file_is_the_same_article_wherever_it_lies(home: Home) -> None:
    drop(home, "april/strike.txt", STRIKE)
    drop(home, "march/renamed.txt", STRIKE)
    april, march = (list(read(batch)) for batch in inbox(home))
    assert isinstance(april[0], Article) and isinstance(march[0], Article)
    assert april[0].article_id == march[0].article_id


def test_two_records_of_one_text_and_two_identities_are_two_articles(home: Home) -> None:
    drop(home, "news.jsonl", "\n".join(json.dumps({"doc": doc, "text": STRIKE}) for doc in ("sana-1", "shaam-7")))
    first, second = articles_of(home)
    assert first.article_id != second.article_id and first.text_sha256 == second.text_sha256


def test_the_fingerprint_tells_names_and_contents_apart_and_nothing_else(home: Home, tmp_path: Path) -> None:
    drop(home, "march/strike.txt", STRIKE)
    before = inbox(home)[0].fingerprint
    (home.inbox / "march").rename(tmp_path / "march")
    assert batch_of(tmp_path / "march", tmp_path).fingerprint == before
    (tmp_path / "march" / "strike.txt").write_text(CLASH, encoding="utf-8")
    assert batch_of(tmp_path / "march", tmp_path).fingerprint != before


def test_taking_in_copies_byte_for_byte_into_a_batch_named_by_content(home: Home, tmp_path: Path) -> None:
    source = tmp_path / "drop"
    source.mkdir()
    (source / "strike.txt").write_bytes(b"\xef\xbb\xbf" + STRIKE.encode() + b"\r\n")
    (source / "bad.txt").write_bytes(b"\xff\xfe\x00")
    single = tmp_path / "clash.txt"
    single.write_text(CLASH, encoding="utf-8")
    intake = take_in([source, single], home, datetime(2026, 11, 22, tzinfo=UTC))
    assert intake.batch.name == f"2026-11-22-{intake.batch.fingerprint[:12]}"
    copies = {path.relative_to(home.inbox / intake.batch.name).as_posix(): path for path in intake.batch.files}
    assert sorted(copies) == ["clash.txt", "drop/bad.txt", "drop/strike.txt"]
    assert copies["drop/strike.txt"].read_bytes() == (source / "strike.txt").read_bytes()
    assert inbox(home) == [intake.batch]
    again = take_in([source, single], home)
    assert again.already_there and again.batch == intake.batch
    assert [path.name for path in home.inbox.iterdir()] == [intake.batch.name]


@pytest.mark.parametrize(
    ("names", "said"),
    [(["absent.txt"], "does not exist"), (["a/x.txt", "b/x.txt"], "have one name"), (["empty"], "nothing to take in")],
)
def test_what_cannot_be_taken_in_is_told_and_leaves_no_trace(
    home: Home, tmp_path: Path, names: list[str], said: str
) -> None:
    (tmp_path / "empty").mkdir()
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(STRIKE, encoding="utf-8")
    with pytest.raises(IntakeError, match=said):
        take_in([tmp_path / name for name in names], home)
    assert not home.inbox.is_dir() or not list(home.inbox.iterdir())


def test_a_day_that_the_text_states_at_its_head_stands_in_for_one_not_given(home: Home) -> None:
    stated = f"ملاحقة داعش\n\nالحدث الأحد ١١/نوفمبر/٢٠١٨ ٠٣:٠٦ ص\n\n{STRIKE}"  # "Sunday 11/November/2018 03:06 am"
    drop(home, "a.jsonl", json.dumps({"doc": "a", "text": stated, "published": "2018-11-12"}))
    drop(home, "b.txt", stated)
    given, found = articles_of(home)
    assert (given.published_on, given.published_basis) == (date(2018, 11, 12), "metadata")
    assert (found.published_on, found.published_basis) == (date(2018, 11, 11), "stated_in_text")
