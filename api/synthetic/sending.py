"""Sends acts in a fixed order, many in flight at once: each is judged when the one before was sent, not yet durable."""

from asyncio import Future, Task, create_task, get_running_loop, wait
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from api.app import App
from api.ports import Log
from domain.lead.intake.commands import RegisterAssistance, RegisterLead
from workflows.ports import Append, Conflict, Found, Past, Recorded, Registering, Sent, Stored, Tail, Unkeyed
from workflows.service import Receipt, Request, Service

Opening = RegisterLead | RegisterAssistance


def settle(sent: Future[None], _: object = None) -> None:
    """Let whoever waits go on."""
    if not sent.done():
        sent.set_result(None)


@dataclass
class InOrder:
    """The log, telling when an append was sent. Otherwise all its own."""

    inner: Log
    sent: Future[None] | None = None

    def send(self, append: Append) -> Sent | Unkeyed:
        """Send, and let the next go on."""
        answer = self.inner.send(append)
        if isinstance(answer, Sent) and self.sent is not None:
            settle(self.sent)
        return answer

    async def make_keys(self, subjects: frozenset[str]) -> None:
        """As the log."""
        await self.inner.make_keys(subjects)

    async def append(self, append: Append) -> Stored | Conflict:
        """As the log."""
        return await self.inner.append(append)

    def past(self, stream: str, after: int = 0) -> Past:
        """As the log."""
        return self.inner.past(stream, after)

    def tail(self, stream: str, after: int = 0, *, open_personal: bool = True) -> Tail:
        """As the log."""
        return self.inner.tail(stream, after, open_personal=open_personal)

    def find(self, command_id: str) -> tuple[int, int, bytes] | None:
        """As the log."""
        return self.inner.find(command_id)

    def log(self, after: int = 0, limit: int = 500) -> Sequence[Recorded]:
        """As the log."""
        return self.inner.log(after, limit)

    def head(self) -> int:
        """As the log."""
        return self.inner.head()


@dataclass
class Foreseen:
    """The search for duplicates, asked before a round of acts: what it finds hangs on no race with the read models."""

    found: Mapping[str, Found] = field(default_factory=dict)

    def find(self, asked: Sequence[Registering]) -> list[Found]:
        """What was found when the round began."""
        return [self.found[command.lead] for command, _ in asked]


class Rounds:
    """The service of an app, fed with rounds of requests."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._log = InOrder(app.store)
        self._foreseen = Foreseen()
        self._service: Service = replace(app.service, store=self._log, duplicates=self._foreseen)

    def play(self, requests: Sequence[Request]) -> tuple[Receipt, ...]:
        """Handle all in this order; all are durable when it returns. Raises what the first one refused raises."""
        coming = [each.command for each in requests if isinstance(each.command, Opening)]
        if coming:
            self._app.read_models.catch_up()
            asked = [(each.command, each.actor) for each in requests if isinstance(each.command, RegisterLead)]
            found = self._app.service.duplicates.find(asked)
            self._foreseen.found = dict(zip((command.lead for command, _ in asked), found, strict=True))
        return self._app.loop.run(self._round(requests, _subjects(coming)))

    async def _round(self, requests: Sequence[Request], subjects: frozenset[str]) -> tuple[Receipt, ...]:
        if subjects:
            await self._log.make_keys(subjects)
        tasks: list[Task[Receipt]] = []
        for request in requests:
            self._log.sent = sent = get_running_loop().create_future()
            task = create_task(self._service.handle(request))
            task.add_done_callback(partial(settle, sent))  # refused: it will never be sent
            tasks.append(task)
            await sent
        await wait(tasks)
        return tuple([task.result() for task in tasks])


def _subjects(coming: Sequence[Opening]) -> frozenset[str]:
    """Whose keys the registrations of a round need: made together, they cost one write."""
    leads = {f"lead/{each.lead}" for each in coming}
    return frozenset(leads | {f"person/{each.person.ref}" for each in coming if each.person})
