"""Marks and roles of words that bound what belongs together in a sentence."""

GAP_MARKS = frozenset((",", "،", '"', "'", "(", ")", "«", "»", ":", "*", "-", "/"))  # may stand inside a clause
STOPS = frozenset((".", "؛", "!", "?", "؟"))  # end one
SUBSETS = frozenset(("subset", "mostly", "half", "entirely", "some", "one", "being"))  # roles that open a total's parts
QUOTES = frozenset("\"'«»()[]")  # looked through, wherever words are taken together
OF_AGE = frozenset(("يبلغ", "تبلغ", "البالغ", "البالغه", "العمر", "عمره", "عمرها"))  # before somebody's years
OF_THEM = ("منهم", "منهن", "منهما")  # after a number, a part of those told of before
