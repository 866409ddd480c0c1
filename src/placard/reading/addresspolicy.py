"""Which addresses may be spoken to: http and https on public hosts only, whatever a name resolves to.

A page read from a list, a feed or a redirect must never make this machine ask its own network: not the loopback, not the
router, not a cloud's metadata service. So a name is resolved once, every address it has is checked, and the connection is
made to the very address that was checked (a second look-up could give another one).
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from placard.reading.files import fault

Resolver = Callable[[str, int], list[str]]
_PORTS = {"http": 80, "https": 443}
_SAVE = "save the page and name the file"


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: what to ask (``path``), of whom (``host``, ``port``), and the network address to connect to."""

    scheme: str
    host: str
    port: int
    path: str
    address: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what rates and robots.txt are about."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def resolve(host: str, port: int) -> list[str]:
    """The network addresses of a host, by the system."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Whether a network address is one of the open internet; addresses that wrap another are judged by both."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    wrapped: list[ipaddress.IPv4Address | None] = []
    if isinstance(found, ipaddress.IPv6Address):
        wrapped += [found.ipv4_mapped, found.sixtofour]
        wrapped += list(found.teredo or ())
        if found in ipaddress.ip_network("64:ff9b::/96"):
            wrapped.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
        if found in ipaddress.ip_network("::/96"):
            return False
        if found.ipv4_mapped is not None:
            return _open(found.ipv4_mapped)
    return _open(found) and all(one is None or _open(one) for one in wrapped)


def _open(found: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return found.is_global and not (
        found.is_multicast
        or found.is_reserved
        or found.is_loopback
        or found.is_link_local
        or found.is_private
        or found.is_unspecified
    )


class Policy:
    """Checks addresses.

    Args:
        resolver: gives the network addresses of a host.
        allowed: whether a network address may be spoken to.
        any_port: whether ports below 1024 other than 80 and 443 may be spoken to (mail servers and the like must not be).
    """

    def __init__(self, resolver: Resolver = resolve, allowed: Callable[[str], bool] = is_public, *, any_port: bool = False) -> None:
        self._resolver = resolver
        self._allowed = allowed
        self._any_port = any_port

    def check(self, url: str) -> Target:
        """The target of an address.

        Raises:
            ReadError: kind ``address`` if it may not be spoken to, ``fetch`` if its host is not found.
        """
        if not url.isprintable() or len(url) > 8000 or re.search(r"[\s\\]", url):
            raise fault("address", "is no address: it holds characters no address has", _SAVE)
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise fault("address", f"is no address ({error})", _SAVE) from None
        scheme = parts.scheme.lower()
        if scheme not in _PORTS:
            raise fault("address", f"is an address of the kind {scheme!r}; http and https are fetched", _SAVE)
        if not host or parts.username is not None or parts.password is not None:
            raise fault("address", "has no host, or carries a user name", _SAVE)
        port = _PORTS[scheme] if port is None else port
        if not self._any_port and port < 1024 and port != _PORTS[scheme]:
            raise fault("address", f"asks for port {port}, which is no web server's", _SAVE)
        try:
            ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
        except UnicodeError:
            raise fault("address", "has a host name that is none", _SAVE) from None
        path = quote(parts.path or "/", safe="/%:=&?~#+!$,;'@()*[]-._") + (
            "?" + quote(parts.query, safe="/%:=&?~#+!$,;'@()*[]-._") if parts.query else ""
        )
        return Target(scheme, ascii_host, port, path, self._address(ascii_host, port))

    def _address(self, host: str, port: int) -> str:
        try:
            addresses = self._resolver(host, port)
        except (OSError, UnicodeError):
            raise fault("fetch", f"the host {host} is not found", "check the address, or your connection") from None
        if not addresses:
            raise fault("fetch", f"the host {host} is not found", "check the address, or your connection")
        # One private address among public ones is an attack or a mistake; neither is worth connecting for.
        if refused := next((one for one in addresses if not self._allowed(one)), None):
            raise fault("address", f"leads to {refused}, an address of a private network; it is not fetched", _SAVE)
        return addresses[0]
