"""The whole story on an empty log: section after section, every step done, told and compared with what was planned."""

from collections.abc import Iterator
from shutil import rmtree

from api.app import App
from api.bootstrap import bootstrap
from api.cli.demo.perform import bring, carry, perform
from api.cli.demo.tell import brought, carried, done, heading, refused
from api.cli.output import Out
from api.demo.clock import StoryClock
from api.demo.folder import check_empty, occupied
from api.demo.story import Import, Step, Story
from api.settings import Settings
from api.staff import found
from domain.errors import ChufeiError, KeysMissing, Refusal

Told = dict[str, object]
"""What became of a step, for machines."""


def play(settings: Settings, out: Out, story: Story) -> list[Told]:
    """Make the folder and play. Raises ``Astray``; ``InvalidInput`` (``input.demo.database``) for a log in use."""
    _claim(settings)
    clock = StoryClock(story.begins)
    with bootstrap(settings, clock=clock) as app:
        found(app, story.roster, channel="demo")
        told = list(_sections(app, out, story, clock))
        app.read_models.catch_up()
    return told


def _claim(settings: Settings) -> None:
    """Make sure that the log is nobody's; otherwise nothing is left of the folder. Nothing is followed yet."""
    existed = settings.data.exists()
    try:
        with bootstrap(settings) as app:
            check_empty(app)
    except KeysMissing:
        rmtree(settings.data)
        raise occupied() from None
    except ChufeiError:
        if not existed:
            rmtree(settings.data)
        raise


def _sections(app: App, out: Out, story: Story, clock: StoryClock) -> Iterator[Told]:
    for number, section in enumerate(story.sections, start=1):
        heading(out, number, section.title)
        if section.brought:
            clock.turn_to(section.brought.at)
            yield from _bring(app, out, story, section.brought)
        for step in section.steps:
            clock.turn_to(step.at)
            yield _step(app, out, step)


def _bring(app: App, out: Out, story: Story, act: Import) -> Iterator[Told]:
    if act.workbook:
        yield from _carry(app, out, story, act)
        return
    for row in bring(app, act, story):
        brought(out, act.at, app.roster.actor(act.who), row)
        yield {"at": act.at, "who": act.who, "lead": row.number, "do": "register-lead", "refused": ""}


def _carry(app: App, out: Out, story: Story, act: Import) -> Iterator[Told]:
    for row in carry(app, act, story):
        if row.taking is None:
            continue
        carried(out, act, app.roster.actor(act.who), row)
        if row.taking.number:
            stated = row.draft is not None and row.draft.stated is not None
            do = "carry-over-lead" if stated else "register-lead"
            yield {"at": act.at, "who": act.who, "lead": row.taking.number, "do": do, "refused": ""}


def _step(app: App, out: Out, step: Step) -> Told:
    came = perform(app, step)
    actor = app.roster.actor(step.who)
    if isinstance(came, Refusal):
        refused(out, step, actor, came, app.roster)
    else:
        done(out, step, actor, came)
    return {"at": step.at, "who": step.who, "lead": step.lead, "do": step.do, "refused": step.refused}
