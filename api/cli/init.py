"""``chufei init``: a data folder to begin with."""

from api.bootstrap import lay_out
from api.cli.call import Call
from api.cli.exits import OK
from api.cli.parser import Verbs
from domain.words import Words


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    verbs.add("init", Words("建立数据文件夹，放入一份示例名册", "make a data folder with a sample roster"), init)


def init(call: Call) -> int:
    """Make the folder; a roster that is there stays as it is."""
    written = lay_out(call.settings)
    call.out.data({"data": str(call.settings.data), "roster": str(call.settings.roster), "written": written})
    call.out.say(Words(f"数据文件夹：{call.settings.data}", f"data folder: {call.settings.data}"))
    if written:
        call.out.say(Words(
            f"已放入示例名册 {call.settings.roster.name}：用电子表格软件改成本单位的人员，再开始登记。",
            f"a sample {call.settings.roster.name} lies in it: make it your own office's, then begin to register.",
        ))  # fmt: skip
    else:
        call.out.say(Words("名册已在，未作改动。", "the roster is there already and stays as it is."))
    return OK
