"""What holds for a document as a whole: whose contest it tells of, the year its title names, its plan."""

from datetime import date

import pytest
from reading import facts, stated

CONTEST = "全省职业技能竞赛决赛在衢州举行"


@pytest.mark.parametrize(
    ("title", "text", "areas"),
    [
        (CONTEST, "来自各市的135名选手参加决赛，评出一等奖3名。", ["浙江省", "浙江省"]),
        (CONTEST, "12人获得一等奖。我市选手获二等奖2名。", ["浙江省", "衢州市"]),
        (CONTEST, "近日，我市第三届职业技能大赛落幕，评出一等奖9名。", ["衢州市"]),
        ("", "第三届全国技能大赛收官，参赛的有35个代表团、3420名选手。", ["全国"]),
        ("", "第三届全国技能大赛收官，衢州代表队派出12名选手参赛。", ["衢州市"]),
        ("", "在全省职业技能大赛中，获得金牌3枚。", ["衢州市"]),
        ("", "大赛由省政府主办。各地19支代表队的1000余名选手同场比拼。", ["浙江省"]),
        ("", "大赛吸引了14个地市的222名选手同台竞技。", ["浙江省"]),
        ("", "200名全省优秀工匠代表被命名为“浙江工匠”。", ["浙江省"]),
        ("", "经过评审，评选出200名“浙江工匠”。我市8名。", ["浙江省", "衢州市"]),
        ("", "安徽与浙江会师。浙江省参赛选手共斩获6金。", ["浙江省"]),
        ("", "大会表彰了30名中华技能大奖获得者和295名全国技术能手。", ["全国", "全国"]),
        ("", "表彰结束；浙江省共有24名中华技能大奖获得者。", ["浙江省"]),
        (
            "",
            "省人社厅公布“浙江省技术能手”名单，王某等62名选手获此称号，其中我市11名。",
            ["浙江省", "衢州市"],
        ),
        ("", "全省职业技能大赛衢州选拔赛结束，经过激烈角逐，78名选手获奖。", ["衢州市"]),
        (
            "省第二届职业技能大赛获奖名单公布",
            "衢州代表队获得7金；13名选手成为技术能手。",
            ["衢州市", "衢州市"],
        ),
    ],
)
def test_whose_contest_it_is(title: str, text: str, areas: list[str]) -> None:
    assert [one.area_name for one in stated(text, title)] == areas


def test_a_county_tells_of_the_contest_of_its_city() -> None:
    text = "全市职业技能大赛闭幕。来自各县的120名选手同台竞技，决出一等奖6名。"
    found = stated(text, "衢州市职业技能大赛在龙游举行", issuer="龙游县人力资源和社会保障局")
    assert [one.area_name for one in found] == ["衢州市", "衢州市"]


@pytest.mark.parametrize(
    ("title", "published", "text", "year"),
    [
        ("某市2017年大力培训农民工", date(2018, 2, 14), "培训农民工9095人。", 2017),
        ("某市2017年大力培训农民工", date(2018, 9, 14), "培训农民工9095人。", 2018),
        ("关于2017年提案的答复", date(2018, 2, 14), "培训农民工9095人。", 2018),
        ("某市2017年培训农民工", date(2018, 2, 14), "截至目前，命名工作室12家。", 2018),
        ("某市2017年培训农民工", date(2018, 2, 14), "技能人才总量达42万人。", 2017),
        ("", date(2020, 1, 10), "1月9日，2019年选树命名会议召开。命名“三衢工匠”30名。", 2020),
        ("", date(2022, 7, 18), "面向下年毕业的在校生。培训高校毕业生1万人次。", 2022),
        ("某市提出2022年民生实事", date(2021, 11, 28), "2021年11月28日\n计划培训农民工500人。", 2022),
        ("2020“三衢工匠”发布", date(2021, 12, 25), "12月23日，10名“三衢工匠”登台。", 2020),
        ("", date(2021, 4, 18), "到12月底，已培训农民工300人。", 2020),
        ("", date(2024, 2, 7), "2023年，培养成效明显。\n招收农民工培训300人。", 2023),
        ("", date(2024, 8, 7), "2023年，培养成效明显。\n招收农民工培训300人。", 2024),
        ("", date(2025, 1, 3), "2025-01-03 某日报\n去年，培训农民工300人。", 2024),
    ],
)
def test_the_year_that_a_title_or_a_dateline_names(title: str, published: date, text: str, year: int) -> None:
    assert [one.year for one in stated(text, title, published=published)] == [year]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("浙江出台加强技能人才工作的意见", "建设实训基地30个。", ("target", 2023)),
        ("职业技能培训重点任务清单", "全年开展培训20万人次。", ("target", 2023)),
        ("2023年职业教育重点工作", "年培训规模达到1万人次。", ("target", 2023)),
        (
            "技能衢州行动实施方案出台",
            "到2025年，技能人才总量达到40万人。\n技工院校达到12所。",
            ("target", 2025),
        ),
        ("", "《意见》提出，到2025年培训60万人次。设区市建成1所技师学院。", ("target", 2025)),
        ("", "《意见》提出，到2025年培训60万人次。目前，全市已建成技师学院1所。", ("actual", 2023)),
        ("", "加快建设5所高水平技师学院。", ("target", 2023)),
        ("", "“开展职业技能培训40万人次”，是民生实事之一。", ("target", 2023)),
        ("", "总工会发出通知，准备命名工作室20个。", ("target", 2023)),
        ("", "当时的承诺是：培训农民工5万人。", ("target", 2023)),
        ("", "设区市至少建成1所技师学院。", ("target", 2023)),
        ("", "招收新生3598人，而招生计划为3000人。", ("target", 2023)),
        ("", "我市今年培训3.5万人次\n近日，召开会议。", ("target", 2023)),
        ("", "我市今年培训3.5万人次。\n近日，召开会议。", ("actual", 2023)),
    ],
)
def test_what_is_planned(title: str, text: str, expected: tuple[str, int]) -> None:
    last = stated(text, title)[-1]
    assert (last.status, last.year) == expected


@pytest.mark.parametrize(
    "text",
    [
        "大赛开幕，1117名选手将在本次大赛角逐“技术能手”，其中学生组507名。",
        "3位金牌选手将代表浙江出征国赛。",
        "会议确保规范推荐，第一批25名“三衢工匠”脱颖而出。",
    ],
)
def test_those_who_are_there_already_are_no_plan(text: str) -> None:
    assert {one.status for one in stated(text)} == {"actual"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("50家工作室被命名，每家一次性资助2万元。", "actual"),
        ("评选出50家工作室，每家给予2万元。", "actual"),
        ("对获评“三衢工匠”的，每人分别奖励5万元。", "standard"),
        ("表彰大会举行。我市向每家工作室一次性资助10万元。", "actual"),
        ("表彰大会举行。按照规定，每家工作室可获资助10万元。", "standard"),
        ("每两年选出20名“三衢工匠”，给予每人12万元的奖励。", "standard"),
        ("本次大赛对获得前三名的选手颁发奖牌，给予5000元奖励。", "standard"),
        ("表彰大会举行。对入选集训队的选手，每人奖励1万元。", "standard"),
        ("此次奖补中，中华技能大奖获得者王某奖励15万元。", "actual"),
        ("根据奖励办法，获奖选手获得证书，以及10000元奖金。", "standard"),
    ],
)
def test_grants_paid_and_grants_in_store(text: str, status: str) -> None:
    assert [one.status for one in stated(text) if one.unit == "CNY"] == [status]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("截至目前，全市已有232人被评为市级技能大师。", "cumulative"),
        ("截至目前，全市共有92人荣获首席技师称号。", "stock"),
        ("累计建设实训基地30个，发布首届“三衢工匠”30名。", "period"),
        ("目前，全县已开展培训4325人，新增技能人才2961人。", "cumulative"),
        ("连续举办了7届技能竞赛。", "cumulative"),
        ("规模是历年最大的，参赛选手有3000余人。", "period"),
        ("大赛启动以来，2200多名选手参加了初赛。", "period"),
        ("培训1万人次、取证5000人，年度目标分别完成了62%、71%。", "period"),
        ("招生数为：2021年175人，2022年275人。", "period"),
        ("技工院校招生2462人、在校生9098人。", "stock"),
        ("全省高技能人才164万人，高技能领军人才614位。", "stock"),
        ("近日，省人社厅发文，对实训基地累计发放补助1200万元。", "period"),
        ("高技能人才总量突破40万人，其中中华技能大奖获得者2人。", "stock"),
        ("全市有产业工人50余万人，培育选树了大国工匠3名。", "cumulative"),
        ("此次由市政府命名表彰的，有第二届“三衢工匠”10名。", "period"),
        ("近年来，连续举办技能大赛，每届参赛选手3万余人。", "period"),
        ("组队参加首届全省职业技能大赛，取得一等奖10个。", "period"),
        ("提出“十四五”期末建设实训基地50个。", "stock"),
        ("截至目前，衢州已评审技能大师工作室35家。", "stock"),
        ("自2011年以来，衢州已遴选技能大师工作室197家。", "stock"),
        ("本次大赛，选派20名选手。代表队已拿下一等奖10个。", "period"),
    ],
)
def test_the_basis(text: str, basis: str) -> None:
    found = [one for one in stated(text) if one.unit != "percent"]
    assert found[-1].basis == basis


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("来自43所中职学校、27所高职院校的971名选手参赛。", [("971名", "competition_participants", 971)]),
        ("活动由市技师学院等8所技工院校共同承办。", []),
        ("三个项目的冠军分别是甲、乙、丙。", []),
        ("中职学校与普通高中并重，普通高中招生47355人。", []),
        ("有普通中专29所。", [("29所", "vocational_institutions", 29)]),
        ("建成4个世界技能大赛国家集训基地。", [("4个", "training_bases", 4)]),
        ("42万高技能人才为发展注入动能。", [("42万", "highly_skilled_total", 420000)]),
        ("推动技能提升，培养100名技能领军人才。", [("100名", "highly_skilled_added", 100)]),
        (
            "开展补贴性培训132万人次，补贴资金4.8亿元。",
            [("132万人次", "training_participants", 1320000), ("4.8亿元", "subsidy_paid", 480000000)],
        ),
        ("公布首批“三衢工匠”，市政府给予每人30万元重奖。", [("30万元", "subsidy_standard", 300000)]),
        ("现有大中专院校17所。", [("17所", "vocational_institutions", 17)]),
        ("开发44个专项职业能力考核项目。", [("44个", "evaluated_occupations", 44)]),
        ("竞赛累计带动4万余名产业工人参与竞赛。", [("4万余名", "competition_participants", 40000)]),
        ("移动机器人项目，选手两人一组。", []),
        ("“对我来说是检验。”大赛上一名参赛选手说。", []),
        ("评出大赛8名。", []),
        ("申报基地项目的单位，年培训规模不少于3000人次。", []),
        ("职业技能鉴定28570人。", []),
        ("获市劳动模范8人、市五一劳动奖章12人。", []),
        (
            "大赛产生工匠10名，衢州占4人。",
            [("10名", "artisan_titles", 10), ("4人", "artisan_titles", 4)],
        ),
        ("最终从79名候选人中选出6名“三衢工匠”。", [("6名", "artisan_titles", 6)]),
        ("1011名技能精英在技能大赛以技会友。", [("1011名", "competition_participants", 1011)]),
        ("获得决赛二等奖的是14名选手。", [("14名", "competition_awards", 14)]),
        ("优秀组织奖由6个代表队获得。", [("6个", "competition_awards", 6)]),
        ("在技能大赛中获得10个第一名。", [("10个", "competition_awards", 10)]),
        (
            "市直代表队以9金8银3铜位居榜首。",
            [
                ("9金", "competition_awards", 9),
                ("8银", "competition_awards", 8),
                ("3铜", "competition_awards", 3),
            ],
        ),
        ("我校是唯一一所获奖的技师学院，培训500人。", [("500人", "training_participants", 500)]),
        (
            "取得证书的劳动者100万人，其中务工人员45万人、失业人员15万人。",
            [
                ("100万人", "certificates_awarded", 1000000),
                ("45万人", "certificates_awarded", 450000),
                ("15万人", "certificates_awarded", 150000),
            ],
        ),
        ("挖掘机培训3期、6个教学班。", [("3期", "training_sessions", 3), ("6个", "training_sessions", 6)]),
        (
            "在技能大赛上，5名选手获得4金。",
            [("5名", "competition_awards", 5), ("4金", "competition_awards", 4)],
        ),
        ("全年培训高技能人才2.1万人。", [("2.1万人", "highly_skilled_added", 21000)]),
        ("培训高校毕业生1万人次。", [("1万人次", "training_participants", 10000)]),
        ("要完成农民实用技术培训300万的任务。", [("300万", "training_participants", 3000000)]),
        ("总工会筹措100万，用于职业技能大赛。", [("100万", "funding_allocated", 1000000)]),
        ("奖励前十名的选手1万至5000元不等的奖金。", [("1万至5000元", "subsidy_standard", 7500)]),
        (
            "奖励全国第一名王某10万元、保安员全国第二名杨某5万元。",
            [("10万元", "subsidy_standard", 100000), ("5万元", "subsidy_standard", 50000)],
        ),
        ("对培训学校补助资金不超过80万元。", [("不超过80万元", "subsidy_standard", 800000)]),
        ("职业技能竞赛项目不少于10场。", [("不少于10场", "competitions_held", 10)]),
        (
            "已创建的创新工作室分三级：\n省级 1家\n市级 8家\n",
            [("1家", "master_studios", 1), ("8家", "master_studios", 8)],
        ),
        (
            "省厅公布新一批大师工作室，我市3家入选。按技艺分：\n1.水晶雕刻 2家\n2.茶艺 1家\n",
            [("3家", "master_studios", 3), ("2家", "master_studios", 2), ("1家", "master_studios", 1)],
        ),
        ("奖励分三级：\n一级 1家\n", []),
        (
            "高职院校由现在的21所增至25所。",
            [("21所", "vocational_institutions", 21), ("25所", "vocational_institutions", 25)],
        ),
        ("中职学校校均在校生700人。", []),
        ("在职业技能大赛上，我市选手拿下第一名10个。", [("10个", "competition_awards", 10)]),
        ("五年经费投入依次为66亿元、65亿元。", []),
        ("新增国家制造业单项冠军企业47家、专精特新“小巨人”企业688家。", []),
        ("发放以旧换新补贴169亿元，带动消费500亿元。", []),
        ("育儿补贴惠及168万名儿童，发放高龄补贴32亿元。", []),
        ("全员劳动生产率提高到42万元/人，单位能耗下降。", []),
        ("我市健儿在全运会上获9金、5银，金牌12枚。", []),
        ("举办体育赛事50余场，全民健身赛事活动1万场。", []),
        ("产业集群建设完成规划目标85%。", []),
        ("核心部件技术获科学技术奖一等奖5项。", []),
        ("开展心理健康教育教师培训2.8万人次。", []),
        ("全省普通高等学校累计招生117.6万人。", []),
        ("三年安排450亿元支持智能经济，给予450亿元补贴标准。", []),
        ("累计认定国家地理标志保护产品134个，产品认证证书居首位。", []),
        (
            "新增专业技术人才19.3万人、技能人才19.6万人。",
            [("19.6万人", "skilled_workers_added", 196000)],
        ),
        ("国家级基地项目，中央财政一次性补助500万元。", [("500万元", "subsidy_standard", 5000000)]),
        ("小微企业招用毕业生，每人给予社会保险补贴1万元。", []),
        ("为2647家企业减息1.1亿元，发放就业补助4095万元。", [("4095万元", "subsidy_paid", 40950000)]),
        ("搭建线上培训平台6个。", []),
        ("重点支持20个工匠创新工作室和5个联盟。", [("20个", "master_studios", 20)]),
        ("申报学校占地不少于3万平方米，在籍学生不少于800人。", []),
        (
            "技能人才总量超过276万人，其中超过95万人为高技能人才。",
            [
                ("超过276万人", "skilled_workers_total", 2760000),
                ("超过95万人", "highly_skilled_total", 950000),
            ],
        ),
        ("50余名高技能人才享受国务院政府特殊津贴。", [("50余名", "subsidy_recipients", 50)]),
        (
            "建成基地的，财政一次性分别补助500万元、20万元。",
            [("500万元", "subsidy_standard", 5000000), ("20万元", "subsidy_standard", 200000)],
        ),
        (
            "建设培训基地15个，每个基地支持资金200万元；每个工作室支持资金10万元。",
            [
                ("15个", "training_bases", 15),
                ("200万元", "subsidy_standard", 2000000),
                ("10万元", "subsidy_standard", 100000),
            ],
        ),
        (
            "各类职业培训55.2万人次，分对象看：\n在职职工 34万人次\n失业人员 2.5万人次\n",
            [
                ("55.2万人次", "training_participants", 552000),
                ("34万人次", "training_participants", 340000),
                ("2.5万人次", "training_participants", 25000),
            ],
        ),
        (
            "培训8300万人次。分群体看：高校毕业生320万人，退役军人31万人，就业20万人。",
            [
                ("8300万人次", "training_participants", 83000000),
                ("320万人", "training_participants", 3200000),
                ("31万人", "training_participants", 310000),
            ],
        ),
        (
            "创业培训7168人，完成17.92%；实现就业300人，完成20%。",
            [("7168人", "training_participants", 7168), ("17.92%", "plan_completion_rate", 17.92)],
        ),
        ("新增技能人才：75万人以上\n", [("75万人以上", "skilled_workers_added", 750000)]),
        (
            "农村青壮年劳动力规范化培训完成54.08万人。",
            [("54.08万人", "training_participants", 540800)],
        ),
        ("住院医师规范化培训完成540人。", []),
        ("已开展培训761人次，经培训就业的112人。", [("761人次", "training_participants", 761)]),
        (
            "今年将培育新型职业农民10000人：生产经营型4000人，专业技能型3000人。",
            [
                ("10000人", "training_participants", 10000),
                ("4000人", "training_participants", 4000),
                ("3000人", "training_participants", 3000),
            ],
        ),
        (
            "我市100人取得高级职业农民证书。按县区分：柯城区21人，龙游县15人。",
            [
                ("100人", "certificates_awarded", 100),
                ("21人", "certificates_awarded", 21),
                ("15人", "certificates_awarded", 15),
            ],
        ),
        (
            "为1263人发放补贴221万元。按等级看，初级工50人，中级工525人。",
            [
                ("1263人", "subsidy_recipients", 1263),
                ("221万元", "subsidy_paid", 2210000),
                ("50人", "subsidy_recipients", 50),
                ("525人", "subsidy_recipients", 525),
            ],
        ),
        ("93名职工领到技能提升补贴。", [("93名", "subsidy_recipients", 93)]),
        ("市里又增加20个技能大师工作室。", [("20个", "master_studios", 20)]),
        ("创业创新大赛参赛人数超8万人。", []),
        ("技能大赛覆盖全国，100余所技工院校和职业院校参加。", []),
        ("技能大赛自2018年始，已在多地举办三届。", [("三届", "competitions_held", 3)]),
        ("工匠评选活动已经举办三届。", []),
        (
            "全国职业技能大赛共4000余名横跨老中青三代、博士硕士技工的技能健儿同场竞技。",
            [("4000余名", "competition_participants", 4000)],
        ),
        ("万人拥有高技能人才数居全省第一。", []),
        ("技能竞赛点赞量达70多万人次。", []),
        ("组织开展职业技能竞赛，涉及21个主管部门。", []),
        ("培训学员245人，帮助120人成功就业。", [("245人", "training_participants", 245)]),
        (
            "6813人取得技能等级证书，按等级分，初级5125人、中级1588人。",
            [
                ("6813人", "certificates_awarded", 6813),
                ("5125人", "certificates_awarded", 5125),
                ("1588人", "certificates_awarded", 1588),
            ],
        ),
        ("技能大赛决赛设一、二、三等奖和优秀奖4个等次。", []),
        (
            "全国技能大赛落幕，省代表队142名选手共获银牌3枚。",
            [("142名", "competition_participants", 142), ("3枚", "competition_awards", 3)],
        ),
        (
            "15名选手在技能大赛中获奖。他们将代表全省500多万职工参赛。",
            [("15名", "competition_awards", 15)],
        ),
        ("参加全国职工职业技能大赛焊工等5个工种决赛。", []),
        ("夺得5金，比上届分别增加金牌3枚。", [("5金", "competition_awards", 5)]),
    ],
)
def test_what_is_counted(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert facts(text) == expected


def test_the_lead_of_a_list_says_that_its_items_are_new() -> None:
    text = "会上为6个创新工作室授牌：\n1.劳模创新工作室 2个\n2.工匠创新工作室 4个\n"
    assert [one.basis for one in stated(text)] == ["period", "period", "period"]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "县总工会稻虾养殖培训班开班",
            "该场的返乡农民工共60人到场。",
            [],
        ),
        ("月嫂培训班开班", "近日，50位下岗女职工走进培训园学习。", [("50位", "training_participants", 50)]),
        ("月嫂培训班开班", "近日，50位下岗女职工实现就业。", []),
        ("技能提升补贴一年能领几次", "初级 不超过1000元", [("不超过1000元", "subsidy_standard", 1000)]),
        ("技能提升一年能领几次", "初级 不超过1000元", []),
        (
            "技能人才新政图解",
            "四、取证补贴\n专项职业能力800元，初级工1000元。",
            [("800元", "subsidy_standard", 800), ("1000元", "subsidy_standard", 1000)],
        ),
        ("齐鲁首席技师名单公布", "全市有2人在列，一人从事食品生产。", [("2人", "artisan_titles", 2)]),
        ("首席技师评选启动", "候选人共903人，最后定下100人。", [("100人", "artisan_titles", 100)]),
        ("首席技师座谈会召开", "全市有2人在场。", []),
        ("7家单位建起技能大师工作站", "全省有20家企业入选。", [("20家", "master_studios", 20)]),
        ("产业园建设推进会召开", "全省有20家企业入选。", []),
        ("技能状元大赛启动", "360人进决赛，12名裁判进入赛场。", [("360人", "competition_participants", 360)]),
        ("高技能人才培训基地建设项目启动", "全县有种植基地3个。", []),
        (
            "高技能人才培训基地建设项目启动",
            "今年将新确立省级基地10个。",
            [("10个", "training_bases", 10)],
        ),
        ("中等职业教育评估报告", "参评的274所学校合格。", [("274所", "vocational_institutions", 274)]),
        ("基础教育评估报告", "参评的274所学校合格。", []),
        ("职业技能培训三年行动", "全市计划投入636万元。", [("636万元", "funding_allocated", 6360000)]),
        ("工业园区三年行动", "全市计划投入636万元。", []),
        (
            "农民工技能大赛决赛举行",
            "来自各县的328名农民工同台竞技。",
            [("328名", "competition_participants", 328)],
        ),
    ],
)
def test_what_a_title_adds(title: str, text: str, expected: list[tuple[str, str, int]]) -> None:
    assert facts(text, title) == expected


def test_a_title_run_together_with_its_text_is_a_title() -> None:
    text = (
        "一、规划背景“十四五”时期，全市上下坚持以新时代思想为指导，大力实施职业技能提升行动，率先实现出方案、"
        "建专账、筹资金。全市筹集2亿元，建立职业技能提升行动专账资金。"
    )
    assert [one.status for one in stated(text, "“十五五”职业技能培训规划")] == ["actual"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("二、2019年重点工作完成情况\n青年劳动力技能培训1459人。", "actual"),
        ("二、2019年重点工作\n青年劳动力技能培训1459人。", "target"),
        ("一、“雨露计划”补助\n发放补助资金487万元。", "actual"),
        ("今年我市计划面向社会培训1400名。", "target"),
    ],
)
def test_what_a_heading_says_of_its_section(text: str, status: str) -> None:
    assert [one.status for one in stated(text)] == [status]


@pytest.mark.parametrize(
    ("lead", "status"),
    [("具体任务分解如下：", "target"), ("具体情况如下：", "actual"), ("完成任务如下：", "actual")],
)
def test_numbered_lines_that_a_task_leads_in(lead: str, status: str) -> None:
    text = f"{lead}\n(1)农业实用技术培训3.8万人；\n(2)职业农民培训1600人；\n"
    assert [one.status for one in stated(text)] == [status, status]


def test_a_part_has_the_time_of_the_whole_told_before() -> None:
    text = "2021年，各地基地共培训163万人。按人群分：\n企业职工 40万人\n农民工 25万人\n"
    assert [one.year for one in stated(text)] == [2021, 2021, 2021]


def test_a_purpose_is_no_plan() -> None:
    text = "为确保培训效果，我市组织了培训机构，并投入130余万元用于培训。"
    assert [one.status for one in stated(text)] == ["actual"]


def test_an_act_of_these_days_is_of_this_year_though_last_year_is_reviewed() -> None:
    text = "省总工会日前表彰金牌工人，11名职工荣获此称号。据悉，去年，我市12万名职工参加技能竞赛。"
    found = stated(text, "我市11名职工获金牌工人称号", published=date(2015, 2, 10))
    assert [one.year for one in found] == [2015, 2014]


def test_what_a_level_is_a_multiple_of_is_no_time() -> None:
    text = "技能人才8.6万人，是“十二五”期末的2.2倍；建成高技能人才培训基地2个。"
    assert [one.year for one in stated(text)] == [2023, 2023]


def test_simulation_is_no_plan() -> None:
    assert [one.status for one in stated("建有虚拟仿真实训基地9个。")] == ["actual"]


def test_what_several_years_or_all_of_it_came_to() -> None:
    text = "3年多来，累计培训3335人。截至2021年底，全市共评出首席技师1339人。"
    found = stated(text, published=date(2022, 3, 12))
    assert [(one.basis, one.year) for one in found] == [("cumulative", 2022), ("cumulative", 2021)]


@pytest.mark.parametrize(
    ("text", "basis", "year"),
    [
        ("1995年设奖以来，全市25人获评全国技术能手。", "cumulative", 2023),
        ("目前全市有产业工人50万人；已培育大国工匠1名。", "cumulative", 2023),
        ("近年来，狠抓技能。截至目前，全市扶持创业230人，技能培训7000余人次。", "cumulative", 2023),
        (
            "2023年以来，全区共开办培训班59期。其中，与邻区联合举办28期。",
            "period",
            2023,
        ),
    ],
)
def test_the_basis_of_what_goes_on(text: str, basis: str, year: int) -> None:
    found = stated(text)
    assert {(one.basis, one.year) for one in found} == {(basis, year)}


@pytest.mark.parametrize(
    ("title", "text", "basis"),
    [
        ("10家工作室获省总工会重点支持", "劳模创新工作室28个。", "period"),
        ("10家工作室获省总工会重点支持", "全省已建成劳模创新工作室28个。", "stock"),
        ("工作室座谈会召开", "劳模创新工作室28个。", "stock"),
        ("大工匠名单揭晓", "劳模创新工作室28个。", "stock"),
    ],
)
def test_platforms_that_the_title_says_were_named(title: str, text: str, basis: str) -> None:
    assert [one.basis for one in stated(text, title)] == [basis]


def test_the_year_in_which_an_action_began() -> None:
    text = "2024年启动三年行动（2024-2026年）。当年共培训技能人才10万人次。"
    found = stated(text, "“技能兰州”三年行动开局 技能人才队伍持续壮大", published=date(2025, 4, 24))
    assert [(one.status, one.year) for one in found] == [("actual", 2024)]


def test_a_yearly_mean_is_no_year_to_come() -> None:
    found = stated("在示范带动下年均培养高技能人才5000人。")
    assert [(one.status, one.year) for one in found] == [("actual", 2023)]


def test_the_task_of_the_year_is_a_target() -> None:
    found = stated("技能培训1.036万人，全年任务1.2492万人，完成82.93%。")
    assert [one.status for one in found] == ["actual", "target", "actual"]


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("金华市总工会等4个单位获技能大赛优秀组织奖。", "浙江省"),
        ("东道主金华市代表团表现抢眼，在技能大赛上收获28金。", "金华市"),
        ("技能人才总量，金华市已达5万人。", "金华市"),
        ("在金华，职业院校毕业生中已有137人获全国技术能手称号。", "金华市"),
    ],
)
def test_where_a_place_is_only_an_example_or_the_scene(text: str, area: str) -> None:
    found = [one for one in stated(text, issuer="浙江日报") if one.unit != "CNY"]
    assert found[0].area_name == area


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("技能人才总量全省已达799万人。", ["浙江省"]),
        ("全省此次重点支持创新工作室28个。", ["浙江省"]),
        ("被评为省级工作室的，省财政再给5万元。", ["浙江省"]),
    ],
)
def test_the_province_in_a_clause(text: str, areas: list[str]) -> None:
    assert [one.area_name for one in stated(text)] == areas


def test_a_paper_s_headline_may_name_its_city_last() -> None:
    found = stated("衢州入选的7人来自7家单位。", "浙江工匠名单公布 衢州7人榜上有名", issuer="浙江在线")
    assert [one.area_name for one in found] == ["衢州市"]


@pytest.mark.parametrize("issuer", ["龙江森工集团", "龙江森工集团融媒体中心"])
def test_a_firm_named_like_a_county_speaks_for_the_province(issuer: str) -> None:
    found = stated("三所学校在省技能大赛上摘得10金。", "森工三校摘得10金", issuer=issuer)
    assert [one.area_name for one in found] == ["黑龙江省"]


def test_the_country_s_office_tells_of_a_province() -> None:
    text = "广西第三届农民工技能大赛决赛在南宁市举行，全区共有25000人参赛。"
    found = stated(text, "广西第三届农民工技能大赛圆满结束", issuer="中华人民共和国人力资源和社会保障部")
    assert [one.area_name for one in found] == ["广西壮族自治区"]


def test_a_day_that_a_contest_is_set_for_lies_ahead() -> None:
    text = "省技能大赛定于9月26日至28日举办，1278名选手报名参赛。"
    assert [one.year for one in stated(text)] == [2023]


def test_a_quotation_may_open_with_the_country() -> None:
    assert [one.area_name for one in stated("“我国技能人才总量已超过2亿人。”代表说。")] == ["全国"]


def test_money_of_a_table_of_rates_is_what_one_gets() -> None:
    text = "序号|工种名称|课时|备注（金额）\n1|烹饪|200|1200元\n2|面点|100|600元\n"
    found = facts(text, "职业技能培训补助标准调整表")
    assert found == [("1200元", "subsidy_standard", 1200), ("600元", "subsidy_standard", 600)]


def test_spaces_part_the_thousands_of_a_cell() -> None:
    text = "指标|单位|2019年|2020年\n技工院校在校生数|人|64 969|179 032\n"
    assert [(one.quote, int(one.value), one.year) for one in stated(text)] == [
        ("64 969", 64969, 2019),
        ("179 032", 179032, 2020),
    ]


def test_an_act_that_names_recipients_is_no_set_of_rules() -> None:
    title = "关于公布2023年技能大师工作室资助名单的通知"
    text = "30家技能大师工作室符合条件，一次性给予每个工作室10万元（名单见附件）。"
    assert [one.status for one in stated(text, title)] == ["actual", "actual"]


def test_a_column_says_whether_students_came_in_or_are_there() -> None:
    head = "部分学校学生数量（单位：人）\n类别|2017年招生|2018年在校生\n"
    text = f"{head}职业高中|2797|8556\n技工学校|5496|28686\n"
    found = stated(text, "某市教育年度报告")
    assert [one.basis for one in found] == ["period", "stock", "period", "stock"]
