"""Where a call may go: the internet, never this host or its network (server-side request forgery).

A name is resolved once, every address it has is checked, and the call goes to a checked one: a name that answers
otherwise the second time (DNS rebinding) gains nothing.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from haven.webhooks.errors import ForbiddenAddress

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PLAIN = re.compile("[!-~]*")
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a URL leads: `address` is the checked one, `host` what the certificate must name."""

    scheme: str
    host: str
    port: int
    path: str
    address: str = ""


def read_url(url: str) -> Destination:
    """The parts of a URL that may be called, not yet resolved.

    Raises:
        ForbiddenAddress: not https (http to this host where the operator allows that), with a name and a password, or
            written so that it can be no host of the internet. What a name leads to is seen when it is resolved.
    """
    if not _PLAIN.fullmatch(url):  # the parser skips some of what is no part of an address, and hosts are asked for it
        raise ForbiddenAddress(_("This is not the address of a program."))
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        raise ForbiddenAddress(_("This is not the address of a program.")) from None
    if parts.scheme not in _PORTS or not parts.hostname or parts.username or parts.password:
        raise ForbiddenAddress(_("Write an address that begins with https:// and names a host."))
    if parts.scheme == "http" and not settings.WEBHOOK_LOOPBACK:
        raise ForbiddenAddress(_("Write an address that begins with https://."))
    if not _may_be_named(parts.hostname, parts.scheme):
        raise ForbiddenAddress(_("This leads into a network that we call nobody in."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Destination(parts.scheme, parts.hostname, port, path)


def resolve(url: str) -> Destination:
    """Where to connect to.

    Raises:
        ForbiddenAddress: see `read_url`; or the name has an address that is not the internet's.
        OSError: the name has no address.
    """
    to = read_url(url)
    found = socket.getaddrinfo(to.host, to.port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    for address in addresses:
        if not may_call(address, over=to.scheme):
            raise ForbiddenAddress(_("This leads into a network that we call nobody in."))
    return Destination(to.scheme, to.host, to.port, to.path, addresses[0])


def may_call(address: str, *, over: str = "https") -> bool:
    """Whether an IP address is one of the internet; this host only where the operator allows that, http only to it."""
    ip = _meant(ipaddress.ip_address(address.partition("%")[0]))
    if ip.is_loopback:
        return bool(settings.WEBHOOK_LOOPBACK)
    return over == "https" and ip.is_global and not ip.is_multicast and not ip.is_reserved


def _may_be_named(host: str, scheme: str) -> bool:
    """Whether a host, as it is written, can be one that is called: no address of another network, no bare name."""
    name = host.rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return bool(settings.WEBHOOK_LOOPBACK)
    written = _as_number(host)
    return may_call(written, over=scheme) if written else "." in name


def _as_number(host: str) -> str:
    """The IP address that stands there, in any way in which systems read them (`127.1`, `0x7f.1`), or nothing."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return ""


def _meant(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address that stands inside some IPv6 ones."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)
