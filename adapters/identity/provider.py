"""An identity provider by OpenID Connect: code flow with PKCE, state and nonce. It says who somebody is, no more."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any, Final

import structlog
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from httpx2 import HTTPError
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from adapters.identity import secrets
from domain.errors import ProviderUnavailable
from domain.words import Words
from workflows.identity.lifetimes import ASKING
from workflows.identity.refusals import Why, refusal
from workflows.identity.shapes import Asking, ProviderAt, Told
from workflows.ports import Clock

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519")
"""Signatures that only the provider can make; a shared secret proves nothing of who signed."""
SKEW: Final = 60
"""Seconds by which the provider's clock may differ from ours."""
PATIENCE: Final = 10
"""Seconds to wait for its answers."""
SCOPES: Final = "openid profile"
NAMES_ITSELF: Final = "authorization_response_iss_parameter_supported"
"""Whether it says in its answer who it is (RFC 9207): then an answer without a name is another's."""
WELL_KNOWN: Final = "/.well-known/openid-configuration"

UNAVAILABLE: Final = Words("统一认证没有应答，或应答有误", "the identity provider does not answer, or not as it should")

log = structlog.get_logger(__name__)


class Provider:
    """One provider. What a browser brings back is signed by us, so that nothing is kept for those who never return."""

    def __init__(self, at: ProviderAt, clock: Clock, derive: Callable[..., str]) -> None:
        self.at = at
        self._clock = clock
        self._derive = derive
        self._guard = Lock()
        self._found: Mapping[str, Any] = {}
        self._keys: KeySet | None = None

    def ask(self, redirect: str, way: str) -> Asking:
        """Send somebody to the provider, who sends him back to ``redirect``. Raises ``ProviderUnavailable``."""
        state, nonce, verifier = (secrets.drawn() for _ in range(3))
        with self._talking(redirect) as client:
            address = self._described(client)["authorization_endpoint"]
            url, _ = client.create_authorization_url(address, state=state, nonce=nonce, code_verifier=verifier)
        until = (self._clock.now() + ASKING).timestamp()
        return Asking(url=url, ticket=self._signed([state, nonce, verifier, way, int(until)]))

    def answer(self, ticket: str, *, state: str, code: str, redirect: str, issuer: str = "") -> Told:
        """Who came back. Raises ``NotSignedIn`` (``oidc.refused``), ``ProviderUnavailable``."""
        asked, nonce, verifier, way, until = self._opened(ticket)
        if not secrets.equal(state, asked) or until < self._seconds():
            raise refusal(Why.PROVIDER_REFUSED)
        with self._talking(redirect) as client:
            described = self._described(client)
            if issuer != self.at.issuer and (issuer or described.get(NAMES_ITSELF)):
                raise refusal(Why.PROVIDER_REFUSED)
            token = client.fetch_token(described["token_endpoint"], code=code, code_verifier=verifier)
            claims = self._claims(client, token, nonce)
            named = self._named(client, described, claims)
        return Told(issuer=self.at.issuer, subject=claims["sub"], named=named, way=way)

    def _claims(self, client: OAuth2Client, token: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        """What the ID token says, once its signature, issuer, audience, time and nonce are right."""
        text = token.get("id_token", "")
        try:
            decoded = jwt.decode(text, self._key_set(client), algorithms=list(ALGORITHMS))
        except InvalidKeyIdError:  # they changed their keys
            decoded = jwt.decode(text, self._key_set(client, anew=True), algorithms=list(ALGORITHMS))
        wanted = {
            "iss": {"essential": True, "value": self.at.issuer},
            "aud": {"essential": True, "value": self.at.client_id},
        }
        params = {"nonce": nonce, "client_id": self.at.client_id, "access_token": token.get("access_token")}
        claims = CodeIDToken(decoded.claims, decoded.header, wanted, params)
        claims.validate(now=self._seconds(), leeway=SKEW)
        return dict(claims)

    def _named(self, client: OAuth2Client, described: Mapping[str, Any], claims: Mapping[str, Any]) -> str:
        """What the agreed claim holds: in the ID token, or else in what the provider tells of the person."""
        claim = self.at.claim
        if claim and claim not in claims and "userinfo_endpoint" in described:
            told = client.get(described["userinfo_endpoint"]).raise_for_status().json()
            claims = told if told.get("sub") == claims["sub"] else claims
        named = claims.get(claim, "") if claim else ""
        return named if isinstance(named, str) else ""

    @contextmanager
    def _talking(self, redirect: str) -> Iterator[OAuth2Client]:
        """A conversation with the provider; its mistakes are refusals, its silence is a fault."""
        client = OAuth2Client(
            self.at.client_id, self.at.client_secret or None, scope=SCOPES, redirect_uri=redirect,
            code_challenge_method="S256", timeout=PATIENCE, follow_redirects=False,
        )  # fmt: skip
        try:
            with client:
                yield client
        except (OAuthError, JoseError) as error:
            log.warning("provider refused", error=type(error).__name__)
            raise refusal(Why.PROVIDER_REFUSED) from error
        except (HTTPError, ValueError, KeyError) as error:
            log.warning("provider unavailable", error=type(error).__name__)
            raise ProviderUnavailable(UNAVAILABLE) from error

    def _described(self, client: OAuth2Client) -> Mapping[str, Any]:
        """What the provider says of itself; asked once. Raises ``ValueError`` where it is another."""
        with self._guard:
            if not self._found:
                found = self._fetched(client, self.at.issuer.rstrip("/") + WELL_KNOWN)
                if found["issuer"] != self.at.issuer:
                    msg = "it calls itself by another name"
                    raise ValueError(msg)
                self._found = found
            methods = self._found.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        if self.at.client_secret and "client_secret_basic" not in methods:
            client.token_endpoint_auth_method = "client_secret_post"  # noqa: S105 - a way, not a secret
        return self._found

    def _key_set(self, client: OAuth2Client, *, anew: bool = False) -> KeySet:
        with self._guard:
            if self._keys is None or anew:
                self._keys = KeySet.import_key_set(self._fetched(client, self._found["jwks_uri"]))
            return self._keys

    @staticmethod
    def _fetched(client: OAuth2Client, address: str) -> Any:  # noqa: ANN401 - JSON is anything
        return client.request("GET", address, withhold_token=True).raise_for_status().json()

    def _signed(self, told: list[object]) -> str:
        text = urlsafe_b64encode(json.dumps(told).encode()).decode()
        return f"{text}.{self._derive('asking a provider', text)}"

    def _opened(self, ticket: str) -> tuple[str, str, str, str, int]:
        text, _, proof = ticket.partition(".")
        if not secrets.equal(proof, self._derive("asking a provider", text)):
            raise refusal(Why.PROVIDER_REFUSED)
        state, nonce, verifier, way, until = json.loads(urlsafe_b64decode(text))
        return state, nonce, verifier, way, until

    def _seconds(self) -> int:
        return int(self._clock.now().timestamp())
