"""The demonstration ends with its console, for whoever sits before it."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from httpx2 import Client

CHUFEI = str(Path(sys.executable).with_name("chufei"))


def test_a_person_at_a_terminal_gets_the_console_and_its_people(tmp_path: Path) -> None:
    outer, inner = pty.openpty()
    command = [CHUFEI, "demo", "--data", str(tmp_path / "demo"), "--lang", "zh"]
    environment = {**os.environ, "COLUMNS": "100", "TERM": "dumb"}
    with subprocess.Popen(command, stdin=inner, stdout=inner, stderr=subprocess.DEVNULL, env=environment) as running:
        os.close(inner)
        try:
            said = ""
            while "Ctrl+C 结束" not in said:
                said += os.read(outer, 65_536).decode(errors="replace")
            found = re.search(r"工作台：(http://\S+?)　密码都是 (\S+)", said)
            assert found is not None
            address, password = found.groups()
            with Client(base_url=address, headers={"origin": address}, follow_redirects=True) as client:
                for account in ("xf-1", "cb-1", "fg", "sj", "da", "admin", "yw"):
                    assert account in said
                    answer = client.post("/sign-in", data={"account": account, "password": password})
                    assert answer.status_code == 200, (account, answer.url)
        finally:
            running.terminate()
        assert running.wait(20) == 0
    os.close(outer)
