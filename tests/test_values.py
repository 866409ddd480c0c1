"""Values are written as JSON and read back the same; what is no value is refused."""

from __future__ import annotations

from typing import Any

import pytest

from placard.errors import RecordError
from placard.values import Code, Count, DateRange, Place, Text, Unresolved, Value, value_from_json, value_to_json, value_type

VALUES = {
    "count": Count(300, None, "more than 300", "over"),
    "date": DateRange("2020-03-02", "2020-03-04", "interval", "Monday to Wednesday"),
    "place": Place(2335204, "Kano", "NG", 12.0, 8.5, "settlement", "Kano"),
    "code": Code("tear_gas"),
    "text": Text("pay us", stance="against", target="the governor"),
    "unresolved": Unresolved("the other day", "no day is named"),
}


@pytest.mark.parametrize(("kind", "value"), VALUES.items())
def test_a_value_is_read_back_as_it_was_written(kind: str, value: Value) -> None:
    written = value_to_json(value)
    assert value_type(value) == kind == written["type"]
    assert value_from_json(written) == value


@pytest.mark.parametrize("data", [{}, {"type": "colour"}, {"type": "code"}, {"type": "code", "code": 3}])
def test_what_is_no_value_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        value_from_json(data)


def test_a_value_keeps_its_laws() -> None:
    with pytest.raises(RecordError, match="low end 5 above its high end 3"):
        Count(5, 3, "five", "exact")
    with pytest.raises(RecordError, match="is negative"):
        Count(-1, 3, "minus one", "exact")
    with pytest.raises(RecordError, match="before it begins"):
        DateRange("2020-03-04", "2020-03-02", "interval", "backwards")
