"""The words by which a text names, implies or only mentions places.

What belongs here: scope words (全市, 该县, 省财政), zones and towns, what must not follow a name that is to
be a place, and where a list of places ends. What does not: what follows from them (`places`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from heapq import merge

_ZONES = (
    "经济技术开发区|高新技术产业开发区|高新技术开发区|经济开发区|工业园区|旅游度假区|产业园区|综合保税区|"
    "保税区|"
    "高新区|经开区|开发区|度假区|风景区|示范区|新区"
)
_WORD = re.compile(
    r"(?P<whole>[全我本该][市县区州旗盟](?!域|别|位|间)|该省)"
    r"|(?P<others>(?:各|其他|其余)?(?:区县|县区|县市区|县（市、区）|县\(市、区\)|县（区）|市县))"
    r"|(?P<province>全省|我省|全自治区|我区域|全疆|省内(?=现有|共有|已有|技能人才|高技能))"
    r"|(?P<country>(?:全国|我国)(?!级|全省)|中国(?:大陆)?(?:(?:技能)?(?:代表[团队]|队)|(?=选手|共?(?:派出|选派|组织)|“))"
    r"|来自(?=\d{1,2}个省[、（(市区]|各省[（(]))"
    r"|(?P<level>[市县区州省]本级|[市县区]直(?:属|机关|机构|单位|部门|企业|学校)?(?!接|播|管|观|线|达|到))"
    rf"|(?P<zone>(?:国家级|省级)?(?:{_ZONES}))"
    r"|(?P<payer>(?:省|自治区)(?:级?财政|级(?=再?(?:分别)?(?:给予|奖励|补助))|里|上|级?政府|[^，,。；;：:、\n省市县级]{0,8}厅|总工会|委)?"
    r"(?=[^，,。；;：:、\n市县级]{0,12}(?:给予|再给|提供的|津贴|补助|补贴|奖励|资助|奖补|配套|每[人名个家户天月]|决定重点|决定命名|联合认定))"
    r"|(?:中央|国家)(?:级?财政)(?=[^，,。；;：:、\n省市县级]{0,12}(?:给予|补助|补贴|奖励|资助|奖补|每[人名个家户天月]))"
    r"|市(?:级?财政|里|上|级)(?=[^，,。；;：:、\n县级]{0,12}(?:给予|补助|补贴|奖励|资助|奖补|配套|每[人名个家户天月])))"
    r"|(?P<town>街道|(?<!乡)镇|乡(?!镇|村|土|贤|愁|亲|情))"
    r"|(?P<local>核心区|先行区|片区|园区)"
)
_FIRST = "来全我本该各其区县市州省自国中镇乡街经高综保开度风示新工旅产核先片园"
_SECOND = (
    "市县区州旗盟省自国央疆内他余（(本开直级财里上政人教厅总委给补奖资配治家道镇乡济新业术合税发假景范游心行"
)
_CANDIDATE = re.compile(rf"[{_FIRST}](?:(?=[{_SECOND}])|(?<=[镇乡]))")
NUMBER = "0-9０-９一二三四五六七八九十百千万两"
NOT_SCOPE = re.compile(
    r"级|籍|杯|工匠|大工匠|技术能手|首席|劳模|劳动模范|五一|杰出|优秀(?!人才\d)|人民政府|政协|人大|委"
    r"|[局厅办]|日报|电视|广播|第[一二三四五六七八九十\d]|首届|下达|户籍|市级|《|”|标准|大学|中国|规划|年鉴|精神|平均|第一|首个|首批|前列|排名"
)
NOT_TOPIC_ABOVE = re.compile(
    r"[^，,。；;：:\n）)]{0,12}?(?:大赛|竞赛|比赛|赛事|会议|评比|排名|平均|前列|首个|首批|第一|第[一二三四五六七八九十\d]"
    r"|重点|先进|典型|统一|各地|标准|技术能手|工匠|劳模|劳动模范|技能大师|示范|优秀|名师|金牌|百强|试点|范围|推广"
    r"|经验|领先|居|行动|计划|工程|规划|精神|五一|劳动奖)"
)
COUNTED_ABOVE = re.compile(
    r" ?(?=\d+[余多]?(?:家|所|个|名|人|位)(?!省|市|县|区|州|地))"
    r"|(?:在[^，,。；;：:\n]{2,10}[中上里])?(?:今年|去年|近年来|每年|五年|三年)?"
    r"(?:一共|共计|累计|此次|本次|仅|已|共|有|现有|将|计划|力争|拟|目前|确保|要|认定|评选"
    r"|新增|完成|开展|培训|举办|安排|发放)"
)
SPEAKS_FOR_PROVINCE = re.compile(
    rf"(?:省|自治区)?"
    rf"(?:(?:今年|去年)?(?:共|累计|已|有|将|计划|认定|评选|新增|完成|开展|培训|举办|投入|安排|发放"
    rf"|确定|命名|授予|表彰|选拔|遴选)"
    rf"|受到?[^，,。；;：:\n]{{2,6}}的|代表[团队]|(?:参赛)?选手|(?:技工院校|技能人才|高技能人才|技能劳动者)(?!培训|培养|培育))[^，,。；;：:\n]{{0,14}}?[{NUMBER}]"
)
TITLE_RULE = re.compile(
    r"[^，,。；;：:\n]{2,14}?每(?:[一二两三四五]|\d)?年(?:度)?(?:[^，,。；;：:\n]{0,4}?)(?:评选|选拔|遴选|评审|评定)(?!的)"
    r"|[^，,。；;：:\n”]{0,6}(?:工匠|技师|大师|能手|大奖)”[^。；;\n]{2,30}?每(?:[一二两三四五]|\d)年"
    r"[^，,。；;：:\n]{0,4}(?:评选|选拔|遴选|评审|表彰|认定|开展)(?!的)"
)
"""A title that a wider division gives every year (“某省首席技师”每两年选拔一次): the division's rule."""
PAYS_BEHIND = re.compile(
    r"的?(?:省|自治区)(?:级?财政|级?政府|总工会)[^，,。；;\n]{0,4}?(?:津贴|补助|补贴|奖励|奖金)"
)
WHOLE_BEHIND = re.compile(r"全省(?=优秀|各|的)|全国(?=各)")
"""200名全省优秀工匠代表: of the whole, named behind the figure."""
COMES_FROM = re.compile(r"[^，,。；;\n一-鿿]?(?:分别|均|都|全部)?来自(我[市县区州旗盟省])?")
OWN_NUMBER = re.compile(rf"[（(] ?[{NUMBER}]")
CLAUSE_END = re.compile(r"[，,；;。：:\n]")
NATIONAL_CONTEST = re.compile(
    r"(?:全国|中华人民共和国)[^，。；\n]{0,8}技能大赛[^。；\n]{0,24}?(?:闭幕|收官|落下帷幕|落幕|开幕|开赛|举行)"
)
IN_ALL_AT_CONTEST = re.compile(r"(?<=[，,。；;：:\n])(?:本届|本次)?大赛(?=共|产生|最终|累计)")
"""What a contest of the whole country awarded or drew in all, told by a paper of one province."""
GATHERS = ("来自", "汇聚", "汇聚了", "汇集", "汇集了", "集聚")
GATHERED = re.compile(r" ?(?:各|\d{1,3} ?(?:个|支|家|所|多个))")
"""What 全国 or 全省 goes on to where people of its parts have come together (来自全省14个市的选手)."""
TEAM = re.compile(r"(?:市|地区)?(?:代表[团队]|选手|参赛队)")
"""郑州代表团夺得…: a city of the province that a paper writes in, as the subject."""
OUR_TEAM = re.compile(r"我国(?:在|代表[团队]|选手|共派出)")
IN_ALL_OF_IT = re.compile(rf"(?:(?:一|总)?共(?:有|计)?|已?达到?|现有)(?:约|近|超)?[{NUMBER}]")
"""大国工匠人才全国共有200人入选: counted in all of it, wherever in the clause it is named."""
COUNTED = re.compile(rf" ?[{NUMBER}]+[余多]?(?:人|名|位|家|个|所|项|枚|块)(?!省|市|县|区|州|地)")
"""What a member of a list of divisions goes on to: 全国200人，安徽省7人，我市2人."""
EXAMPLE = re.compile(r"[^，,。；;：:、\n]{2,14}等")
"""某市总工会等4个单位: the place is only of the one that is named."""
RECEIVES = ("享受", "获得", "领取", "得到")
PRESS = re.compile(r"报$|报社|日报|晚报|新闻|网$|在线|电视|广播|传媒|融媒")
LIST = re.compile(r"[、和及与]")
QUALIFIED_NUMBER = re.compile(rf" ?(?:占了?|约|近|超|逾|共|各|分别|合计|达|为|有|:|：)*[{NUMBER}]")
GROUP = re.compile(r"(?:[两三四五六七八九十]|\d{1,2})?(?:个)?(?:县区|县市|区县|县|区|市|镇|乡|街道|地)?")
BOUNDARY = "，。；：:;,、\n（( \u3000|？?！!"
LEAD_WORDS = (
    "其中",
    "本次",
    "此次",
    "本届",
    "来自",
    "在",
    "对",
    "给",
    "向",
    "由",
    "按",
    "按照",
    "下达",
    "和",
    "及",
    "与",
    "是",
    "为",
)
MOST_MEMBERS = 30
NEW_LINE = re.compile("\n")
FARTHEST_REACH = 200
"""Characters from a place to its figure within which clauses and lists are looked into."""
SENTENCE_END = re.compile(r"[。！？；!?;](?!其中|分别[为是]|会上)|\n")
"""Where a sentence ends that the next does not go on with: 甘肃省获奖7项。分别为金奖3个…"""
MARKER = re.compile(
    r"[ \t\u3000]*(?:第?[一二三四五六七八九十]{1,3}[、.．是]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[、.．])?[ ]*"
)
HEADING = re.compile(
    r"^[ \t\u3000]*(?:第?[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])",
    re.MULTILINE,
)
ADDRESSEE = re.compile(r"^[^\n，。]{2,30}[:：]$", re.MULTILINE)
HAN_BEFORE = re.compile(r"[一-鿿]{1,8}$")
NO_TOWN_BEGINS = ("全", "我", "各", "农", "城镇", "每", "本", "新增", "年")
NOT_TOWN = (
    "市城镇",
    "乡镇",
    "小镇",
    "村镇",
    "各镇",
    "重镇",
    "下乡",
    "返乡",
    "回乡",
    "家乡",
    "城乡",
    "入乡",
    "离乡",
    "在乡",
    "各乡",
    "古镇",
)
REGIONS = ("150000", "450000", "540000", "640000", "650000")
NEXT_ITEM = re.compile(r"、(?![0-9０-９约近超])")
LIST_END = re.compile(r"[，,；;。：:\n]|、[^、]{1,6}[市县区旗州盟镇乡] ?$")
"""The end of a clause, or a further place of the list, known or not."""
PAYS = re.compile(
    r"(?:级)?(?:财政|市级财政|人社局)?[^，,。；;：:、\n]{0,6}?(?:给予|配套|补助|资助|拨付|奖补|奖励)(?!的)"
)
PAID = re.compile(r"[^，,。；;：:\n]{0,14}?(?:奖励|奖金|补助|补贴|津贴)[\d一二三四五六七八九十]")
"""What people receive from the division named: 获得某省一次性奖励50万元."""
ORGAN = re.compile(r"人力资源|人社|总工会|职教|政府(?:组织|举办|开展)")
MARKS_GROUP = re.compile(r"(?:等|两|各|[二三四五六七八九]?(?:县|区|市))")


def place_words(text: str, short_names: Collection[str]) -> Iterator[re.Match[str]]:
    """The place words of `text` in order, none overlapping, and of `short_names` those that stand alone.

    The group that matched is the kind; a short name's is `short`.
    """
    # The words are tried only where one can begin, several times faster than everywhere.
    words = (_WORD.match(text, place.start()) for place in _CANDIDATE.finditer(text))
    names = _short_name_pattern(tuple(short_names)).finditer(text) if short_names else ()
    end = 0
    for match in merge(filter(None, words), names, key=re.Match.start):
        if match.start() >= end:
            yield match
            end = match.end()


@lru_cache(maxsize=256)
def _short_name_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?P<short>{longest_first})(?![市县区旗州省])")
