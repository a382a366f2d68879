"""What a refusal tells people to type at a terminal or programs to send, as they find it on the page."""

import re
from typing import Final

FOUND: Final[tuple[tuple[str, str], ...]] = (
    ("用 --sheet 指明工作表", "在“工作表”中写明是哪一张"),
    ("name the sheet by --sheet", "name the sheet in the form"),
    ("加 --unit 万元（或 元、亿元）", "在“金额单位”中选择"),
    (r"add --unit 万元 \(or 元, 亿元\)", "choose the unit in the form"),
    ("加 --source 净街扫楼 作为整个文件的来源渠道", "在“来源渠道”中为整个文件选择"),
    ("add --source sweep for the whole file", "choose the channel in the form for the whole file"),
    ("加 --registered 2022-03-01 作为整个文件的登记日期", "在“登记日期”中为整个文件填写"),
    ("add --registered 2022-03-01 for the whole file", "fill in the day in the form for the whole file"),
    ("加 --second 再导入", "勾选“同一对象、同一日期的另一行是另一线索”再导入"),
    ("again with --second", "again and tick that like rows are leads of their own"),
    ("把台账文件作为请求内容发送", "选一份有内容的台账文件"),
    ("Send the ledger as the body", "Choose a file that is not empty"),
    ("：lead register --assistance", "协办"),
    (": lead register --assistance", ""),
    (r"；用 chufei staff (?:list|show \S+) 查看(?:账号|其岗位)|; chufei staff (?:list|show \S+)(?: \w+)+", ""),
    (r"运行 chufei init .*", "请管理员装入"),
    (r"run chufei init .*", "an administrator loads it"),
    ("请管理员运行 chufei account link", "请管理员关联"),
    (r"（chufei [a-z ]+）| \(chufei [a-z ]+\)| by chufei account link", ""),
    (r"照抄上一页给出的位置（命令行 --after，接口 following），排序不变", "请回到第一页，再往后翻"),
    (r"copy the place that the page before gave \(--after; following over HTTP\), and keep the order",
     "go back to the first page and turn over from there"),
    (r"；请先运行 chufei verify", "；请先核验日志"),
    (r"; run chufei verify", "; have the log verified first"),
    (r"；各类型见 chufei feed schemas|; chufei feed schemas lists them", ""),
    (r"；用 lead moves 查看能办什么|; ask lead moves what there is", ""),
    (r"；能用的单位见 GET /v1/me|; GET /v1/me tells those that are", ""),
    (r"（lead act [\w〔〕-]+）| \(lead act [\w〔〕-]+\)|（correct-facts）| \(correct-facts\)", ""),
)  # fmt: skip
"""As it is typed at the terminal, or sent by a program → as it stands on the page."""
_ROWS: Final = tuple((re.compile(typed), found) for typed, found in FOUND)


def on_page(text: str) -> str:
    """The same as somebody at a browser needs it."""
    for typed, found in _ROWS:
        text = typed.sub(found, text)
    return text
