"""From claims to what happened: families of copies, incidents, and the range of casualties the evidence leaves.

Each rule has an id (N1, N2, S1, S2, P1, C1, L1, H1, B1, A1, K1, G1, D1) that is stored on what it decides;
docs/methodology.md has a paragraph for each. Kept out: reading text (``extraction``) and publishing (``release``).
"""

from pipeline.reconciliation.families import families
from pipeline.reconciliation.incidents import Linked, link
from pipeline.reconciliation.tallies import Tallied, tally

__all__ = ["Linked", "Tallied", "families", "link", "tally"]
