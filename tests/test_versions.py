"""A layer's code version follows what the layer is made with, and nothing else."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import versions
from pipeline.project import ROOT

LAYERS = ("articles", "sentences", "claims", "incidents", "tallies", "release")

# what a person edits → the layers that are then made again
EDITS = {
    "seeds/lexicons/predicates.csv": {"claims"},
    "seeds/lexicons/actors.csv": {"claims"},
    "seeds/rule_confidence.csv": {"claims"},
    "seeds/lexicons/openers.csv": {"articles", "sentences", "claims"},
    "seeds/lexicons/months.csv": {"articles", "claims"},
    "seeds/lexicons/place_words.csv": {"claims", "incidents"},
    "seeds/places.csv": {"claims", "incidents"},
    "seeds/reconciliation/source_grades.csv": {"incidents", "tallies"},
    "seeds/corrections.yml": {"incidents", "tallies"},
    "pipeline/extraction/grammar/victims.py": {"claims"},
    "pipeline/release/delta.py": {"release"},
    "seeds/acknowledged.yml": set(),
    "seeds/articles/manifest.csv": set(),
    "docs/how-to.md": set(),
}

# In one process a layer: which of the project's files are opened, or imported, while the layer is made.
READS = """
import os, sys
from pathlib import Path
from pipeline import layers, reconciling
from pipeline.arabic import frames
from pipeline.ingest import receive
from pipeline.progress import Silent
from pipeline.project import ROOT, SEEDS, Home
from pipeline.warehouse import Warehouse

home, quiet, opened = Home.at(sys.argv[1]), Silent(), set()
sys.addaudithook(lambda event, given: opened.add(str(given[0])) if event == "open" else None)
warehouse = Warehouse(home.warehouse)
receive(home)
for layer, make in {
    "articles": lambda: layers.make_articles(home, warehouse, quiet),
    "sentences": lambda: layers.make_sentences(warehouse, quiet),
    "claims": lambda: layers.make_claims(home, warehouse, quiet),
    "incidents": lambda: reconciling.make_incidents(warehouse, quiet),
    "tallies": lambda: reconciling.make_tallies(warehouse, quiet),
}.items():
    if os.fork() == 0:  # what is read once a process is read anew for each layer
        opened.clear()
        make()
        for path in sorted(Path(name) for name in opened if name.startswith(str(SEEDS))):
            print(layer, path.relative_to(ROOT))
        sys.stdout.flush()
        os._exit(0)
    assert os.wait()[1] == 0, layer
"""
UNDATED = "حلب، 14 تشرين الثاني 2017 - قتل 60 مدنيا في قصف على سوق الأتارب، بينهم عشرات الأطفال، وفق الدفاع المدني."


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code and its tables, to be edited."""
    root = tmp_path_factory.mktemp("code")
    for name in ("pipeline", "seeds", "docs"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "vendor", "images"))
    return root


@pytest.mark.parametrize("edited", EDITS)
def test_an_edit_marks_the_layers_that_it_touches(edited: str, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "ROOT", copy)
    of = versions.code_version.__wrapped__
    before = {layer: of(layer) for layer in LAYERS}
    content = (copy / edited).read_bytes()
    (copy / edited).write_bytes(content + b"\n")
    try:
        assert {layer for layer in LAYERS if of(layer) != before[layer]} == EDITS[edited]
    finally:
        (copy / edited).write_bytes(content)


def test_what_a_layer_reads_counts_into_its_version(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "undated.txt").write_text(UNDATED, encoding="utf-8")
    shutil.copytree(ROOT / "seeds" / "articles", tmp_path / "inbox" / "articles")
    told = subprocess.run([sys.executable, "-c", READS, tmp_path], capture_output=True, text=True, check=True, cwd=ROOT)
    read = {tuple(line.split(" ", 1)) for line in told.stdout.splitlines()}
    assert {layer for layer, _ in read} == {"articles", "sentences", "claims", "incidents", "tallies"}
    missed = {(layer, name) for layer, name in read if ROOT / name not in versions.sources(layer)}
    assert missed == set()
