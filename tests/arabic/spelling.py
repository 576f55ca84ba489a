"""Numbers spelt out as Arabic newspapers spell them; the other way round from what is tested."""

from typing import Literal

Case = Literal["nominative", "oblique"]

_UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
_UNITS_FEMININE = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"]
_TENS = ["", "عشر", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
_HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
_SCALES = ((10**6, "مليون", "مليونان", "ملايين", "مليونا"), (1000, "ألف", "ألفان", "آلاف", "ألفا"))


def spell(value: int, feminine: bool = False, case: Case = "nominative", hundred: str = "مئة") -> str:
    """A number from 0 to 999,999,999 in words; ``feminine`` where it counts women, ``hundred`` as a paper writes it."""
    if value == 0:
        return "0"
    parts: list[str] = []
    for scale, one, two, few, many in _SCALES:
        count, value = divmod(value, scale)
        if count == 1:
            parts.append(one)
        elif count == 2:
            parts.append(_oblique(two, case))
        elif count:
            below = count % 100
            noun = few if 3 <= below <= 10 else many if below > 10 else one
            parts.append(f"{_below_thousand(count, False, case)} {noun}")
    if value:
        parts.append(_below_thousand(value, feminine, case))
    return " و".join(parts).replace("مئة", hundred)


def _below_thousand(value: int, feminine: bool, case: Case) -> str:
    hundreds, value = divmod(value, 100)
    parts = [_oblique(_HUNDREDS[hundreds], case)] if hundreds else []
    if value:
        parts.append(_below_hundred(value, feminine, case))
    return " و".join(parts)


def _below_hundred(value: int, feminine: bool, case: Case) -> str:
    tens, units = divmod(value, 10)
    unit = (_UNITS_FEMININE if feminine else _UNITS)[units]
    if tens == 0:
        return _oblique(unit, case)
    if value == 10:
        return "عشر" if feminine else "عشرة"
    if tens == 1:
        ten = "عشرة" if feminine else "عشر"
        if units == 1:
            return f"{'إحدى' if feminine else 'أحد'} {ten}"
        if units == 2:
            return f"{('اثنتا' if feminine else 'اثنا')[:-1]}{'ا' if case == 'nominative' else 'ي'} {ten}"
        return f"{unit} {ten}"
    ten = _oblique(_TENS[tens], case)
    if units == 1 and feminine:
        unit = "إحدى"
    return f"{_oblique(unit, case)} و{ten}" if units else ten


def _oblique(word: str, case: Case) -> str:
    """The accusative and genitive of duals and tens: «اثنين», «عشرين»."""
    if case == "nominative":
        return word
    for nominative, oblique in (("ون", "ين"), ("تان", "تين"), ("نان", "نين"), ("فان", "فين")):
        if word.endswith(nominative):
            return word.removesuffix(nominative) + oblique
    return word
