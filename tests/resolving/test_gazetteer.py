"""The gazetteer: names of every kind are found, and its file is safe against kills and builders at once."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placard.errors import ConfigError
from placard.resolving.gazetteer import Gazetteer, load_gazetteer
from placard.resolving.gazetteer_build import bare_name
from placard.resolving.gazetteer_file import cache_folder, index_path, read_arrays, write_arrays
from placard.resolving.gazetteer_names import fold, hash_key, skeleton, squeezed


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("words", "kind", "country", "name"),
    [
        ("Tehran", "settlement", "IR", "Tehran"),
        ("tehran", "settlement", "IR", "Tehran"),
        ("Téhéran", "settlement", "IR", "Tehran"),
        ("تهران", "settlement", "IR", "Tehran"),
        ("Al-Baṣrah", "settlement", "IQ", "Basrah"),
        ("U.S.", "country", "US", "United States"),
        ("the United Kingdom", "country", "GB", "United Kingdom"),
        ("Côte d'Ivoire", "country", "CI", "Ivory Coast"),
        ("Burma", "country", "MM", "Myanmar"),
        ("Iranian", "country", "IR", "Iran"),
        ("South Koreans", "country", "KR", "South Korea"),
        ("ایران", "country", "IR", "Iran"),
        ("भारत", "country", "IN", "India"),
        ("Texas", "division", "US", "Texas"),
        ("Calif.", "division", "US", "California"),
        ("N.Y.", "division", "US", "New York"),
        ("Sistan and Baluchestan", "division", "IR", "Sistan and Baluchestan"),
        ("Hinds County", "division", "US", "Hinds County"),
        ("Oxfordshire", "division", "GB", "Oxfordshire"),
        ("West Bank", "division", "PS", "West Bank"),
        ("Middle East", "region", None, "Middle East"),
        ("St Louis", "settlement", "US", "St. Louis"),
        ("Saint Louis", "settlement", "US", "St. Louis"),
    ],
)
def test_the_best_known_bearer_of_a_name(gazetteer: Gazetteer, words: str, kind: str, country: str | None, name: str) -> None:
    found = gazetteer.lookup(words)
    assert any((entry.kind, entry.country, entry.name) == (kind, country, name) for entry in found[:3]), found[:3]


@pytest.mark.parametrize("words", ["Sulaymaniya", "Slemaniyah", "Mazar-e Sharif", "Deir al-Zour"])
def test_other_transliterations_are_found(gazetteer: Gazetteer, words: str) -> None:
    assert gazetteer.lookup(words)


def test_entries_carry_their_divisions_and_ids(gazetteer: Gazetteer) -> None:
    tehran = gazetteer.lookup("Tehran")[0]
    assert (tehran.geonameid, tehran.division) == (112931, "IR.26")
    assert tehran.lat is not None and abs(tehran.lat - 35.69) < 0.01


@given(st.text(max_size=60))
def test_folding_is_stable_and_never_raises(words: str) -> None:
    assert fold(fold(words)) == fold(words)
    skeleton(words)
    squeezed(words)


@given(st.text(max_size=40))
def test_lookup_never_raises(words: str) -> None:
    for entry in load_gazetteer().lookup(words):
        assert entry.name


def test_case_accents_and_punctuation_fold_together() -> None:
    assert len({fold(name) for name in ("São Paulo", "SAO PAULO", "sao-paulo", "Sao Paulo")}) == 1
    assert len({fold(name) for name in ("Sana'a", "Sanaa", "Sana’a")}) == 1
    assert fold("كركوك") == fold("کرکوک")


def test_transliterations_share_a_skeleton_and_other_names_do_not() -> None:
    assert skeleton("Basra") == skeleton("al-Basrah")
    assert skeleton("Isfahan") == skeleton("Esfahan")
    assert skeleton("Khartoum") == skeleton("Khartum")
    assert skeleton("Basra") != skeleton("Mosul")
    assert skeleton("تهران") == ""


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Qom Province", "qom"),
        ("Hinds County", "hinds"),
        ("Shahrestān-e Bāfq", "bafq"),
        ("State of Berlin", "berlin"),
        ("Trinidad and Tobago", "trinidad and tobago"),
    ],
)
def test_bare_names(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_hash_of_a_key_is_the_same_everywhere() -> None:
    assert hash_key("tehran") == hash_key("tehran") != hash_key("tehron")


def test_the_cache_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PLACARD_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
    monkeypatch.delenv("PLACARD_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "placard"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache" / "placard"
    assert index_path().name.startswith("gazetteer-")


ARRAYS = {"numbers": np.arange(7, dtype=np.int32), "bytes": np.frombuffer(b"abc", dtype=np.uint8)}


def test_arrays_come_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "x.idx"
    write_arrays(path, ARRAYS, {"a": [1]})
    loaded = read_arrays(path)
    assert loaded is not None
    assert loaded[1] == {"a": [1]}
    assert loaded[0]["numbers"].tolist() == list(range(7))
    assert bytes(loaded[0]["bytes"]) == b"abc"
    assert [part.name for part in tmp_path.iterdir()] == ["x.idx"]


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data[:20], lambda data: b"", lambda data: b"NOTPLACE" + data[8:]]
)
def test_a_damaged_file_is_no_index(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "x.idx"
    write_arrays(path, ARRAYS, {})
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert read_arrays(path) is None


def test_a_folder_that_cannot_be_written_is_named_with_the_fix(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(ConfigError, match="PLACARD_CACHE"):
        write_arrays(blocked / "x.idx", ARRAYS, {})


def _write(path: str, number: int) -> None:
    write_arrays(Path(path), {"numbers": np.full(200_000, number, dtype=np.int64)}, {"number": number})


def test_two_writers_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "x.idx"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_write, args=(str(path), number)) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    loaded = read_arrays(path)
    assert loaded is not None
    assert set(loaded[0]["numbers"].tolist()) == {loaded[1]["number"]}
