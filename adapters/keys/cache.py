"""Keys at hand: the most recently used, so that opening a page of history does not ask the database for each field."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Final

SIZE: Final = 50_000


class Cache:
    """A bounded mapping of subjects to keys (None: destroyed), safe between threads."""

    def __init__(self, size: int = SIZE) -> None:
        self._size = size
        self._keys: OrderedDict[str, bytes | None] = OrderedDict()
        self._lock = Lock()
        self.epoch = 0
        """How often all was forgotten: what was read before the last time is not to be kept."""

    def get(self, subjects: Sequence[str]) -> dict[str, bytes | None]:
        """Those that are at hand."""
        with self._lock:
            found = {subject: self._keys[subject] for subject in subjects if subject in self._keys}
            for subject in found:
                self._keys.move_to_end(subject)
        return found

    def put(self, keys: Mapping[str, bytes | None], epoch: int) -> None:
        """Keep these, unless all was forgotten since ``epoch``; forget the longest unused where there are too many."""
        with self._lock:
            if epoch != self.epoch:
                return
            self._keys.update(keys)
            for subject in keys:
                self._keys.move_to_end(subject)
            while len(self._keys) > self._size:
                self._keys.popitem(last=False)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._keys.clear()
            self.epoch += 1
