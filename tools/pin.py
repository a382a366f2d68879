"""Pin every version, transitive ones too, so that two clones of one commit install the same packages.

Resolves anew, rewrites the two tables of pins in ``pyproject.toml`` and exports ``requirements.txt`` with hashes.
Both are written without index addresses; ``uv.lock`` names hosts and stays out of git.
"""

import os
import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYPROJECT = ROOT / "pyproject.toml"
REQUIREMENTS = ROOT / "requirements.txt"
UV = os.environ.get("UV", "uv")
OLDEST = "3.11"

QUIET = ("--no-annotate", "--no-header", "-q")
EXPORT = (UV, "export", "--no-emit-project", *QUIET)
COMPILE = (UV, "pip", "compile", "--universal", "--python-version", OLDEST, *QUIET)


def run(*command: str, cwd: Path = ROOT) -> str:
    """Run one tool and give back what it printed. Raises ``CalledProcessError``."""
    return subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.PIPE, text=True).stdout


def table(name: str, compiled: str) -> str:
    """Write a TOML array of ``name==version``; markers fall away, for a constraint binds only what is installed."""
    pins = sorted({line.partition(";")[0].strip() for line in compiled.splitlines() if "==" in line})
    return "\n".join([f"{name} = [", *(f'    "{pin}",' for pin in pins), "]"])


def with_table(text: str, name: str, written: str) -> str:
    """Put ``written`` in the place of the array ``name``. Raises ``ValueError`` where there is none."""
    new, found = re.subn(rf"^{name} = \[.*?\]$", lambda _: written, text, count=1, flags=re.MULTILINE | re.DOTALL)
    if not found:
        msg = f"pyproject.toml has no array {name}"
        raise ValueError(msg)
    return new


def resolve(text: str) -> str:
    """Resolve ``pyproject.toml`` free of its old pins, and give it back with the new ones."""
    build_name, run_name = "build-constraint-dependencies", "constraint-dependencies"
    free = with_table(with_table(text, build_name, f"{build_name} = []"), run_name, f"{run_name} = []")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "pyproject.toml").write_text(free, encoding="utf-8")
        (place / "build.in").write_text("hatchling\n", encoding="utf-8")
        everything = run(*EXPORT, "--all-groups", "--no-hashes", cwd=place)
        build = run(*COMPILE, "build.in", cwd=place)
    pinned = with_table(text, build_name, table(build_name, build))
    return with_table(pinned, run_name, table(run_name, everything))


def main() -> None:
    """Refresh the pins, then the export made from them."""
    PYPROJECT.write_text(resolve(PYPROJECT.read_text(encoding="utf-8")), encoding="utf-8")
    exported = run(*EXPORT, "--no-default-groups")
    if "://" in exported:
        msg = "the export names a host; nothing written"
        raise SystemExit(msg)
    REQUIREMENTS.write_text(exported, encoding="utf-8")


if __name__ == "__main__":
    main()
