"""Every rule that the tables can name has its paragraph."""

import re

from pipeline.project import ROOT

CODE = ROOT / "pipeline" / "reconciliation"
HEADING = re.compile(r"^## ((?:[A-Z]\d(?:, )?)+) ·", re.MULTILINE)


def test_every_rule_id_that_the_code_stores_is_a_heading_of_the_methodology() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(CODE.glob("*.py")))
    stored = set(re.findall(r'"([A-Z]\d)"', code))
    text = (ROOT / "docs" / "methodology.md").read_text(encoding="utf-8")
    explained = {rule for found in HEADING.findall(text) for rule in found.split(", ")}
    assert {"L1", "K1"} <= stored
    assert stored <= explained
