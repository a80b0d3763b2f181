"""A small provider of accounts (OpenID Connect): code with PKCE, signed tokens, on a port of its own."""

import base64
import hashlib
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, SECRET = "collegium", "between us"


class Provider:
    """Whom it would let in next, and what it says of them."""

    def __init__(self) -> None:
        self.claims: dict = {}
        self.codes: dict[str, dict] = {}
        self.document: dict = {}
        self.address = ""

    def agree(self, asked: str) -> str:
        """What the person's browser would do there: sign in, and be sent back with a code."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(asked).query).items()}
        assert (query["client_id"], query["code_challenge_method"]) == (CLIENT, "S256")
        code = f"code-{len(self.codes)}"
        self.codes[code] = {"challenge": query["code_challenge"], "to": query["redirect_uri"]}
        return f"{query['redirect_uri']}?code={code}&state={query['state']}"

    def tokens(self, form: dict[str, str]) -> dict | None:
        held = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if not held or held["challenge"] != proof or held["to"] != form["redirect_uri"]:
            return None
        if (form["client_id"], form["client_secret"]) != (CLIENT, SECRET):
            return None
        said = {"iss": self.address, "aud": CLIENT, "exp": 2_000_000_000, "iat": 1_700_000_000} | self.claims
        return {"access_token": "access", "token_type": "Bearer", "id_token": jwt.encode(said, KEY, "RS256")}


@contextmanager
def providing():
    provider = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            pages = {"/.well-known/openid-configuration": provider.document, "/userinfo": provider.claims}
            self.say(pages.get(urlsplit(self.path).path))

        def do_POST(self):
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.say(provider.tokens({name: values[0] for name, values in parse_qs(text).items()}))

        def say(self, found):
            self.send_response(200 if found is not None else 400)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(found or {"error": "invalid_grant"}).encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    provider.address = f"http://localhost:{server.server_port}"
    provider.document = {
        "issuer": provider.address, "authorization_endpoint": f"{provider.address}/authorize",
        "token_endpoint": f"{provider.address}/token", "userinfo_endpoint": f"{provider.address}/userinfo",
        "jwks_uri": f"{provider.address}/jwks", "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }  # fmt: skip
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
