"""Where webhooks may lead: to the public net, never to what only this machine or its neighbours can reach."""

import socket
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from django.conf import settings

PORTS = {"http": 80, "https": 443}
TRANSLATED = IPv6Network("64:ff9b::/96")  # leads to any IPv4 address, through a gateway
resolvers = ThreadPoolExecutor(2, thread_name_prefix="resolver")


class NotAllowed(Exception):
    """The address is one that webhooks may not lead to, or none at all."""


def parts_of(url):
    """Scheme, host, port and the rest. Raises NotAllowed."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise NotAllowed("not an address of the web") from None
    if not parts.hostname or parts.username is not None:
        raise NotAllowed("not an address of the web")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, parts.hostname, port, path


def resolve(host, port, seconds):
    """The address to connect to: looked up once, and all that the name stands for is allowed.

    Raises NotAllowed; TimeoutError.
    """
    try:
        found = resolvers.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM).result(seconds)
    except TimeoutError:
        raise
    except (OSError, UnicodeError):
        raise NotAllowed("no such host") from None
    addresses = [entry[4][:2] for entry in found]
    if not is_exempt(host, port) and not all(is_public(address) for address, _ in addresses):
        raise NotAllowed("not a public address")
    return addresses[0]


def is_exempt(host, port):
    """Whether whoever runs the site has named it as one of their own receivers."""
    return f"{host}:{port}" in settings.WEBHOOK_HOSTS or host in settings.WEBHOOK_HOSTS


def is_public(text):
    """Whether it is one address of the public net, whichever way it is written."""
    address = ip_address(text.partition("%")[0])
    inside = _inside(address)
    return inside is not None and all(map(_is_public, [address, *inside]))


def _is_public(address):
    is_local = address.is_multicast or getattr(address, "is_site_local", False)
    return address.is_global and not is_local


def _inside(address: IPv4Address | IPv6Address) -> list[IPv4Address] | None:
    """The IPv4 addresses that an IPv6 address leads to; None where that could be any."""
    if isinstance(address, IPv4Address):
        return []
    if address in TRANSLATED or address.ipv4_mapped:
        return None
    return [one for one in (address.sixtofour, *(address.teredo or ())) if one]
