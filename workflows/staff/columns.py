"""How a staff file is written: its columns, the words it takes, and what can be wrong with a row."""

import re
from typing import Final

from domain.actor import Level, Position, Role
from domain.directory.kinds import OfficeKind, Post
from domain.values.mistake import Mistake
from domain.words import Words

COLUMNS: Final = {
    "账号": "id", "姓名": "name", "单位代码": "office", "单位名称": "organ", "层级": "level", "区划代码": "division",
    "机关代字": "mark", "职务": "position", "岗位": "roles", "执法证号": "certificate", "执法证有效期": "valid_until",
    "单位类别": "kind", "上级单位代码": "parent", "起始日": "since", "终止日": "until",
}  # fmt: skip
"""Heading → field. English headings are the fields' names; the last four may be left out."""
FORMER: Final = {"id": "编号"}
"""Field → what its column was headed before: older files are still read."""
NEEDED: Final = ("id", "name", "office", "organ", "level", "division")

KIND_OF: Final[dict[Level, OfficeKind]] = {
    Level.COMMUNITY: OfficeKind.COMMUNITY,
    Level.STREET: OfficeKind.STREET_OFFICE,
    Level.DISTRICT_AUTHORITY: OfficeKind.DISTRICT_AUTHORITY,
    Level.CITY_AUTHORITY: OfficeKind.CITY_AUTHORITY,
    Level.PROVINCE: OfficeKind.PROVINCE_AUTHORITY,
    Level.INDUSTRY: OfficeKind.REGULATOR,
    Level.POLICE: OfficeKind.POLICE_BUREAU,
    Level.PROCURATORATE: OfficeKind.PROCURATORATE,
}
"""Level → what the office is where no kind is written: the file has the levels of older rosters."""
POST_OF: Final[dict[Role, Post]] = {
    Role.LEADER: Post.SECTION_LEADER,
    Role.ARCHIVIST: Post.ARCHIVIST,
    Role.AUDITOR: Post.AUDITOR,
    Role.OPERATOR: Post.OPERATOR,
    Role.ADMINISTRATOR: Post.ADMINISTRATOR,
    Role.FEED_CLIENT: Post.FEED_CLIENT,
}
"""Role → its post; that of a handler depends on the office (``domain.directory.kinds.HANDLING``)."""
HEADS: Final[dict[Position, Post]] = {
    Position.PRINCIPAL: Post.PRINCIPAL,
    Position.ACTING: Post.ACTING_PRINCIPAL,
    Position.DEPUTY: Post.RESPONSIBLE_LEADER,
}
"""Position → its post, which is a leader's."""

BETWEEN: Final = re.compile(r"[、,，;；/ ]+")
RULE: Final = "office officer-assignment"

EMPTY = Mistake("input.roster.empty", Words("没有填写", "Nothing is filled in"),
                Words("此列必填", "This column must be filled in"), RULE)  # fmt: skip
MISSING_COLUMN = Mistake("input.roster.column", Words("表头缺少“{column}”列", "The heading lacks the column {column}"),
                         Words("表头应为 {columns}", "The heading is {columns}"), RULE)  # fmt: skip
WRONG_ID = Mistake(
    "input.roster.id", Words("账号只用小写字母、数字和短横", "An account is small letters, digits, dashes"),
    Words("如 ja-01", "Such as ja-01"), RULE,
)  # fmt: skip
TWICE = Mistake("input.roster.twice", Words("账号重复", "The account stands twice"),
                Words("每人一个账号", "One account for each person"), RULE)  # fmt: skip
WRONG_OFFICE = Mistake(
    "input.roster.office", Words("不是单位代码", "Not an office code"),
    Words("填本级区划代码；行业主管、公安等在后面加短横和简称，如 370104-scjg",
          "The division code; a regulator or the police add a dash and a short name, as in 370104-scjg"), RULE,
)  # fmt: skip
UNKNOWN = Mistake("input.roster.choice", Words("没有这个选项", "There is no such choice"),
                  Words("可填：{choices}", "One of: {choices}"), RULE)  # fmt: skip
NO_LAST_DAY = Mistake("input.roster.certificate", Words("执法证缺少有效期", "The certificate has no last day"),
                      Words("填写执法证有效期的最后一日", "Give its last day of validity"), RULE)  # fmt: skip
NO_SUCH_POST = Mistake(
    "input.roster.post", Words("此类单位没有这个岗位", "This kind of office has no such post"),
    Words("可填：{posts}", "One of: {posts}"), "office directory-bodies",
)  # fmt: skip
CONFLICT = Mistake(
    "input.roster.conflict",
    Words("同一单位的这一列与第 {line} 行不同", "It differs from line {line}, of the same office"),
    Words("同一单位的名称、层级、区划、上级各行一致", "One office has one name, level, division and parent"),
    "office directory-days",
)  # fmt: skip
