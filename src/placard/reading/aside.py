"""Work that may never end or may take all memory, done in a process beside this one: ended when it is too slow, then started anew.

The process speaks JSON lines over its standard input and output: a question in, an answer out. It lives as long as its parent
and serves one question after another, so that its start (some tenths of a second) is paid once.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
from importlib import import_module
from typing import Any

MEMORY = 2 * 1024 * 1024 * 1024


class AsideError(Exception):
    """The question was not answered: it took too long, or ended the process."""


class Aside:
    """A helper process that answers with the function ``answer`` of ``module``; started when it is first asked."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        atexit.register(self.end)

    def ask(self, question: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The answer to ``question``; raises AsideError if there is none within ``seconds``."""
        with self._lock:
            process = self._running()
            late = threading.Event()

            def stop() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(seconds, stop)
            timer.daemon = True
            timer.start()
            try:
                assert process.stdin is not None and process.stdout is not None
                process.stdin.write(json.dumps(question).encode() + b"\n")
                process.stdin.flush()
                line = process.stdout.readline()
            except OSError:
                line = b""
            finally:
                timer.cancel()
            if not line.endswith(b"\n"):
                self.end()
                if late.is_set():
                    raise AsideError(f"it takes longer than {seconds:g} seconds")
                raise AsideError("it ended the reader, perhaps for lack of memory")
            found: dict[str, Any] = json.loads(line)
            return found

    def end(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
            process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.end()
            command = [sys.executable, "-m", __name__, self._module]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return self._process


def serve(module: str) -> None:
    """Answer questions until the input ends; the memory of the process is limited where the system can do that."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass
    answer = import_module(module).answer
    while line := sys.stdin.buffer.readline():
        try:
            found = answer(json.loads(line))
        except MemoryError:
            raise SystemExit(1) from None
        sys.stdout.buffer.write(json.dumps(found).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
