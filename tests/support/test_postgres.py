"""The databases the suites are given are the ones production runs on: durable, in UTF-8, one to each test."""

from sqlalchemy import create_engine, text


def ask(url: str, question: str) -> str:
    engine = create_engine(url)
    with engine.begin() as connection:
        answer: str = connection.execute(text(question)).scalar_one()
    engine.dispose()
    return answer


def test_postgresql_is_durable_and_sorts_by_code_point(postgres_url: str) -> None:
    assert ask(postgres_url, "SHOW fsync") == "on"
    assert ask(postgres_url, "SHOW synchronous_commit") == "on"
    assert ask(postgres_url, "SHOW server_encoding") == "UTF8"
    assert ask(postgres_url, "SELECT datcollate FROM pg_database WHERE datname = current_database()") == "C.UTF-8"


def test_each_test_has_a_database_to_itself(postgres_url: str, postgres_module_url: str) -> None:
    assert ask(postgres_url, "SELECT current_database()") != ask(postgres_module_url, "SELECT current_database()")


def test_chinese_survives_either_database(database_url: str) -> None:
    assert ask(database_url, "SELECT '处非办'") == "处非办"
