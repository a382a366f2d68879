"""What can be wrong with a file as a whole, before anybody asks what its cells mean; the limits stand here."""

from typing import Final

from domain.values.mistake import Mistake
from domain.words import Words

LARGEST: Final = 300 * 2**20
"""Bytes that a file may take up, packed and unpacked; a ledger of 100,000 rows takes about 100 MB."""
WIDEST: Final = 1_000
"""Columns: some programs save every row to the last column there is, with nothing in it."""
MOST: Final = 20_000_000
"""Cells from the first to the last of a sheet: one stray cell at the far corner would fill any memory with nothing."""
MOST_LINES: Final = 100_000
"""Of all sheets of a file; each line is told in the report of an import. Empty ones below the last do not count."""
LONGEST: Final = 131_072
"""Characters of a cell of a CSV; a spreadsheet's cell holds a quarter of that."""
MEMORY: Final = 3 * 2**30
"""Bytes that reading may take: a file of the largest size takes about two thirds."""
SECONDS: Final = 120
"""Of work; a ledger of 100,000 rows takes about 6."""

NOT_A_WORKBOOK: Final = Mistake(
    "input.file.workbook",
    Words("不是可以读取的工作簿（.xlsx、.xlsm、.xls、.csv），或文件已损坏",
          "not a workbook that can be read (.xlsx, .xlsm, .xls, .csv), or damaged"),
    Words("请另存为 .xlsx 或 .csv 后再导入", "save it as .xlsx or .csv and try again"),
)  # fmt: skip
DECLARES_ITS_OWN: Final = Mistake(
    "input.file.workbook",
    Words("工作簿的 {part} 里有文档类型声明，这样的部分不予读取",
          "{part} in the workbook declares a document type; such a part is not read"),
    Words("用电子表格软件打开，核对内容后另存为 .xlsx 再导入",
          "open it in a spreadsheet, look it over, save it as .xlsx and try again"),
    "ECMA-376-2",
)  # fmt: skip
LOCKED: Final = Mistake(
    "input.file.password",
    Words("工作簿有打开密码", "the workbook is protected by a password"),
    Words("请去掉打开密码后另存", "save a copy without the password"),
)
TOO_LARGE: Final = Mistake(
    "input.file.size",
    Words(f"文件过大：解压后超过 {LARGEST >> 20} MB，或读取时要占 {MEMORY >> 30} GB 以上内存",
          f"the file is too large: more than {LARGEST >> 20} MB unpacked, or {MEMORY >> 30} GB of memory to read it"),
    Words("请按年份或街道拆成几个文件；文件本来不大的，只把表格本身复制到新的工作簿",
          "split it by year or by street; if it is small, copy the table alone into a new workbook"),
)  # fmt: skip
TOO_SLOW: Final = Mistake(
    "input.file.size",
    Words(f"文件过大或过于复杂：{SECONDS} 秒内没有读完",
          f"the file is too large or too intricate: not read within {SECONDS} seconds"),
    TOO_LARGE.way_out,
)  # fmt: skip
TOO_WIDE: Final = Mistake(
    "input.file.size",
    Words(f"工作表“{{sheet}}”的 {{cell}} 离表格太远：一张表最多 {WIDEST:,} 列、{MOST:,} 格（行数×列数）",
          f"in the sheet {{sheet}}, {{cell}} stands far from the table: a sheet has at most {WIDEST:,} columns, "
          f"and {MOST:,} cells (rows × columns)"),
    Words("清除这一格；或只把表格本身复制到新的工作簿", "clear that cell, or copy the table alone into a new workbook"),
)  # fmt: skip
TOO_LONG: Final = Mistake(
    "input.file.size",
    Words(f"文件有 {{lines:,}} 行：一个文件最多 {MOST_LINES:,} 行",
          f"the file has {{lines:,}} lines: a file has at most {MOST_LINES:,}"),
    Words("请按年份或街道拆成几个文件；只导入其中一张工作表的，把它复制到新的工作簿",
          "split it by year or by street; if one of its sheets is meant, copy that alone into a new workbook"),
)  # fmt: skip
OVERLAPPING: Final = Mistake(
    "input.file.merged",
    Words("工作表“{sheet}”里从 {cell} 起的合并单元格与另一处合并单元格重叠",
          "in the sheet {sheet}, the merged cell that begins at {cell} overlaps another"),
    Words("取消这里的合并单元格，逐格填写后另存", "unmerge the cells there, fill in each of them and save it"),
    "ECMA-376-1 18.3.1.55",
)  # fmt: skip
ENDLESS: Final = Mistake(
    "input.file.quote",
    Words(f"第 {{line}} 行起有一格没有结束：引号不成对，或一格超过 {LONGEST:,} 字",
          f"a cell that begins in line {{line}} does not end: a quote is not closed, or it has more than {LONGEST:,} "
          "characters"),
    Words("补上或删去多余的引号；或用电子表格软件打开，另存为 .xlsx",
          "close or delete the stray quote, or open it in a spreadsheet and save it as .xlsx"),
)  # fmt: skip
