"""How far a long work has come, for whoever waits for it at a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress

from api.cli.output import Out
from domain.words import Words


@contextmanager
def progress(out: Out, words: Words, total: int | None = None) -> Iterator[Callable[..., None]]:
    """A bar on standard error, where that is a terminal and somebody reads along; told how much is done.

    Where the whole is not known from the start, it is told beside: ``told(done, total)``.
    """
    console = Console(stderr=True)
    if out.as_json or not console.is_terminal:
        yield lambda *_: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(out(words), total=total)

        def told(done: int, of: int | None = total) -> None:
            bar.update(task, completed=done, total=of)

        yield told
