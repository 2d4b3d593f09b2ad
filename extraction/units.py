"""The units and measure words that follow a number in policy text, and what each makes of the number.

What belongs here: one entry for each unit with its code in the extraction contract, the value of one unit
(三成 is 30 percent), and the words after it that show another word (人民, 次性). What does not: numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: `text` as printed, its `code` in the contract or null, or a `reason` to set numbers aside.

    `scale` is the value of one unit in base units. `not_before` lists the words that, right behind the
    unit, make it part of another word.
    """

    text: str
    code: str | None
    reason: str | None = None
    scale: int = 1
    not_before: tuple[str, ...] = ()


_PERSON = """
口人
人 ! 均 民 工智能
名 ! 次 单 录 牌 额 称 胜
位 ! 于 居 列 置 一体 数字
"""
_PERSON_TIME = "人次 人（次） 人(次) 人·次 人/次 人．次 人次数"
_COUNT = """
个 个次 个（次） 个(次) 家次 家（次） 家(次) 户次 期次 期（次） 期(次) 场次 场（次）
场(次) 场/次 项 项次 件 件次 张 枚 处室 门次 批次 班次 班（次） 班(次) 台（套） 台(套)
台套 辆 篇 部门 册 栋 幢 块 堂 队次 镇 乡镇 街道 县区 县市 县（市、区） 县(市、区) 县市区
席 企 企业 单位 院校 工种 职业 专业 岗位 学校 基地 机构 品牌 课程 代表队 团队 案例 作品
网点 门店 社区 金牌 银牌 铜牌 奖牌 名额 棵 株 瓶 盒 路 则 页 艘 车次 趟
家 ! 乡 长 属 园 训 风 喻
户 ! 籍 口 外 主
所 ! 谓
期 ! 间 限 望 末 货
场 ! 所 地 馆 景 面 合
届 ! 时 满
次 ! 性 要 级 于 生 第
支 ! 持 出 付 部 撑 援 教 柱
本 ! 科 市 级 省 地 着 身 年 届 次 区 县 质 土 职 单 来
处 ! 理 于 置 级 长 罚 在 方
间 ! 接 隔
门 ! 户 槛 牌 诊
种 ! 植 养 子
批 ! 准 复 示 评 发
班 ! 子 组 主 级
套 ! 用 餐
台 ! 湾 账
条 ! 件 例
部 ! 署 分 队 长 委 级 位
份 ! 额
封 ! 顶 闭
幅 ! 度 员
座 ! 谈
款 ! 项
站 ! 式 在
节 ! 约 能 省 日 点
组 ! 织 成 建 合 长
队 ! 伍
对 ! 于 应 接 口 标 照 象 外 口
村 ! 民
县 ! 级
区 ! 域 间
岗 ! 前
宗 ! 旨
例 ! 如 外
单 ! 独 一
笔 ! 试 者
轮 ! 训 换 流 岗
校 ! 长 友
案 ! 例 件
只 ! 有 要 能 是
起 ! 来 到 草 步 点 着
股 ! 份 权 东
片 ! 区
把 ! 手
首 ! 批 次 届
档 ! 案 次
优胜
优胜奖
道 ! 路 德
集 ! 中 体 团 聚 训 合
"""
"""One or more units a line; behind `!` stand the words that the line's one unit must not run on into."""

MEDALS = ("金", "银", "铜")
"""Medals, which are counted without a measure word: 3金2银."""
PRIZES = {"金": "金牌", "银": "银牌", "铜": "铜牌", "优胜": "优胜奖", "优胜奖": "优胜奖"}
"""What contests give, as it is glued to its number, with its full name."""
_AFTER_MEDAL = "，。、；,;）)（(和及与 \n一二两三四五六七八九十"
_MEDAL_BEFORE = re.compile(r"\d[金银]\d{1,3}$")
_OTHER_MEASURES = """
亩 平方米 平米 ㎡ m² 平方公里 公顷 公里 千米 海里 厘米 毫米 吨 公斤 千克 克 斤 毫升
立方米 倍 ℃ 千瓦 千瓦时 兆瓦 美元 欧元 日元 港元 港币 英镑 卢布 ‰ 个百分点 百分点 瓦
米 ! 粉 面 饭
度 ! 假 过
折 ! 腾 算
升 ! 级 至 到 高 学 为
票 ! 据
字 ! 号
分 ! 别 类 级 层 布 阶 批 析 公 配 为 享 管 校 局 院 会 支 部 散 开 红 明 清
"""
_DURATIONS = """
个月 个自然月 个星期 星期 个小时 小时 学时 个学时 课时 个课时 分钟 秒 秒钟 个工作日 工作日
个学期 学期 学年 个学年 个季度 个年度 个自然年度 个交易日 个自然日 自然日 昼夜 个工作周 整年
个五年 日历天 个日历天 月 日 周年
年 ! 级
周 ! 边 围
天 ! 水 津 府 然
载 ! 体
"""
_AGES = "岁 周岁"


def _lines(table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in table.strip().splitlines():
        units, _, guard = line.partition("!")
        for unit in units.split():
            yield unit, tuple(guard.split())


def _entries() -> Iterator[Unit]:
    for text, guard in _lines(_PERSON):
        yield Unit(text, "person", not_before=guard)
    for text, guard in _lines(_PERSON_TIME):
        yield Unit(text, "person_time", not_before=guard)
    for text, guard in _lines(_COUNT):
        yield Unit(text, "count", not_before=guard)
    for text, guard in _lines("元整 元人民币 块钱\n元 ! 件 素 旦 月 首 气 宵 老\n圆 ! 满 形"):
        yield Unit(text, "CNY", not_before=guard)
    for text, guard in _lines("% ％ ﹪"):
        yield Unit(text, "percent", not_before=guard)
    tenth_not = "功 立 为 果 员 都 本 人 绩 交 长 就 形 效 品 分 熟 套 才 型 渝 因 文 建 批"
    for text, guard in _lines(f"成 ! {tenth_not}"):
        yield Unit(text, "percent", scale=10, not_before=guard)
    for text, guard in _lines(_OTHER_MEASURES):
        yield Unit(text, None, not_before=guard)
    for text, guard in _lines(_DURATIONS):
        yield Unit(text, None, "duration", not_before=guard)
    for text, guard in _lines(_AGES):
        yield Unit(text, None, "other_reason", not_before=guard)


_BY_FIRST_CHARACTER: dict[str, tuple[Unit, ...]] = {}
for _unit in sorted(_entries(), key=lambda unit: -len(unit.text)):
    _BY_FIRST_CHARACTER[_unit.text[0]] = (*_BY_FIRST_CHARACTER.get(_unit.text[0], ()), _unit)
_MEDAL_UNITS = {text: Unit(text, "count") for text in MEDALS}

FIRST_CHARACTERS = frozenset(_BY_FIRST_CHARACTER) | frozenset(MEDALS)
"""The characters with which a unit can begin."""


def unit_at(text: str, position: int) -> Unit | None:
    """The longest unit that begins at `position`, or null where the text goes on with another word."""
    if position >= len(text):
        return None
    first = text[position]
    for unit in _BY_FIRST_CHARACTER.get(first, ()):
        if len(unit.text) == 1 or text.startswith(unit.text, position):
            end = position + len(unit.text)
            if not unit.not_before or not text.startswith(unit.not_before, end):
                return unit
    if first in MEDALS:
        following = text[position + 1 : position + 2]
        is_tally = following == "的" and text[position - 1 : position].isascii()  # 2金3银的成绩, not 五金的
        is_tally = is_tally or _MEDAL_BEFORE.search(text, max(0, position - 6), position) is not None
        if not following or following.isdigit() or following in _AFTER_MEDAL or is_tally:
            return _MEDAL_UNITS[first]
    return None
