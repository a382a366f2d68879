"""Answers that were really given, by their shape: the description shows them, and a test asks for them again."""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

ANSWERS: Final[Mapping[str, Any]] = json.loads(files("api.http").joinpath("examples.json").read_bytes())
