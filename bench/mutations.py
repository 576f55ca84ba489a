"""Drop and turn round every rule that a release is held to, and print how many of these mutants a test notices.

    python bench/mutations.py

The same run is a test (tests/checks/test_mutations.py); this prints its figures.
"""

import sys
import time

from pipeline.project import ROOT


def main() -> None:
    """Print the table, and what no test noticed."""
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "checks")]
    from mutations import KINDS, survivors

    lived = []
    print("| mutated | mutants | noticed | seconds |\n|---|---|---|---|")
    for kind in KINDS:
        began = time.monotonic()
        made, left = survivors(kind)
        print(f"| {kind} | {made} | {made - len(left)} | {time.monotonic() - began:.0f} |", flush=True)
        lived += left
    for name in lived:
        print(f"not noticed: {name}")
    sys.exit(bool(lived))


if __name__ == "__main__":
    main()
