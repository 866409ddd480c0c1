from __future__ import annotations

import pytest

from placard.errors import InputError
from placard.linking.sources import SourceTable, domain_of, read_sources, write_sources
from placard.records import Source, make_id


def test_what_is_written_is_read_back(tmp_path):
    sources = [Source("s1", "The Daily, North", "local", "Group & Sons", "NG", ("en", "ha")), Source("s2", "Wire", "agency")]
    path = tmp_path / "sources.csv"
    write_sources(path, sources, {"s1": "daily.example"})
    table = read_sources(path)
    assert sorted(table.sources.values(), key=lambda item: item.id) == sources and table.domains == {"s1": "daily.example"}


def test_a_person_may_leave_columns_out(tmp_path):
    path = tmp_path / "sources.csv"
    path.write_text("\ufeffname,kind\nGaya Weekly,local\n", encoding="utf-8")
    (found,) = read_sources(path).sources.values()
    assert found == Source(make_id("source", "Gaya Weekly"), "Gaya Weekly", "local")


def test_the_kinds_of_source_are_those_of_reading(tmp_path):
    path = tmp_path / "sources.csv"
    path.write_text("name,kind\nState TV,state_media\nPulse,channel\nOld table,social\n", encoding="utf-8")
    assert [found.kind for found in read_sources(path).sources.values()] == ["state_media", "channel", "channel"]


def test_every_bad_row_is_named(tmp_path):
    path = tmp_path / "sources.csv"
    path.write_text(
        "id,name,kind,country\na,One,nonsense,\nb,,,\nc,Three,local,Nigeria\nd,Four,local,NG\nd,Five,local,NG\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"row 2.*row 3.*row 4.*row 6"):
        read_sources(path)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"outlet": "daily north"}, "s1"),
        ({"outlet": "The Daily North"}, "s1"),
        ({"url": "https://www.daily.example/news/1"}, "s1"),
        ({"url": "https://sport.daily.example/x"}, "s1"),
        ({"url": "https://t.me/s/StreetPulse/12"}, "s2"),
        ({"byline": "By Daily North Staff"}, "s1"),
        ({"byline": "Ana Okoro - Street Pulse"}, "s2"),
        ({"url": "https://example.com"}, None),
        ({"byline": "By Ana Okoro"}, None),
        ({}, None),
    ],
)
def test_outlets_are_recognised(given, expected):
    table = SourceTable(
        {"s1": Source("s1", "The Daily North"), "s2": Source("s2", "Street Pulse")},
        {"s1": "daily.example", "s2": "t.me/streetpulse"},
    )
    found = table.recognise(**given)
    assert (found.id if found else None) == expected


def test_domains():
    assert domain_of("http://www.Paper.example:80/a") == "paper.example"
    assert domain_of("paper.example/a") == "paper.example"
    assert domain_of(None) == ""
