"""The page of the releases: static files that show what was published, without a server and without the network.

It lies beside the releases, not in them: all of it follows from their files, so it can be made anew by later code while
the releases stay as they were. Kept out: what is published (``publish``), and serving the page (``commands.serve``).
"""

from pipeline.release.page.site import INDEX, PAGE, build

__all__ = ["INDEX", "PAGE", "build"]
