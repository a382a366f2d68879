"""The way of a lead as people know it: the nine steps of the card, and at which of them its stages lie."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from domain.lead.stage import Stage
from domain.lead.state import Lead
from domain.lead.vocabulary import WITH_THE_POLICE
from domain.words import Words


class Step(NamedTuple):
    """A step, and the stages that belong to it."""

    words: Words
    stages: frozenset[Stage]


PATH: Final = (
    Step(Words("发现登记", "found"), frozenset({Stage.REGISTERED, Stage.REFERRED, Stage.NOT_ACCEPTED})),
    Step(Words("核查", "verify"), frozenset({Stage.VERIFYING, Stage.MONITORING, Stage.ASSISTING, Stage.RULED_OUT,
                                           Stage.REFERRED_ELSEWHERE})),
    Step(Words("约谈警示", "interview"), frozenset({Stage.INTERVIEW})),
    Step(Words("责令整改", "rectify"), frozenset({Stage.RECTIFYING})),
    Step(Words("调查认定", "inquire"), frozenset({Stage.INVESTIGATING, Stage.DETERMINED})),
    Step(Words("处置清退", "refund"), frozenset({Stage.DISPOSING})),
    Step(Words("移送公安", "police"), frozenset({Stage.CRIMINAL})),
    Step(Words("信访跟踪", "follow up"), frozenset({Stage.FOLLOW_UP})),
    Step(Words("办结", "close"), frozenset({Stage.CLOSING, Stage.CLOSED, Stage.ARCHIVED, Stage.MERGED})),
)  # fmt: skip


class Progress(StrEnum):
    """How far a lead is with a step; also the class of the style sheet."""

    DONE = "done"
    HERE = "here"
    SKIPPED = "skipped"
    AHEAD = "ahead"


def progress(lead: Lead, reached: Iterable[Stage]) -> tuple[tuple[Words, Progress], ...]:
    """Each step with how far the lead is; ``reached``: every stage that it ever stood at.

    A transfer to the police is a track beside the others: its step is done where one was made.
    """
    stages = frozenset(reached)
    here = next((at for at, step in enumerate(PATH) if lead.stage in step.stages), -1)
    marks = {*(ref.mark for ref in lead.transfers), lead.carried.transfer if lead.carried else None}
    been = stages | {Stage.CRIMINAL} if marks & WITH_THE_POLICE else stages
    return tuple((step.words, _progress(at, here, bool(been & step.stages))) for at, step in enumerate(PATH))


def _progress(at: int, here: int, been: bool) -> Progress:  # noqa: FBT001 - a row
    if at == here:
        return Progress.HERE
    if been:
        return Progress.DONE
    return Progress.SKIPPED if at < here else Progress.AHEAD
