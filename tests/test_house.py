"""The house: what is declared is documented, locked and free of the machine it was made on."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0].lower() for requirement in requirements}


def declared() -> dict[str, set[str]]:
    return {"run": names(PROJECT["dependencies"])} | {
        extra: names(found) for extra, found in PROJECT["optional-dependencies"].items()
    }


def test_every_direct_dependency_is_documented_with_its_licence() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = {
        match[1].lower(): match[2].strip()
        for match in re.finditer(r"^\| ([A-Za-z0-9-]+) \| ([^|]+) \| [^|]+ \|$", text, re.MULTILINE)
    }
    wanted = set().union(*declared().values()) | {"hatchling", "uv"}
    assert wanted - set(rows) == set()
    assert set(rows) - wanted - {"package", "---"} == set()
    assert all(rows[name] for name in wanted)


def test_the_lock_file_pins_everything_that_runs_and_tests_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {match.lower() for match in re.findall(r"^([A-Za-z0-9_.-]+)==", lock, re.MULTILINE)}
    assert (declared()["run"] | declared()["test"]) - pinned == set()
    assert not re.search(r"://|--index|--find-links|^/", lock, re.MULTILINE)


def test_every_make_target_has_a_line_of_help_and_readme_names_the_main_ones() -> None:
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"demo", "test", "lint", "bench", "lock"} <= targets
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [target for target in ("demo", "test", "bench") if f"make {target}" not in readme] == []


def test_the_documents_the_readme_links_to_are_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
