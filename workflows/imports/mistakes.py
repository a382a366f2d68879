"""Everything a ledger brought from elsewhere can leave open, each with its way out."""

from typing import Final

from domain.values.mistake import Mistake
from domain.words import Words

NO_HEADING: Final = Mistake(
    "input.import.heading",
    Words("没有找到表头：须有对象名称（单位名称等）一列，并至少认得三列",
          "no heading was found: it names the subject and at least three columns that are known"),
    Words("表头写作 {columns} 等；用 --sheet 指明工作表",
          "call the columns {columns} and so on; name the sheet by --sheet"),
)  # fmt: skip
NO_BOOK: Final = Mistake(
    "input.import.heading",
    Words("名为工作簿，内容不是工作簿；按文本（CSV）读取，也没有找到表头",
          "it is called a workbook and is none; read as a text (CSV) it has no heading either"),
    Words("用电子表格软件打开原来的台账，另存为 .xlsx 后再导入",
          "open the ledger itself in a spreadsheet, save it as .xlsx and try again"),
)  # fmt: skip
NO_SHEET: Final = Mistake(
    "input.import.sheet",
    Words("没有名为“{name}”的工作表", "there is no sheet {name}"),
    Words("有：{sheets}", "there are: {sheets}"),
)
NO_UNIT: Final = Mistake(
    "input.import.unit",
    Words("第 {line} 行的金额没有写单位，表头和表上也没有",
          "the amount in line {line} has no unit, nor has the heading"),
    Words("加 --unit 万元（或 元、亿元），或在表头写明单位",
          "add --unit 万元 (or 元, 亿元), or name it in the heading"),
)  # fmt: skip
NO_SOURCE: Final = Mistake(
    "input.import.source",
    Words("没有来源渠道", "it is not said how the lead came in"),
    Words("填写这一列，或加 --source 净街扫楼 作为整个文件的来源渠道",
          "fill in the column, or add --source sweep for the whole file"),
)  # fmt: skip
DIGITS_LOST: Final = Mistake(
    "input.import.digits-lost",
    Words("号码被存成了数值，末几位已丢失", "the number was saved as a quantity: its last digits are lost"),
    Words("把这一列设为文本格式，对照证照重新填写", "format the column as text and copy the number again"),
)  # fmt: skip
BROKEN_CELL: Final = Mistake(
    "input.import.cell",
    Words("这一格没有数值：{said}", "this cell has no value: {said}"),
    Words(
        "在表格软件中打开、重新计算并保存；公式出错的改成数值",
        "open it, calculate and save it; replace a broken formula",
    ),
)
NOT_ONE_AMOUNT: Final = Mistake(
    "input.import.amount",
    Words("不是一个金额", "not one amount"),
    Words("只写一个数和单位，如 98.5万元；区间写入备注", "write one number and its unit, such as 98.5万元"),
)
NOT_A_COUNT: Final = Mistake(
    "input.import.count",
    Words("不是一个人数", "not a number of people"),
    Words("写数字，如 46；说不准的留空，写入备注", "write digits, such as 46; leave it empty when not known"),
)
NOT_A_DAY: Final = Mistake(
    "input.import.day",
    Words("不是一个日期", "not a day"),
    Words("写到年月日，如 2022-03-02；起止写起日，余写入备注", "write year, month and day, such as 2022-03-02"),
)
WHICH_MONTH: Final = Mistake(
    "input.import.month",
    Words("存成了数值，分不清是1月还是10月", "saved as a quantity: it may be January or October"),
    Words("写到年月日，如 2022-10-01", "write year, month and day, such as 2022-10-01"),
)
FUTURE_DAY: Final = Mistake(
    "input.import.future",
    Words("日期晚于今天", "the day lies in the future"),
    Words("核对年份", "check the year"),
)
NOT_YES_OR_NO: Final = Mistake(
    "input.import.yes-or-no",
    Words("看不出是还是否", "neither yes nor no"),
    Words("写 是、否、√、×、已…、未…，或办理的日期", "write 是, 否, √, ×, 已…, 未…, or the day it was done"),
)
CONTRADICTION: Final = Mistake(
    "input.import.contradiction",
    Words("“{one}”与“{other}”矛盾", "{one} contradicts {other}"),
    Words("核对原件后改正其中一栏", "look it up and correct one of the two"),
)
UNKNOWN_STAGE: Final = Mistake(
    "input.import.stage",
    Words("不是已知的办理阶段", "not a stage that is known"),
    Words("写作 {zh} 之一", "one of {en}"),
)
NOTHING_ABOVE: Final = Mistake(
    "input.import.ditto",
    Words("“同上”之上没有内容", "nothing stands above this ditto"),
    Words("写出内容", "write it out"),
)
NO_DAY: Final = Mistake(
    "input.import.registered",
    Words("已在办的线索没有登记时间", "a lead in hand has no day of registration"),
    Words("填写登记时间一列，或加 --registered 2022-03-01 作为整个文件的登记日期",
          "fill in the column, or add --registered 2022-03-01 for the whole file"),
)  # fmt: skip
A_SECOND: Final = Mistake(
    "input.import.second",
    Words("与在库的 {number} 对象、登记日期相同，而该线索已是本文件另一行：存入将成为第二条线索",
          "same subject and day as {number}, which another row of this file is: it would become a second lead"),
    Words("同一线索的，从台账删去这一行；确为另一线索的，加 --second 再导入",
          "take the row out if it is the same lead; if it is another, import again with --second"),
)  # fmt: skip
NOT_OF_LEVEL: Final = Mistake(
    "carry.level",
    Words("“{zh}”不是本层级可以转入的阶段", "{en} is not for this level to carry over"),
    Words("改好后把同一份台账原样交有权的机关（区牵头部门等）导入；本单位已导入的行会认出，不会重复",
          "let the office that may (the district's authority) import the same file: rows you brought are recognised"),
    "office carrying-over",
)  # fmt: skip
NOT_AN_ASSISTANCE: Final = Mistake(
    "input.import.assistance",
    Words("协办线索不从台账转入", "an assistance is not carried over from a ledger"),
    Words("凭协查函登记：lead register --assistance", "register it by its letter: lead register --assistance"),
)
NOT_PROPOSED: Final = Mistake(
    "input.import.closing",
    Words("拟办结的线索不从台账转入", "a proposal to close is not carried over"),
    Words("写拟办结以前的阶段；转入后在系统内提出办结，由他人审批",
          "write the stage before; when it is here, propose to close, and somebody else approves"),
)  # fmt: skip
