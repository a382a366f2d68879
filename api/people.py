"""People and areas by their names: what is shown where the log holds an id of the roster or a code of a division."""

from collections import Counter
from collections.abc import Mapping

from api.app import App
from domain.instants import day_of


def names(app: App) -> Mapping[str, str]:
    """Id of the roster or code of an area → name; of an area the last known one."""
    return {each.code: each.name for each in app.divisions} | people(app)


def people(app: App) -> dict[str, str]:
    """Id → name; where several have the same name each has the id behind it, so that a file can be read back.

    Whoever is gone is still called what he was called: his acts stay.
    """
    roster = {id_: account.name for id_, account in app.roster.directory().accounts.items()}
    shared = Counter(roster.values())
    return {person: name if shared[name] == 1 else f"{name}（{person}）" for person, name in roster.items()}


def organs(app: App) -> Mapping[str, str]:
    """Code of an office → what it is called today, or was called last."""
    today = day_of(app.clock.now())
    offices = app.roster.directory().offices.items()
    return {code: (office.on(today) or office.facts[-1]).name for code, office in offices}


def ids(app: App) -> Mapping[str, str]:
    """What somebody may write for a person → the id: the name as ``people`` has it, or the id."""
    named = people(app)
    return {name: person for person, name in named.items()} | {person: person for person in named}
