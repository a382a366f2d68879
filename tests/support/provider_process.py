"""A real identity provider (canaille), for as long as standard input is open; run in an environment of its own.

It says where it is, as a line of JSON; each line it is told is an address to which it may send people back.
"""

import json
import sys
from datetime import UTC, datetime
from threading import Thread
from uuid import uuid4
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from canaille import create_app
from canaille.app import models
from canaille.backends import Backend
from joserfc.jwk import RSAKey

CLIENT, SECRET, PASSWORD = "chufei", str(uuid4()), str(uuid4())
PEOPLE = ("qj-01", "jd-01", "stranger")


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _settings(place: str) -> dict[str, object]:
    return {
        "TESTING": True, "ENV_FILE": None, "SECRET_KEY": str(uuid4()), "WTF_CSRF_ENABLED": False,
        "PREFERRED_URL_SCHEME": "http", "SERVER_NAME": place,
        "CANAILLE": {"DATABASE": "memory", "JAVASCRIPT": False, "ACL": {"DEFAULT": {"PERMISSIONS": ["use_oidc"]}}},
        "CANAILLE_OIDC": {"ACTIVE_JWKS": [RSAKey.generate_key(2048, auto_kid=True).as_dict(private=True)]},
    }  # fmt: skip


def main() -> None:
    """Serve until nobody is there any more."""
    server = WSGIServer(("127.0.0.1", 0), _Quiet)
    issuer = f"http://localhost:{server.server_port}"
    app = create_app(config=_settings(issuer.removeprefix("http://")))
    server.set_app(app)
    with app.app_context():
        for name in PEOPLE:
            mail = [f"{name}@example.org"]
            person = models.User(user_name=name, family_name=name, formatted_name=name, emails=mail, password=PASSWORD)
            Backend.instance.save(person)
        client = models.Client(
            client_id=CLIENT, client_secret=SECRET, client_name=CLIENT, client_uri="http://127.0.0.1",
            redirect_uris=[], grant_types=["authorization_code"], response_types=["code"], scope=["openid", "profile"],
            token_endpoint_auth_method="client_secret_basic",  # noqa: S106 - a way, not a secret
            client_id_issued_at=datetime.now(UTC),
        )  # fmt: skip
        Backend.instance.save(client)
        client.audience = [client]
        Backend.instance.save(client)
    Thread(target=server.serve_forever, daemon=True).start()
    print(
        json.dumps({"issuer": issuer, "client_id": CLIENT, "client_secret": SECRET, "password": PASSWORD}), flush=True
    )
    for line in sys.stdin:
        with app.app_context():
            client.redirect_uris = [*client.redirect_uris, line.strip()]
            Backend.instance.save(client)
            for code in Backend.instance.query(models.AuthorizationCode):  # it takes an unused one for the next
                Backend.instance.delete(code)
        print("ok", flush=True)


main()
