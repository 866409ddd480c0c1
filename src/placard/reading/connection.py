"""One HTTP exchange with a checked address, within one limit of time for all of it."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from placard.reading.addresspolicy import Target


@contextmanager
def exchange(target: Target, headers: Mapping[str, str], seconds: float) -> Iterator[http.client.HTTPResponse]:
    """Ask for ``target`` and give the response; the connection is closed after the ``with``.

    The connection is made to ``target.address``, never to the name again. After ``seconds`` the socket is shut whatever it is
    doing: a server that sends one byte a minute keeps no timeout of its own from starting anew.

    Raises:
        OSError, http.client.HTTPException: if the exchange fails or takes too long.
    """
    plain = socket.create_connection((target.address, target.port), timeout=seconds)
    timer = threading.Timer(seconds, _shut, (plain,))
    timer.daemon = True
    timer.start()
    try:
        stream = plain
        if target.scheme == "https":
            stream = ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.sock = stream
        try:
            connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            yield connection.getresponse()
        finally:
            connection.close()
            stream.close()
    finally:
        timer.cancel()
        plain.close()


def _shut(stream: socket.socket) -> None:
    with contextlib.suppress(OSError):
        stream.shutdown(socket.SHUT_RDWR)
