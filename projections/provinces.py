"""Whether what is known of a case reaches into another province: areas are written as codes or as names."""

from collections.abc import Iterable
from typing import Final

PROVINCES: Final[dict[str, str]] = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林",
    "23": "黑龙江", "31": "上海", "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西",
    "37": "山东", "41": "河南", "42": "湖北", "43": "湖南", "44": "广东", "45": "广西", "46": "海南",
    "50": "重庆", "51": "四川", "52": "贵州", "53": "云南", "54": "西藏", "61": "陕西", "62": "甘肃",
    "63": "青海", "64": "宁夏", "65": "新疆", "71": "台湾", "81": "香港", "82": "澳门",
}  # fmt: skip
"""The first two digits of GB/T 2260 → the short name of the province."""


def crosses_province(areas: Iterable[str], division: str) -> bool:
    """Whether an area lies in another province than ``division``.

    An area is a code, or a text that begins with the name of a province; a text that names none is taken to lie here.
    """
    return any(found != division[:2] for found in filter(None, map(province_of, areas)))


def province_of(area: str) -> str:
    """The two digits of the province an area lies in; empty where it names none."""
    if area[:2] in PROVINCES and area.isdigit():
        return area[:2]
    return next((code for code, name in PROVINCES.items() if area.startswith(name)), "")
