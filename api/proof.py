"""Whether the log is what was written: all of it re-hashed, and held against what the read models have followed."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from api.app import App
from api.ports import Report
from domain.words import Words
from workflows.health import Followed

DAMAGED_SO: Final = Words(
    "停下服务，数据文件夹原样保留，不要改动；报告本单位负责人和管理员，再照“日常看护”里的“核验不通过”办理。",
    "Stop the service, keep the data folder exactly as it is, tell your leader and the administrator, then follow "
    "“核验不通过” in “日常看护”.",
)
"""What to do next where the log is not what was written."""


class Proof(NamedTuple):
    """What was found. Read models that are ``ahead`` have seen an end that the log no longer has."""

    report: Report
    ahead: Sequence[Followed]

    @property
    def sound(self) -> bool:
        """Whether it is what was written; hashes alone cannot tell a log that lost its end."""
        return self.report.sound and not self.ahead


def prove(app: App) -> Proof:
    """Re-hash everything; it takes as long as the log is, which grows meanwhile: so first, how far it was followed."""
    followed = app.read_models.health().models
    report = app.verify()
    return Proof(report, tuple(each for each in followed if each.position > report.events))


def as_json(proof: Proof) -> dict[str, object]:
    """The documented shape of a proof."""
    report = proof.report
    return {
        "sound": proof.sound,
        "events": report.events,
        "commands": report.commands,
        "chain_hash": report.chain_hash.hex(),
        "damages": [{"position": each.position, "kind": each.kind, "words": each.detail} for each in report.damages],
        "ahead": [{"name": model.name, "position": model.position} for model in proof.ahead],
        "lapses": [{"name": each.name, "state": each.state, "words": each.detail} for each in report.lapses],
    }
