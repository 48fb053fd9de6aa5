"""What a mailbox is told: whose it is, where its servers are, how it signs in."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from firebell.channels.contract import ChannelError
from firebell.channels.networks.email import addresses
from firebell.channels.networks.email.parse import Mailbox, mailbox_of

SECRETS = frozenset({"password", "token", "smtp_password"})
TLS, STARTTLS = "tls", "starttls"
ENVELOPE, SERVER, NONE = "envelope", "server", "none"
DEFAULTS: dict[str, Any] = {
    "address": "",
    "name": "",
    "addresses": [],
    "username": "",
    "password": "",
    "token": "",
    "token_expires_at": "",
    "imap_host": "",
    "imap_port": 993,
    "imap_security": TLS,
    "folders": ["INBOX"],
    "sent_folder": "",
    "junk_folder": "",
    "history_days": 30,
    "mark_seen": False,
    "smtp_host": "",
    "smtp_port": 465,
    "smtp_security": TLS,
    "smtp_username": "",
    "smtp_password": "",
    "copy": ENVELOPE,
    "settle_minutes": 10,
    "plus_addressing": False,
    "forwarders": [],
    "trusted_server": "",
    "ca_file": "",
    "brand": None,
}


@dataclass(frozen=True, slots=True)
class Place:
    """One server and how it is signed in to. `token` (OAuth2) is used where there is one."""

    what: str  # "IMAP" or "SMTP"
    host: str
    port: int
    security: str
    username: str
    password: str = field(repr=False)
    token: str = field(repr=False)
    ca_file: str

    @property
    def label(self) -> str:
        return f"{self.what} {self.host}:{self.port}"

    def context(self) -> ssl.SSLContext:
        """Certificates are always checked; `ca_file` adds an authority of one's own."""
        context = ssl.create_default_context()
        if self.ca_file:
            try:
                context.load_verify_locations(self.ca_file)
            except (OSError, ssl.SSLError) as error:
                raise wrong(f"`ca_file` {self.ca_file} cannot be read ({error})") from error
        return context


@dataclass(frozen=True, slots=True)
class MailConfig:
    """See `docs/how-to/answer-mail.md`. `smtp` is None where nothing can be sent."""

    address: str
    name: str
    imap: Place
    smtp: Place | None
    mailbox: Mailbox
    folders: tuple[str, ...]
    sent_folder: str
    junk_folder: str
    history: timedelta
    mark_seen: bool
    copy: str
    settle: timedelta
    plus_addressing: bool
    token_expires_at: datetime | None

    @classmethod
    def read(cls, config: Mapping[str, Any]) -> MailConfig:
        """From a validated config with its secrets opened."""
        got = {**DEFAULTS, **{name: one for name, one in config.items() if one is not None}}
        user = got["username"] or got["address"]
        imap = Place(
            "IMAP",
            *(got["imap_host"], int(got["imap_port"]), got["imap_security"]),
            *(user, got["password"], got["token"], got["ca_file"]),
        )
        smtp = Place(
            "SMTP",
            *(got["smtp_host"], int(got["smtp_port"]), got["smtp_security"]),
            got["smtp_username"] or user,
            got["smtp_password"] or got["password"],
            "" if got["smtp_password"] else got["token"],
            got["ca_file"],
        )
        expires = got["token_expires_at"]
        return cls(
            address=got["address"],
            name=got["name"],
            imap=imap,
            smtp=smtp if smtp.host else None,
            mailbox=mailbox_of(
                got["address"],
                got["addresses"],
                trusted=got["trusted_server"],
                forwarders=tuple(got["forwarders"]),
            ),
            folders=tuple(got["folders"]),
            sent_folder=got["sent_folder"],
            junk_folder=got["junk_folder"],
            history=timedelta(days=float(got["history_days"])),
            mark_seen=bool(got["mark_seen"]),
            copy=got["copy"],
            settle=timedelta(minutes=float(got["settle_minutes"])),
            plus_addressing=bool(got["plus_addressing"]),
            token_expires_at=datetime.fromisoformat(expires) if expires else None,
        )


def validate(given: Mapping[str, Any]) -> dict[str, Any]:
    """Every key of DEFAULTS, checked. Needed: `address`, `imap_host`, and `password` or `token`."""
    unknown = [key for key in given if key not in DEFAULTS]
    if unknown:
        raise wrong(f"{unknown[0]!r} is not known; known are {', '.join(DEFAULTS)}")
    got = {key: _kept(key, given.get(key)) for key in DEFAULTS}
    _check_addresses(got)
    if not got["imap_host"]:
        raise wrong("`imap_host` must name the server of the mailbox")
    if not got["password"] and not got["token"]:
        raise wrong("`password` (or an OAuth2 `token`) is needed to sign in")
    for name in ("imap", "smtp"):
        _check_server(name, got)
    for name, most in (("history_days", 3650), ("settle_minutes", 1440)):
        if not 0 <= got[name] <= most:
            raise wrong(f"`{name}` must be from 0 to {most}")
    if got["copy"] not in (ENVELOPE, SERVER, NONE):
        raise wrong(f"`copy` must be {ENVELOPE}, {SERVER} or {NONE}")
    if not got["folders"]:
        raise wrong("`folders` must name at least one folder, such as INBOX")
    _check_rest(got)
    return got


def _kept(key: str, value: Any) -> Any:
    default = DEFAULTS[key]
    if value is None or value == "":
        return list(default) if isinstance(default, list) else default
    if isinstance(default, list):
        parts = value.replace(",", "\n").split("\n") if isinstance(value, str) else list(value)
        return [str(part).strip() for part in parts if str(part).strip()]
    if isinstance(default, bool):
        return value is True
    if isinstance(default, int):
        try:
            return type(default)(value) if not isinstance(value, float) else value
        except (TypeError, ValueError) as error:
            raise wrong(f"`{key}` must be a number") from error
    text = str(value).strip()
    if any(sign in text for sign in "\r\n\x00"):
        raise wrong(f"`{key}` must be one line")
    return text


def _check_addresses(got: dict[str, Any]) -> None:
    got["address"] = got["address"].lower()
    if not addresses.is_address(got["address"]):
        raise wrong("`address` must be the address of the mailbox, such as help@shop.example")
    for one in got["addresses"]:
        if not addresses.is_address(one):
            raise wrong(f"{one!r} in `addresses` is not an address")
    got["forwarders"] = [one.lower() for one in got["forwarders"]]


def _check_server(name: str, got: Mapping[str, Any]) -> None:
    if got[f"{name}_security"] not in (TLS, STARTTLS):
        raise wrong(f"`{name}_security` must be {TLS} or {STARTTLS}: nothing is sent in the clear")
    if not 0 < got[f"{name}_port"] < 65536:
        raise wrong(f"`{name}_port` must be from 1 to 65535")
    if any(sign.isspace() or sign in "/@" for sign in got[f"{name}_host"]):
        raise wrong(f"`{name}_host` must be the name of a server, without https:// and path")


def _check_rest(got: dict[str, Any]) -> None:
    if got["ca_file"] and not Path(got["ca_file"]).is_file():
        raise wrong(f"there is no file {got['ca_file']} (`ca_file`)")
    got["trusted_server"] = got["trusted_server"].lower()
    if got["token_expires_at"]:
        try:
            ends = datetime.fromisoformat(str(got["token_expires_at"]))
        except ValueError as error:
            raise wrong("`token_expires_at` must be a time such as 2026-01-31T12:00Z") from error
        if ends.tzinfo is None:
            raise wrong("`token_expires_at` needs an offset, such as a Z at its end")
        got["token_expires_at"] = ends.isoformat()


def wrong(why: str) -> ChannelError:
    return ChannelError(f"e-mail: {why}", permanent=True)
