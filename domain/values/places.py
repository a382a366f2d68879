"""Place words that begin the names of firms, and which lies in which."""

from typing import Final

PARENT_PLACE: Final = {
    place: parent
    for parent, places in {
        "": "中国 北京 天津 上海 重庆 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 "
        "河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾",
        "山东": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽",
        "济南": "历下 市中 槐荫 天桥 历城 长清 章丘 济阳 莱芜 钢城 平阴 商河",
        "河北": "石家庄 唐山 保定",
        "江苏": "南京 苏州 无锡 徐州 南通",
        "浙江": "杭州 宁波 温州",
        "广东": "广州 深圳 东莞 佛山",
        "福建": "福州 厦门",
        "河南": "郑州 洛阳",
        "湖北": "武汉",
        "湖南": "长沙",
        "四川": "成都",
        "陕西": "西安",
        "安徽": "合肥",
        "辽宁": "沈阳 大连",
    }.items()
    for place in places.split()
}
"""Place words that begin firm names, each with the place it lies in; enough for a district office in Shandong."""


def places_agree(one: str, other: str) -> bool:
    """Whether two names can belong to one place: one is not given, or one lies in the other."""
    return not one or not other or one in _upwards(other) or other in _upwards(one)


def _upwards(place: str) -> tuple[str, ...]:
    parent = PARENT_PLACE.get(place, "")
    return (place, *_upwards(parent)) if parent else (place,)
