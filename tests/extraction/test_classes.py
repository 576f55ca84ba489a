"""Classes of sentence that error analysis named: lists, people told one by one, doers and victims, older news."""

import pytest

from pipeline.arabic.sentences import split
from tests.extraction.reading import Figure, claims, figures

LIST = (
    "يرتفع إلى 12 تعداد العسكريين والمدنيين الذين قتلوا بقصف بري منذ مطلع العام 2023، والقتلى هم:\n"
    "– 4 من المدنيين بينهم طفلان بقصف لقوات النظام\n"
    "– 7 عناصر من قوات النظام\n"
    "– عنصر من فيلق الشام\n"
)


def test_the_items_of_a_list_are_parts_of_the_total_above_it() -> None:
    found = claims(LIST)
    total = found[0]
    assert (total["low"], total["who"], total["scope"]) == (12, "person", "cumulative")
    assert [(c["low"], c["who"], c["party"]) for c in found[1:]] == [
        (4, "civilian", None),
        (2, "child", None),
        (7, "combatant", "government"),
        (1, "combatant", "opposition"),
    ]
    assert [c["part_of"] for c in found[1:]] == [total["id"], found[1]["id"], total["id"], total["id"]]
    assert all(c["outcome"] == "killed" and c["scope"] == "cumulative" for c in found)
    assert all(c["repeats"] is None for c in found)


COUNTED: list[tuple[str, list[Figure]]] = [
    ("قتل شخصان على الأقل بقصف على البلدة", [("killed", 2, None, "person")]),
    ("مقتل عنصر على الأقل في الهجوم", [("killed", 1, None, "combatant")]),
    ("نحو 20 مدنيا استشهدوا وأصيبوا جراء القصف", [("killed_or_injured", 20, 20, "civilian")]),
    ("قتل 12 عسكريا ومدنيا في الغارات", [("killed", 12, 12, "person")]),
    ("راح ضحية هذه الهجمات 33 شخصا", [("killed", 33, 33, "person")]),
    ("راح ضحيتها 20 مدنيا بين قتيل وجريح في الغارة", [("killed_or_injured", 20, 20, "civilian")]),
    ("مقتل عائلة مؤلفة من 5 أشخاص بقصف منزلها", [("killed", 5, 5, "person")]),
    ('اعتقلت "قسد" عددا من المدنيين في البلدة', [("detained", 3, None, "civilian")]),
    ("أعدم عناصر من قسد ثلاثة مدنيين في القرية", [("killed", 3, 3, "civilian")]),
    ("بعد اعتقال قسد لعدد من الأشخاص في البلدة", [("detained", 3, None, "person")]),
    ("اعتقال شخص مصاب بالشلل في مداهمة", [("detained", 1, 1, "person")]),
    ("عثر الأهالي على جثة تعود لأحد عناصر قسد", [("killed", 1, 1, "combatant")]),
    ("مقتل محمد العلي وحمد الخلف بانفجار لغم", [("killed", 2, 2, "person")]),
    ("استهداف سيارة قائد الميليشيا بعبوة ناسفة، ما أدى لمقتله", [("killed", 1, 1, "combatant")]),
    ("استهدفت مسيرة مركبة الصحفيين ما أسفر عن استشهادهما", [("killed", 2, 2, "journalist")]),
    (
        "مقتل وجرح وتهجير مئات المدنيين في الحملة",
        [("killed_or_injured", 200, 999, "civilian"), ("displaced", 200, 999, "civilian")],
    ),
    ("استهدف القصف مدنيين في الحقل وأوقع ثلاثة شهداء", [("killed", 3, 3, "civilian")]),
    ("تكبدت قوات النظام خسائر بشرية في الهجوم", [("killed_or_injured", 3, None, "combatant")]),
    ("سقوط عدد من الضحايا وإصابة آخرين في القصف", [("killed", 3, None, "person"), ("injured", 3, None, "person")]),
    ("توفي مدنيان إثر سقوط القذائف على الوحدة 15", [("killed", 2, 2, "civilian")]),
]


@pytest.mark.parametrize(("text", "expected"), COUNTED, ids=[text for text, _ in COUNTED])
def test_people_are_counted_as_the_sentence_names_them(text: str, expected: list[Figure]) -> None:
    assert figures(text) == expected


NOBODY = [
    "ولم ترد معلومات عن خسائر بشرية إلى الآن بعد القصف",
    "دون ورود معلومات عن إسقاط الطائرة أو وقوع خسائر بشرية جراء القصف",
    "ولم يتم الإبلاغ عن وقوع إصابات جراء الغارة",
    "استهدفت الغارة مواقع اللواء 47 في المدينة",
]


@pytest.mark.parametrize("text", NOBODY, ids=NOBODY)
def test_denied_losses_and_numbers_of_units_claim_nobody(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    "text", ["قتل 3 مدنيين (طفلان وامرأة) بقصف على القرية", "مقتل ثلاثة مدنيين طفلين وامرأة بقصف على القرية"]
)
def test_people_told_one_by_one_are_parts_of_their_figure(text: str) -> None:
    total, *parts = claims(text)
    assert (total["low"], total["who"]) == (3, "civilian")
    assert [(c["low"], c["who"], c["part_of"]) for c in parts] == [(2, "child", total["id"]), (1, "woman", total["id"])]


def test_how_badly_people_were_hurt_is_no_part() -> None:
    assert [c["low"] for c in claims("سقوط 15 جريحا بينهم إصابات خطيرة جراء القصف")] == [15]


BLAMED: list[tuple[str, list[str]]] = [
    ("قتل طفل بقصف للاحتلال التركي ومرتزقته على القرية", ["turkey", "opposition"]),
    ("قتل مدنيان بغارات نفذها الطيران الروسي والسوري على البلدة", ["russia", "government"]),
    ("قتل شاب في عملية نفذتها قسد بمساندة من طائرات تابعة لقوات التحالف الدولي", ["sdf"]),
    ("قتل مدني برصاص قناص تابع لميليشيا قسد", ["sdf"]),
    ('قتل مدني بقذائف قالت إنها أطلقت من قبل من وصفتهم بـ "التنظيمات الإرهابية"', ["opposition"]),
    ("يشار إلى أن قوات النظام قصفت البلدة ما أسفر عن مقتل مدني", ["government"]),
    ("قتل عنصران بهجوم شنه مجهولون يعتقد أنهم تابعون لتنظيم داعش", ["islamic_state"]),
]


@pytest.mark.parametrize(("text", "parties"), BLAMED, ids=[text for text, _ in BLAMED])
def test_the_doer_is_blamed_with_his_allies_and_without_his_supporters(text: str, parties: list[str]) -> None:
    assert claims(text)[0]["by"] == parties


def test_fire_traced_after_a_claim_is_blamed_for_it() -> None:
    text = "قتل 4 مدنيين بقصف صاروخي على أعزاز. وقال ناشطون إن مصدر القصف مدينة تل رفعت التي تخضع لسيطرة قسد."
    assert claims(text)[0]["by"] == ["sdf"]


def test_the_victims_of_an_attack_do_not_act_in_what_is_told_after() -> None:
    text = "قتل عنصران من الميليشيات الإيرانية بغارة على الموقع. وأصيب مدني في القصف."
    assert claims(text)[1]["by"] == []


MEANS: list[tuple[str, list[str]]] = [
    ("جاء القصف بعد ساعات من تفجير عبوة ناسفة أدى إلى إصابة 6 مدنيين", ["explosive_device"]),
    ("تتعرض البلدة لقصف متكرر، كما تشهد تفجيرات تودي بحياة مدنيين", ["explosive_device"]),
    ("قتل طفلان بانفجار لغم من مخلفات القصف", ["mine_or_remnant"]),
    ("أصيب مدني بصواريخ شديدة الانفجار", ["shelling"]),
    ("اغتال مجهولون مختار البلدة", ["small_arms"]),
    ("مقتل عنصر من قوات النظام جراء قنصه على الجبهة", ["small_arms"]),
    ("توفي شاب في أحد سجون قسد بعد اعتقال دام شهرين", ["detention_or_torture"]),
    ("قتل مدنيان بقصف بري وجوي على البلدة", ["shelling", "airstrike"]),
    ("سجل الفريق 85 هجوما جويا ومدفعيا أدت إلى مقتل 37 مدنيا", ["airstrike", "shelling"]),
    ("قتل عنصران من قوات النظام بهجوم لتنظيم داعش على حاجز", ["clash"]),
    ("هاجم مسلحون حاجزا لقسد ما أدى لمقتل عنصر", ["clash"]),
    ("مقتل جندي بهجوم إسرائيلي على الموقع", []),
    ("قتل مدنيان بقصف إسرائيلي على محيط دمشق", ["airstrike"]),
    ("اشتبكت قوات النظام مع مهربين، وقتل شخص", ["clash"]),
    ("تقدمت قوات النظام بدعم من الطيران الروسي، ما أدى إلى مقتل مدني", []),
    ("وبالتزامن مع القصف الجوي على الجديدة تعرضت الموزرة لقصف مدفعي أدى لإصابة مدني", ["shelling"]),
    ("أصيب متظاهرون بقنابل الغاز المسيل للدموع", ["other"]),
]


@pytest.mark.parametrize(("text", "cause"), MEANS, ids=[text for text, _ in MEANS])
def test_the_means_are_those_of_the_act_that_harmed(text: str, cause: list[str]) -> None:
    assert claims(text)[0]["cause"] == cause


TAKEN_OVER: list[tuple[str, list[str]]] = [  # the means that the first claim takes from elsewhere, or does not
    (
        "ارتكبت قوات النظام مجزرة في أريحا راح ضحيتها 10 مدنيين. واستهدفت قوات النظام المدينة بقصف مدفعي. "
        "وأصيب 20 مدنيا في القصف.",
        ["shelling"],
    ),
    ("شن الطيران الإسرائيلي غارات على حمص. وتصدت الدفاعات للصواريخ، ما أدى إلى مقتل مدني.", ["airstrike"]),
    ("قصفت قسد أعزاز بالمدفعية. وتستهدف قسد المنطقة بشكل متكرر ما يتسبب بسقوط ضحايا.", []),
    ("نفذت مسيرات تركية 102 استهداف جوي منذ مطلع العام.\n– 32 استهدافا في ريف حلب أسفرت عن مقتل ثلاثة", ["airstrike"]),
]


@pytest.mark.parametrize(("text", "cause"), TAKEN_OVER, ids=[text for text, _ in TAKEN_OVER])
def test_means_told_in_another_sentence(text: str, cause: list[str]) -> None:
    assert claims(text)[0]["cause"] == cause


def test_news_without_means_or_author_is_of_the_attack_in_the_title() -> None:
    text = "نددت منظمة الطفولة بمقتل خمسة أطفال في الجانودية بريف إدلب."
    (claim,) = claims(text, title="مقتل أطفال جراء قصف روسي على الجانودية بإدلب")
    assert (claim["by"], claim["cause"]) == (["russia"], ["airstrike"])


STRUCK: list[tuple[str, str]] = [
    ("شن مجهولون هجوما استهدف نقطة لقوات النظام، أسفر عن مقتل عدد من العناصر", "government"),
    ("استهدفت فصائل المعارضة بصاروخ مقرا لقوات النظام ما أدى لمقتل ضابط", "government"),
    ("أعلنت قوات سوريا الديمقراطية مقتل أربعة من مقاتليها في قصف تركي", "sdf"),
    ("قالت سانا إن ستة جنود أصيبوا بعدوان إسرائيلي على حمص", "government"),
    ("إصابة 6 عسكريين إسرائيليين في اشتباك مع الأهالي", "israel"),
]


@pytest.mark.parametrize(("text", "party"), STRUCK, ids=[text for text, _ in STRUCK])
def test_whose_fighters_fell(text: str, party: str) -> None:
    assert claims(text)[0]["party"] == party


def test_a_toll_that_may_rise_is_of_the_harm_just_told_of() -> None:
    text = "قتل ثلاثة مدنيين بقصف روسي على أريحا. يذكر أن عدد القتلى مرشح للارتفاع لوجود جرحى بحالات خطرة."
    (_, hurt) = claims(text)
    assert (hurt["by"], hurt["cause"], hurt["status"]) == (["russia"], ["airstrike"], "current")


def test_what_is_older_than_the_news_is_background() -> None:
    text = "قتل مدني بقصف على سرمين اليوم الإثنين.\nويوم السبت الفائت قتل ثلاثة مدنيين بقصف على أريحا.\n"
    assert [(c["low"], c["status"]) for c in claims(text)] == [(1, "current"), (3, "recalled")]


def test_a_period_that_has_passed_is_background_to_the_news_of_a_day() -> None:
    text = "قتل مدني بقصف على سرمين اليوم الإثنين.\nوقتل 27 مدنيا بالقصف منذ بداية العام الحالي {}.\n"
    assert [c["status"] for c in claims(text.format("وحتى نهاية شهر آب"))] == ["current", "recalled"]
    assert [c["status"] for c in claims(text.format("حتى يوم أمس"))] == ["current", "current"]
    assert claims("قتل 27 مدنيا بالقصف خلال شهر آب الماضي.")[0]["status"] == "current"


def test_what_was_two_days_before_the_news_and_elsewhere_is_background() -> None:
    text = (
        "قتل مدني بقصف على البارة صباح اليوم.\n\nوكانت قوات النظام استهدفت قبل {} مدينة سرمدا ما أسفر عن إصابة طفل.\n"
    )
    assert [c["status"] for c in claims(text.format("يومين"))] == ["current", "recalled"]


def test_a_claimants_earlier_figure_is_superseded_by_the_one_beside_it() -> None:
    text = "أسفرت الضربة عن مقتل أربعة عسكريين، وفق المرصد السوري الذي كان أفاد سابقا بمقتل ثلاثة عسكريين."
    assert [(c["low"], c["status"]) for c in claims(text)] == [(4, "current"), (3, "superseded")]


def test_a_headline_is_of_the_news_rather_than_of_a_period_told_before_it() -> None:
    title = "مجزرة ضحاياها أطفال في إدلب"
    text = f"{title}\n\nمنذ بداية العام قتل 24 مدنيا بالقصف على إدلب.\n\nقتل طفل بقصف على سرمين أمس الأحد.\n"
    assert claims(text, title=title)[0]["from"] == "2023-09-03"


def test_a_headline_takes_nothing_from_its_figure_told_of_another_place() -> None:
    title = "مقتل 4 أشخاص في قصف استهدف مدينة عفرين"
    text = (
        f"{title}\n\nقال مسعفون إن أربعة أشخاص على الأقل قتلوا في قصف مدفعي استهدف مدينة عفرين الخميس.\n\n"
        "قتل 4 أشخاص الأحد في غارة إسرائيلية على حي السيدة زينب جنوب دمشق، بحسب المرصد السوري.\n"
    )
    headline = claims(text, title=title, published="2022-01-20")[0]
    assert (headline["from"], headline["by"], headline["source"]) == ("2022-01-20", [], "medical")


def test_the_toll_of_a_year_dates_no_headline() -> None:
    text = "مجزرة ضحاياها أطفال في سرمين\n\nمنذ بداية العام قتل 24 مدنيا بالقصف على إدلب.\n"
    assert [(c["from"], c["scope"]) for c in claims(text, title="مجزرة ضحاياها أطفال في سرمين")] == [
        (None, "incident"),
        ("2023-01-01", "cumulative"),
    ]


def test_the_day_of_a_statement_dates_no_harm() -> None:
    listed = "وثقت المنظمة في بيان لها أمس الأحد، 711 خرقا خلفت مقتل 23 مدنيا، خلال شهر آب الماضي"
    assert (claims(listed)[0]["from"], claims(listed)[0]["to"]) == ("2023-08-01", "2023-08-31")
    text = "وثقت المنظمة في بيان لها أمس الأحد مقتل 23 مدنيا خلال شهر آب الماضي"
    assert (claims(text)[0]["from"], claims(text)[0]["to"]) == ("2023-08-01", "2023-08-31")


def test_a_stated_countryside_is_where_a_village_lies() -> None:
    assert claims("قتل مدني بقصف على قرية أوبين بريف إدلب الجنوبي")[0]["governorate"] == "Idlib"


def test_a_report_of_rescuers_is_retold_whole() -> None:
    text = "سجلت مؤسسة الدفاع المدني مقتل خمسة مدنيين بقصف لقوات النظام.\nوأصيب شاب بقصف على قرية البارة.\n"
    assert [c["source"] for c in claims(text)] == ["civil_defence", "civil_defence"]


def test_links_to_other_stories_are_furniture() -> None:
    text = (
        "قتل مدني بقصف على سرمين.\nمقالات ذات صلة\nبينهم منفذ العملية.. القبض على 3 متهمين بالتفجير\n"
        "التالي\nمدير المرصد: قتل 11 عنصرا من قوات النظام بهجوم على قرية في ريف إدلب الجنوبي..\n"
    )
    assert [c["low"] for c in claims(text)] == [1]
    assert [s.section for s in split(text)][1:] == ["furniture"] * 4


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "مقتل القيادي أبو خالد مع اثنين من مرافقيه بغارة.",
            [("killed", 1, 1, "combatant"), ("killed", 2, 2, "combatant")],
        ),
        ("مقتل جندي باشتباك مع ثلاثة مسلحين", [("killed", 1, 1, "combatant")]),
        ("مقتل وزير الدفاع السابق ريزان كلو", [("killed", 1, 1, "combatant")]),
        (
            "أسفرت الضربة عن مقتل زعيم التنظيم أبو إبراهيم القرشي و13 شخصا بينهم ستة أطفال.",
            [("killed", 1, 1, "combatant"), ("killed", 13, 13, "person"), ("killed", 6, 6, "child")],
        ),
        (
            "استشهاد الشاب خالد درويش (45 عاما) وطفله محمد.",
            [("killed", 1, 1, "person"), ("killed", 1, 1, "child")],
        ),
        ("استشهاد كل من السائق خالد درويش والمزارع محمد الحسن.", [("killed", 2, 2, "person")]),
        ("لقيت عائلة من 6 أفراد حتفها.", [("killed", 6, 6, "person")]),
        ("تضم المقبرة رفات أكثر من 40 شخصا.", [("killed", 41, None, "person")]),
    ],
)
def test_people_told_beside_others(text: str, read: list[Figure]) -> None:
    assert figures(text) == read


def test_august_is_no_father() -> None:
    text = "وثقت الشبكة السورية مقتل 69 مدنيا خلال شهر آب، بينهم 14 طفلا و8 سيدات."
    assert [(c["low"], c["part_of"]) for c in claims(text)] == [(69, None), (14, 1), (8, 1)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("بلغ عدد القتلى 9 بينهم ضابطان.", [("killed", 9, 9, "person"), ("killed", 2, 2, "combatant")]),
        ("ارتفعت إلى 61 حصيلة قتلى القصف على تدمر.", [("killed", 61, 61, "person")]),
        ("نفى المتحدث باسم التحالف سقوط قتلى مدنيين في الغارة.", []),
        ("نفى التحالف مسؤوليته عن مقتل 10 مدنيين في الغارة.", [("killed", 10, 10, "civilian")]),
        ("اغتال مجهولون عنصرا سابقا في الجيش الحر.", [("killed", 1, 1, "combatant")]),
        ("خطف مسلحون مجهولون طبيبا في مدينة السويداء.", [("detained", 1, 1, "medic_or_rescuer")]),
        ("شيع الأهالي جثمان الشاب علي سليمان الذي قتل برصاص قناص.", [("killed", 1, 1, "person")]),
        (
            "قالت المنظمة إن متطوعا من كوادرها استشهد وأصيب آخران بغارة.",
            [("killed", 1, 1, "medic_or_rescuer"), ("injured", 2, 2, "medic_or_rescuer")],
        ),
        ("إن شابا من أهالي البلدة قتل برصاص مجهولين.", [("killed", 1, 1, "person")]),
        (
            "11 عنصرا من قوات النظام والمسلحين الموالين لها قتلوا في هجوم.",
            [("killed", 11, 11, "combatant")],
        ),
        ("مقتل مدنيين اثنين من عشائر البدو.", [("killed", 2, 2, "civilian")]),
    ],
)
def test_whom_a_verb_or_a_toll_is_told_of(text: str, read: list[Figure]) -> None:
    assert figures(text) == read


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "أعلنت وزارة الدفاع السورية استشهاد 3 من عناصرها وإصابة 8 آخرين بقصف لقوات قسد على منبج.",
            ["government", "government"],
        ),
        ("قال الجيش التركي إن جنديا من قواته قتل في هجوم شنته وحدات حماية الشعب.", ["turkey"]),
        ("مقتل ثلاثة من قوات النظام وإصابة اثنين بقصف.", ["government", "government"]),
    ],
)
def test_sides_of_those_who_are_of_ones_own(text: str, sides: list[str]) -> None:
    assert [c["party"] for c in claims(text)] == sides


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "سجل المشفى 3 حالات وفاة و17 إصابة جراء القصف.",
            [("killed", 3, 3, "person"), ("injured", 17, 17, "person")],
        ),
        ("قتل شخصان وأصيب ثالث بجروح إثر انفجار.", [("killed", 2, 2, "person"), ("injured", 1, 1, "person")]),
        ("استشهاد كامل أفراد الأسرة بقصف.", [("killed", 3, None, "person")]),
        (
            "مقتل أب وأم وثلاثة أطفال بقصف.",
            [("killed", 1, 1, "person"), ("killed", 1, 1, "woman"), ("killed", 3, 3, "child")],
        ),
        (
            "أصيب مدنيان اثنان، طفلة وشاب، جراء قصف صاروخي على الأتارب.",
            [("injured", 2, 2, "civilian"), ("injured", 1, 1, "child"), ("injured", 1, 1, "person")],
        ),
        ("ذكر ناشطون أن شابا قتل على يد مجهولين أمام منزله.", [("killed", 1, 1, "person")]),
        ("قتل على يد مجهولين شاب.", [("killed", 1, 1, "person")]),
        ("أشار المصدر إلى أن القتلى هم طفلان وأمهما.", [("killed", 2, 2, "child"), ("killed", 1, 1, "woman")]),
        ("توفي الطفل يزن أحمد إثر لدغة أفعى.", []),
        (
            "استشهاد جندي وإصابة ستة بعدوان إسرائيلي على المطار.",
            [("killed", 1, 1, "combatant"), ("injured", 6, 6, "combatant")],
        ),
    ],
)
def test_cases_thirds_and_doers(text: str, read: list[Figure]) -> None:
    assert figures(text) == read


def test_who_accuses_and_who_is_accused() -> None:
    (claim,) = claims("اتهم ناشطون قوات قسد بالوقوف وراء مقتل الشيخ مطشر.")
    assert (claim["by"], claim["source"]) == (["sdf"], "activists")
    (claim,) = claims('ذكر موقع "صوت العاصمة" أن ثلاثة أشخاص قتلوا بانفجار عبوة.')
    assert claim["source"] == "local_media"


@pytest.mark.parametrize(
    "text",
    [
        "دعت الأمم المتحدة إلى وقف قتل المدنيين في سوريا.",
        "حذرت منظمات من سقوط مئات القتلى في حال اندلاع معركة إدلب.",
        "يعيش 300 مصاب بالسرطان دون علاج في الشمال السوري.",
        "أطلقت المنظمة حملة لدعم 200 جريح حرب.",
        "تضم القافلة 40 حافلة تقل مقاتلين وجرحى مع عائلاتهم.",
        "قائد الشرطة يزور جرحى التفجير.",
        "توفي الفنان عن عمر ناهز 80 عاما.",
        "مقتل شاب على يد ابن عمه بسبب خلاف عائلي.",
    ],
)
def test_no_new_harm_is_told(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("حذر الدفاع المدني من الألغام التي قتلت 10 أطفال هذا العام.", 10),
        ("حذرت الأمم المتحدة من كارثة إنسانية بعد مقتل 12 مدنيا في القصف.", 12),
        ("خرق وقف إطلاق النار: مقتل 3 مدنيين بقصف على إدلب.", 3),
        ("نقلت سيارات الإسعاف 10 جرحى إلى المشفى.", 10),
    ],
)
def test_harm_told_beside_fears_and_truces(text: str, low: int) -> None:
    assert [c["low"] for c in claims(text)] == [low]


def sources(text: str) -> list[str | None]:
    return [claim["source"] for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("ذكرت وكالة رويترز أن القصف طال البلدة.\n\nوزعمت الوكالة أن ثلاثة مدنيين قتلوا في القصف.", "news_agency"),
        (
            "قال إسماعيل النعسان، مسؤول الدفاع المدني في عفرين، إن القصف طال السوق.\n\n"
            "ولفت النعسان إلى أن امرأة قتلت في القصف.",
            "civil_defence",
        ),
        ("أعلنت وزارة الدفاع السورية صد هجوم، في حين تواردت أنباء عن سقوط قتلى جراء انفجار صاروخ.", None),
        ("لم تعلن قسد عن خسائر، وقتل مدني في قصف على البلدة.", None),
        ("تصدت حركة أحرار الشام للهجوم.\n\nوأكدت الحركة مقتل ثلاثة جنود.", "other"),
        ("طالبت لجنة التحقيق الدولية بوقف القصف.\n\nوذكرت اللجنة أن ثلاثة مدنيين قتلوا.", "un"),
        ("حاولت وزارة الدفاع الروسية فرض هدنة بعد القصف.\n\nوقالت الوزارة إن ثلاثة جنود قتلوا.", "russia"),
        ("قال الجيش الإسرائيلي إنه هاجم مواقع.\n\nوأضاف الجيش أن ثلاثة جنود أصيبوا.", "israel"),
        ("شنت قوات النظام هجوما.\n\nوقالت الهيئة إن ثلاثة جنود قتلوا.", None),
    ],
)
def test_who_speaks_again_is_known_by_a_shorter_name(text: str, source: str | None) -> None:
    assert set(sources(text)) == {source}


def test_of_two_claimants_neither_is_credited_with_what_a_lead_tells() -> None:
    lead = "قتل خمسة مدنيين بقصف على البلدة.\n\n"
    two = "وقال الدفاع المدني إن خمسة مدنيين قتلوا بالقصف.\n\nوقال ناشطون إن خمسة مدنيين قتلوا بالقصف."
    assert sources(lead + two) == [None, "civil_defence", "activists"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قتل خمسة مدنيين بقصف على البلدة.\n\nوقال الدفاع المدني إن خمسة مدنيين قتلوا بالقصف.",
            ["civil_defence", "civil_defence"],
        ),
        (
            "قتل مدنيون بقصف على البلدة.\n\nوقال الدفاع المدني إن مدنيين قتلوا بالقصف. وقال ناشطون إن طفلا أصيب.",
            [None, "civil_defence", "activists"],
        ),
        (
            "قتل خمسة مدنيين بقصف على البلدة.\n\nوقال الدفاع المدني إن ثلاثة مدنيين قتلوا بالقصف.",
            [None, "civil_defence"],
        ),
    ],
)
def test_a_claimant_of_a_figure_is_that_of_its_other_mentions(text: str, expected: list[str | None]) -> None:
    assert sources(text) == expected


def test_a_post_is_of_who_signed_it_and_the_report_goes_on_after_it() -> None:
    report = "طال القصف أطراف البلدة.\n\nوقالت وسائل إعلام محلية إن القصف طال السوق.\n\n"
    post = "مقتل طفل وإصابة آخر بقصف على #الأتارب pic.twitter.com/p8rw\n{} October 27, 2021\n\n"
    on = "وأضافت أن القصف أسفر عن إصابة ثلاثة مدنيين."
    assert sources(report + post.format("— أحمد العلي (@ahmad)") + on) == ["activists", "activists", "local_media"]
    signed = post.format("— الدفاع المدني السوري (@SyriaCivilDefe)")
    assert sources(report + signed + on) == ["civil_defence", "civil_defence", "local_media"]
    video = "قتلت طفلة بقصف على المدينة.\n\n— الدفاع المدني السوري (@SyriaCivilDefe) September 4, 2023\n\n"
    assert sources(report + video)[-1] is None


def test_attacks_counted_over_a_period_lend_their_authors_to_what_came_of_them() -> None:
    found = claims(
        "استجابت فرق الدفاع المدني لـ 216 هجوما من قبل قوات النظام وروسيا على المنطقة منذ بداية العام.\n\n"
        "وأدت هذه الهجمات إلى مقتل 24 مدنيا.",
        "2023-07-23",
    )
    assert [(c["low"], c["by"], c["scope"], c["source"]) for c in found] == [
        (24, ["government", "russia"], "cumulative", "civil_defence")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "قصف يستهدف موكب تشييع شهداء في البلدة.",
        "دعم النظام في قتل السوريين.",
        "توفيت طفلة إثر دهسها من قبل صهريج لنقل المياه.",
    ],
)
def test_mourning_policy_and_traffic_are_no_harm_of_an_attack(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("والمصابون 5 نساء و4 أطفال.", [("injured", 5, 5, "woman"), ("injured", 4, 4, "child")]),
        ("استشهد أب وابناه في القصف.", [("killed", 3, 3, "person")]),
        ("ولفت إلى أن أخاه استشهد في القصف.", [("killed", 1, 1, "person")]),
        (
            "الشهداء هم محمد علي (37 عاما)، وفاطمة محمد (12 عاما)، وعائشة محمد (13 عاما).",
            [("killed", 1, 1, "person"), ("killed", 2, 2, "child")],
        ),
        ("مجزرتان تزهقان أرواح 10 مدنيين.", [("killed", 10, 10, "civilian")]),
        ("عدد الشهداء 9 وعدد الجرحى 31.", [("killed", 9, 9, "person"), ("injured", 31, 31, "person")]),
        ("شيع الأهالي جثامين سبعة شهداء سقطوا أمس.", [("killed", 7, 7, "person")]),
        ("أصيبت عائلة كاملة من خمسة أفراد بجروح.", [("injured", 5, 5, "person")]),
        (
            "قتل الأب والأم وأربعة أطفال.",
            [("killed", 1, 1, "person"), ("killed", 1, 1, "woman"), ("killed", 4, 4, "child")],
        ),
        (
            "قتل سبعة، ستة منهم مدنيون وعنصر من الدفاع المدني.",
            [("killed", 7, 7, "person"), ("killed", 6, 6, "civilian"), ("killed", 1, 1, "medic_or_rescuer")],
        ),
        (
            "أسفرت المعارك عن مقتل 3 من قوات النظام مقابل 5 من الفصائل.",
            [("killed", 3, 3, "combatant"), ("killed", 5, 5, "combatant")],
        ),
        ("مقتل ضابط برتبة عقيد وعنصرين من قوات النظام.", [("killed", 3, 3, "combatant")]),
        ("قتل الصحفي والناشط محمد الخالد في ريف حماة.", [("killed", 1, 1, "journalist")]),
        (
            "اغتال مسلحون مجهولون، مساء أمس، المدعو أحمد الفاضل في بلدة اليادودة.",
            [("killed", 1, 1, "person")],
        ),
        ("أقدم شاب على قتل شقيقته بداعي الشرف.", []),
        (
            "مقتل 3 أطفال ووالدتهم، وطفل آخر، وإصابة آخرين.",
            [
                ("killed", 3, 3, "child"),
                ("killed", 1, 1, "woman"),
                ("killed", 1, 1, "child"),
                ("injured", 3, None, "person"),
            ],
        ),
    ],
)
def test_who_fell(text: str, expected: list[Figure]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("قصف نفذته قوات النظام والمجموعات الإرهابية التابعة لإيران أدى لمقتل مدني.", ["government", "iran_allied"]),
        ("قصفت المجموعات المسلحة الموالية لتركيا بلدة نبل ما أدى لمقتل مدني.", ["opposition"]),
        ("نفذ التحالف الدولي إنزالا بالاشتراك مع قوات برية تابعة لقسد أدى لمقتل شاب.", ["coalition", "sdf"]),
        ("قصفت قوات الأسد بقذائف كراسنوبول الروسية بلدة البارة ما أدى لمقتل مدني.", ["government"]),
        ("قتل مدني بقصف لقوات النظام على أريحا، فيما طال قصف تركي مواقع قسد.", ["government"]),
        ("مسلحو جبهة النصرة قصفوا بلدة كفرنبل ما أدى لإصابة طفلين.", ["hts"]),
        ("ذكر ناشطون أن عناصر قسد قصفوا بلدة الغندورة ما أدى لإصابة جنديين.", ["sdf"]),
        ("حاصرت قوات النظام مخيم اليرموك ما أدى إلى وفاة 12 شخصا جوعا.", ["government"]),
        ("ارتكبت الطائرات الروسية مجزرة في إدلب، راح ضحيتها 5 قتلى، بعد مجزرة ارتكبها نظام الأسد.", ["russia"]),
    ],
)
def test_whose_act_it_was(text: str, by: list[str]) -> None:
    assert claims(text)[0]["by"] == by


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("وثق الدفاع المدني 470 هجوما على المنطقة تسببت باستشهاد 120 مدنيا.", "cumulative"),
        ("وتشهد المنطقة تفجيرات تودي بحياة مدنيين.", "cumulative"),
        ("قتل أربعة أشخاص على الأقل في قصف على عفرين وهجوم منفصل على مشفى.", "cumulative"),
        ("قتل أربعة أشخاص بانفجار على طريق السخنة - دير الزور.", "incident"),
        ("قتل طفلان اليوم الإثنين بقصف على قرى وبلدات جبل الزاوية.", "incident"),
        ("قتل 14 مدنيا بقصف على قرى وبلدات جبل الزاوية.", "cumulative"),
        ("قبل أيام، تعرضت بلدة سرمين لقصف أسفر عن مقتل ثلاثة مدنيين.", "incident"),
        ("قتل ثلاثة مدنيين خلال الأيام الماضية بقصف على جبل الزاوية.", "cumulative"),
        ("أدى الهجوم المنفصل على السيارة إلى إصابة ثلاثة مدنيين في الباب.", "incident"),
        ("تقصف المدفعية قرى الريف الغربي بشكل شبه يومي، ما يوقع ضحايا مدنيين.", "cumulative"),
    ],
)
def test_how_far_a_figure_reaches(text: str, scope: str) -> None:
    assert {claim["scope"] for claim in claims(text)} == {scope}


def test_aircraft_that_land_or_only_fly_are_no_means() -> None:
    assert claims("نفذ طيران التحالف عملية إنزال جوي أسفرت عن مقتل شاب.")[0]["cause"] == []
    assert claims("قتل مدني برصاص قناص وسط تحليق طيران الاستطلاع.")[0]["cause"] == ["small_arms"]


DATED: list[tuple[str, str | None, str | None]] = [
    ("قتل ثلاثة مدنيين في أعنف غارة منذ بداية العام", None, None),
    ("قتل ثلاثة مدنيين أمس في هجوم هو الأكبر من نوعه على البلدة منذ عام 2020", "2023-09-03", "2023-09-03"),
    ("قتل أكثر من 30 مدنيا بالقصف منذ بداية العام", "2023-01-01", "2023-09-04"),
    ("قتل 30 مدنيا بقصف قوات النظام منذ سيطرتها على المدينة", None, "2023-09-04"),
    ("وفي 29 آب قتلت امرأة بقصف على سرمين وقصف مماثل على أريحا في 25 آب", "2023-08-29", "2023-08-29"),
    ("وأفاد الدفاع المدني (الخوذ البيضاء)، للوكالة، الأحد، أن مدنيا قتل بقصف على سرمين", None, None),
    ("وقال ناشطون من ريف إدلب للموقع أمس الأحد، إن مدنيا قتل بقصف على سرمين", None, None),
    ("قال ناشطون إن مدنيا قتل أمس الأحد، بقصف على سرمين", "2023-09-03", "2023-09-03"),
    ("وثقت المنظمة في تقرير أواخر شهر آب الماضي مقتل 165 شخصا خلال عام 2022", "2022-01-01", "2022-12-31"),
    ("قتل وهجر آلاف المدنيين في سوريا خلال سنوات", None, "2023-09-04"),
]


@pytest.mark.parametrize(("text", "begin", "end"), DATED, ids=[text for text, *_ in DATED])
def test_when_a_harm_was(text: str, begin: str | None, end: str | None) -> None:
    assert {(c["from"], c["to"]) for c in claims(text)} == {(begin, end)}


def test_a_report_of_one_day_is_of_that_day_where_it_tells_of_the_same_ground() -> None:
    later = "\nونشر ناشطون تسجيلا للحظة القصف على {} صباح اليوم الإثنين.\n"
    text = "قتل مدني وأصيب طفل بقصف مدفعي على مدينة سرمين.\n"
    assert {c["from"] for c in claims(text + later.format("سرمين"))} == {"2023-09-04"}
    assert {c["from"] for c in claims(text + later.format("عفرين"))} == {None}
    yesterday = claims(text + later.format("سرمين") + "وأمس الأحد قتل مدنيان بقصف على مدينة أريحا.\n")
    assert [c["from"] for c in yesterday] == [None, None, "2023-09-03"]


WHERE: list[tuple[str, str | None]] = [
    ('قال مراسل "تلفزيون سوريا" في ريف حلب، إن مدنيا قتل بقصف على مدينة عفرين', "عفرين"),
    ("تتعرض بلدة سرمين لقصف متكرر، كما ضربت المنطقة تفجيرات أودت بحياة مدنيين", "سرمين"),
    ("قتل شاب من أهالي سراقب بقصف على مدينة أريحا", "أريحا"),
    ("قصفت قسد من مواقع تمركزهم في تل رفعت مدينة أعزاز، ما أدى لمقتل مدني", "أعزاز"),
    ("قصف صاروخي مصدره مناطق قسد، استهدف مخيم الأمل للنازحين، قرب بلدة أعزاز، ما أدى لمقتل طفل", "مخيم الأمل"),
    ("قصفت مسيرة سيارة عند دوار القرموطي في القامشلي، ما أدى لمقتل مدني", "دوار القرموطي"),
    ('قتل 12 مدنيا بقصف ضمن منطقة "بوتين - أردوغان"', "بوتين - أردوغان"),
    ("قتل مدني بعد قمة بوتين - أردوغان", None),
    ("قتل مدني بقصف صاروخي مصدره مناطق سيطرة قسد وقوات النظام على مدينة عفرين", "عفرين"),
    ("قتل مدني بقصف صاروخي مصدره مناطق قسد في تل رفعت", None),
    ("أصيب ثلاثة مدنيين بقصف على مدينة إدلب، شمال غربي سوريا", "إدلب"),
    ("أصيب ثلاثة مدنيين بقصف على بلدة سرمين، شرقي إدلب", "سرمين"),
    ("أصيب ثلاثة مدنيين بقصف على بلدة سرمين، وريف حماة", "سرمين، وريف حماة"),
]


@pytest.mark.parametrize(("text", "place"), WHERE, ids=[text for text, _ in WHERE])
def test_where_a_harm_was(text: str, place: str | None) -> None:
    assert {c["place"] for c in claims(text)} == {place}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("دمشق – «القدس العربي»: قتل 5 مدنيين أمس في قصف لقوات النظام على قرى ريف حلب.", "ريف حلب"),
        ("بيروت - أ ف ب: قتل 5 مدنيين في قصف على سرمين.", "سرمين"),
        ("إسطنبول/ الأناضول: قتل 5 مدنيين في قصف على سرمين.", "سرمين"),
        ("دمشق (أ ف ب) – قتل 5 مدنيين في قصف على سرمين.", "سرمين"),
        ("بيروت - أ ف ب: قتل 5 مدنيين في قصف.", None),
        ("حمص-سانا: استشهد 5 مدنيين في اعتداء إرهابي.", "حمص"),
    ],
)
def test_where_a_report_was_written_is_not_where_the_harm_was(text: str, place: str | None) -> None:
    assert [claim["place"] for claim in claims(text)] == [place]


def test_an_item_of_a_list_repeats_no_figure_of_the_news() -> None:
    found = claims(
        "استشهد 4 مدنيين بقصف جوي على سرمين اليوم.\n"
        "وبذلك، يرتفع إلى 6 تعداد المدنيين الذين قتلوا بقصف على إدلب منذ مطلع العام، وهم:\n"
        "– 4 بقصف جوي على ريف إدلب\n"
        "– 2 بقصف بري على أريحا\n"
    )
    assert (found[0]["low"], found[0]["scope"], found[0]["from"]) == (4, "incident", "2023-09-04")
    assert all(claim["repeats"] is None for claim in found)


@pytest.mark.parametrize(
    ("share", "begin", "end"),
    [
        ("النصف الأول من العام", "2023-01-01", "2023-06-30"),
        ("النصف الثاني من عام 2021", "2021-07-01", "2021-12-31"),
        ("الربع الثاني من العام الماضي", "2022-04-01", "2022-06-30"),
        ("النصف الأول من شهر تموز الماضي", "2023-07-01", "2023-07-15"),
    ],
)
def test_a_share_of_a_year_is_a_period(share: str, begin: str, end: str) -> None:
    (found,) = claims(f"وثقت الشبكة السورية لحقوق الإنسان مقتل 501 مدني خلال {share}.")
    assert (found["from"], found["to"], found["scope"], found["source"]) == (begin, end, "cumulative", "snhr")


def test_a_nationwide_toll_is_not_of_the_raids_told_before_it() -> None:
    found = claims(
        "وصعدت روسيا غاراتها الجوية على مدينة جسر الشغور، وقتلت 9 مدنيين.\n"
        "ووثقت الشبكة السورية لحقوق الإنسان مقتل 501 مدني في سوريا خلال النصف الأول من العام.\n"
    )
    assert [(claim["cause"], claim["by"]) for claim in found] == [(["airstrike"], ["russia"]), ([], [])]


def test_the_state_agency_is_known_by_all_its_names() -> None:
    for name in ("الوكالة السورية الرسمية للأنباء (سانا)", "الوكالة العربية السورية للأنباء", "وكالة سانا"):
        assert [claim["source"] for claim in claims(f"قالت {name} إن 4 مدنيين قتلوا بقصف على سرمين.")] == ["sana"]


BLAMED: list[tuple[str, list[list[str]]]] = [
    ("قتل مدني بقصف مدفعي على مدينة مارع من مناطق سيطرة قسد", [["sdf"]]),
    ("أصيب طفل بسقوط قذائف على مدينة الباب من المناطق التي تسيطر عليها قوات النظام وقسد", [["government", "sdf"]]),
    ("نزح مدنيون من مناطق تسيطر عليها قوات النظام", [[]]),
    ("قتل مدني بغارات روسية استهدفت قرى قريبة من مناطق سيطرة قسد في ريف حلب", [["russia"]]),
    ("أصيب طفل بقصف مدفعي للنظام، وخرجت القافلة من مناطق سيطرة قسد", [["government"]]),
    ("قتل مدنيان في الاقتتال بين فصائل المعارضة في مدينة جرابلس", [["opposition"]]),
    ("قتل شخص برصاص مجهولين في بلدة صيدا، حيث يتهم بالتعاون مع فرع الأمن العسكري التابع لميليشيا أسد", [["unknown"]]),
    ('قالت مصادر محلية إن عناصر "قسد" اعتقلوا عشرة شبان في الطبقة', [["sdf"]]),
    ("قالت سرية المدفعية في غرفة عمليات الفتح المبين، إنها قصفت موقعا ما أدى لمقتل عنصر من النظام", [["opposition"]]),
    (
        "قصفت الفصائل المعارضة بالهاون تجمعات للنظام والميليشيات الإيرانية في كفرنبل، ما أدى لمقتل عنصر من النظام",
        [["opposition"]],
    ),
    ("قصفت دولة الاحتلال التركي الغاشم ومرتزقتها قرية زور مغار، ما أدى لإصابة امرأة", [["turkey", "opposition"]]),
    ("قال مصدر إن العملية كبدت قوات النظام خسائر، وأدت إلى مقتل عنصرين", [[]]),
    (
        "أصيب طفلان بقصف مدفعي للنظام على ريف إدلب، فيما أعلنت وزارة الدفاع التركية تحييد ثلاثة من عناصر قسد",
        [["government"], ["turkey"]],
    ),
    ("استهدفت ميليشيا أسد محيط تل رفعت، في حين أعلنت قسد مقتل أحد عناصرها", [[]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "by"), BLAMED, ids=[text for text, _ in BLAMED])
def test_who_is_blamed(text: str, by: list[list[str]]) -> None:
    assert [claim["by"] for claim in claims(text)] == by


MEANS: list[tuple[str, list[list[str]]]] = [
    (
        "قصفت طائرات روسية بلدة البارة.\nوقتل عنصر من قوات النظام بقصف لفصائل المعارضة على محاور ريف إدلب",
        [["shelling"]],
    ),
    (
        "نفذت الطائرات الروسية غارات على أريحا.\n"
        "قتلت امرأة بقصف صاروخي لقوات النظام على سرمين، كما أدى القصف لتهدم منزل أصيب فيه طفل بجروح.",
        [["shelling"], ["shelling"]],
    ),
    ("وتبعت الغارات الروسية قصف مدفعي لقوات النظام على سرمين، حيث أصيب مسن بجروح", [["shelling"]]),
    ("طال قصف مدفعي بلدة النيرب، حيث أصيب مسن بجروح، واستهدفت غارة روسية أيضا أطراف مدينة أريحا", [["shelling"]]),
    (
        "قتل تسعة أشخاص خلال القصف، بينما أصيب 20 آخرون في مجزرة ارتكبتها الطائرات الروسية",
        [["airstrike"], ["airstrike"]],
    ),
    ("اغتال مجهولون قياديا في الجيش الوطني بعبوة ناسفة في مدينة الباب", [["explosive_device"]]),
    ("اغتال مجهولون قياديا في الجيش الوطني في مدينة الباب", [["small_arms"]]),
    ("قصفت الفصائل بالهاون معسكر جورين ما أدى لمقتل جندي، ردا على الغارات على المدنيين", [["shelling"]]),
    (
        "تعرضت المنطقة لأكثر من 300 هجوم منذ بداية العام منها 20 غارة و200 قصف مدفعي وانفجارات، أدت لمقتل 24 شخصا",
        [["airstrike", "shelling", "explosive_device"]],
    ),
]


@pytest.mark.parametrize(("text", "cause"), MEANS, ids=[text for text, _ in MEANS])
def test_by_what_means(text: str, cause: list[list[str]]) -> None:
    assert [sorted(claim["cause"]) for claim in claims(text)] == [sorted(each) for each in cause]


def test_what_one_sides_shells_did_is_not_done_by_anothers_clash() -> None:
    found = claims(
        "دارت اشتباكات بين الجيش الوطني وقوات النظام في جبهة تادف.\n"
        'وكانت وزارة الدفاع التركية قد أعلنت مساء أمس تحييد 9 من قوات "قسد" في منبج.\n'
    )
    assert [(claim["cause"], claim["by"]) for claim in found] == [([], ["turkey"])]


def test_what_a_side_says_of_the_act_just_told_is_of_that_act() -> None:
    (found,) = claims("استهدف انتحاري حاجزا لقسد في منبج، فيما أعلن التحالف الدولي مقتل جنديين أمريكيين في الهجوم")
    assert (found["cause"], found["place"], found["source"]) == (["explosive_device"], "منبج", "coalition")


def test_an_exact_place_of_another_attack_is_not_within_the_area_named() -> None:
    text = "توفيت طفلة في قصف على مدينة سرمين، ثم قتل خمسة مدنيين في قصف على ريف {}"
    assert [claim["governorate"] for claim in claims(text.format("حلب الغربي"))] == ["Idlib", "Aleppo"]
    assert [claim["place"] for claim in claims(text.format("إدلب الشرقي"))] == ["سرمين", "سرمين"]


def test_where_a_turn_takes_the_report() -> None:
    found = claims(
        "قتل مدني بقصف جوي على مدينة سرمين.\n"
        "في غضون ذلك، عقد وجهاء اجتماعا في مدينة الباب لبحث الخلاف.\n"
        "وقتل شاب بانفجار لغم أمس.\n"
    )
    assert [claim["place"] for claim in found] == ["سرمين", "الباب"]


def test_a_span_last_told_of_lends_its_ground() -> None:
    found = claims(
        "وإلى درعا، شهد شهر آب الماضي ارتفاعا في عمليات الاغتيال.\nوسجل المكتب خلال شهر آب الماضي مقتل 44 شخصا.\n"
    )
    assert [(claim["place"], claim["from"], claim["to"]) for claim in found] == [("درعا", "2023-08-01", "2023-08-31")]


def test_fighters_of_two_sides_are_not_told_of_twice() -> None:
    found = claims("قتل عنصر من قسد في منبج اليوم.\nوقتل عنصر من قوات النظام في منبج اليوم.\n")
    assert [claim["repeats"] for claim in found] == [None, None]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("وقبل أيام، قتل خمسة مدنيين بغارات على أرمناز، مساء الإثنين 21 آب، وفي اليوم نفسه قتل طفل بقصف على سرمين",
         ["2023-08-21", "2023-08-21"]),
        ("وفي 30 آب قتل مدني بقصف على أريحا.\n"
         "القصف جاء عقب يوم واحد من استهداف مشابه على ريف حماة الشمالي، ما أسفر عن مقتل طفل.",
         ["2023-08-30", "2023-08-29"]),
        ("ويأتي هذا القرار بعد يومين من الاشتباكات مع داعش في جاسم، التي أسفرت عن مقتل ثلاثة مدنيين", ["2023-09-02"]),
        ("ويأتي القرار بعد أيام من الاشتباكات في جاسم، التي أسفرت عن مقتل ثلاثة مدنيين", [None]),
    ],
)  # fmt: skip
def test_days_told_from_another(text: str, days: list[str | None]) -> None:
    assert [claim["from"] for claim in claims(text)] == days


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قتل 3 عناصر باستهداف سيارتهم أثناء توجههم من مدينة عين عيسى نحو مدينة عين العرب", "عين العرب"),
        ("شنت الفصائل هجوما على مناطق نفوذ النظام بريف حماة الشمالي، ما أسفر عن مقتل طفل", "ريف حماة الشمالي"),
    ],
)
def test_ends_of_a_journey_and_ground_that_a_side_holds(text: str, place: str) -> None:
    assert [claim["place"] for claim in claims(text)] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("طائرات حربية إسرائيلية تحلق فوق لبنان أطلقت صواريخ على حمص ما أدى إلى مقتل مدنيين اثنين", "حمص"),
        ("أطلقت طائرات إسرائيلية صواريخ من أجواء بيروت على مواقع في حماة ما أدى إلى مقتل 3 جنود", "حماة"),
        ("قتل مدنيان، وقالت الوزارة إن الطائرات كانت تحلق فوق لبنان المجاور", None),
    ],
)
def test_what_aircraft_fly_over_is_not_where_people_fell(text: str, place: str | None) -> None:
    assert claims(text)[0]["place"] == place


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("قتل مسلحون يتبعون لقوات النظام طفلين في درعا", ["government"]),
        ("أصاب عناصر قسد طفلين بالرصاص في منبج", ["sdf"]),
        ("قتل قناص تابع لقسد 3 مدنيين في حلب", ["sdf"]),
        ("قتل عناصر من قسد ومدنيان بقصف تركي على منبج", ["turkey"]),  # they fell themselves
    ],
)
def test_doers_before_their_victims_are_whose_they_are(text: str, by: list[str]) -> None:
    assert all(claim["by"] == by for claim in claims(text))


def test_days_beyond_all_history_date_nothing_back() -> None:
    (claim,) = claims("جاءت الغارات بعد 99999999 يوما من مقتل 3 مدنيين في سرمين")
    assert (claim["low"], claim["from"]) == (3, None)
