"""Upper-case Chinese amounts for payment vouchers (支付结算办法, 银发〔1997〕393号, 附一)."""

from typing import Final

DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
PLACES: Final = ("仟", "佰", "拾", "")
GROUPS: Final = ("", "万", "亿", "万亿")
YUAN: Final = 100
THOUSAND: Final = 1000


def in_words(fen: int) -> str:
    """The amount, not negative and below 万万亿元, in words: ``整`` after 元 or 角, nothing after 分."""
    yuan, rest = divmod(fen, YUAN)
    jiao, cents = divmod(rest, 10)
    words = f"{_integer(yuan)}元" if yuan else ""
    words += f"{DIGITS[jiao]}角" if jiao else ("零" if yuan and cents else "")
    words += f"{DIGITS[cents]}分" if cents else ""
    return words if cents else (words or "零元") + "整"


def _integer(number: int) -> str:
    """A positive whole number, in groups of four digits; skipped places between two digits read as one 零."""
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    words, gap = "", False
    for name, group in reversed(list(zip(GROUPS, groups, strict=False))):
        if not group:
            gap = True
            continue
        words += ("零" if words and (gap or group < THOUSAND) else "") + _group(group) + _named(name, groups)
        gap = False
    return words


def _named(name: str, groups: list[int]) -> str:
    """The group's name; 万亿 is said as 万 when an 亿 group follows to say the 亿."""
    return "万" if name == "万亿" and groups[2] else name


def _group(group: int) -> str:
    words, gap = "", False
    for digit, place in zip(f"{group:04d}", PLACES, strict=True):
        if digit == "0":
            gap = True
            continue
        words += ("零" if words and gap else "") + DIGITS[int(digit)] + place
        gap = False
    return words
