"""A claim as one sentence states it, before place, time and claimant are attached, and phrases that await a verb."""

from dataclasses import dataclass

from pipeline.extraction.grammar.phrases import Phrase


@dataclass(slots=True)
class Draft:
    """A claim as one sentence states it. ``first`` to ``last`` are the words of its quote.

    ``part_of`` is the draft it is counted inside; ``inside`` an outcome whose total stands elsewhere («من بين القتلى»).
    ``identified``: a name, an office or an apposition follows its noun («الشاب خالد»). ``elsewhere``: it follows the
    place of the claim before it, and has one of its own; or it is a part told by its own doer.
    """

    outcome: str
    phrase: Phrase
    first: int
    last: int
    rule: str
    part_of: "Draft | None" = None
    inside: str | None = None
    who: str | None = None
    trigger: int = -1
    identified: bool = False
    elsewhere: bool = False
    headed: int | None = None  # the place that heads it, in its sentence's places: «حلب: 40 شهيدا، إدلب: 20»
    clause: int = 0  # which clause it is of, where a place opens one: «قتل 5 في إدلب، وفي حلب أصيب 3»
    told_as: int | None = None  # the word after a name that tells whose fighter that is: «محمد، القيادي في قسد»
    ranked: bool = False  # of the ranks named with the next: «مقتل 3 وإصابة 5 في صفوف الجيش»

    @property
    def refers_back(self) -> bool:
        """Whether it may speak of people told of before: a definite noun, neither counted nor named."""
        return (
            self.phrase.definite
            and self.phrase.noun is not None
            and self.phrase.noun.number != "two"
            and not (self.phrase.counted or self.phrase.named or self.identified)
            and self.part_of is None
        )

    def __post_init__(self) -> None:
        self.who = self.who or self.phrase.who


@dataclass(slots=True)
class Group:
    """Phrases that no predicate governs yet: a total, what is coordinated with it, and its parts."""

    phrases: list[tuple[Phrase, int | None]]  # a phrase and the place in the list of the total it is inside
    last: int

    @property
    def total(self) -> int:
        """Where the last phrase stands that is not itself a part."""
        return max(index for index, (_, inside) in enumerate(self.phrases) if inside is None)
