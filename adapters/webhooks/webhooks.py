"""All of the webhooks of one process, as the ways in need them."""

from collections.abc import Iterable, Mapping

from adapters.follow.effects import sign_of
from adapters.follow.followers import Followers
from adapters.follow.pulse import Pulse, this_process
from adapters.webhooks.book import LIVE, Book, Lane, lane_of
from adapters.webhooks.calling import Telephone
from adapters.webhooks.delivering import Deliverer
from adapters.webhooks.destinations import Destinations
from adapters.webhooks.next_row import Render
from adapters.webhooks.running import NAME, DelivererThread, Watch
from adapters.webhooks.signing import Secrets
from adapters.webhooks.subscriptions import Send, StoredSubscriptions
from domain.values.endpoint import Endpoint
from projections.feeds.feed import Feed
from projections.subscriptions import Subscribed
from workflows.ports import Clock, KeyStore


class Webhooks:
    """Nothing is called before ``start``. ``send`` puts on record what receivers make known."""

    def __init__(
        self,
        models: Followers,
        feed: Feed,
        render: Render,
        *,
        keys: KeyStore,
        clock: Clock,
        destinations: Destinations,
        send: Send,
    ) -> None:
        engine, holder = models.store.engine, this_process()
        self._feed = feed
        self._destinations = destinations
        self._clock = clock
        self._subscriptions = StoredSubscriptions(models, send)
        self._render = render
        self._book = Book(engine, holder, clock)
        self._pulse = Pulse(engine, [sign_of(NAME)], holder, clock)
        self._thread: DelivererThread | None = None
        self.secrets = Secrets(keys)
        models.beside(Watch(engine, self._book, feed, clock).look)

    def check(self, url: str) -> None:
        """Whether this installation may call an address. Raises ``InvalidInput`` (``input.endpoint.*``)."""
        self._destinations.check(Endpoint.parse(url))

    def head(self) -> int:
        """The last row of the feed."""
        return self._feed.head()

    def lanes(self, subscribed: Iterable[Subscribed]) -> Mapping[str, Mapping[int, Lane]]:
        """Subscription → lane → how far it is: 0 is what is new, n the n-th replay."""
        stored = self._book.all_lanes()
        return {
            each.id: {
                number: lane_of(each, number, stored.get(each.id, {}))
                for number in (LIVE, *(replay.number for replay in each.replays))
            }
            for each in subscribed
        }

    def start(self) -> None:
        """Call subscribers from now on, in a thread."""
        deliverer = Deliverer(
            self._subscriptions, self._feed, self._render, book=self._book, secrets=self.secrets,
            telephone=Telephone(self._destinations, self._clock), clock=self._clock,
        )  # fmt: skip
        self._thread = DelivererThread(deliverer, self._pulse)
        self._thread.start()
        self._unlisten = self._feed.on_moved(lambda _: self.wake())

    def wake(self) -> None:
        """There may be something new to tell."""
        if self._thread is not None:
            self._thread.wake()

    def stop(self) -> None:
        """Call nobody any more; those at hand are waited for."""
        if self._thread is not None:
            self._unlisten()
            self._thread.stop()
            self._thread = None
