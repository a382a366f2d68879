"""What people call the streams of the log: each by its noun, and never by the key under which it lies there."""

from typing import Final

from domain.words import Words

STREAMS: Final = {
    "lead": Words("线索", "lead"), "transfer": Words("移送", "transfer"), "subscription": Words("订阅", "subscription"),
    "directory": Words("名册", "directory"), "access": Words("查阅记录", "reads"), "numbers": Words("编号", "numbers"),
    "rulebook": Words("办公规则", "office rules"), "feed": Words("对外事件流", "feed"),
    "tip": Words("群众举报", "report"), "informant": Words("举报人", "informant"),
}  # fmt: skip


def called(stream: str) -> tuple[Words, str]:
    """The kind of a stream in words, as the noun stands where nobody has a word for it, and its id."""
    noun, _, identity = stream.partition("/")
    return STREAMS.get(noun, Words(noun, noun)), identity
