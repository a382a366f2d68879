"""Why a move is not possible is said in both languages, whichever the run speaks."""

import pytest

from tests.api.conftest import Cli


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_denial_names_the_stages_in_each_language(cli: Cli, lang: str) -> None:
    number = cli.register()
    words = cli.json("lead moves", number, "approve-closing", "--as", "qj-01", "--lang", lang)["denied"]["words"]

    assert words == {"zh": "只能从这些阶段办理：拟办结", "en": "only from: closing"}
