"""What an article's blame implies: the means of a bare «قصف», and the author of an enemy's losses.

Kept out: which party a sentence says acted (``agents``).
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from pipeline.extraction.grammar.victims import FELL
from pipeline.extraction.mention import Mention
from pipeline.places.ground import lie_apart

AIR_FORCES = frozenset(("russia", "coalition", "israel"))  # whose bare «قصف» is from the air
FLIERS = AIR_FORCES | {"government", "turkey"}  # parties that have aircraft at all
ENEMIES = {  # whose losses a belligerent reports as its own doing
    "government": ("opposition", "hts", "islamic_state"),
    "russia": ("opposition", "hts", "islamic_state"),
    "turkey": ("sdf", "islamic_state", "government"),
    "coalition": ("islamic_state", "hts", "iran_allied"),
    "sdf": ("turkey", "opposition", "islamic_state"),
    "israel": ("government", "iran_allied", "other"),
    "opposition": ("government", "russia", "iran_allied", "sdf", "islamic_state"),
    "hts": ("government", "russia", "iran_allied", "islamic_state"),
    "islamic_state": ("government", "russia", "iran_allied", "sdf", "opposition", "hts", "coalition"),
}
_AGAINST_THE_ARMY = frozenset(("islamic_state", "hts", "opposition", "israel"))  # who in Syria fights its army
_BY_OTHERS = frozenset(("clash", "shelling", "airstrike", "explosive_device"))  # means that one's own side does not use
_LEFT_BEHIND = ["mine_or_remnant"]  # which a belligerent that tells of it did not set off
_STATES = frozenset(("israel", "turkey", "russia", "coalition"))  # whose soldiers do not fall to their own
ASSADS_FALL = date(2024, 12, 8)  # since then the government's own foes are others
_OF_ISLAMIC_STATE = frozenset(("Deir ez-Zor", "Raqqa", "Al-Hasakah"))  # where terrorists may be the Islamic State's
OWN_SIDE = {"government": "government", "sana": "government", "sdf": "sdf", "turkey": "turkey", "israel": "israel"}


def settle_blame(mentions: Sequence[Mention], published: date | None) -> None:
    """Complete cause and perpetrator of every claim, in place, from each other."""
    _means_of_bombing(mentions)
    _sides_of_clashes(mentions)
    for mention in mentions:
        if mention.attackers and mention.party == "unknown" and len(mention.by) == 1 and mention.by != ["unknown"]:
            _turn_round(mention, mentions)
    before: Mention | None = None  # the fighters told of last
    for mention in mentions:
        if mention.governorate == "outside":  # «قوات الأمن» of another country are no forces of Syria's government
            mention.by = ["other" if party == "government" else party for party in mention.by]
            mention.party = "other" if mention.party == "government" else mention.party
        if mention.outcome == "detained":
            mention.cause, mention.weapon = [], None  # the guidelines give an arrest no cause
        elif _from_the_air(mention):
            mention.cause = ["airstrike"]
        elif mention.assault and not mention.cause and not AIR_FORCES & set(mention.by):
            mention.cause = ["clash"]
        if mention.cause == ["airstrike"] and FLIERS & set(mention.by):  # its allies on the ground flew no raid
            mention.by = [party for party in mention.by if party in FLIERS]
        _name_rebels(mention, published)
        claim_enemies(mention)
        side = OWN_SIDE.get(mention.source or "")
        blamed = mention.soldiers if not mention.by else side not in mention.by and not mention.enemies
        if side is not None and mention.party == "unknown" and blamed:
            mention.party = side  # a belligerent that reports losses, or dead soldiers, without a word of whose
        if mention.soldiers and mention.party == "unknown" and mention.by and set(mention.by) <= _AGAINST_THE_ARMY:
            mention.party = "government"  # «مقتل 15 عسكريا في هجوم لتنظيم الدولة»: soldiers are an army's
        with_them = before is not None and before.sentence == mention.sentence and before.soldiers
        if before is not None and with_them and mention.party == "unknown":
            mention.party = before.party  # «مقتل 18 عسكريا وإصابة 27 آخرين»
        before = mention if mention.who == "combatant" else before
        own = mention.party != "unknown" and mention.party in mention.by
        several = len(mention.by) > 1 or mention.outcome == "detained" or mention.enemies
        if own and (several or mention.party in _STATES or _BY_OTHERS & set(mention.cause)):
            mention.by = [party for party in mention.by if party != mention.party]


def _sides_of_clashes(mentions: Sequence[Mention]) -> None:
    """Where a sentence tells the fighters whom two sides lost in a clash, each side's fell to the other."""
    of_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.who == "combatant" and mention.outcome in FELL and "clash" in mention.cause:
            of_sentence[mention.sentence].append(mention)
    for fallen in of_sentence.values():
        sides = {each.party for each in fallen if each.party in ENEMIES}
        if len(sides) != 2 or any(each.by for each in fallen):
            continue
        one, other = sorted(sides)
        if other in ENEMIES[one] or one in ENEMIES[other]:
            for each in fallen:
                if each.party in sides:
                    each.by = [other if each.party == one else one]


def _turn_round(mention: Mention, mentions: Sequence[Mention]) -> None:
    """Those of the attackers who fell are the attack's own: «هجوم لداعش قتل فيه شرطيان، فيما قتل أحد المهاجمين»."""
    (mention.party,) = mention.by
    sides = {other.party for other in mentions if other.sentence == mention.sentence and other.who == "combatant"}
    mention.by = sorted(side for side in sides if side is not None and side not in ("unknown", mention.party))


def _name_rebels(mention: Mention, published: date | None) -> None:
    """Name whom Assad's government and its ally called terrorists, where the Islamic State was not the foe."""
    if mention.source not in ("government", "sana", "russia") or (published is not None and published >= ASSADS_FALL):
        return
    if mention.governorate in _OF_ISLAMIC_STATE:
        return
    if mention.enemies and mention.party == "unknown":
        mention.party = "opposition"
    if mention.foes and mention.by in ([], ["unknown"]):
        mention.by = ["opposition"]


def claim_enemies(mention: Mention) -> None:
    """Blame a belligerent that reports its enemy's dead and names nobody else, in place."""
    source = OWN_SIDE.get(mention.source or "", mention.source)
    speaker = source if source in ENEMIES else mention.speaker
    if speaker is None or mention.by or mention.who != "combatant" or mention.cause == _LEFT_BEHIND:
        return
    if mention.party in ENEMIES.get(speaker, ()) or (mention.enemies and mention.party == "unknown"):
        mention.by = [speaker]


def _from_the_air(mention: Mention) -> bool:
    """Whether its fire, whose means are not named, is that of who bombs from the air alone."""
    bare = mention.cause == ["shelling"] and not mention.means and mention.weapon is None
    return bare and bool(mention.by) and set(mention.by) <= AIR_FORCES


def _means_of_bombing(mentions: Sequence[Mention]) -> None:
    """Bare «قصف» (shelling) is from the air where the article says so of the same harm."""
    for at, mention in enumerate(mentions):
        if not mention.weak or mention.cause != ["shelling"] or (mention.by and not FLIERS & set(mention.by)):
            continue
        kin = [other for other in mentions if mention.repeats is not None and other is mentions[mention.repeats]]
        kin += [other for other in mentions if other.repeats == at]
        if mention.headline:
            kin += [other for other in mentions[at + 1 :] if not other.headline][:1]
        told = [] if _of_another(mention, mentions[:at]) else [mention.before.cause]
        if any("airstrike" in cause for cause in [*told, *(other.cause for other in kin)]):
            mention.cause = ["airstrike"]


def _of_another(mention: Mention, earlier: Sequence[Mention]) -> bool:
    """Whether bare fire is not that of the sentences before: another fires, or its own sentence told of shelling.

    «قتلت امرأة بقصف صاروخي على البلدة، كما أدى القصف لتهدم منزل أصيب فيه فتى»: the boy was hurt by the rockets.
    """
    scene = mention.before
    if lie_apart(mention.place, scene.place):
        return True
    if mention.by and scene.by and not set(mention.by) & set(scene.by):
        return True
    return any(other.sentence == mention.sentence and other.means for other in earlier)
