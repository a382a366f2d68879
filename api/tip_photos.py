"""Photos that come with a report: drawn anew one by one and sealed, before anything names them."""

from collections.abc import Sequence
from threading import BoundedSemaphore
from typing import Final, NamedTuple

from api.app import App
from api.tip_code import tip_of
from domain.errors import InvalidInput
from domain.tip.pictures import AT_ONCE, Picture
from domain.values.mistake import Mistake
from domain.words import Words

ALL: Final = "photos"
"""Where it stands what is wrong with all of them together."""
FIELDS: Final = tuple(f"photo-{number}" for number in range(1, AT_ONCE + 1))
DRAWING: Final = BoundedSemaphore(2)
"""Photos that are drawn at the same time in one process of the server: each takes a processor for a second."""

TOO_MANY: Final = Mistake(
    "input.photo.count",
    Words("一次最多 {most} 张照片", "At most {most} photos at once"),
    Words("请去掉不要的；其余可凭回执码补充", "Leave some out, and add them later by your code"), "office tip-photos",
)  # fmt: skip
TOO_LARGE: Final = Mistake(
    "input.photo.together",
    Words("照片加起来太大，超过 {most} MB，没有收下", "The photos are more than {most} MB together and were not taken"),
    Words("每张 {each} MB 以内：请换小一些的，或截屏后上传截图",
          "At most {each} MB each: choose smaller ones, or screenshots of them"), "office tip-photos",
)  # fmt: skip
GONE: Final = Mistake(
    "input.photo.gone",
    Words("之前选的照片已过一天，没有留下", "What was chosen before is a day old and was not kept"),
    Words("请重新选择", "Choose it again"), "office tip-photos",
)  # fmt: skip


class Photo(NamedTuple):
    """A file as somebody chose it, and in which field. Its name is not kept: it tells who named it."""

    field: str
    data: bytes


class Chosen:
    """The photos of one form.

    ``before`` are digests of those that came with the same form when something else was wrong with it: a phone that
    took a photo for the form has it nowhere else.
    """

    def __init__(self, photos: Sequence[Photo], before: Sequence[str]) -> None:
        self.photos = photos
        self.kept: Sequence[str] = tuple(dict.fromkeys(before))[:AT_ONCE]
        self.faults: Sequence[InvalidInput] = ()
        self._received = False

    @property
    def lost(self) -> bool:
        """Whether photos were chosen that nobody looked at."""
        return bool(self.photos) and not self._received

    @property
    def fields(self) -> list[str]:
        """Those in which more can be chosen: all in which something was wrong, then the last."""
        wrong = {each.field for each in self.faults}
        last = sorted(FIELDS, key=lambda each: each in wrong)
        return sorted(last[len(self.kept) :])

    def receive(self, app: App, code: str) -> tuple[Picture, ...]:
        """Draw them anew and keep them sealed for the report of a code; what is wrong with one stands in ``faults``.

        Raises ``Refusal``, ``Fault``.
        """
        stream, faults = f"tip/{tip_of(app, code)}", []
        there = app.blobs.again(stream, self.kept)
        if len(there) < len(self.kept):
            faults.append(GONE.at(ALL))
        room, drawn = AT_ONCE - len(there), []
        if len(self.photos) > room:
            faults.append(TOO_MANY.at(ALL, most=AT_ONCE))
        for each in self.photos[:room]:
            try:
                drawn.append(_drawn(app, each))
            except InvalidInput as fault:
                faults.append(fault)
        pictures = tuple(dict.fromkeys((*there, *app.blobs.keep(stream, drawn))))
        self.kept, self.faults, self._received = [each.digest for each in pictures], faults, True
        return pictures


def _drawn(app: App, photo: Photo) -> bytes:
    with DRAWING:
        return app.redraw(photo.data, photo.field)
