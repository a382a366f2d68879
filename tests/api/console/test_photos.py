"""Photos with a report: without a script, nothing kept but what is seen, shown to whoever has the report in hand."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest
from httpx2 import Client, Response
from sqlalchemy import Table, func, select

from adapters.blobs.tables import BLOBS, BLOBS_WAITING
from adapters.store.engine import open_engine
from api import tip_photos
from api.console.uploads import SMALL
from api.crowd import REPORTS
from api.tip_code import tip_of
from domain.tip.events import TipReceived
from tests.api.console.test_report import TOLD, Files, announced, ask, code_in, log_of, new_code_in
from tests.api.console.test_report import sent as reported
from tests.api.console.test_report_told import focused
from tests.api.http.conftest import Served
from tests.support.pictures import TELLING, encoded, halves, of_a_phone, opened, png_that_says

NAME: Final = "示例举报人家门口.jpg"
HEIC: Final = b"\x00\x00\x00\x18ftypheic" + bytes(300)


def files(*photos: bytes) -> Files:
    """As a browser sends the three fields: those in which nothing was chosen come empty and without a name."""
    chosen = [*photos, *[b""] * (3 - len(photos))]
    return [(f"photo-{n}", (NAME if each else "", each, "image/jpeg")) for n, each in enumerate(chosen, 1)]


def sent(client: Client, *photos: bytes, **more: str | list[str]) -> Response:
    return reported(client, files(*photos), **more)


def received(served: Served) -> TipReceived:
    return next(each.event for each in log_of(served) if isinstance(each.event, TipReceived))


def count(served: Served, table: Table) -> int:
    engine = open_engine(served.app.settings.database_url)
    with engine.connect() as connection:
        found = connection.execute(select(func.count()).select_from(table)).scalar_one()
    engine.dispose()
    return int(found)


def mistakes(page: str) -> Mapping[str, str]:
    """Field → what stands at it."""
    return dict(re.findall(r'class="error" id="e-([\w-]+)">([^<]+)', page))


def test_a_report_comes_with_photos_and_the_receipt_says_how_many(public: Client, served: Served) -> None:
    answer = sent(public, of_a_phone(), encoded(halves(), "PNG"))

    assert answer.status_code == 200, answer.text
    assert "照片 2 张" in answer.text
    assert len(received(served).pictures) == 2
    assert (count(served, BLOBS), count(served, BLOBS_WAITING)) == (2, 0)
    page = public.post("/report/status", data={"code": code_in(answer.text)}).text
    assert "随举报收到照片 2 张" in page


def test_without_photos_the_form_is_as_good(public: Client, served: Served) -> None:
    assert sent(public).status_code == 200
    assert received(served).pictures == ()
    assert count(served, BLOBS) == 0


def test_nothing_of_place_device_moment_and_file_name_stays_anywhere(public: Client, served: Served) -> None:
    sent(public, of_a_phone(), of_a_phone(orientation=1))

    folder = served.app.settings.data
    raw = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    told = repr([each.event for each in log_of(served)])
    for each in (*TELLING, NAME):
        assert each.encode() not in raw, each
        assert each not in told, each
    tip = next(each.stream for each in log_of(served) if each.name == "tip.received/2")
    for picture in received(served).pictures:
        kept = served.app.blobs.open_sealed(tip, picture.digest)
        assert kept is not None
        assert all(word.encode() not in kept for word in (*TELLING, "Exif"))


def test_nothing_is_written_to_the_disk_as_it_was_sent(
    public: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))  # whoever makes a file there fails
    large = encoded(halves(), "PNG") + bytes(3_000_000)

    assert sent(public, large).status_code == 200


def test_the_form_sent_twice_is_one_report_with_the_same_photos(public: Client, served: Served) -> None:
    code = new_code_in(public)
    first, second = (sent(public, of_a_phone(), _code=code) for _ in range(2))

    assert code_in(first.text) == code_in(second.text) == code
    assert "没有记入" not in second.text
    assert [each.name for each in log_of(served)].count("tip.received/2") == 1
    assert (count(served, BLOBS), count(served, BLOBS_WAITING)) == (1, 0)


def test_another_photo_under_the_same_code_is_told_as_not_on_record(public: Client, served: Served) -> None:
    code = new_code_in(public)
    sent(public, of_a_phone(), _code=code)

    assert "后来的改动没有记入" in sent(public, encoded(halves(), "PNG"), _code=code).text
    assert len(received(served).pictures) == 1


@pytest.mark.parametrize(("photo", "words"), [
    (b"%PDF-1.7 a contract", "不是 JPG、PNG 或 WebP 照片"),
    (HEIC, "HEIC 照片，这里打不开。请截屏后上传截图，或在“设置—相机—格式”里选“兼容性最佳”再拍"),
    (of_a_phone()[:900], "照片打不开，文件不完整或已损坏"),
    (png_that_says(60_000, 60_000), "照片像素太多，超过 6400 万"),
    (b"\xff\xd8\xff" + bytes(11_000_000), "照片超过 10 MB"),
    (encoded(halves(), "GIF"), "不是 JPG、PNG 或 WebP 照片"),
], ids=["pdf", "heic", "cut-off", "bomb", "large", "gif"])  # fmt: skip
def test_what_is_wrong_with_a_photo_stands_at_its_field_with_a_way_out(
    public: Client, served: Served, photo: bytes, words: str
) -> None:
    head = served.app.store.head()
    for at, photos in (("photo-2", (of_a_phone(), photo)), ("photo-1", (photo, of_a_phone()))):
        answer = sent(public, *photos)

        assert answer.status_code == 422
        assert words in mistakes(answer.text)[at]
        assert f'href="#c-{at}"' in answer.text
        assert f'<input id="c-{at}"' in focused(answer.text)
        assert 'value="3楼"' in answer.text
        assert "最多 3 张，每张 10 MB 以内" in answer.text
        assert answer.text.count('name="kept"') == 1, "the other one waits"
    assert served.app.store.head() == head


def test_a_mistake_elsewhere_loses_no_photo(public: Client, served: Served) -> None:
    code = new_code_in(public)
    answer = sent(public, of_a_phone(), encoded(halves(), "PNG"), _code=code, content="")

    assert answer.status_code == 422
    kept = re.findall(r'name="kept" value="([0-9a-f]{64})" checked', answer.text)
    assert len(kept) == 2
    assert re.findall(r'<input id="c-(photo-\d)"', answer.text) == ["photo-3"]
    again = sent(public, _code=code, kept=kept)
    assert again.status_code == 200, again.text
    assert [each.digest for each in received(served).pictures] == kept
    assert "没有记入" not in sent(public, _code=code, kept=kept).text, "the thumb pressed twice"


def test_one_that_was_kept_may_be_left_out_and_another_added(public: Client, served: Served) -> None:
    code = new_code_in(public)
    page = sent(public, of_a_phone(), encoded(halves(), "PNG"), _code=code, read="").text
    first, _ = re.findall(r'name="kept" value="([0-9a-f]{64})"', page)

    assert sent(public, encoded(halves(20, 20)), _code=code, kept=[first]).status_code == 200
    pictures = received(served).pictures
    assert pictures[0].digest == first
    assert len(pictures) == 2


def test_more_than_three_are_told_and_the_first_three_wait(public: Client) -> None:
    code = new_code_in(public)
    page = sent(public, of_a_phone(), encoded(halves(), "PNG"), _code=code, read="").text
    kept = re.findall(r'name="kept" value="([0-9a-f]{64})"', page)
    more = sent(public, encoded(halves(20, 20)), encoded(halves(20, 30)), _code=code, kept=kept)

    assert more.status_code == 422
    assert "一次最多 3 张照片" in more.text
    assert more.text.count('name="kept"') == 3
    assert 'name="kept"' in focused(more.text)


def test_a_photo_of_another_report_is_none_of_this_one(public: Client, served: Served) -> None:
    code = new_code_in(public)
    page = sent(public, of_a_phone(), _code=code, read="").text
    (foreign,) = re.findall(r'name="kept" value="([0-9a-f]{64})"', page)

    answer = sent(public, kept=[foreign])
    assert answer.status_code == 422
    assert "请重新选择" in answer.text
    assert "tip.received/2" not in [each.name for each in log_of(served)]


def test_of_a_flood_no_photo_is_looked_at_and_that_is_said(public: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(REPORTS.free + 1):
        assert sent(public, b"no photo", read="").status_code == 422
    monkeypatch.setattr(tip_photos, "_drawn", None)  # whoever calls it fails
    answer = sent(public, b"no photo")

    assert answer.status_code == 429
    assert "刚才选的照片没有收下，请重新选择" in answer.text
    assert 'value="3楼"' in answer.text


def test_an_answer_comes_with_photos_with_or_without_words(public: Client, served: Served) -> None:
    code = code_in(sent(public).text)
    ask(served, code, "有收据吗？")
    page = public.post("/report/status", data={"code": code}).text
    (key,) = re.findall(r'name="_key" value="(\w+)"', page)
    data = {"code": code, "_key": key, "answer": ""}
    for _ in range(2):
        answered = public.post("/report/answer", data=data, files=files(of_a_phone()))

    assert answered.status_code == 200, answered.text
    assert answered.text.count("附照片 1 张") == 1
    assert [each.name for each in log_of(served)].count("tip.added-to/2") == 1


def test_answers_with_photos_are_counted_like_reports_and_those_without_are_not(public: Client) -> None:
    data = {"code": code_in(sent(public).text), "_key": "k", "answer": "收据在这里"}
    for _ in range(REPORTS.free + 1):
        assert public.post("/report/answer", data=data).status_code == 200
    answers = [public.post("/report/answer", data=data, files=files(of_a_phone())) for _ in range(REPORTS.free + 1)]

    assert answers[-1].status_code == 429
    assert "刚才选的照片没有收下，请重新选择" in answers[-1].text
    assert "收据在这里</textarea>" in answers[-1].text


def test_mistakes_in_an_answer_lose_neither_words_nor_photos(public: Client, served: Served) -> None:
    code = code_in(sent(public).text)
    data = {"code": code, "_key": "k", "answer": "收据在这里"}
    answer = public.post("/report/answer", data=data, files=files(of_a_phone(), HEIC))

    assert answer.status_code == 422
    assert "HEIC" in mistakes(answer.text)["photo-2"]
    assert "收据在这里</textarea>" in answer.text
    kept = re.findall(r'name="kept" value="([0-9a-f]{64})" checked', answer.text)
    assert len(kept) == 1
    done = public.post("/report/answer", data=data | {"kept": kept}, files=files())
    assert done.status_code == 200
    assert "附照片 1 张" in done.text
    assert "tip.added-to/2" in [each.name for each in log_of(served)]


def test_photos_too_large_together_are_told_beside_them_and_nothing_that_was_typed_is_lost(
    public: Client, served: Served
) -> None:
    head, large = served.app.store.head(), b"\xff\xd8\xff" + bytes(17_000_000)
    answer = sent(public, large, large, large, kept=["0" * 64])

    assert answer.status_code == 422
    assert "照片加起来太大，超过 48 MB，没有收下。每张 10 MB 以内" in mistakes(answer.text)["photos"]
    assert 'id="c-photo-2"' in focused(answer.text), "the first field that is left"
    for field in ("accused", "place", "building", "amount", "began", "name", "phone"):
        assert f'value="{TOLD[field]}"' in answer.text
    for field in ("content", "manner"):
        assert f"{TOLD[field]}</textarea>" in answer.text
    assert 'value="named" checked' in answer.text
    assert f'value="{"0" * 64}" checked' in answer.text, "what came before is not lost either"
    assert served.app.store.head() == head


def test_so_they_are_in_an_answer(public: Client) -> None:
    data = {"code": code_in(sent(public).text), "_key": "k", "answer": "收据在这里"}
    answer = public.post("/report/answer", data=data, files=files(*[b"\xff\xd8\xff" + bytes(17_000_000)] * 3))

    assert answer.status_code == 422
    assert "照片加起来太大" in mistakes(answer.text)["photos"]
    assert "收据在这里</textarea>" in answer.text


@pytest.mark.parametrize(("address", "field"), [("/report", "_code"), ("/report/answer", "code")])
def test_no_more_is_read_than_was_typed_where_photos_are_too_large(
    public: Client, served: Served, address: str, field: str
) -> None:
    code = code_in(sent(public).text)
    typed = f'--x\r\ncontent-disposition: form-data; name="{field}"\r\n\r\n{code}\r\n'
    photo = '--x\r\ncontent-disposition: form-data; name="photo-1"; filename="a.jpg"\r\n\r\n' + "x" * SMALL
    kind = "multipart/form-data; boundary=x"

    assert announced(served, address, kind, 60_000_000, (typed + photo).encode()) == b"422"


def test_what_is_no_form_at_all_is_refused(public: Client) -> None:
    for body in (b"", b"--x\r\nnonsense", b"--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n"):
        answer = public.post("/report", content=body, headers={"content-type": "multipart/form-data; boundary=x"})
        assert answer.status_code in {400, 422}
    four = [*files(of_a_phone(), of_a_phone(), of_a_phone()), ("photo-1", (NAME, of_a_phone(), "image/jpeg"))]
    assert public.post("/report", data={**TOLD, "_code": "A" * 20}, files=four).status_code == 400


def test_on_both_databases(database_url: str, serve: Callable[..., Served]) -> None:
    served = serve(database_url=database_url)
    client = served.stranger(origin=served.address)
    code = code_in(sent(client, of_a_phone()).text)
    tip = f"tip/{tip_of(served.app, code)}"

    (picture,) = received(served).pictures
    found = served.app.blobs.open_sealed(tip, picture.digest)
    assert found is not None
    assert opened(found).size == (200, 400)
    assert served.app.verify().sound
