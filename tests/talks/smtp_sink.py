"""A mail server on this machine that keeps what it is sent, and refuses or breaks off as a test tells it to."""

from __future__ import annotations

import datetime as dt
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

__all__ = ["Sink", "certificate", "sink"]


class Sink(socketserver.ThreadingTCPServer):
    """RFC 5321, as far as a client needs it. `refuse` gives the answer to a recipient; `cut` ends the connection after
    the words of the letter to one, before the server has said whether it takes them."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        super().__init__(("localhost", 0), _Talk)
        self.context = context
        self.taken: list[tuple[str, EmailMessage]] = []
        self.encrypted: list[bool] = []
        self.refuse: dict[str, str] = {}
        self.cut: set[str] = set()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Talk(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        """One connection, line by line."""
        self.secure, self.reader = False, ""
        self.say("220 sink")
        while line := self.rfile.readline().decode().strip():
            word = line.split(None, 1)[0].upper()
            if word == "QUIT":
                self.say("221 bye")
                return
            if word == "DATA":
                if not self.data():
                    return
            elif word == "STARTTLS":
                if not self.start_tls():
                    return
            else:
                self.say(self.answer(word, line))

    def answer(self, word: str, line: str) -> str:
        if word == "EHLO":
            offers = self.server.context is not None and not self.secure
            return "250-sink\r\n250 STARTTLS" if offers else "250 sink"
        if word == "RCPT":
            self.reader = line.partition("<")[2].partition(">")[0]
            return self.server.refuse.get(self.reader, "250 ok")
        return "250 ok"

    def data(self) -> bool:
        self.say("354 go on")
        lines = list(iter(self.rfile.readline, b".\r\n"))
        if self.reader in self.server.cut:
            return False
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.taken.append((self.reader, letter))
        self.server.encrypted.append(self.secure)
        self.say("250 taken")
        return True

    def start_tls(self) -> bool:
        self.say("220 go on")
        try:
            self.request = self.server.context.wrap_socket(self.request, server_side=True)
        except ssl.SSLError:  # the client trusts no such certificate
            return False
        self.secure = True
        self.setup()
        return True

    def finish(self) -> None:
        """Close what STARTTLS has put in the place of the connection, too."""
        super().finish()
        self.request.close()

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def sink(context: ssl.SSLContext | None = None) -> Iterator[Sink]:
    """A server that listens until the end."""
    with Sink(context) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A context for `localhost` and the file of the certificate that a client has to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    chain, secret = folder / "certificate.pem", folder / "key.pem"
    chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, *plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, secret)
    return context, chain
