"""Whether a grant is a rule in force or was handed out in an act that the text tells of.

What belongs here: the status of `subsidy_standard`. What does not: that of other indicators (`statuses`), and
sums paid out in all.
"""

from __future__ import annotations

import re

from extraction.clauses import Layout, Setting
from extraction.judgement import AWARDED, Nature, last_end, questions

_EACH = r"每[人名位家个]"
_NO_RULE = r"[^，。；可将应]"
_NAMED_AND_PAID = re.compile(
    r"(?:命名|授予|荣获|获评|评选出|评出|认定)(?!的)[^。；]{2,120}(?<!的)[，,](?:并|还|同时)?(?:对)?"
    rf"{_EACH}{_NO_RULE}{{0,16}}$"
    r"|等\d+[名位人家个][^。；]{2,60}(?:命名|授予|荣获|获评|认定)[^。；]{2,80}[，,](?:并|还|同时)?(?:分别)?"
    rf"{_NO_RULE}{{0,24}}$"
    rf"|等\d+[名位人家个][^，。；\d]{{0,14}}[，,]{_EACH}{_NO_RULE}{{0,6}}$"
    r"|\d[名位人家个][^，。；]{0,8}(?:获评|荣获|当选|入选)[^。；]{2,40}[，, \u3000]"
    rf"{_EACH}{_NO_RULE}{{0,10}}$"
)
"""50家工作室被命名，每家给予2万元: paid to those whom the sentence has named."""
_BY_RULE = re.compile(
    r"(?:根据|按照?|依据)[^，。；]{0,14}(?:办法|规定|规则|政策)"
    r"|对[^，。；]{0,16}(?<!已)获得?[^，。；]{0,8}前[三3六6八8十]名的(?:选手|职工|单位)"
)
"""根据奖励办法，获奖选手获得10000元: what is in store, whoever wins."""
_RULES = re.compile(
    r"[可凡]|符合|最高|标准|不超过|规定|办法|应当?|的[，,]|将|拟|每年|享受|优先|予以|条件|政策|要求|以上的"
    r"|按照?|补贴|支持|申报|给予|对[^，。；]{2,40}的[^，。；]{0,12}[，,]"
)
_PAID_OUT = re.compile(r"拨付|发放|颁发|资助|奖给|各?奖励|获得?")
_ACTED = re.compile(r"表彰(?!办法)|命名(?!办法)|授予|获评|荣获|颁奖|颁发|揭晓|大会(?:召开|举行)|重奖")
_REACH_OF_ACT = 200


def status_of_grant(layout: Layout, setting: Setting, nature: Nature, company: str | None) -> tuple[str, str]:
    """A grant is a rule in force unless it was handed out in an act that the text tells of."""
    text, asks = layout.text, questions()
    if nature.is_plan or nature.is_rule:
        return "standard", "a grant in a set of rules"
    if asks["recurring_money"].search(text, setting.clause_start, setting.after_end):
        return "standard", "a grant that recurs"
    if asks["recurring"].search(text, setting.sentence_start, setting.figure.start):
        return "standard", "goes with a selection that recurs"
    if _BY_RULE.search(text, setting.sentence_start, setting.figure.start):
        return "standard", "as the rules say"
    if asks["handed_out"].search(text, setting.sentence_start, setting.figure.start):
        return "actual", "handed out"
    if asks["list_of_recipients"].search(text, setting.figure.end, setting.clause_end):
        return "actual", "its recipients are listed"
    is_planned = (
        last_end(asks["target_words"], text, setting.sentence_start, setting.figure.start) is not None
    )
    if not is_planned and _NAMED_AND_PAID.search(text, setting.sentence_start, setting.figure.start):
        return "actual", "goes with those just named"
    if company in AWARDED and not is_planned:
        return "actual", "goes with the people just named"
    if not is_planned and _tells_of_act(text, setting):
        return "actual", "goes with an act that the text tells of"
    return "standard", "a grant"


def _tells_of_act(text: str, setting: Setting) -> bool:
    """表彰大会举行。…向每家工作室一次性资助10万元: an act was told of just before, and no rule is stated."""
    start = setting.figure.start
    if _RULES.search(text, setting.sentence_start, setting.after_end):
        return False
    if _PAID_OUT.search(text, setting.clause_start, start) is None:
        return False
    return _ACTED.search(text, max(0, setting.sentence_start - _REACH_OF_ACT), start) is not None
