"""One sentence's tokens with the index they are looked up in: which listed name begins at a token.

Kept out: what a name means there (``phrases``, ``mentions``).
"""

from collections.abc import Sequence

from pipeline.arabic.tokens import Tokens
from pipeline.places.names import Clitics, NameIndex, Node, Start
from pipeline.places.vocabulary import Vocabulary
from pipeline.values import value

QUOTES = frozenset('"(')
CLOSING = frozenset('")')
ALSO = frozenset({"اضافه", "بالاضافه", "الي", "فضلا", "عن", "كذلك", "وكذلك"})  # «إضافة إلى» (besides), after a mark
LINKS = frozenset({"و", "،", ",", "/", "-", "–", "—"})  # و (and) and the marks that stand for it in a list


@value(frozen=True, slots=True)
class Match:
    """A listed name in the sentence: its clitics, its node, the token after it, and its folded text."""

    clitics: Clitics
    node: Node
    last: int
    name: str


@value(frozen=True, slots=True)
class Sentence:
    """Folded tokens, and what to look them up in. Tokens outside the sentence read as empty."""

    tokens: Tokens
    index: NameIndex
    vocabulary: Vocabulary

    def text(self, at: int) -> str:
        """A token's text."""
        texts = self.tokens.texts
        return texts[at] if 0 <= at < len(texts) else ""

    def start(self, at: int, skipped: int = 0) -> int:
        """The folded offset at which a token begins, after so many characters of clitics."""
        return self.tokens.start(at) + skipped

    def end(self, last: int) -> int:
        """The folded offset at which the token before ``last`` ends."""
        return self.tokens.end(last - 1)

    def words(self, first: int, last: int) -> str:
        """The texts of tokens ``first`` to ``last``, exclusive."""
        return " ".join(self.text(at) for at in range(first, last))

    def listed(self, at: int, *, bare: bool = True) -> Match | None:
        """The longest listed name that begins at a token, without clitics unless ``bare`` is False."""
        return self.longest(at, self.index.starts[self.text(at)], bare=bare)

    def longest(self, at: int, starts: Sequence[Start], *, bare: bool = False) -> Match | None:
        """The longest listed name among the readings of a token; of equals, the one with the fewest clitics."""
        texts = self.tokens.texts
        best: tuple[Start, Node] | None = None
        end = at
        for start in starts:
            if bare and start.clitics.length:
                break
            node: Node | None = start.node
            last = at + 1
            while node is not None:
                if last > end and (node.places or node.barred):
                    best, end = (start, node), last
                node = node.following.get(texts[last]) if node.following and last < len(texts) else None
                last += 1
        if best is None:
            return None
        start, node = best
        return Match(start.clitics, node, end, " ".join((start.bare, *texts[at + 1 : end])))

    def direction(self, at: int) -> str:
        """The side that a token tells of what follows, past its clitics: «وشمالي»."""
        directions, text = self.vocabulary.directions, self.text(at)
        return next((directions[s.bare] for s in self.index.starts[text] if s.node.direction), "")

    def nearby(self, at: int) -> bool:
        """Whether the words before a token say that something is near it: «قرب», «بالقرب من»."""
        if self.text(at - 1) in {"من", "ل"}:
            at -= 1
        return self.text(at - 1) in self.vocabulary.near

    def past_quote(self, at: int) -> int:
        """The token after a closing quotation mark or bracket, if one is here."""
        return at + 1 if self.text(at) in CLOSING else at

    def goes_on(self, at: int) -> bool:
        """Whether a quoted name goes on here: no mark, and not the sentence's end."""
        return at < len(self.tokens.texts) and self.tokens.kind(at) != "mark"
