"""A claim as it is being read, with its event's slots: what the sentence says, then what the article adds.

Kept out: how it is read (``grammar``, ``slots``) and completed (``discourse``).
"""

from dataclasses import dataclass, field
from datetime import date

from pipeline.places import ResolvedPlace


@dataclass(slots=True)
class When:
    """A time: the words, the inclusive days (None where open), UCDP's date_prec; a window runs up to the report."""

    text: str
    date_from: date | None
    date_to: date | None
    precision: int | None
    window: bool = False


@dataclass(slots=True)
class Scene:
    """What the article last said of an attack: the slots that a claim may take over."""

    cause: list[str] = field(default_factory=list)
    weapon: str | None = None
    by: list[str] = field(default_factory=list)
    place_text: str | None = None
    place: ResolvedPlace | None = None
    when: When | None = None
    source: str | None = None
    source_text: str | None = None
    own: bool = False
    summed: bool = False  # the attacks of a period were counted
    leads: bool = False  # its claimant is credited at the head of the article
    said: int = -1  # the sentence that last named its claimant

    def speaker(self) -> "Scene":
        """Who is speaking, and nothing of what was told: a heading divides one claimant's report."""
        return Scene(source=self.source, source_text=self.source_text, own=self.own, leads=self.leads, said=self.said)


@dataclass(slots=True)
class Mention:
    """One claim of an article. ``part_of`` and ``repeats`` are places in the article's list of mentions."""

    sentence: int
    section: str
    char_start: int
    char_end: int
    event_start: int
    outcome: str
    modality: str
    low: int | None
    high: int | None
    who: str
    rule: str
    count_text: str | None = None
    party: str | None = None
    part_of: int | None = None
    repeats: int | None = None
    inside: str | None = None
    cause: list[str] = field(default_factory=list)
    weapon: str | None = None
    by: list[str] = field(default_factory=list)
    target: str | None = None
    place_text: str | None = None
    place: ResolvedPlace | None = None
    when: When | None = None
    date_basis: str = "unknown"
    source: str | None = None
    source_text: str | None = None
    speaker: str | None = None  # the party that the claimant is
    own: bool = False  # the outlet's own correspondent says so: nobody else is credited
    scope: str = "incident"
    status: str = "current"
    weak: bool = False  # its sentence tells no more than bare «قصف» or «انفجار»
    means: bool = False  # its sentence names the means
    enemies: bool = False  # told of as a belligerent tells of its foes: «تحييد 13», «12 إرهابيا»
    foes: bool = False  # its doers are told of as «إرهابيون» or «مسلحون» and not by name
    attackers: bool = False  # told of as those who attacked: «قتل اثنان من المهاجمين»
    soldiers: bool = False  # of an army, whose own state tells of them: «أعلنت وزارة الدفاع التركية مقتل جنديين»
    assault: bool = False  # fighters fell in an attack whose means its sentence does not name
    blames: bool = False  # its sentence names who did it
    apart: bool = False  # whom its sentence credits speaks of another act: «قتل 3، فيما تحدث ناشطون عن مقتل 5»
    announced: bool = False  # a side's news of fighters, set beside an act that it does not speak of
    continuing: bool = False
    joined: bool = False  # its sentence opens with «و» (and), «كما» (also): the report goes on
    added: bool = False  # its sentence opens with «كما», «كذلك» (also)
    item: bool = False  # its sentence is an item of a list
    resumes: bool = False  # opens with what came of the act before: «وتسبب التصعيد بمقتل …»
    split: bool = False  # a part told by its own doer or means: «30 على يد قوات النظام، و12 على يد قسد»
    there: bool = False  # its sentence plays at the same place as the one before: «المدينة ذاتها»
    elided: bool = False  # an act whose author is left out: «كما استهدفت بلدة البارة»
    several: bool = False
    habitual: bool = False  # its sentence tells of what happens time and again
    summed: bool = False  # its sentence counts the attacks that it came of
    singled: bool = False  # of one attack out of many: «20 هجوما، آخرها قصف قتل فيه ثلاثة»
    one_act: bool = False  # it came of an act told in the singular
    recalled: bool = False
    had: bool = False
    earlier: bool = False
    clause: int = 0  # which clause of its sentence, where a place opens one: «قتل 5 في إدلب، وفي حلب أصيب 3»
    answered: bool = False  # of an act that the other claims of its sentence answer: «ردا على هجوم قتل فيه ستة»
    similar: bool = False  # it came of an act like the one told of before: «قصف مماثل», «انفجارات مشابهة»
    listed: bool = False  # an item of a list, or a part of one
    before: Scene = field(default_factory=Scene)

    @property
    def headline(self) -> bool:
        """Whether it stands in the title or a heading, which summarise what the body says."""
        return self.section in ("title", "heading")

    @property
    def governorate(self) -> str | None:
        """The governorate of its place, if known."""
        return self.place.governorate if self.place else None
