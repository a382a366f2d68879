"""The story as its files tell it: a roster, a ledger of leads, and steps in sections, about one for each stage."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from domain.instants import BEIJING
from domain.words import Words

ROSTER: Final = "roster.csv"
LEADS: Final = "leads.csv"
STORY: Final = "story"
WORKBOOKS: Final = "workbooks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act: when, as whom, on which lead (by its 线索编号), which command, how the form was filled in.

    ``refused`` is the code of the refusal that is meant to come, empty where the act is meant to succeed; ``note`` says
    in a few words what is going on.
    """

    at: datetime
    who: str
    lead: str
    do: str
    form: Mapping[str, Any]
    refused: str = ""
    note: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """When and by whom a ledger is brought: that of the leads, or a workbook as an office keeps it."""

    at: datetime
    who: str
    workbook: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its steps, oldest first; where a ledger is brought, the section begins with that."""

    title: Words
    steps: tuple[Step, ...]
    brought: Import | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that is shipped."""

    roster: bytes
    leads: bytes
    sections: tuple[Section, ...]
    workbooks: Mapping[str, bytes]

    @property
    def begins(self) -> datetime:
        """The first moment of the story."""
        first = self.sections[0]
        return first.brought.at if first.brought else first.steps[0].at

    @property
    def steps(self) -> Iterator[Step]:
        """Every step of every section."""
        return (step for section in self.sections for step in section.steps)


def shipped() -> Story:
    """The story of this package."""
    here = files("api.demo")
    return read_story(here)


def read_story(folder: Traversable) -> Story:
    """The story in a folder: roster, ledger of leads, workbooks, and ``story/*.toml`` in the order of their names."""
    names = sorted(each.name for each in folder.joinpath(STORY).iterdir() if each.name.endswith(".toml"))
    texts = (folder.joinpath(STORY, name).read_text(encoding="utf-8") for name in names)
    return Story(
        roster=folder.joinpath(ROSTER).read_bytes(),
        leads=folder.joinpath(LEADS).read_bytes(),
        sections=tuple(_section(tomllib.loads(text)) for text in texts),
        workbooks={each.name: each.read_bytes() for each in folder.joinpath(WORKBOOKS).iterdir()},
    )


def _section(written: Mapping[str, Any]) -> Section:
    brought = written.get("import")
    return Section(
        title=Words(**written["title"]),
        steps=tuple(_step(step) for step in written.get("step", ())),
        brought=Import(**{**brought, "at": _moment(brought["at"])}) if brought else None,
    )


def _step(written: Mapping[str, Any]) -> Step:
    note = Words(written["zh"], written["en"]) if "zh" in written else None
    return Step(
        at=_moment(written["at"]),
        who=written["who"],
        lead=written["lead"],
        do=written["do"],
        form=_typed(written.get("with", {})),
        refused=written.get("refused", ""),
        note=note,
    )


def _moment(local: datetime) -> datetime:
    """Story times are written in Beijing time."""
    return local.replace(tzinfo=BEIJING).astimezone(UTC)


def _typed(value: Any) -> Any:  # noqa: ANN401 - TOML gives anything
    """What a person types into a form: days and moments are texts there."""
    if isinstance(value, Mapping):
        return {key: _typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_typed(each) for each in value]
    return str(value) if isinstance(value, date) else value
