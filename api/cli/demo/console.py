"""The end of the demonstration: its console is served, and everybody whose part one may take is named."""

import sys
from typing import Final

from api.app import App
from api.bootstrap import bootstrap
from api.cli.output import Out
from api.resident import settle
from api.settings import Settings
from domain.words import Words
from workflows.identity.shapes import Attempt

HOST: Final = "127.0.0.1"
GUESTS: Final[tuple[tuple[str, Words], ...]] = (
    ("xf-1", Words("街道专班：登记、核查、走访", "a street: registers, verifies, visits")),
    ("cb-1", Words("区承办人：约谈、整改、调查、移送", "a handler of the district: interviews, inquires, transfers")),
    ("cb-2", Words("另一名区承办人：两人办理的事项", "a second handler of the district: what takes two")),
    ("fg", Words("分管负责人：签批、看板", "the leader: signs, watches the terms")),
    ("zy", Words("主要负责人：批准移送", "the principal: approves transfers")),
    ("mz-1", Words("行业主管：本行业的线索", "a regulator: leads of its sector")),
    ("sj", Words("审计员：谁看过什么、核验", "an auditor: who read what, the proof")),
    ("da", Words("档案员：归档", "the archivist: closed files")),
    ("admin", Words("管理员：单位、人员、岗位、办公规则", "the administrator: offices, people, posts, office rules")),
    ("yw", Words("运维员：运行状况、推送", "the operator: how the machine is, who is called")),
)  # fmt: skip
"""Account → what its part is."""


def somebody_watches() -> bool:
    """Whether a person is at the terminal: a program that ran the demonstration would wait for ever."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def serve_console(settings: Settings, out: Out) -> None:
    """Serve it until told to end. The password is made for this folder of invented data, and is the same for all."""
    from api.server import serving, until_told_to_end  # noqa: PLC0415 - FastAPI takes longer to load than most verbs

    with bootstrap(settings) as app:
        password = open_to_guests(app)
        for each in (app.read_models, app.feeding, app.webhooks):
            each.start()
        with serving(app, HOST, 0) as address:
            settle()
            out.line()
            out.say(
                Words(f"工作台：{address}　密码都是 {password}", f"The console: {address}  password {password}"),
                "bold green",
            )
            out.table(
                [out(Words("账号", "account")), out(Words("姓名", "name")), out(Words("可以做什么", "what for"))],
                [(who, app.roster.actor(who).name, out(words)) for who, words in GUESTS], wrap=(2,),
            )  # fmt: skip
            out.say(Words("Ctrl+C 结束", "Ctrl+C ends it"), "dim")
            out.console.file.flush()
            until_told_to_end()


def open_to_guests(app: App) -> str:
    """One new password for all of them, which nobody is asked to change."""
    password = app.identity.credentials.give_one_time(GUESTS[0][0], "")
    for account, _ in GUESTS:
        once = app.identity.credentials.give_one_time(account, "")
        attempt = Attempt(account=account, password=once, address=HOST)
        app.identity.door.change_password(app.identity.door.sign_in(attempt).session, attempt, password)
    return password
