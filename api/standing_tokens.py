"""Keys of programs outlive the sessions of their account: whoever ends those is told which keys still stand."""

from api.app import App


def standing(app: App, account: str) -> tuple[str, ...]:
    """The names of the keys that still open something, oldest first."""
    now = app.clock.now()
    return tuple(each.prefix for each in app.tokens.of(account) if each.stands(now))
