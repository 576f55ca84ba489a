"""Our points and names against a published table and annotated articles beside the project; skipped without them."""

import csv
import json
import re
from collections import defaultdict
from functools import cache
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

import pytest

from pipeline.arabic.fold import fold, fold_word
from pipeline.arabic.sentences import split
from pipeline.arabic.tokens import tokenize
from pipeline.contracts.codes import GOVERNORATE
from pipeline.places import DocumentPlaces, Gazetteer
from pipeline.places.tables import read_own
from pipeline.project import SEEDS

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
REFERENCE = SHARED / "reference" / "syria_places.csv"
pytestmark = pytest.mark.skipif(not REFERENCE.is_file(), reason=f"no reference table at {REFERENCE}")

AREAS = {"governorate", "region", "area", "countryside", "mountain", "river", "road", "front"}
NOUNS = "مدينة|بلدة|قرية|ناحية|محافظة|مخيم|حي|ريف"
LETTERS = "[\u0621-\u064a]+"
NOUN = re.compile(r"^(?:قرية|مدينة|حي|حيّ|بلدة|ناحية)\s+")


@cache
def reference() -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Points of the reference by governorate and folded name, without the subdistrict after the dash."""
    codes = {fold_word(name): code for code, name in GOVERNORATE.items()}
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    with REFERENCE.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            governorate = codes.get(fold_word(row["governorate_ar"]).removeprefix("مدينه ").split(" - ")[0].strip())
            if row["lat"] and governorate:
                name = re.split(r"\s*-\s*|\(", NOUN.sub("", row["name_ar"]))[0]
                found[governorate, fold_word(name).replace(" ", "")].append((float(row["lat"]), float(row["lon"])))
    return found


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    return 111.2 * hypot(a[0] - b[0], (a[1] - b[1]) * cos(radians(a[0])))


def test_our_points_are_within_five_kilometres_of_the_reference() -> None:
    shared, far = 0, []
    for entry in read_own(SEEDS / "places.csv"):
        place = entry.place
        if place.kind in AREAS or place.governorate is None:
            continue
        keys = {(place.governorate, fold_word(spelling.text).replace(" ", "")) for spelling in entry.spellings}
        points = [point for key in keys for point in reference().get(key, [])]
        if points:
            shared += 1
            distance = min(kilometres((place.latitude, place.longitude), point) for point in points)
            if distance > 5:
                far.append((place.place_id, round(distance, 1)))
    assert shared > 1200
    assert len(far) <= 0.03 * shared, far


@cache
def annotated(name: str) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    lines = (SHARED / "gold" / f"{name}_docs.jsonl").read_text(encoding="utf-8").splitlines()
    documents = {document["doc"]: document for document in map(json.loads, lines)}
    gold = map(json.loads, (SHARED / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [(documents[row["doc"]], row["claims"]) for row in gold]


Found = list[tuple[int, int, str | None]]


def places_of(gazetteer: Gazetteer, document: dict[str, Any]) -> Found:
    """Every place of an article, alone and with those beside it: its span in the text, and its governorate."""
    text = document["text"]
    sentences = split(text, document.get("title"))
    folded = [fold(text[sentence.char_start : sentence.char_end]) for sentence in sentences]
    read = DocumentPlaces.read(gazetteer, [tokenize(one) for one in folded])
    found: Found = []
    for number, (sentence, one) in enumerate(zip(sentences, folded, strict=True)):
        for at, place in enumerate(read.sentences[number]):
            span, together = read.together(number, at)
            for start, end, where in (
                (place.mention.start, place.mention.end, place.place),
                (span.start, span.end, together),
            ):
                first, last = one.span(start, end)
                offset = sentence.char_start
                found.append((offset + first, offset + last, where.governorate if where else None))
    return found


@pytest.mark.parametrize(("name", "wanted"), [("seeds", 0.97), ("dev", 0.92)])
def test_the_places_of_annotated_claims_are_found_as_written_in_the_right_governorate(
    gazetteer: Gazetteer, name: str, wanted: float
) -> None:
    claims = right = placed = 0
    for document, annotations in annotated(name):
        found = {(start, end): where for start, end, where in places_of(gazetteer, document)}
        for claim in annotations:
            if claim["place"] and claim["place"] in document["text"]:
                claims += 1
                spans = [(m.start(), m.end()) for m in re.finditer(re.escape(claim["place"]), document["text"])]
                spans.sort(key=lambda span: abs(span[0] - claim["start"]))
                hit = next((span for span in spans if span in found), None)
                right += hit is not None
                placed += hit is not None and found[hit] == claim["governorate"]
    assert right >= wanted * claims, (right, claims)
    assert placed >= 0.97 * right, (placed, right)


def test_nine_in_ten_of_the_place_names_that_articles_mention_are_found(gazetteer: Gazetteer) -> None:
    names = {key[1] for key in reference()}
    introduced = re.compile(rf"(?:{NOUNS})\s+((?:{LETTERS}\s+){{0,2}}{LETTERS})")
    mentioned: set[tuple[str, int]] = set()
    listed: set[tuple[str, int]] = set()
    for document, _ in annotated("dev"):
        text = document["text"]
        sentences = split(text, document.get("title"))
        spans = []
        for sentence in sentences:
            folded = fold(text[sentence.char_start : sentence.char_end])
            for mention in gazetteer.find(tokenize(folded)):
                if mention.candidates:
                    first, last = folded.span(mention.start, mention.end)
                    spans.append((sentence.char_start + first, sentence.char_start + last))
        for match in introduced.finditer(text):
            words = match[1].split()
            for length in (3, 2, 1):
                name = fold_word(" ".join(words[:length])).replace(" ", "")
                if len(words) >= length and name in names:
                    mentioned.add((document["doc"], match.start(1)))
                    if any(start <= match.start(1) < end for start, end in spans):
                        listed.add((document["doc"], match.start(1)))
                    break
    assert len(mentioned) > 300
    assert len(listed) >= 0.9 * len(mentioned), (len(listed), len(mentioned))
