"""The real command, ``placard serve``, in a process of its own, which a test can stop or kill."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACARD = Path(sys.executable).with_name("placard")
PATIENCE = 90.0  # seconds; the machine of the tests may be busy


class Server:
    """``placard serve`` of one project as one person."""

    def __init__(self, folder: Path, name: str = "ana", port: int = 0) -> None:
        self.folder = folder
        self.said = b""
        command = [str(PLACARD), "serve", str(folder), "--port", str(port), "--as", name, "--no-open"]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT, env=os.environ | {"PYTHONUNBUFFERED": "1"}
        )
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
        if self._process.stdout is not None and not self._process.stdout.closed:
            self.said += self._process.stdout.read()
            self._process.stdout.close()

    def _first_line(self) -> str:
        """The URL that the server prints once it answers."""
        assert self._process.stdout is not None
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            ready, _, _ = select.select([self._process.stdout], [], [], 0.2)
            chunk = os.read(self._process.stdout.fileno(), 65536) if ready else b""
            self.said += chunk
            for line in self.said.decode("utf-8", "replace").splitlines():
                if "http://127.0.0.1:" in line:
                    return "http://127.0.0.1:" + line.partition("http://127.0.0.1:")[2].strip().strip("/")
            if ready and not chunk:
                break
        self.stop()
        raise RuntimeError(f"the server did not start:\n{self.said.decode('utf-8', 'replace')[-3000:]}")
