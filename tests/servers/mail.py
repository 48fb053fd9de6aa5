"""Dovecot and Exim on loopback ports, with a configuration of their own in a temporary folder.

Exim takes mail in over SMTP (plain, STARTTLS and TLS) and hands it to Dovecot by LMTP; Dovecot
shows it by IMAP. Nobody here wrote either of them: what bounces is bounced for real. They need
dovecot-imapd, dovecot-lmtpd and exim4-daemon-light of Debian, and touch nothing of the system.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import pwd
import shutil
import signal
import smtplib
import socket
import ssl
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from string import Template

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SHOP, CUSTOMER = "help@shop.example", "ana@customer.example"
PASSWORD = "not a secret"
NEEDED = {"dovecot": "dovecot-imapd and dovecot-lmtpd", "exim4": "exim4-daemon-light"}
_PATH = os.environ.get("PATH", "") + ":/usr/sbin"

DOVECOT = """
base_dir = $folder/dovecot
state_dir = $folder/dovecot-state
log_path = $folder/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
first_valid_uid = 1
mail_location = maildir:$folder/mail/%u
mailbox_list_index = no
disable_plaintext_auth = yes
auth_mechanisms = plain xoauth2 oauthbearer
ssl = yes
ssl_cert = <$folder/cert.pem
ssl_key = <$folder/key.pem
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u $folder/users
}
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $folder/oauth2.conf
}
userdb {
  driver = passwd-file
  args = username_format=%u $folder/users
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
  mailbox Junk {
    auto = create
    special_use = \\Junk
  }
}
auth_failure_delay = 0
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = $imaps
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = $lmtp
  }
}
service stats {
  chroot =
}
"""

OAUTH2 = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix=$folder/keys/
username_attribute = email
"""

EXIM = """
primary_hostname = mail.shop.example
spool_directory = $folder/exim
log_file_path = $folder/exim/%slog
pid_file_path =
exim_user = nobody
exim_group = nogroup
keep_environment =
local_interfaces = 127.0.0.1
daemon_smtp_ports = $smtp : $smtps
tls_on_connect_ports = $smtps
tls_advertise_hosts = *
tls_certificate = $folder/cert.pem
tls_privatekey = $folder/key.pem
dsn_advertise_hosts = *
smtp_accept_queue_per_connection = 1000
smtp_accept_max = 100
smtp_accept_max_per_connection = 100000
message_size_limit = 60M
acl_smtp_rcpt = recipient
acl_smtp_data = accept
host_lookup =
rfc1413_query_timeout = 0s
prdr_enable = false
begin acl
recipient:
  deny domains = shop.example : customer.example
       local_parts = refused
       message = no such person here
  accept authenticated = *
  accept domains = shop.example : customer.example
  deny message = relaying is not permitted
begin routers
local:
  driver = manualroute
  domains = shop.example : customer.example
  transport = lmtp
  route_list = * 127.0.0.1
  self = send
begin transports
lmtp:
  driver = smtp
  protocol = lmtp
  port = $lmtp
  allow_localhost
  hosts_try_fastopen =
  hosts_avoid_tls = *
begin retry
* * F,2m,1s
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = $${if eq{$$auth3}{$password}}
  server_set_id = $$auth2
  server_advertise_condition = $${if def:tls_in_cipher}
"""


def missing() -> str:
    """Why the servers cannot be started here, or nothing."""
    if os.geteuid() != 0:
        return "Debian's Exim may be started by root only"
    absent = [package for name, package in NEEDED.items() if not shutil.which(name, path=_PATH)]
    return f"not installed: {', '.join(absent)} (make servers)" if absent else ""


@dataclass
class MailServers:
    """Started by `start`, ended by `stop`. Every address of `people` has a mailbox."""

    people: tuple[str, ...] = (SHOP, CUSTOMER)
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="firebell-mail-")))
    imap: int = 0
    imaps: int = 0
    lmtp: int = 0
    smtp: int = 0
    smtps: int = 0

    def __post_init__(self) -> None:
        self.imap, self.imaps, self.lmtp, self.smtp, self.smtps = _free_ports(5)
        self._processes: list[subprocess.Popen[bytes]] = []

    @property
    def ca_file(self) -> str:
        return str(self.folder / "cert.pem")

    def start(self) -> MailServers:
        """Both answer when this returns."""
        self.folder.chmod(0o755)
        self._write()
        dovecot = _find("dovecot")
        self._run([dovecot, "-F", "-c", str(self.folder / "dovecot.conf")])
        # -q1s: what could not be delivered at once is tried again each second.
        self._run([_find("exim4"), "-C", str(self.folder / "exim.conf"), "-bdf", "-q1s"])
        for port in (self.imap, self.imaps, self.lmtp, self.smtp, self.smtps):
            self._wait(port)
        return self

    def stop(self) -> None:
        for process in self._processes:
            process.send_signal(signal.SIGTERM)
        for process in self._processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def deliver(self, raw: bytes, *, sender: str, to: str = SHOP) -> None:
        """A stranger's mail server hands a message over by SMTP."""
        with smtplib.SMTP("127.0.0.1", self.smtp, timeout=20) as smtp:
            smtp.sendmail(sender, [to], raw)

    def mailbox(self, person: str) -> list[bytes]:
        """Every message of a person's inbox, oldest first, as Dovecot stored it."""
        found = [
            path
            for part in ("new", "cur")
            for path in (self.folder / "mail" / person / part).glob("*")
        ]
        found.sort(key=lambda path: (path.stat().st_mtime_ns, path.name))
        return [path.read_bytes() for path in found]

    def empty(self) -> None:
        """No mailbox holds anything, and each gets a new UIDVALIDITY."""
        for person in self.people:
            shutil.rmtree(self.folder / "mail" / person, ignore_errors=True)

    def renumber(self, person: str) -> None:
        """As after a restore: the same messages in the inbox, under other numbers."""
        for path in (self.folder / "mail" / person).glob("dovecot*"):
            path.unlink()

    def wait_for_mail(self, person: str, number: int, seconds: float = 20.0) -> list[bytes]:
        """The person's inbox as soon as it has so many messages."""
        until = time.monotonic() + seconds
        while len(found := self.mailbox(person)) < number:
            if time.monotonic() > until:
                raise AssertionError(f"{person} has {len(found)} messages; {self.logs()}")
            time.sleep(0.05)
        return found

    def logs(self) -> str:
        """The last words of both servers."""
        texts = [
            path.read_text(errors="replace")[-1500:]
            for path in self.folder.rglob("*log")
            if path.is_file()
        ]
        return "\n".join(texts)

    def token(self, person: str, *, lives: timedelta = timedelta(hours=1)) -> str:
        """An OAuth2 access token that Dovecot accepts for this person."""

        def part(value: bytes) -> str:
            return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

        now = int(time.time())
        ends = now + int(lives.total_seconds())
        head = part(json.dumps({"alg": "HS256", "typ": "JWT", "kid": "default"}).encode())
        body = part(
            json.dumps({"email": person, "sub": person, "iat": now - 5, "exp": ends}).encode()
        )
        sign = hmac.new(_JWT_KEY, f"{head}.{body}".encode(), hashlib.sha256).digest()
        return f"{head}.{body}.{part(sign)}"

    def _write(self) -> None:
        nobody = pwd.getpwnam("nobody")  # neither server serves mail as root
        for name in ("mail", "exim", "keys/default/HS256"):
            (self.folder / name).mkdir(parents=True)
        self._make_certificate()
        (self.folder / "keys" / "default" / "HS256" / "default").write_bytes(
            base64.b64encode(_JWT_KEY)
        )
        names: dict[str, object] = {
            **{name: getattr(self, name) for name in ("imap", "imaps", "lmtp", "smtp", "smtps")},
            **{"folder": self.folder, "password": PASSWORD},
        }
        for name, text in (("dovecot", DOVECOT), ("oauth2", OAUTH2), ("exim", EXIM)):
            (self.folder / f"{name}.conf").write_text(Template(text).substitute(names))
        lines = [
            f"{person}:{PASSWORD}:{nobody.pw_uid}:{nobody.pw_gid}::{self.folder}/mail/{person}::\n"
            for person in self.people
        ]
        (self.folder / "users").write_text("".join(lines))
        for path in self.folder.rglob("*"):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
        # Exim believes only a configuration that belongs to root.
        os.chown(self.folder / "exim.conf", 0, 0)

    def _make_certificate(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "firebell tests")])
        now = datetime.now(UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=2))
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(
                x509.SubjectAlternativeName(
                    [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
                ),
                critical=False,
            )
            .sign(key, hashes.SHA256())
        )
        pem = serialization.Encoding.PEM
        (self.folder / "cert.pem").write_bytes(made.public_bytes(pem))
        (self.folder / "key.pem").write_bytes(
            key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        )

    def _run(self, command: list[str]) -> None:
        with (self.folder / f"{Path(command[0]).name}.out").open("wb") as out:
            self._processes.append(
                subprocess.Popen(
                    command, stdout=out, stderr=out, cwd=self.folder, start_new_session=True
                )
            )

    def _wait(self, port: int, seconds: float = 20.0) -> None:
        until = time.monotonic() + seconds
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return
            except OSError as error:
                ended = any(process.poll() is not None for process in self._processes)
                if ended or time.monotonic() > until:
                    outs = [path.read_text(errors="replace") for path in self.folder.glob("*.out")]
                    raise RuntimeError(f"no mail servers: {outs} {self.logs()}") from error
                time.sleep(0.05)


def trusting(servers: MailServers) -> ssl.SSLContext:
    """For a client of the tests that is not ours."""
    return ssl.create_default_context(cafile=servers.ca_file)


_JWT_KEY = b"thirty-two bytes of no secrecy.."


def _find(name: str) -> str:
    found = shutil.which(name, path=_PATH)
    if found is None:
        raise RuntimeError(missing())
    return found


def _free_ports(number: int) -> list[int]:
    probes = [socket.socket() for _ in range(number)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()
