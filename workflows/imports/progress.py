"""What a row says of how far it has come, by a word, by columns of yes and no, or by both; every change is told."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from domain.errors import InvalidInput
from domain.lead.intake.carrying import SETTLED
from domain.lead.stage import STAGE_WORDS, Stage
from domain.words import Words
from workflows.imports.answers import FILED, Answer, Says, answer
from workflows.imports.cells import shown
from workflows.imports.draft import Correction
from workflows.imports.headings import STAGE, STATUSES
from workflows.imports.mistakes import CONTRADICTION
from workflows.imports.sheet import DAY_ZERO, Cell
from workflows.imports.stages import BEFORE_FILING, POLICE, Stated, Worded, both, by_status, by_word, with_police

Said = Mapping[str, tuple[Cell, str]]
"""Column of ours → what stands there, and what the file calls the column."""
ANSWERED: Final = Words("按所写内容", "by what stands there")


class Progress(NamedTuple):
    """How far it has come; ``noted`` are the columns that have no place of their own and are kept in the remark."""

    stated: Stated | None
    corrections: tuple[Correction, ...] = ()
    faults: tuple[InvalidInput, ...] = ()
    noted: tuple[str, ...] = ()


def progress(said: Said, today: date, day_zero: date = DAY_ZERO) -> Progress:
    """Of one row."""
    answers, faults = _answers(said, today, day_zero)
    noted = [column for column, each in answers.items() if each.says not in {Says.NO, Says.NOTHING} or each.worded]
    try:
        found = by_status(answers, {column: shown(cell) for column, (cell, _) in said.items()}, _heading(said, FILED))
        word = _word(said, known=found is not None)
        _check(word, said, answers)
    except InvalidInput as fault:
        return Progress(None, (), (*faults, fault), (*noted, STAGE))
    if word is None:
        noted.append(STAGE)
    made = both(word, found)
    corrections = (*_answered(said, answers), *(_moved(said, made, answers) if made else ()))
    return Progress(made.stated if made else None, corrections, tuple(faults), tuple(noted))


def _answers(said: Said, today: date, day_zero: date) -> tuple[dict[str, Answer], list[InvalidInput]]:
    answers: dict[str, Answer] = {}
    faults: list[InvalidInput] = []
    for column in STATUSES:
        if column in said:
            try:
                answers[column] = answer(said[column][0], column, said[column][1], today, day_zero)
            except InvalidInput as fault:
                faults.append(fault)
    return answers, faults


def _word(said: Said, *, known: bool) -> Worded | None:
    """The word for the stage; one that nobody knows matters only where the columns do not say it."""
    try:
        return by_word(*said[STAGE]) if STAGE in said else None
    except InvalidInput:
        if known:
            return None
        raise


def _check(word: Worded | None, said: Said, answers: Mapping[str, Answer]) -> None:
    """A word for a filing against a column that denies it."""
    filing = answers[FILED].says if FILED in answers else Says.NOTHING
    if word and word.stated.stage is Stage.CRIMINAL and filing in {Says.NO, Says.UNDONE}:
        one, other = (f"{said[column][1]}：{shown(said[column][0])}" for column in (STAGE, FILED))
        raise CONTRADICTION.at(said[STAGE][1], one=one, other=other)


def _answered(said: Said, answers: Mapping[str, Answer]) -> Iterator[Correction]:
    """Words that were taken for yes or no."""
    for column, each in answers.items():
        if each.worded:
            cell, heading = said[column]
            yield Correction(heading, shown(cell), "是" if each.says is Says.YES else "否", ANSWERED)


def _moved(said: Said, made: Worded, answers: Mapping[str, Answer]) -> Iterator[Correction]:
    """A stage that is another one than its word says, or one before the filing that somebody may look for."""
    stage, zh = made.stated.stage, STAGE_WORDS[made.stated.stage].zh
    if made.why is not None:
        yield Correction(_heading(said, STAGE), shown(said[STAGE][0]), zh, made.why)
    elif stage not in SETTLED and with_police(answers):
        told = next(each for each in POLICE if each in answers and with_police({each: answers[each]}))
        yield Correction(said[told][1], shown(said[told][0]), zh, BEFORE_FILING)


def _heading(said: Said, column: str) -> str:
    return said[column][1] if column in said else column
