"""Characters that input methods confuse in trade names: one sound, or one shape."""

from typing import Final

GROUPS: Final = (
    "鑫新欣心信馨薪昕芯", "宏洪鸿红弘泓虹", "盛晟胜圣升昇声", "华花桦骅画", "金今津锦晋进", "源元园圆远缘原苑",
    "达大答", "恒衡亨横", "瑞锐睿蕊", "泰太钛", "富福复付傅", "利力立丽莉励", "佳家嘉加甲", "通同桐童统",
    "丰风峰锋枫沣", "聚巨炬钜", "诚城成承程呈", "德得", "康抗慷", "安岸", "宝保堡", "邦帮", "博搏", "财才材",
    "昌畅昶", "创窗", "东冬栋", "方芳坊", "广光", "国果", "海害", "和合河荷禾", "惠汇慧会辉", "吉集济季",
    "坚建健", "江疆姜", "杰捷洁", "京精晶景敬", "凯楷恺", "兰蓝岚", "乐了", "联连莲", "龙隆珑", "美梅",
    "明名铭鸣", "宁凝", "鹏朋", "平萍", "启起企奇祺", "强墙", "庆清青晴", "融荣容蓉", "润闰", "森深", "尚商上",
    "世市仕时石实", "顺舜", "天添田", "万婉", "旺望", "伟维威唯", "祥翔香", "兴星行", "旭绪", "亚雅", "阳洋杨",
    "一亿易益宜怡逸", "银音", "永勇", "优友有", "宇语雨羽裕玉誉", "云芸", "泽择", "长常", "振镇", "正政郑",
    "志智致至", "中钟忠众", "卓桌", "资姿", "询讯", "贸茂", "己已", "末未", "土士", "人入",
)  # fmt: skip
"""Each string lists characters taken for one another; compiled here from common pinyin syllables of trade names."""

_FOLD: Final = str.maketrans({character: group[0] for group in GROUPS for character in group})


def folded(text: str) -> str:
    """The text with every character replaced by the first of its group: equal for two spellings by ear."""
    return text.translate(_FOLD)
