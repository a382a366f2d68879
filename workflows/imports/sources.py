"""By which channel a lead came, in the words of other ledgers."""

from typing import Final

from domain.lead.vocabulary import Source
from domain.values.text import compact
from workflows.forms.choices import chosen, words_of

FOUND_BY: Final[dict[str, Source]] = {
    "自查发现": Source.SWEEP,
    "自查": Source.SWEEP,
    "排查发现": Source.SWEEP,
    "日常排查": Source.SWEEP,
    "日常巡查": Source.SWEEP,
    "巡查": Source.SWEEP,
    "巡查发现": Source.SWEEP,
    "街道巡查": Source.SWEEP,
    "网格巡查": Source.GRID,
    "街道排查": Source.SWEEP,
    "楼宇排查": Source.SWEEP,
    "专项排查": Source.SWEEP,
    "集中排查": Source.SWEEP,
    "网格上报": Source.GRID,
    "网格员上报": Source.GRID,
    "社区上报": Source.COMMUNITY,
    "举报发现": Source.TIP,
    "群众反映": Source.TIP,
    "电话举报": Source.TIP,
    "来访举报": Source.TIP,
    "网上举报": Source.TIP,
    "信件举报": Source.TIP,
    "微信举报": Source.TIP,
    "公安机关发现": Source.OTHER_AUTHORITY,
    "公安发现": Source.OTHER_AUTHORITY,
    "公安移送": Source.OTHER_AUTHORITY,
    "部门移送": Source.OTHER_AUTHORITY,
    "市场监管移送": Source.OTHER_AUTHORITY,
    "信访反映": Source.PETITION,
    "银行报告": Source.FINANCIAL_INSTITUTION,
    "银行上报": Source.FINANCIAL_INSTITUTION,
    "上级转办": Source.SUPERIOR,
    "市处非办交办": Source.SUPERIOR,
    "平台监测": Source.MONITORING,
    "大数据监测": Source.MONITORING,
    "12345工单": Source.HOTLINE,
    "市民热线": Source.HOTLINE,
    "区处非办交办": Source.SUPERIOR,
}
"""What the case ledgers write besides the names of our own list (``workflows.forms.choices``)."""


def channel(text: str) -> str:
    """Our name of the channel; the text itself where nobody knows it, for the form to refuse."""
    found = FOUND_BY.get(compact(text)) or chosen(Source, text)
    return words_of(found).zh if found else text
