"""The unified social credit code 统一社会信用代码 (GB 32100-2015), with every registering authority's prefix."""

from dataclasses import dataclass
from typing import Final

from domain.values.mistake import Mistake
from domain.values.text import bare_code
from domain.words import Words

RULE: Final = "GB 32100-2015"
LENGTH: Final = 18
ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS: Final = tuple(3**place % 31 for place in range(LENGTH - 1))
INNER_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)

KINDS: Final = {
    "11": Words("机关", "organ of state"),
    "12": Words("事业单位", "public institution"),
    "13": Words("群众团体", "mass organisation"),
    "1": Words("机构编制部门登记的其他单位", "other body of the establishment office"),
    "2": Words("外交部门登记的单位", "body registered by foreign affairs"),
    "31": Words("律师事务所", "law firm"),
    "32": Words("公证处", "notary office"),
    "3": Words("司法行政部门登记的其他单位", "other body of judicial administration"),
    "4": Words("文化部门登记的单位", "body registered by culture"),
    "51": Words("社会团体", "social organisation"),
    "52": Words("民办非企业单位", "private non-enterprise unit"),
    "53": Words("基金会", "foundation"),
    "5": Words("民政部门登记的其他单位", "other body of civil affairs"),
    "6": Words("旅游部门登记的单位", "body registered by tourism"),
    "7": Words("宗教部门登记的单位", "body registered by religious affairs"),
    "8": Words("工会", "trade union"),
    "91": Words("企业", "enterprise"),
    "92": Words("个体工商户", "individual household business"),
    "93": Words("农民专业合作社", "farmers' co-operative"),
    "9": Words("市场监管部门登记的其他单位", "other body of market regulation"),
    "A": Words("军队单位", "military unit"),
    "N1": Words("组级集体经济组织", "group-level collective"),
    "N2": Words("村级集体经济组织", "village collective"),
    "N3": Words("乡镇级集体经济组织", "township collective"),
    "N": Words("农业农村部门登记的单位", "body registered by agriculture"),
    "Y": Words("其他单位", "other body"),
}
"""Registering authority and type, by the first two characters, else by the first."""

_COPY = Words("请对照营业执照或登记证书重新填写", "Copy it again from the licence or certificate")
WRONG_LENGTH = Mistake(
    "input.uscc.length",
    Words("统一社会信用代码应为18位，填写了{found}位", "A unified social credit code has 18 characters, not {found}"),
    _COPY,
    RULE,
)
WRONG_CHARACTER = Mistake(
    "input.uscc.character",
    Words("第{place}位不是代码可用的字符", "Character {place} is not one the code can have"),
    Words(
        "只用数字和大写字母，不用 I、O、Z、S、V（多为 1、0、2、5、U 之误）",
        "Digits and letters only, never I, O, Z, S, V (mostly 1, 0, 2, 5, U misread)",
    ),
    RULE,
)
ALL_ZEROS = Mistake(
    "input.uscc.zeros",
    Words("十八个零不是统一社会信用代码", "Eighteen zeros are no unified social credit code"),
    Words("代码不明时请留空", "Leave the field empty when the code is not known"),
    RULE,
)
WRONG_CHECK = Mistake(
    "input.uscc.check",
    Words(
        "统一社会信用代码校验位不符，至少有一位写错",
        "The check character does not fit: at least one character is wrong",
    ),
    _COPY,
    RULE,
)
ODD_SUBJECT = Words(
    "主体标识码（第9至17位）的校验位不符 GB 11714，老代码偶有此情形，请核对",
    "The subject code (characters 9–17) fails its own check of GB 11714; old codes sometimes do, please compare",
)
ODD_AUTHORITY = Words(
    "第1位不是已知的登记管理部门代码，请核对", "Character 1 is no known registering authority; please compare"
)


@dataclass(frozen=True, slots=True)
class Uscc:
    """A code in stored form: 18 characters, half-width, upper case. Events hold ``code``."""

    code: str

    @classmethod
    def parse(cls, text: str, *, field: str = "uscc") -> "Uscc":
        """Read a typed code. Raises ``InvalidInput`` (``input.uscc.*``)."""
        code = bare_code(text)
        if len(code) != LENGTH:
            raise WRONG_LENGTH.at(field, found=len(code))
        for place, character in enumerate(code, start=1):
            if character not in ALPHABET:
                raise WRONG_CHARACTER.at(field, place=place)
        if code == "0" * LENGTH:
            raise ALL_ZEROS.at(field)
        if code[-1] != check_character(code[:-1]):
            raise WRONG_CHECK.at(field)
        return cls(code)

    @property
    def kind(self) -> Words | None:
        """What kind of body has such a code, None for a prefix not yet known."""
        return KINDS.get(self.code[:2]) or KINDS.get(self.code[:1])

    @property
    def warnings(self) -> tuple[Words, ...]:
        """What is odd but possible; shown, never refused."""
        doubts = ((ODD_AUTHORITY, self.kind is None), (ODD_SUBJECT, not _subject_code_fits(self.code[8:17])))
        return tuple(doubt for doubt, holds in doubts if holds)


def check_character(body: str) -> str:
    """The 18th character for the first 17, all of ``ALPHABET``."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(body, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def subject_check(body: str) -> str:
    """The check of an organisation code for its first 8 characters (GB 11714: letters count A=10 … Z=35)."""
    total = sum(int(character, 36) * weight for character, weight in zip(body, INNER_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def _subject_code_fits(subject: str) -> bool:
    return subject[-1] == subject_check(subject[:-1])
