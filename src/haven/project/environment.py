"""What the operator decides, read from the environment once and validated by name.

Owns every `HAVEN_…` variable. Must not know Django: the bootstrap and the engines' commands read it too.
"""

import re
import secrets
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from haven.project.errors import BadEnvironment


class Environment(BaseSettings):
    """The settings of one site; each field is the variable `HAVEN_<FIELD>`."""

    model_config = SettingsConfigDict(env_prefix="HAVEN_", env_ignore_empty=True, extra="ignore")

    data: Path = Field(Path("data"), description="directory of the database, the media and the logs")
    host: str = Field("127.0.0.1", description="address the web server binds to")
    port: int = Field(8000, ge=1, le=65535, description="port of the web server")
    database_url: str | None = Field(None, description="postgresql://… of a given server; default: embedded")
    secret_key: SecretStr | None = Field(None, description="at least 32 characters; default: made and kept")
    demo: bool = Field(False, description="demo people and mailbox; loopback only")
    webhook_loopback: bool = Field(False, description="let webhooks call this host; for trying them out")
    debug: bool = Field(False, description="tracebacks instead of one-line errors; never on a real site")
    site_name: str = Field("Haven", min_length=1, max_length=60)
    site_url: str | None = Field(None, description="public address, https://…; default: http://host:port")
    contact: str | None = Field(None, description="e-mail address of the operator, shown to the public")
    currency: str = Field("GBP", pattern="^[A-Z]{3}$", description="currency of new ads, ISO 4217")
    region: str = Field("GB", pattern="^[A-Z]{2}$", description="country whose phone numbers need no prefix")
    languages: str = Field("en", description="languages that ads are written in, ISO 639-1, comma between")
    map_tiles: str = Field("", description="https://…/{z}/{x}/{y}.png of a tile server, a blank, whom to credit")
    time_zone: str = "UTC"
    smtp_url: str | None = Field(None, description="smtp://user:password@host:587 or smtps://…:465")
    mail_from: str = Field("haven@localhost", description="sender of the site's own mails")
    relay_domain: str = Field("relay.localhost", description="domain of the masked addresses")
    inbound_secret: SecretStr | None = Field(None, description="signs mail handed over by HTTP; at least 32 characters")
    audit_percent: float = Field(2.0, ge=0, le=100, description="of published and refused ads, looked at again")
    undo_seconds: int = Field(60, ge=0, le=3600, description="how long a decision can be undone")
    size: Literal["micro", "small", "medium", "large"] = Field("micro", description="of the operator, as EU law counts")
    listing_days: int = Field(60, ge=1, le=730, description="days until an ad expires")
    keep_drafts_days: int = Field(30, ge=1, le=3650, description="ads that were begun and never sent")
    keep_ads_days: int = Field(365, ge=30, le=3650, description="ads that have ended")
    keep_messages_days: int = Field(365, ge=30, le=3650, description="conversations, from their last message")
    keep_mails_days: int = Field(30, ge=1, le=3650, description="copies of mails that were sent")
    brief_endpoint: str = Field("", description="address, model and key of a model server for briefs, blanks between")
    cybertip_url: str = Field(
        "https://exttest.cybertip.org/ispws", description="the CyberTipline's service; its sandbox"
    )
    cybertip_login: SecretStr | None = Field(
        None, description="name and password it gave to this site, a blank between"
    )
    tsa_url: str = Field("", pattern="^(https?://.+)?$", description="a timestamp authority (RFC 3161) for bundles")
    findings_days: int = Field(365, ge=30, le=3650, description="networks that no ad has joined")
    keep_reporters_days: int = Field(365, ge=30, le=3650, description="names and addresses in closed reports")
    keep_words_days: int = Field(1095, ge=190, le=3650, description="appeals, answers, notes about decisions")
    keep_consents_days: int = Field(1095, ge=30, le=3650, description="who agreed to which terms")
    keep_work_days: int = Field(90, ge=7, le=3650, description="what people at the desk see of their own work")
    keep_instruments_days: int = Field(30, ge=1, le=3650, description="files of authorities that no call confirmed")
    keep_logs_days: int = Field(30, ge=1, le=3650, description="log files that were set aside")
    proxies: str = Field("127.0.0.1,::1", description="reverse proxies whose X-Forwarded-For is believed")
    web_threads: int = Field(16, ge=1, le=64)
    metrics_token: SecretStr | None = Field(None, description="at least 32 characters; who has it may read /metrics")
    witnesses: str = Field("", description="address and key of each witness of the log: URL KEY, URL KEY")

    @field_validator("site_url")
    @classmethod
    def _absolute(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("must be an address like https://haven.example")
        return value.rstrip("/")

    @field_validator("languages")
    @classmethod
    def _codes(cls, value: str) -> str:
        codes = [code.strip().lower() for code in value.split(",") if code.strip()]
        if not codes or not all(len(code) == 2 and code.isascii() and code.isalpha() for code in codes):
            raise ValueError("must be two-letter codes with commas between, like en,de")
        return ",".join(dict.fromkeys(codes))

    @field_validator("map_tiles")
    @classmethod
    def _tiles(cls, value: str) -> str:
        address, _, credit = value.strip().partition(" ")
        parts = urlsplit(address)
        plain = parts.hostname and re.fullmatch(r"[a-z0-9.-]+", parts.hostname) and not parts.username
        if address and not (
            parts.scheme == "https" and plain and sorted(re.findall(r"{(.*?)}", address)) == ["x", "y", "z"]
        ):
            raise ValueError("must be like https://tiles.example.org/{z}/{x}/{y}.png © Who made the map")
        if address and not credit.strip():
            raise ValueError("must say whom to credit, behind the address and a blank")
        return value.strip()

    @field_validator("cybertip_url")
    @classmethod
    def _service(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname or "")):
            raise ValueError("must begin with https://")
        return value.rstrip("/")

    @field_validator("smtp_url")
    @classmethod
    def _smtp(cls, value: str | None) -> str | None:
        if value is not None and urlsplit(value).scheme not in {"smtp", "smtps"}:
            raise ValueError("must begin with smtp:// or smtps://")
        return value

    @field_validator("database_url")
    @classmethod
    def _postgres(cls, value: str | None) -> str | None:
        if value is not None and urlsplit(value).scheme not in {"postgres", "postgresql"}:
            raise ValueError("must begin with postgresql:// (PostgreSQL is the only database)")
        return value

    @field_validator("secret_key", "metrics_token", "inbound_secret")
    @classmethod
    def _long(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < 32:
            raise ValueError("must have at least 32 characters")
        return value

    @model_validator(mode="after")
    def _demo_stays_home(self) -> "Environment":
        if self.demo and not is_loopback(self.host):
            raise ValueError(f"the demo binds to loopback only, not to HAVEN_HOST={self.host}")
        if self.demo and not is_loopback(urlsplit(self.url).hostname or ""):
            raise ValueError(f"the demo is for this machine only, not for HAVEN_SITE_URL={self.url}")
        return self

    @field_validator("witnesses")
    @classmethod
    def _pairs(cls, value: str) -> str:
        for pair in value.split(",") if value.strip() else ():
            url, _, key = pair.strip().partition(" ")
            if urlsplit(url).scheme not in {"http", "https"} or key.count("+") < 2:
                raise ValueError(f"{pair.strip()!r} should be the address of a witness, a space, and its key")
        return value

    @property
    def witness_list(self) -> list[tuple[str, str]]:
        """Address and key of each witness."""
        pairs = [pair.strip().partition(" ") for pair in self.witnesses.split(",") if pair.strip()]
        return [(url.rstrip("/"), key.strip()) for url, _, key in pairs]

    @property
    def url(self) -> str:
        """The site's public address without a trailing slash."""
        return self.site_url or f"http://{self.host}:{self.port}"

    @property
    def media(self) -> Path:
        """Directory of the photos."""
        return self.data.resolve() / "media"

    @property
    def mail_mode(self) -> Literal["smtp", "mailbox", "none"]:
        """Where outgoing mail goes: an SMTP server, the demo's mailbox page, or nowhere yet."""
        if self.smtp_url:
            return "smtp"
        return "mailbox" if self.demo else "none"


def is_loopback(host: str) -> bool:
    """Whether `host` can only be reached from this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@cache
def environment() -> Environment:
    """The validated environment.

    Raises:
        BadEnvironment: names each variable that is wrong, in one line.
    """
    try:
        return Environment()
    except ValidationError as error:
        raise BadEnvironment("; ".join(_sentence(item["loc"], item["msg"]) for item in error.errors())) from None


def _sentence(location: tuple[int | str, ...], message: str) -> str:
    message = message.removeprefix("Value error, ")
    return f"HAVEN_{str(location[0]).upper()}: {message}" if location else message


def secret_key() -> str:
    """The site's secret key: the one given, else one that is made once and kept in the data directory."""
    given = environment().secret_key
    if given is not None:
        return given.get_secret_value()
    path = environment().data / "secret_key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        pass
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except OSError as error:
        raise BadEnvironment(f"cannot write {path}: {error.strerror}; set HAVEN_DATA to a place of yours") from None
    return path.read_text().strip()
