"""Fills a served product with leads that the feed tells of."""

from collections.abc import Callable
from dataclasses import replace

from api.app import App
from domain.actor import Actor
from domain.lead.intake.commands import RegisterLead
from tests.support.leads import command


def register(app: App, lead: str, actor: str = "jd-01", **fields: object) -> None:
    """Put a lead on record and wait until the feed tells of it."""
    who = app.roster.actor(actor)
    given = {"office": who.office, "organ": who.organ, "division": who.division, **fields}
    asked = replace(command(RegisterLead, lead=lead), **given)
    app.do(asked, who)
    app.feeding.catch_up()


def changed(app: App, monkeypatch_setattr: Callable[..., None], actor: str, **fields: object) -> None:
    """Give somebody of the roster another office or area from now on."""
    really = app.roster.arriving

    def now(actor_id: str) -> Actor:
        found = really(actor_id)
        return replace(found, **fields) if actor_id == actor else found  # type: ignore[arg-type] # as the fields are

    for asked in ("actor", "arriving"):
        monkeypatch_setattr(app.roster, asked, now)
