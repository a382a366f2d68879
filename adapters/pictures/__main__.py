"""The process that draws one picture: bytes in on standard input, the JPEG or the code of the refusal out."""

import sys

from adapters.apart import confine
from adapters.pictures.mistakes import MEMORY, SECONDS, TOO_MANY_PIXELS


def main() -> None:
    """Draw the picture that comes in, within the limits."""
    confine(memory=MEMORY, seconds=SECONDS)
    from adapters.pictures.drawing import NotDrawn, drawn  # noqa: PLC0415 - within the limits

    try:
        answer = drawn(sys.stdin.buffer.read())
    except NotDrawn as refused:
        answer = refused.mistake.code.encode()
    except MemoryError:
        answer = TOO_MANY_PIXELS.code.encode()
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
