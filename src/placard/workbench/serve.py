"""``placard serve``: the workbench of one project, on this machine only."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from placard.errors import ConfigError
from placard.workbench.app import build_app
from placard.workbench.bench import Workbench
from placard.workbench.identity import identify

HOST = "127.0.0.1"
DEFAULT_PORT = 8642


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(
    project: str | Path,
    *,
    port: int = DEFAULT_PORT,
    open_browser: bool = True,
    name: str | None = None,
    tell: Callable[[str], None] = print,
) -> None:
    """Serve the workbench of a project until stopped (Ctrl-C); only this machine can reach it.

    Args:
        project: the project's folder.
        port: port to listen on; 0 takes a free one.
        open_browser: whether to open the page in the browser.
        name: who acts, as decisions will say; the user of this machine by default.
        tell: is given the URL once the server answers.

    Raises:
        ProjectError: if the folder is no project.
        ConfigError: if the port is taken or the name is none.
    """
    bench = Workbench(Path(project), identify(name))
    try:
        listener = _listen(port)
        url = f"http://{HOST}:{listener.getsockname()[1]}/"

        def ready() -> None:
            tell(url)
            if open_browser:
                webbrowser.open(url)

        config = uvicorn.Config(
            build_app(bench),
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=True,
            timeout_graceful_shutdown=3,
        )
        with listener:
            _Server(config, ready).run(sockets=[listener])
    finally:
        bench.close()


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise ConfigError(
            f"port {port} cannot be used: {error.strerror}", where="--port", fix="give another, or 0 for a free one"
        ) from None
    return listener
