"""A lead from registration to the archive over HTTP alone, on both databases, and read back as it was at each step."""

from collections.abc import Callable

from tests.api.http.conftest import Served
from tests.api.http.whole_life import REGISTERED, STEPS


def test_a_lead_goes_the_whole_way_and_every_version_of_it_is_there(
    database_url: str, serve: Callable[..., Served]
) -> None:
    served = serve(database_url=database_url)
    clients = {account: served.client(account) for account in {"jd-01", *(step[0] for step in STEPS)}}
    lead = f"/v1/leads/{clients['jd-01'].post('/v1/leads', json=REGISTERED).json()['lead']}"

    for version, (account, move, stage, form) in enumerate(STEPS, start=1):
        done = clients[account].post(f"{lead}/{move}", json=form, headers={"if-match": f'"{version}"'})
        assert done.json().get("stage") == stage, (move, done.json())

    reader = clients["qj-01"]
    stages = [reader.get(lead, params={"version": at}).json()["lead"]["stage"] for at in range(2, len(STEPS) + 2)]
    story = reader.get(f"{lead}/timeline").json()["timeline"]
    position = done.headers["chufei-position"]
    (row,) = reader.get("/v1/ledger", headers={"chufei-position": position}).json()["rows"]
    assert stages == [stage for _, _, stage, _ in STEPS]
    assert len(story) == len(STEPS) + 1
    assert row["stage"] == "archived"
