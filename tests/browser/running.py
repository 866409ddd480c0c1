"""The real server in a process of its own, which a test can stop or kill."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START = """import sys
from placard.workbench.serve import serve
serve(sys.argv[1], port=int(sys.argv[2]), open_browser=False, name=sys.argv[3])
"""
PATIENCE = 40.0  # seconds; the machine of the tests may be busy


class Server:
    """``placard serve`` of one project as one person."""

    def __init__(self, folder: Path, name: str = "ana", port: int = 0) -> None:
        self.folder = folder
        command = [sys.executable, "-u", "-c", START, str(folder), str(port), name]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT)
        self.url = self._first_line()

    def kill(self) -> None:
        """kill -9: nothing is tidied up."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)

    def stop(self) -> None:
        """Stop as Ctrl-C does."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _first_line(self) -> str:
        """The URL that the server prints once it answers."""
        assert self._process.stdout is not None
        deadline = time.monotonic() + PATIENCE
        said = b""
        while time.monotonic() < deadline:
            ready, _, _ = select.select([self._process.stdout], [], [], 0.2)
            chunk = os.read(self._process.stdout.fileno(), 65536) if ready else b""
            said += chunk
            for line in said.decode("utf-8", "replace").splitlines():
                if "http://127.0.0.1:" in line:
                    return "http://127.0.0.1:" + line.partition("http://127.0.0.1:")[2].strip().strip("/")
            if ready and not chunk:
                break
        self.stop()
        raise RuntimeError(f"the server did not start:\n{said.decode('utf-8', 'replace')[-3000:]}")
