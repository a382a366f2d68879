"""Turns events into the bytes that are stored and back: JSON, personal data sealed, old shapes lifted."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import msgspec

from adapters.store.masking import masker
from adapters.store.sealing import Nonce, NotOpened, drawn
from adapters.store.shapes import Fields, Node, plan, secrets, subjects
from adapters.store.upcasts import Upcast, Upcasts, lifts
from adapters.store.walks import Keys, Opener, Sealer, check_instants
from domain.catalogue import Catalogue
from domain.errors import LogDamaged
from domain.words import Words
from workflows.ports import KeyStore, Meta
from workflows.streams import called

_encode = msgspec.json.encode
_NOT_AS_WRITTEN: Final = (KeyError, msgspec.MsgspecError, NotOpened, UnicodeDecodeError)
"""What reading raises when the bytes are not those that were written."""

_decode_meta = msgspec.json.Decoder(Meta).decode


@dataclass(frozen=True, slots=True)
class _Form:
    """All there is to know about one stored name: ``careful`` leads to secrets and instants, ``secret`` to secrets."""

    decoder: msgspec.json.Decoder[Any]
    careful: Fields
    secret: Node | None
    masked: Callable[[bytes], Any]
    lift: tuple[Upcast, ...]


class Codec:
    """Encodes and decodes the events of one catalogue.

    ``nonces`` gives, for each event, where the numbers to seal with come from.

    Raises ``TypeError`` or ``ValueError`` when it is made, for a catalogue that cannot be stored.
    """

    def __init__(
        self, catalogue: Catalogue, upcasts: Upcasts, keys: KeyStore, *, nonces: Callable[[], Nonce] = drawn
    ) -> None:
        self._catalogue = catalogue
        self._nonces = nonces
        self._keys = keys
        chains = lifts(catalogue, upcasts)
        self._forms = {name: _form(cls, chains[name]) for name, cls in catalogue.items()}

    def subjects(self, stream: str, event: object) -> frozenset[str]:
        """Whose keys are needed to store this event."""
        secret = self._forms[self._catalogue.name_of(type(event))].secret
        if secret is None:
            return frozenset()
        return frozenset(subjects(secret, msgspec.to_builtins(event), stream))

    def encode(self, stream: str, version: int, event: object, keys: Keys) -> tuple[str, bytes]:
        """The stored name and the bytes. ``keys`` holds those of ``subjects``.

        Raises ``ValueError`` for a naive or non-UTC instant, ``Refusal`` (``subject.erased``) for data about someone
        whose key was destroyed.
        """
        name = self._catalogue.name_of(type(event))
        form = self._forms[name]
        if form.secret is None:
            check_instants(form.careful, event, "")
            return name, _encode(event)
        place = f"{stream}|{version}|"
        sealer = Sealer(keys, self._nonces())
        return name, _encode(sealer.walk(form.careful, msgspec.to_builtins(event), place, "", stream))

    def opener(self) -> Opener:
        """What opens personal data of the events of one read."""
        return Opener(self._keys)

    def decode(
        self, position: int, stream: str, version: int, name: str, data: bytes, *, open_personal: bool,
        opener: Opener | None = None,
    ) -> object:  # fmt: skip
        """The event in its current shape; personal data reads as ``MASKED`` unless opened, ``ERASED`` without its key.

        ``opener``: that of a read of several events. Raises ``LogDamaged`` naming the position when the bytes are not
        what was written.
        """
        event = self.decode_as_stored(position, stream, version, name, data, open_personal=open_personal, opener=opener)
        for upcast in self._forms[name].lift:
            event = upcast(event)
        return event

    def decode_as_stored(
        self, position: int, stream: str, version: int, name: str, data: bytes, *, open_personal: bool,
        opener: Opener | None = None,
    ) -> object:  # fmt: skip
        """The event in the shape it was stored in, which may be yesterday's. Otherwise as ``decode``."""
        try:
            form = self._forms[name]
            if not open_personal or form.secret is None:
                return form.masked(data)
            event = form.decoder.decode(data)
            (opener or self.opener()).walk(form.secret, event, f"{stream}|{version}|", "", stream)
        except _NOT_AS_WRITTEN as error:
            raise _damaged(position, stream, name) from error
        return event

    def decode_masked(self, stream: str, rows: Iterable[tuple[int, str, bytes, int, bytes]]) -> Iterator[object]:
        """The events of rows of a stream: position, name, data, version and hash; nothing personal is opened.

        Each is made when it is asked for, so that who folds them need never hold them all: they are gone before the
        garbage collector takes notice of them. Raises ``LogDamaged`` as ``decode`` does.
        """
        forms = self._forms
        for position, name, data, _, _ in rows:
            try:
                form = forms[name]
                event = form.masked(data)
            except _NOT_AS_WRITTEN as error:
                raise _damaged(position, stream, name) from error
            for upcast in form.lift:
                event = upcast(event)
            yield event


def encode_meta(meta: Meta, digest: bytes) -> bytes:
    """The bytes beside every event of one command.

    The command's digest stands in them, so that the log alone can say what the table of commands must hold.
    """
    return b'{"digest":"' + digest.hex().encode() + b'",' + _encode(meta)[1:]


def decode_meta(position: int, stream: str, meta: bytes) -> Meta:
    """Raises ``LogDamaged`` naming the position."""
    try:
        return _decode_meta(meta)
    except _NOT_AS_WRITTEN as error:
        raise _damaged(position, stream, "meta") from error


@cache  # the same in every store of a process
def _form(cls: type, lift: tuple[Upcast, ...]) -> _Form:
    careful = plan(cls)
    secret = secrets(careful)
    decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(cls)
    return _Form(decoder, careful, secret, _masked(decoder.decode, secret), lift)


def _masked(decode: Callable[[bytes], Any], secret: Node | None) -> Callable[[bytes], Any]:
    """How an event is read by whoever may not see its secrets; without secrets there is nothing to cover."""
    if secret is None:
        return decode
    mask = masker(secret)
    return lambda data: mask(decode(data))


def _damaged(position: int, stream: str, name: str) -> LogDamaged:
    """For people the kind of the stream; the stored name for programs alone."""
    kind, _ = called(stream)
    return LogDamaged(_UNREADABLE.fill(position=position, **kind._asdict()), position=position, event=name)


_UNREADABLE: Final = Words(
    "日志第 {position} 号事件（{zh}）无法读出：存储的内容不是当初写入的内容。",
    "Event {position} of the log ({en}) cannot be read: what is stored is not what was written.",
)
