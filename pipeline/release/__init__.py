"""From checked tables to an immutable, versioned, verified folder that people download.

Kept out: whether a release may be made at all (the gate, in ``checks``).
"""

from pipeline.release.publish import Candidate, Published, publish
from pipeline.release.verify import Problem, verify

__all__ = ["Candidate", "Problem", "Published", "publish", "verify"]
