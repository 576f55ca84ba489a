"""The code lists of the dataset: every value that a coded column may take, with what it means.

The codes are those of the annotation guidelines; a reader of a release finds the same words there.
"""

OUTCOME = {
    "killed": "died of the harm",
    "injured": "wounded and alive",
    "killed_or_injured": "one figure that covers dead and wounded together",
    "missing": "missing, or under rubble",
    "detained": "arrested, abducted or captured",
    "displaced": "driven from home by the violence",
}

MODALITY = {
    "exact": "a plain figure",
    "at_least": "the figure or more",
    "more_than": "above the figure",
    "at_most": "the figure or fewer",
    "less_than": "below the figure",
    "about": "around the figure",
    "range": "between two figures",
    "vague": "dozens, hundreds, thousands",
    "unquantified": "several, some, a bare plural",
}

WHO = {
    "child": "a child",
    "woman": "a woman",
    "medic_or_rescuer": "a medic or rescuer",
    "journalist": "a journalist",
    "civilian": "called a civilian",
    "combatant": "a fighter, soldier or police officer",
    "person": "nothing said",
}

PARTY = {
    "government": "the Syrian state's forces and their local allies",
    "opposition": "armed opposition, the Syrian National Army included",
    "islamic_state": "the Islamic State",
    "hts": "Hay'at Tahrir al-Sham and its forerunners",
    "sdf": "the Syrian Democratic Forces and their units",
    "turkey": "Turkey",
    "russia": "Russia",
    "iran_allied": "Iran and the militias allied to it",
    "coalition": "the US-led coalition and its members",
    "israel": "Israel",
    "other": "another named party",
    "unknown": "a party that is not named",
}

CAUSE = {
    "airstrike": "from the air; drones and barrel bombs too",
    "shelling": "artillery, mortar, ground-launched rocket or missile",
    "chemical": "a chemical weapon",
    "explosive_device": "car bomb, planted device, suicide attack, unexplained blast",
    "mine_or_remnant": "landmine, bomblet, explosive remnant of war",
    "small_arms": "shooting, sniper, assassination",
    "clash": "fighting between armed parties",
    "execution": "killing of people held",
    "detention_or_torture": "death in custody or under torture",
    "siege": "siege: hunger, cold, want of medicine",
    "other": "another stated cause",
}

TARGET = {
    "hospital": "a hospital, clinic or medical point",
    "school": "a school, university or nursery",
    "market": "a market",
    "camp": "a camp of displaced people",
    "place_of_worship": "a mosque or church",
    "homes": "homes, residential quarters",
    "bakery": "a bakery",
    "rescuers": "rescuers, their centre or ambulance",
    "infrastructure": "water, electricity, a dam, a bridge, a crossing",
    "public_place": "a square, garden, café, shop, gathering",
    "vehicle": "a vehicle",
    "farmland": "fields, farms, those at work there",
    "military_site": "a checkpoint, base, position or convoy",
}

GOVERNORATE = {
    "Aleppo": "حلب",
    "Idlib": "إدلب",
    "Damascus": "دمشق",
    "Rural Damascus": "ريف دمشق",
    "Homs": "حمص",
    "Hama": "حماة",
    "Latakia": "اللاذقية",
    "Tartus": "طرطوس",
    "Daraa": "درعا",
    "Quneitra": "القنيطرة",
    "As-Suwayda": "السويداء",
    "Deir ez-Zor": "دير الزور",
    "Raqqa": "الرقة",
    "Al-Hasakah": "الحسكة",
    "outside": "خارج سوريا",
}

SOURCE = {
    "sohr": "Syrian Observatory for Human Rights",
    "sana": "Syrian Arab News Agency",
    "civil_defence": "Syria Civil Defence (White Helmets)",
    "snhr": "Syrian Network for Human Rights",
    "lcc": "Local Coordination Committees",
    "government": "a Syrian state body",
    "russia": "a Russian body",
    "coalition": "the US-led coalition or a member",
    "turkey": "a Turkish body",
    "sdf": "the Syrian Democratic Forces or their administration",
    "israel": "an Israeli body",
    "un": "a body of the United Nations",
    "medical": "hospitals, doctors, health directorates",
    "activists": "activists, residents, local sources",
    "local_media": "a local media centre, network or channel",
    "news_agency": "a news agency",
    "other": "another claimant",
}

SCOPE = {
    "incident": "one attack, or one place on one day or night",
    "cumulative": "a period, a campaign, or several separate attacks summed",
}

STATUS = {
    "current": "the text stands by it",
    "superseded": "the text itself replaces it",
    "recalled": "an older event told as background",
}

SECTION = {
    "title": "the article's headline",
    "heading": "a heading inside the article",
    "body": "running text",
    "furniture": "menus, lists of other headlines, bylines, counters",
}

PUBLISHED_BASIS = {
    "metadata": "given with the article",
    "stated_in_text": "read from a dateline in the text",
    "inferred": "worked out by a person from what the text reports",
    "linked_incident": "a linked incident's date stands in for it",
    "unknown": "not known",
}

DATE_BASIS = {
    "stated": "a time expression in the claim's own sentence",
    "inherited": "a time expression nearby that speaks of the same harm",
    "published": "the day of publication stands in",
    "unknown": "not known",
}

GRADE = {
    "confirmed": "a belligerent accepts it",
    "fair": "two or more independent claimants",
    "weak": "one claimant",
    "contested": "attribution or figure in dispute",
    "discounted": "shown to be wrong",
}

TOMBSTONE = {
    "merged": "its claims are part of one other incident",
    "split": "its claims lie in several incidents",
    "gone": "no claim of it is left",
}

CORRECTION = {
    "merge": "the incidents of these claims are one",
    "split": "the events of these claims are an incident of their own",
    "set_aside": "these claims bear on no tally",
    "override": "the tally is what a person says",
}

POPULATION = {
    "all": "everyone harmed",
    "civilian": "everyone not said to be a combatant",
    "combatant": "those said to be combatants",
}

TALLY_ROLE = {
    "low": "sets the lower bound",
    "best": "sets the best figure",
    "high": "sets the upper bound",
    "within": "lies within the range",
    "repeated": "restates another claim",
    "superseded": "replaced by a later figure of the same claimant",
    "set_aside": "not used for the range; the reason is in the ledger",
}

REJECTION = {
    "empty": "no text in it",
    "not_utf8": "not readable as UTF-8",
    "too_large": "larger than an article can be",
    "malformed": "not readable as its format",
    "no_text": "a record without a text field",
    "not_arabic": "no Arabic letters in it",
    "unsupported": "a file type that is not read",
    "duplicate": "the same article came in before",
    "unreadable": "the file could not be opened",
    "bad_date": "a date that could not be read; the article itself is in, without it",
    "bad_address": "an address that is none of the web; the article itself is in, without it",
}

READING = {
    "claim": "a claim of one seed article",
    "tally": "a tally of the dead or injured of one incident",
}

MISREADING = {
    "missed": "not read",
    "spurious": "read where nothing is",
    "count": "the bounds of the figure",
    "who": "the class of the people",
    "modality": "how the figure is meant",
    "party": "the side of combatants",
    "part_of": "the claim it is counted inside",
    "repeats": "the claim it restates",
    "cause": "how the harm was done",
    "by": "who is said to have done it",
    "place": "the place as written",
    "governorate": "the governorate",
    "dates": "the days of the harm",
    "source": "who is credited with the figure",
    "scope": "one harm, or several summed",
    "status": "whether the text stands by it",
    "low": "the tally's low",
    "best": "the tally's best figure",
    "high": "the tally's high",
    "open": "whether the tally's high is open",
    "claimants": "the number of independent claimants",
}
