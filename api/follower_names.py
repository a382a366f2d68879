"""What people call those that follow the log; commands take them by the names that stand in the log's own tables."""

from typing import Final

from domain.words import Words

_ROWS: Final = """
risk_ledger 风险线索台账 risk ledger
transfer_register 移送台账 register of transfers
referral_register 转办台账 register of referrals
assisting_register 协办台账 register of assistance
building_register 楼宇底册 register of buildings
acts 工作统计 what was done
stage_times 阶段时长 times at stages
classes 案件分类 classes of cases
subjects 对象索引 index of subjects
subject_file 一企一档 subject files
access_register 查阅记录 reads on record
doings 办理记录 what was done, by whom
subscriptions 订阅 subscriptions
tips 群众举报台账 register of reports
signature_requests 待签批文书 papers for a signature
feed 对外事件流 feed to other systems
""".strip().splitlines()
NAMES: Final = {name: Words(zh, en) for name, zh, en in (row.split(" ", 2) for row in _ROWS)}


KINDS: Final = {"relay": Words("中继 {name}", "relay {name}"), "webhook": Words("推送 {name}", "webhook {name}")}
"""Before a colon: what follows under a name that somebody gave it."""


def called(name: str) -> Words:
    """What people call it."""
    kind, _, own = name.partition(":")
    return KINDS[kind].fill(name=own) if kind in KINDS else NAMES.get(name, Words(name, name))
