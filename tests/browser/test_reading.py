"""The page as a reader has it, opened from the file system: in either language, with a pointer or a keyboard.

Each window also fails its test on an error of the console and on any request that leaves the page (conftest).
"""

import hashlib
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from shown import ADDRESS, EVIL

NARROW = (390, 800)


def open_page(window: Page, releases: Path, address: str = "") -> None:
    window.goto(f"{(releases / 'index.html').as_uri()}{address}")


def rows(window: Page) -> list[str]:
    return window.locator(".list tbody tr").all_inner_texts()


def test_it_opens_with_its_incidents_and_their_sum_in_words(window: Page, small: Path) -> None:
    open_page(window, small)
    expect(window.locator(".said-figure")).to_have_text("In 1 incident, reports speak of 61–65 people killed.")
    expect(window.locator(".list tbody tr")).to_have_count(1)
    row = window.locator(".list tbody tr")
    expect(row.locator(".place")).to_contain_text("Atarib")
    expect(row.locator(".place bdi[lang=ar]")).to_have_text("الأتارب")
    expect(row.locator(".act")).to_contain_text("who did it is contested")
    expect(row.locator("td.number").first).to_have_text("65 61–65")
    expect(row.locator("td.number").nth(1)).to_have_text("101 or more")


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("governorate", "Aleppo", 1),
        ("cause", "airstrike", 1),
        ("by", "russia", 1),
        ("claimant", "sohr", 1),
        ("grade", "contested", 1),
        ("grade", "weak", 0),
        ("outcome", "injured", 1),
        ("from", "2017-11-14", 0),
        ("to", "2017-11-13", 1),
        ("to", "2017-11-12", 0),
        ("q", "Atarib", 1),
        ("q", "الاتارب", 1),  # the name without its hamza
        ("q", "سوق", 0),  # "market": in the sentence, and in no quote
        ("q", "شخصا", 1),  # "persons": in a quote only
    ],
)
def test_a_filter_leaves_the_incidents_that_fit(window: Page, small: Path, name: str, value: str, left: int) -> None:
    open_page(window, small)
    field = window.locator(f"[name={name}]")
    if name in ("governorate", "cause", "by", "claimant", "grade", "outcome"):
        field.select_option(value)
    else:
        field.fill(value)
        field.dispatch_event("change")
    expect(window).to_have_url(re.compile(f"{name}="))
    expect(window.locator(".filters [role=status]")).to_have_count(0)
    expect(window.locator(".list tbody tr")).to_have_count(left)
    if name != "outcome":
        window.get_by_role("button", name="Show all incidents again").click()
        expect(window.locator(".list tbody tr")).to_have_count(1)


@pytest.mark.parametrize(
    ("policy", "figure", "said"),
    [
        ("most_likely", "65 61–65", "The best-supported figures add up to 65."),
        ("conservative", "61 61–65", "Their lowest figures add up to 61."),
        ("inclusive", "61–65", "No single figure is chosen under this policy."),
        ("disinterested", "65 61–65", "The best-supported figures add up to 65."),
    ],
)
def test_a_policy_says_which_figure_stands_for_the_range(
    window: Page, small: Path, policy: str, figure: str, said: str
) -> None:
    open_page(window, small)
    window.locator("[name=policy]").select_option(policy)
    expect(window.locator(".list tbody td.number").first).to_have_text(figure)
    expect(window.locator(".summary")).to_contain_text(said)


def test_a_filtered_view_can_be_linked_to_and_left_with_the_back_button(window: Page, small: Path) -> None:
    open_page(window, small)
    window.locator("[name=grade]").select_option("weak")
    expect(window.locator(".list")).to_contain_text("No incident is like that")
    linked = window.url
    window.go_back()
    expect(window.locator(".list tbody tr")).to_have_count(1)
    window.goto(linked)
    expect(window.locator("[name=grade]")).to_have_value("weak")


def test_a_number_is_one_click_from_why_it_is_so(window: Page, small: Path) -> None:
    open_page(window, small)
    window.get_by_role("link", name="65, reports say 61–65 people killed, Atarib: why this number?").click()
    account = window.locator(".account")
    expect(account).to_have_count(1)
    expect(account).to_contain_text("2 independent claimants")
    expect(account.locator(".rules li")).to_have_count(3)
    expect(account.locator("q.quote mark").first).to_have_text(re.compile(r"^\d+$"))
    expect(account.locator(".statement").first).to_contain_text("sets")
    history = account.locator(".history tbody tr")
    expect(history).to_have_count(3)
    assert [history.nth(n).locator("td.number").inner_text() for n in range(3)] == ["60", "60 60–61", "65 61–65"]
    expect(account.locator(".trace")).to_contain_text("hasila explain t1")


def test_an_incident_shows_ranges_and_who_is_accused_by_whom(window: Page, small: Path) -> None:
    open_page(window, small, "#/incident/i1")
    expect(window.locator(".incident h2")).to_contain_text("Atarib")
    expect(window.locator(".attribution")).to_contain_text("Who did it is contested")
    expect(window.locator(".attribution")).to_contain_text(
        "Done by Syrian government and local allies, according to Syrian Observatory for Human Rights."
    )
    killed = window.locator(".outcome").first
    drawn = killed.locator(".range").first
    span, best = drawn.locator(".span").bounding_box(), drawn.locator(".best").bounding_box()
    assert span and best and span["x"] < best["x"] <= span["x"] + span["width"]
    children = killed.locator(".tally", has_text="children among them")
    expect(children.locator(".figure")).to_have_text("5")
    why = killed.get_by_role("button", name="Why this number?").first
    expect(why).to_have_attribute("aria-expanded", "false")
    why.press("Enter")
    expect(why).to_have_attribute("aria-expanded", "true")
    expect(window.locator(".conflicts")).to_contain_text("60 and 61")


def test_text_of_articles_is_shown_as_text(window: Page, small: Path) -> None:
    open_page(window, small, "#/incident/i1?why=killed")
    expect(window.locator(".account")).to_contain_text(EVIL)
    expect(window).to_have_title("Hasila · Incidents")
    assert window.locator("main script, main img").count() == 0
    quote = window.locator(".account q", has_text="=cmd").first
    expect(quote.locator(".mark-of-text")).to_have_text("U+202E")
    assert "\u202e" not in quote.inner_text()
    assert quote.evaluate("one => [getComputedStyle(one).unicodeBidi, one.lang, one.dir]") == ["isolate", "ar", "rtl"]


def test_a_statement_leads_to_its_article_and_an_archived_copy_if_they_are_of_the_web(
    window: Page, small: Path
) -> None:
    open_page(window, small, "#/incident/i1?why=killed")
    links = window.locator(".account .where a")
    expect(links.first).to_be_attached()  # what follows is read at once, and the account comes after the page
    found = set(links.evaluate_all("all => all.map((one) => `${one.innerText}: ${one.getAttribute('href')}`)"))
    copy = "https://archive.example/20171114101010/https://news.example/a1"
    assert found == {"the article: https://news.example/a1", f"an archived copy: {copy}", f"the article: {ADDRESS}"}
    assert {rel for one in links.all() for rel in (one.get_attribute("rel") or "").split()} >= {
        "noopener",
        "noreferrer",
    }
    assert window.locator("main b", has_text="65").count() == 0


@pytest.mark.parametrize("window", [(1300, 900), NARROW], indirect=True, ids=["wide", "narrow"])
@pytest.mark.parametrize("address", ["#/incidents", "#/incident/i1?why=killed", "#/releases", "#/about"])
def test_in_arabic_everything_runs_from_the_right_and_nothing_is_cut(window: Page, small: Path, address: str) -> None:
    open_page(window, small, f"{address}{'&' if '?' in address else '?'}lang=ar")
    expect(window.locator("html")).to_have_attribute("dir", "rtl")
    expect(window.locator("html")).to_have_attribute("lang", "ar")
    heading = window.locator(".page-head h1").bounding_box()
    assert heading and heading["x"] > window.viewport_size["width"] / 2  # type: ignore[index]
    expect(window.locator("main h2").first).to_have_text(re.compile("[\u0600-\u06ff]"))
    assert window.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    english = r"/\b(People|killed|incidents?|Why|Releases|Done by)\b(?!\.)/g"
    texts = window.locator("main, .page-head nav, .page-foot")
    assert texts.evaluate_all(f"all => all.flatMap((one) => one.innerText.match({english}) ?? [])") == []


def test_the_language_is_changed_in_place(window: Page, small: Path) -> None:
    open_page(window, small, "#/incidents?governorate=Aleppo")
    window.get_by_role("link", name="العربية").click()
    expect(window.locator(".said-figure")).to_have_text("في حادثة واحدة، تذكر التقارير 61 إلى 65 من القتلى.")
    expect(window.locator("[name=governorate]")).to_have_value("Aleppo")
    expect(window.locator("[name=governorate] option:checked")).to_have_text("حلب")
    window.get_by_role("link", name="English").click()
    expect(window.locator("html")).to_have_attribute("dir", "ltr")


def test_every_file_can_be_downloaded_and_is_what_its_hash_says(window: Page, small: Path) -> None:
    open_page(window, small, "#/releases")
    expect(window.locator(".release h3")).to_contain_text("2026.11.1")
    listed = {
        one["path"] for one in json.loads((small / "2026.11.1/manifest.json").read_text(encoding="utf-8"))["files"]
    }
    expect(window.locator(".files a").first).to_be_attached()
    shown = window.locator(".files a").evaluate_all("all => all.map(one => one.textContent)")
    assert set(shown) == listed | {"manifest.json"}
    line = window.locator(".files tr", has_text="data/tallies.parquet")
    with window.expect_download() as download:
        line.get_by_role("link").click()
    got = Path(download.value.path()).read_bytes()
    assert got == (small / "2026.11.1/data/tallies.parquet").read_bytes()
    expect(line.locator(".hash")).to_have_text(hashlib.sha256(got).hexdigest())


def test_a_keyboard_reaches_everything(window: Page, small: Path) -> None:
    open_page(window, small)
    expect(window.locator(".list tbody tr")).to_have_count(1)
    window.keyboard.press("Tab")
    expect(window.locator(".skip")).to_be_focused()
    reached: list[str] = []
    for _ in range(40):
        window.keyboard.press("Tab")
        reached.append(window.evaluate("[document.activeElement.tagName, document.activeElement.name ?? ''].join(' ')"))
    for wanted in ("INPUT q", "INPUT from", "SELECT governorate", "SELECT policy", "CANVAS ", "BUTTON ", "A "):
        assert any(one.startswith(wanted) for one in reached), wanted
    window.locator("canvas").focus()
    before = window.locator("canvas").screenshot()
    window.keyboard.press("+")
    window.wait_for_timeout(100)
    assert window.locator("canvas").screenshot() != before


def test_every_field_and_picture_has_a_name(window: Page, small: Path) -> None:
    for address in ("#/incidents", "#/incident/i1?why=killed", "#/releases", "#/about"):
        open_page(window, small, address)
        expect(window.locator("main h2").first).to_be_attached()
        nameless = window.evaluate(
            """() => [...document.querySelectorAll('button, a, input, select, canvas, [role=img]')].filter((one) =>
               !(one.getAttribute('aria-label') || one.textContent.trim() || one.labels?.length))
               .map((one) => one.outerHTML)"""
        )
        assert nameless == []


def test_a_mark_on_the_map_leads_to_its_incident(window: Page, small: Path) -> None:
    open_page(window, small)
    canvas = window.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    for x in range(20, int(box["width"]), 12):  # the only mark is found by sweeping over the map's north
        for y in range(40, int(box["height"]) // 2, 12):
            window.mouse.move(box["x"] + x, box["y"] + y)
            if canvas.get_attribute("class") == "pointing":
                expect(window.locator("#map-said")).to_have_text(
                    "Atarib: 1 incident, 65, reports say 61–65 people killed"
                )
                window.mouse.click(box["x"] + x, box["y"] + y)
                expect(window.locator(".incident h2")).to_contain_text("Atarib")
                return
    pytest.fail("no mark was found on the map")


def test_fifty_thousand_incidents_are_shown_filtered_and_opened(window: Page, large: Path) -> None:
    open_page(window, large)
    expect(window.locator(".list h2")).to_have_text("50,000 incidents", timeout=30_000)
    assert len(rows(window)) == 50
    window.get_by_role("button", name="Next").click()
    expect(window.locator(".pages")).to_contain_text("Page 2 of 1,000")
    window.locator("[name=cause]").select_option("shelling")
    expect(window.locator(".pages")).to_contain_text("Page 1 of")
    assert all("shelling" in row for row in rows(window))
    window.locator("[name=q]").fill("village 77")
    expect(window.locator(".list tbody .place").first).to_contain_text("Village 77", timeout=30_000)
    window.locator(".list tbody .place a").first.click()
    expect(window.locator(".tallies .figure").first).to_be_visible(timeout=30_000)
