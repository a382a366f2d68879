"""Filters kept in files: each owner's own, whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from adapters.filters import FileFilters
from domain.errors import InvalidInput


def test_what_is_kept_is_there_for_its_owner_alone_until_it_is_forgotten(tmp_path: Path) -> None:
    filters = FileFilters(tmp_path / "filters")
    filters.keep("officer-jd-01", "急办", {"stage": ["核查中"], "sort": ["期限"]})
    filters.keep("officer-jd-01", "其他", {"text": ["示例"]})
    again = FileFilters(tmp_path / "filters")

    assert again.of("officer-jd-01") == {"急办": {"stage": ["核查中"], "sort": ["期限"]}, "其他": {"text": ["示例"]}}
    assert again.of("officer-jd-02") == {}
    assert again.forget("officer-jd-01", "急办")
    assert not again.forget("officer-jd-01", "急办")
    assert set(filters.of("officer-jd-01")) == {"其他"}


def test_nothing_but_the_files_of_the_owners_is_left_and_nobody_else_reads_them(tmp_path: Path) -> None:
    filters = FileFilters(tmp_path / "filters")
    filters.keep("officer-jd-01", "甲", {"text": ["示例"]})
    filters.keep("officer-jd-01", "甲", {"text": ["另一"]})

    (file,) = (tmp_path / "filters").iterdir()
    assert (file.name, file.stat().st_mode & 0o777) == ("officer-jd-01.json", 0o600)
    assert "另一" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "broken", ["", "[]", '{"甲": 1}', '{"甲": {"text": "示例"}}', '{"甲": {"text": [1]}}', "\udce4"]
)
def test_a_file_that_is_not_ours_is_told_and_left_as_it_is(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "officer-jd-01.json"
    file.write_text(broken, encoding="utf-8", errors="surrogateescape")

    filters = FileFilters(tmp_path)
    for asked in (filters.of, partial(filters.keep, name="乙", said={}), partial(filters.forget, name="乙")):
        with pytest.raises(InvalidInput) as refused:
            asked("officer-jd-01")
        assert refused.value.code == "input.filters"
    assert file.read_text(encoding="utf-8", errors="surrogateescape") == broken


def test_of_two_who_keep_one_at_once_nobody_fails_and_it_can_be_read(tmp_path: Path) -> None:
    filters = FileFilters(tmp_path)

    def keep(number: int) -> None:
        for _ in range(200):
            filters.keep("office-370104", f"第{number}个", {"sort": ["number"]})

    with ThreadPoolExecutor(4) as several:
        for each in [several.submit(keep, number) for number in range(4)]:
            each.result(30)

    assert filters.of("office-370104")
    assert [each.name for each in tmp_path.iterdir()] == ["office-370104.json"]
