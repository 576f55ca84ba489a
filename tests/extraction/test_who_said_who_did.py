"""Who did it and who says so, in whatever order a sentence gives them; first tolls that others replace."""

import pytest

from tests.extraction.reading import claims


@pytest.mark.parametrize(
    ("text", "by", "source"),
    [
        ("قُتل جندي تركي على يد قوات سوريا الديمقراطية في منبج.", ["sdf"], None),
        ("قتل ثلاثة مدنيين بقصف لعناصر قسد في منبج.", ["sdf"], None),
        ("أصيب طفلان إثر إطلاق نار من عناصر قسد في منبج.", ["sdf"], None),
        ("وأضاف أن تنظيم داعش قتل ثلاثة مدنيين في درعا.", ["islamic_state"], None),
        ('قتل تنظيم "قسد" عددا من المدنيين في منبج.', ["sdf"], None),
        ("قتل ثلاثة مدنيين برصاص تنظيم داعش، حسبما أفاد به سكان محليون.", ["islamic_state"], "activists"),
        ("شن التحالف الدولي هجوما في إدلب خلف ثلاثة قتلى، وفقا للمرصد السوري.", ["coalition"], "sohr"),
        ("أعدم التحالف الدولي 7 أشخاص بريف حماة، بحسب ما ذكرت شبكة شام.", ["coalition"], "local_media"),
        ("استهدف حزب الله منازل في الباب، ما أدى لمقتل طفل، كما أفادت وكالة هاوار.", ["iran_allied"], "news_agency"),
        ("أسفر التفجير عن ثلاثة قتلى، بحسب ما قال لموقع تلفزيون سوريا محمود الحاج.", [], None),
        ("كما سبق للأمم المتحدة أن تحدثت عن مقتل 90 شخصا في مخيم الهول.", [], "un"),
        ("وتقدر الأمم المتحدة أن نحو 20 ألف شخص فروا من بيوتهم.", [], "un"),
        ("ميدانيا، أعلنت «لجان التنسيق المحلية» أن 23 شخصا قتلوا في الغوطة.", [], "lcc"),
        ("قال المركز الإعلامي لـ«قسد» إن مدنيين اثنين قتلا بقصف تركي.", ["turkey"], "sdf"),
        ("ذكرت سانا أن ستة أطفال قتلوا بقذائف، واتهمت مسلحي المعارضة بإطلاقها.", ["opposition"], "sana"),
        ("قتل ثلاثة من الأمن العام في كمين نصبه مسلحون من فلول نظام بشار الأسد.", ["other"], None),
        ("قتل 25 شخصا في غارات شنتها طائرات سورية وروسية على حلب.", ["government", "russia"], None),
    ],
)
def test_who_did_it_and_who_says_so(text: str, by: list[str], source: str | None) -> None:
    read = claims(text)
    assert read, "nothing is read"
    assert all((sorted(claim["by"]), claim["source"]) == (by, source) for claim in read)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("أعلن الجيش التركي مقتل 12 من عناصر قسد وإصابة ثلاثة من جنوده.", ["sdf", "turkey"]),
        ("قالت قسد إنها قتلت خمسة من عناصر داعش وأسرت ثلاثة من عناصره.", ["islamic_state", "islamic_state"]),
        ("مقتل ثلاثة مسلحين من قسد.", ["sdf"]),
        ("مقتل عنصر من قسد وجندي من الجيش التركي.", ["sdf", "turkey"]),
    ],
)
def test_whose_fighters_they_were(text: str, parties: list[str]) -> None:
    assert [claim["party"] for claim in claims(text)] == parties


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("أفاد مراسلنا بمقتل سيدتين قبل يومين بقصف في بلدة البارة.", "2023-09-02"),
        ("أعلنت وكالة هاوار استشهاد 25 شخصا قبل يومين بانفجار سيارة في تل تمر.", "2023-09-02"),
        ("أفاد مراسلنا بجرح سيدتين، صباح اليوم، بغارة على كفرنبل.", "2023-09-04"),
        ("وأضاف أن هجوما مماثلا أمس، الأحد، على النيرب أدى إلى مقتل مزارع.", "2023-09-03"),
    ],
)
def test_a_day_told_after_the_harm_is_of_the_harm(text: str, day: str) -> None:
    (claim,) = claims(text)
    assert (claim["from"], claim["to"]) == (day, day)


def test_where_a_correspondent_speaks_of_is_no_place_of_his() -> None:
    (claim,) = claims("أفاد مراسلنا باستشهاد خمس نساء أمس في بلدة تل تمر بغارة.")
    assert claim["governorate"] == "Al-Hasakah"


def test_where_a_recorder_sits_is_no_place_of_harm() -> None:
    (claim,) = claims("لكن المرصد السوري، ومقره بريطانيا، قال إن عدد القتلى بلغ 31.")
    assert claim["governorate"] is None


def test_a_first_toll_is_replaced() -> None:
    read = claims("قتل تسعة أشخاص وفق سانا.\n\nوكانت سانا أوردت في حصيلة أولى مقتل أربعة.")
    assert [(claim["low"], claim["status"]) for claim in read] == [(9, "current"), (4, "superseded")]


def test_a_recorder_that_heads_its_post_by_two_names_is_credited() -> None:
    (claim,) = claims("غارات على مخيم غربي إدلب\nالدفاع المدني السوري (الخوذ البيضاء):\nمقتل امرأة بغارات قرب الحمامة.")
    assert claim["source"] == "civil_defence"
