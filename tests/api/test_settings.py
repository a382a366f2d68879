"""Settings: flags before environment before defaults; SQLite files in the data folder unless told otherwise."""

from pathlib import Path

import pytest

from api.settings import Lang, Settings
from domain.errors import InvalidInput


def test_all_lies_in_the_data_folder_by_default(tmp_path: Path) -> None:
    settings = Settings.read({"CHUFEI_DATA": str(tmp_path)})

    assert settings.roster == tmp_path / "roster.csv"
    assert settings.database_url == f"sqlite:///{tmp_path / 'chufei.db'}"
    assert settings.keys_url == f"sqlite:///{tmp_path / 'keys.db'}"
    assert (settings.lang, settings.actor) == (Lang.ZH, "")


def test_flags_win_over_the_environment(tmp_path: Path) -> None:
    environment = {
        "CHUFEI_DATA": "elsewhere", "CHUFEI_LANG": "zh", "CHUFEI_AS": "a", "CHUFEI_KEYS_URL": "sqlite:////keys",
        "CHUFEI_DATABASE_URL": "postgresql://db",
    }  # fmt: skip
    settings = Settings.read(environment, data=str(tmp_path), lang="en", actor="b")

    assert (settings.data, settings.lang, settings.actor) == (tmp_path, Lang.EN, "b")
    assert (settings.database_url, settings.keys_url) == ("postgresql://db", "sqlite:////keys")


@pytest.mark.parametrize(
    ("said", "spoken"), [("en", Lang.EN), ("en_US.UTF-8", Lang.EN), ("zh", Lang.ZH), ("", Lang.ZH)]
)
def test_the_language_is_chinese_unless_english_is_asked_for(said: str, spoken: Lang) -> None:
    assert Settings.read({"CHUFEI_LANG": said}).lang is spoken


@pytest.mark.parametrize("name", ["CHUFEI_DATABASE_URL", "CHUFEI_KEYS_URL"])
def test_another_kind_of_database_is_refused_without_showing_its_address(name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Settings.read({name: "mysql://someone:hidden@host/x"})

    assert refused.value.field == name
    assert "hidden" not in str(refused.value)
