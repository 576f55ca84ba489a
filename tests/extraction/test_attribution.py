"""Whom sentences blame and credit, and what of their figures stands: perpetrators, claimants, scope, status."""

from functools import partial

import pytest

from tests.extraction import reading

claims = partial(reading.claims, published="2022-11-11")

BLAMED: list[tuple[str, list[str]]] = [
    ("قتل ثلاثة مدنيين بقصف روسي على البلدة", ["russia"]),
    ("قتل مدني جراء قصف مدفعي وصاروخي عنيف من قوات الأسد", ["government"]),
    ("أصيب مدنيان بقصف مصدره المناطق التي تسيطر عليها قسد", ["sdf"]),
    ("قتل مدني في هجوم نفذه تنظيم الدولة على القرية", ["islamic_state"]),
    ("قصفت قوات النظام بلدة الأتارب، ما أدى لمقتل مدني", ["government"]),
    ("استهدفت قوات النظام بقذائف المدفعية بلدة الأتارب، ما أدى لمقتل مدني", ["government"]),
    ("ارتكبت الفصائل الكردية مجزرة في عفرين راح ضحيتها ثلاثة مدنيين", ["sdf"]),
    ("قتل مدنيان بقصف لقوات النظام وروسيا على البلدة", ["government", "russia"]),
    ("قال ناشطون إن قوات النظام المتمركزة في التلة قصفت البلدة، ما أدى لمقتل طفل", ["government"]),
    ("توفي شاب تحت التعذيب في سجون قسد", ["sdf"]),
    ("أصيب أربعة مدنيين باشتباكات بين عناصر من قسد وعناصر الدفاع الوطني في الحي", ["sdf", "government"]),
    ("مقتل جندي تركي في اشتباكات مع قسد شمال حلب", ["sdf"]),
    ("قتل 7 من قوات النظام خلال اشتباكات مع تنظيم داعش في البادية", ["islamic_state"]),
    ("تصدت الفصائل لمحاولة تقدم قوات النظام، ما أسفر عن مقتل 6 عناصر من قوات النظام", ["opposition"]),
    ("تصدت الدفاعات الجوية السورية لعدوان إسرائيلي أسفر عن مقتل جنديين", ["israel"]),
    ("تمكنت فصائل المعارضة من قتل اثنين من عناصر الأسد قنصا", ["opposition"]),
    ("كبدت هيئة تحرير الشام قوات النظام خسائر بشرية", ["hts"]),
    ("أسرت فصائل المعارضة عشرة من قوات النظام", ["opposition"]),
    ("تبنى تنظيم داعش تفجيرا أدى إلى مقتل خمسة مدنيين", ["islamic_state"]),
    ("قتل شاب برصاص عناصر من قوات النظام في ريف درعا", ["government"]),
    ("داهمت قوات التحالف ومسلحو ميليشيا قسد القرية وفتحوا النار، ما أدى إلى مقتل مدني", ["coalition", "sdf"]),
    ("قتل أربعة جنود في هجوم نسبته أنقرة إلى النظام السوري", ["government"]),
    ("حملت قسد تركيا المسؤولية عن القصف الذي أدى إلى مقتل مدنيين", ["turkey"]),
    ("اتهمت الهيئة العامة للإغاثة، السبت، قوات النظام باستهداف المخيم بقذائف قتلت مدنيين", ["government"]),
    ("شنت قوات النظام والمجموعات الإرهابية المتمركزة في التلة قصفا قتل مدنيا", ["government", "iran_allied"]),
    ("تصدى الأهالي لقوات الاحتلال الإسرائيلي التي قامت بإطلاق النار، ما أدى إلى مقتل شاب", ["israel"]),
    ("قتل مدنيان بانفجار قنبلة من مخلفات قصف النظام", ["government"]),
    ("أصيب طفل برصاص قناص متمركز في مناطق سيطرة قسد", ["sdf"]),
    ("إن مسلحين مجهولين في البلدة، التي تسيطر عليها قسد، استهدفوا سيارة ما أدى لمقتل شاب", ["unknown"]),
    ("قصفت تركيا مواقع قسد، كما اغتال مجهولون مختار القرية", ["unknown"]),
    ("أعلنت فصائل المعارضة مقتل خمسة من قوات النظام على جبهة كبانة", ["opposition"]),
    ("أعلن تنظيم داعش مقتل سبعة من عناصر قسد", ["islamic_state"]),
]
SPARED: list[tuple[str, str]] = [
    ("مقتل عنصرين بهجوم استهدف قوات النظام في البادية", "government"),
    ("قتل مدني بقصف على مناطق سيطرة قسد", "sdf"),
    ("نفت قسد مسؤوليتها عن القصف الذي راح ضحيته ثمانية مدنيين", "sdf"),
    ("تصدت دفاعات قوات النظام لصواريخ إسرائيلية وأصيب مدني", "government"),
    ("ضربت مسيرة قاعدة للتحالف المناهض لتنظيم داعش، ما أدى إلى مقتل مقاول", "islamic_state"),
    ("تمكنت الفصائل من تكبيد قوات النظام خسائر بشرية", "government"),
    ("أصيب مدنيان بسقوط قذائف بالقرب من القاعدة التركية", "turkey"),
    ("قتل ثلاثة مدنيين بقصف على حزوان، وفق الدفاع المدني التابع للمعارضة", "opposition"),
    ("أصيب مدني برصاص مجهولين وسط تحليق مكثف ومستمر لطائرات التحالف", "coalition"),
    ("مقتل شاب انتقل للعمل مع أمن الدولة في البلدة برصاص مجهولين", "government"),
    ("قصف الجيش التركي مواقع قسد، فيما قتل شخصان جراء اشتباكات بين عائلتين", "turkey"),
]


@pytest.mark.parametrize(("text", "parties"), BLAMED, ids=[text for text, _ in BLAMED])
def test_a_party_is_blamed_by_the_construction_it_stands_in(text: str, parties: list[str]) -> None:
    assert claims(text)[0]["by"] == parties


@pytest.mark.parametrize(("text", "party"), SPARED, ids=[text for text, _ in SPARED])
def test_a_target_a_holder_of_ground_and_a_denier_are_not_blamed(text: str, party: str) -> None:
    found = claims(text)
    assert found
    assert all(party not in claim["by"] for claim in found)


def test_an_act_whose_author_is_left_out_is_of_the_one_before() -> None:
    text = "استهدفت قوات النظام مدينة دارة عزة بالقذائف. كما استهدفت بلدة البارة بقصف مدفعي، ما أدى لإصابة امرأة."
    assert claims(text)[0]["by"] == ["government"]


def test_a_belligerent_that_reports_its_enemys_dead_did_it() -> None:
    (claim,) = claims("أعلنت وزارة الدفاع التركية تحييد خمسة من عناصر قسد")
    assert (claim["by"], claim["source"]) == (["turkey"], "turkey")


ON_AND_ON: list[tuple[str, list[str]]] = [  # what the last claim takes over, or does not
    ("قصفت قوات النظام البلدة. وشهد شباط 85 هجوما قتل فيها 3 مدنيين.", ["government"]),
    ("قصفت قسد عفرين بالصواريخ، مقابل قصف من الجيش التركي. وارتفعت حصيلة القصف إلى سبعة قتلى.", ["sdf"]),
    ("قصفت قسد عفرين بالصواريخ. وقتل مدني مساء 19 تشرين الثاني 2021 بقصف على المدينة.", []),
    ("قصفت قسد مخيما في عفرين. وفي سياق متصل أفاد الدفاع المدني بمقتل مدني جراء القصف على المخيم.", ["sdf"]),
]


@pytest.mark.parametrize(("text", "parties"), ON_AND_ON, ids=[text for text, _ in ON_AND_ON])
def test_whose_act_a_later_sentence_goes_on_about(text: str, parties: list[str]) -> None:
    assert claims(text)[-1]["by"] == parties


CREDITED: list[tuple[str, str | None]] = [
    ("قال المرصد السوري لحقوق الإنسان إن ثلاثة مدنيين قتلوا بقصف", "sohr"),
    ("الدفاع المدني السوري، في بيان له مساء اليوم، أوضح أن ثلاثة مدنيين قتلوا بقصف", "civil_defence"),
    ("قال مختار القرية عبد الرحمن الحمراوي إن ثلاثة مدنيين قتلوا بقصف", "other"),
    ("قتل ثلاثة مدنيين بقصف، وفق الحمراوي.", "other"),
    ("قتل ثلاثة مدنيين بقصف، بحسب ما قاله “الدفاع المدني السوري”.", "civil_defence"),
    ("قال مدير صحة ريف دمشق، توفيق حسابا، لوكالة سانا إن ثلاثة مدنيين قتلوا بقصف", "medical"),
    ("وثقت منظمة بنفسج مقتل ثلاثة مدنيين بقصف على البلدة", "other"),
    ("أحصى مركز توثيق الانتهاكات 30 قتيلا خلال الشهر", "other"),
    ("أعلنت حركة أحرار الشام، في بيان لها، مقتل ثلاثة من عناصرها", "other"),
    ("استنكر الائتلاف الوطني السوري القصف الذي راح ضحيته 5 مدنيين", "other"),
    ("أصدرت جامعة حلب الحرة بيانا نعت فيه ثلاثة طلاب قتلوا بقصف على البلدة", "other"),
    ("اتهمت منظمة هيومن رايتس قوات النظام بقتل ثلاثة مدنيين", "other"),
    ("أدانت الحكومة السورية المؤقتة قصف البلدة. وقالت إن القصف أسفر عن مقتل 5 مدنيين.", "other"),
    ("قالت وزارة الدفاع في الحكومة السورية عبر صفحتها، “قتل ثلاثة مدنيين بقصف”", "government"),
    ("قتل ثلاثة مدنيين بقصف، بحسب بيان صادر عن الدفاع المدني", "civil_defence"),
    ("قتل ثلاثة مدنيين بقصف، وفقا لموقع عين الفرات", "local_media"),
    ("قتل ثلاثة مدنيين بقصف، وفق بيان نشره المكتب الإعلامي للمشفى أمس.", "other"),
    ("استجاب الدفاع المدني لهجمات. وتسببت بمقتل ثلاثة، بحسب بيان صادر عن الفريق أمس.", "civil_defence"),
    ("ناقش بيان هددت فيه العشيرة قسد بعد مقتل ثلاثة من أبنائها.", None),
    ("قالت قسد إنها تنفي مسؤوليتها عن القصف الذي راح ضحيته ثمانية مدنيين", None),
    ("قال لافروف إن موسكو غير مسؤولة عن الهجوم الذي أسفر عن مقتل خمسة جنود", None),
    ("قالت وزارة الدفاع التركية، نافية مسؤوليتها عن القصف، إن خمسة جنود قتلوا", "turkey"),
    ("وسط تنديد من الأمم المتحدة، التي وثقت مقتل 5 أطفال بقذائف", "un"),
    ("قال مراسلنا إن الدفاع المدني أسعف ثلاثة مصابين بقصف", None),
    ("وإلى إدلب، أفاد مراسلنا أن مدنيا أصيب بقصف", None),
    ("أظهرت صور من البلدة مقتل ثلاثة مدنيين", None),
    ("أعلنت المدينة الحداد بعد مقتل ثلاثة مدنيين", None),
    ("قتل ثلاثة مدنيين بقصف على البلدة", None),
    ("قال مراسل بلدي نيوز إن ثلاثة مدنيين قتلوا بقصف", None),
    ("قتل ثلاثة مدنيين بقصف، حسبما أفاد مراسلنا", None),
]


@pytest.mark.parametrize(("text", "source"), CREDITED, ids=[text for text, _ in CREDITED])
def test_whoever_the_text_credits_is_the_claimant(text: str, source: str | None) -> None:
    assert claims(text)[0]["source"] == source


ON_AND_ON: list[tuple[str, list[str | None]]] = [
    ("قال الدفاع المدني إن القصف طال الحي. وأدى القصف إلى مقتل ثلاثة مدنيين.", ["civil_defence"]),
    ("أفادت وكالة الأناضول بأن مسيرة استهدفت سيارة. كما أسفر الهجوم عن إصابة طفل.", ["news_agency"]),
    (
        "قال المرصد السوري إن عشرين مدنيا قتلوا بالغارات. ويعود ارتفاع الحصيلة إلى وفاة ثلاثة جرحى.",
        ["sohr", "sohr"],
    ),
    (
        "قال المرصد السوري إن عشرين مدنيا قتلوا بالغارات. وأدت غارة أمس على البلدة إلى مقتل خمسة مدنيين.",
        ["sohr", None],
    ),
    ("قتل 3 مدنيين بقصف على البلدة، في حين قال الدفاع المدني إن خمسة أصيبوا", [None, "civil_defence"]),
    ("قتل 3 مدنيين وأصيب خمسة بقصف، كما قال الدفاع المدني", ["civil_defence", "civil_defence"]),
    ("وصرح المتحدث باسم وزارة الدفاع التركية بأن جنديين قتلا بهجوم", ["turkey"]),
    ("أفادنا الناشط أبو محمد بأن طفلا قتل بقصف", ["activists"]),
    ("نعت صفحات موالية ضابطا قتل في البادية", ["local_media"]),
    (
        "أوضح المرصد السوري أن القصف طال السوق. وأصيب ثلاثة مدنيين في الأتارب. وأشار المرصد إلى مقتل طفل في سرمين.",
        ["sohr", "sohr"],
    ),
    (
        "أوضح المرصد السوري أن القصف طال السوق. وأصيب ثلاثة مدنيين في الأتارب. وأشار ناشطون إلى مقتل طفل في سرمين.",
        [None, "activists"],
    ),
    ("أنباء عن مقتل ثلاثة مدنيين. وقال الدفاع المدني إن ثلاثة مدنيين قتلوا بالقصف.", [None, "civil_defence"]),
    ("قال أطباء في مشفى المدينة ورجال إنقاذ إن خمسة أشخاص قتلوا بقصف", ["medical"]),
    ("وبين مدير المشفى أن خمسة مصابين توفوا جراء القصف", ["medical"]),
]


@pytest.mark.parametrize(("text", "sources"), ON_AND_ON, ids=[text for text, _ in ON_AND_ON])
def test_a_claimant_speaks_on_where_what_came_of_the_act_is_told(text: str, sources: list[str | None]) -> None:
    assert [claim["source"] for claim in claims(text)] == sources


def test_the_outlets_own_correspondent_is_not_replaced_by_another_claimant() -> None:
    text = "قال مراسل بلدي نيوز إن مدنيا قتل بقصف على البارة. وقال الدفاع المدني إن فرقه أسعفت ثلاثة مصابين في سرمين."
    assert [claim["source"] for claim in claims(text)] == [None, "civil_defence"]


def test_a_title_that_the_text_does_not_print_tells_what_it_is_about() -> None:
    (claim,) = claims("قتل ثلاثة مدنيين وتضررت منازل عدة.", title="غارات روسية على مدينة الأتارب بريف حلب")
    assert (claim["by"], claim["place"], claim["governorate"]) == (["russia"], "الأتارب", "Aleppo")


def test_one_person_dies_once_and_a_sum_over_places_is_cumulative() -> None:
    (single,) = claims("قتل مدني خلال الأيام الماضية في مناطق متفرقة من إدلب")
    assert single["scope"] == "incident"
    text = "قتل خمسة مدنيين بقصف على ريف إدلب. قتل ثلاثة مدنيين في الأتارب. وقتل مدنيان في سرمين."
    assert [claim["scope"] for claim in claims(text)] == ["cumulative", "incident", "incident"]


def test_what_is_told_as_background_is_news_where_it_happened_yesterday() -> None:
    assert claims("سبق ذلك مقتل مدنيين اثنين بقصف على البلدة يوم أمس")[0]["status"] == "current"
    assert claims("سبق ذلك مقتل مدنيين اثنين بقصف على البلدة قبل أسابيع")[0]["status"] == "recalled"


NOBODY = [
    "حققت الفصائل إصابات مباشرة في مواقع قوات النظام",
    "توغلت قوة في القرية لاعتقال ثلاثة شبان من أبنائها",
    "لم يعرف عما إذا كانت الاشتباكات أسفرت عن إصابات",
    "يهدد القصف بموجات نزوح جديدة",
    "تواصل القوات قصف البلدات أو قنص مدنيين في الأراضي الزراعية",
]


@pytest.mark.parametrize("text", NOBODY)
def test_hits_aims_doubts_and_fears_claim_nobody(text: str) -> None:
    assert claims(text) == []


READ: list[tuple[str, list[tuple[str, int | None, str]]]] = [
    (
        "مقتل سبعة مدنيين بينهم أربعة من الكوادر الطبية بقصف",
        [("killed", 7, "civilian"), ("killed", 4, "medic_or_rescuer")],
    ),
    ("سبعة مدنيين بينهم أربعة أطفال من عائلة واحدة قتلوا بقصف", [("killed", 7, "civilian"), ("killed", 4, "child")]),
    ("سقط بالقصف 150 قتيلا 100 منهم في حماة", [("killed", 150, "person"), ("killed", 100, "person")]),
    ("قتل على إثر القصف 30 مدنيا", [("killed", 30, "civilian")]),
    ("مقتل 2 من فصيل “أنصار التوحيد” باشتباكات", [("killed", 2, "combatant")]),
    ("أصيب مدني، وذكر أن جنديين تعرضا للإصابة بقصف", [("injured", 1, "civilian"), ("injured", 2, "combatant")]),
    ("قتل شاب، وسط معلومات عن مقتل شقيقه بالقصف", [("killed", 1, "person"), ("killed", 1, "person")]),
    ("قتل شاب، وسط معلومات عن مقتل شقيقة له بالقصف", [("killed", 1, "person"), ("killed", 1, "woman")]),
    ("أسماء الشهداء هي كما يلي: خليل سليمان، محمد العبو، ونادية سليمان.", [("killed", 3, "person")]),
    ("داهمت قوة منزل أحد الشبان وقامت باعتقاله", [("detained", 1, "person")]),
    ("قتل أطفال بقصف على المدرسة. ووصف مقتل الأطفال بأنه جريمة.", [("killed", 3, "child")]),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_parts_families_brothers_and_bands_are_counted(text: str, expected: list[tuple[str, int | None, str]]) -> None:
    assert [(claim["outcome"], claim["low"], claim["who"]) for claim in claims(text)] == expected
