"""Work of a process of its own is within limits and knows no secrets."""

from subprocess import CalledProcessError
from textwrap import dedent

import pytest

from adapters.apart import OUT_OF_TIME, apart


@pytest.fixture(autouse=True)
def _module(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("apart")
    (folder / "chore.py").write_text(
        dedent("""
            import os, sys
            from adapters.apart import confine
            confine(memory=2**29, seconds=1)
            match sys.argv[1]:
                case "secrets":
                    print([name for name in os.environ if name.startswith(("CHUFEI_", "PG"))])
                case "memory":
                    bytes(2**30)
                case "time":
                    while True:
                        pass
                case "echo":
                    sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])
        """),
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(folder))


def test_it_answers_with_what_it_made_of_the_bytes() -> None:
    assert apart("chore", "echo", data=b"abc").stdout == b"cba"


def test_it_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHUFEI_DATABASE_URL", "postgresql://u:secret@db/x")
    monkeypatch.setenv("PGPASSWORD", "secret")

    assert apart("chore", "secrets", data=b"").stdout == b"[]\n"


def test_whoever_works_too_long_is_ended() -> None:
    assert apart("chore", "time", data=b"").returncode == OUT_OF_TIME


def test_whoever_asks_for_too_much_gets_none_and_a_mistake_of_ours_is_raised() -> None:
    with pytest.raises(CalledProcessError) as failed:
        apart("chore", "memory", data=b"")
    assert b"MemoryError" in failed.value.stderr
