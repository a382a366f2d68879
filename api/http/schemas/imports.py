"""The shape of an import as it is answered."""

from typing import Annotated, Any, NamedTuple

from api.http.import_jobs import State
from domain.words import Words


class ImportAnswer(NamedTuple):
    """一次导入 An import: how far it is and what became of the file."""

    id: Annotated[str, Words("编号", "id")]
    name: Annotated[str, Words("文件名", "name of the file")]
    store: Annotated[bool, Words("正式导入", "whether it is stored")]
    state: Annotated[State, Words("状态", "state")]
    done: Annotated[int, Words("已办行数", "rows done")]
    total: Annotated[int, Words("总行数；读完文件前为 0", "rows; 0 until the file is read")]
    report: Annotated[dict[str, Any] | None, Words("逐行结果", "what became of each line")]
    problem: Annotated[dict[str, Any] | None, Words("文件不能导入的原因", "why the file could not be imported")]
