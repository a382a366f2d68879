"""提请签批 by a program: a signature is asked for, waits on the work list of whoever may sign, and is given."""

from tests.api.http.conftest import Served
from tests.api.http.test_leads import FORM

ASKED = {"matter": "suspension", "proposal": "当事人在外地，拟中止三十日"}


def test_a_paper_is_asked_for_and_waits_until_it_is_signed(served: Served) -> None:
    handler, leader = served.client("qj-01"), served.client("qj-03")
    lead = served.client("jd-01").post("/v1/leads", json=FORM).json()["lead"]
    asked = handler.post(f"/v1/leads/{lead}/request-signature", json=ASKED)
    assert asked.status_code == 200, asked.text
    position = str(asked.json()["last"])

    (masked,) = leader.get("/v1/worklist", params={"after_position": position}).json()["unsigned"]
    assert (masked["lead"], masked["matter"], masked["asker"]) == (lead, "suspension", "qj-01")
    assert masked["proposal"] == "〔不予显示〕"
    (opened,) = leader.get("/v1/worklist", params={"personal": "open"}).json()["unsigned"]
    assert opened["proposal"] == ASKED["proposal"]
    assert handler.get("/v1/worklist").json()["unsigned"] == []

    again = handler.post(f"/v1/leads/{lead}/request-signature", json=ASKED)
    assert (again.status_code, again.json()["code"]) == (409, "request.open")
    refused = served.client("jd-01").post(f"/v1/leads/{lead}/request-signature", json=ASKED)
    assert (refused.status_code, refused.json()["code"]) == (403, "request.act")
    assert "qj-01" in refused.json()["missing"]["holders"]

    signed = leader.post(f"/v1/leads/{lead}/sign-paper", json={"matter": "suspension", "approved": True})
    assert signed.status_code == 200, signed.text
    position = str(signed.json()["last"])
    assert leader.get("/v1/worklist", params={"after_position": position}).json()["unsigned"] == []
    (told,) = handler.get("/v1/worklist").json()["asked"]
    assert (told["lead"], told["matter"], told["approved"], told["signer"]) == (lead, "suspension", True, "qj-03")


def test_a_refusal_for_want_of_a_signature_names_asking_for_it_among_what_is_possible(served: Served) -> None:
    lead = served.client("jd-01").post("/v1/leads", json=FORM).json()["lead"]
    form = {"ground": "court", "reason": "等待司法结果", "expected": "2030-01-01"}
    refused = served.client("qj-01").post(f"/v1/leads/{lead}/suspend", json=form)

    assert refused.json()["code"] == "signature.suspension"
    assert "request-signature" in {each["command"] for each in refused.json()["legal"]}
