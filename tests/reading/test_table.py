"""CSV, TSV and Parquet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.reading.helpers import TEXT, one_problem, read


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    rows = [["ID", "Outlet", "Content"], ["a", "Tema Post", '"Dockers marched,\nthen they; sat | down"']]
    (tmp_path / "x.csv").write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8")
    [reading], problems = read(tmp_path / "x.csv")
    assert not problems
    assert (reading.document.input_id, reading.document.text) == ("a", "Dockers marched,\nthen they; sat | down")
    assert reading.source is not None and reading.source.name == "Tema Post"


def test_columns_by_option(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(f'nr,text,story\n7,teaser only,"{TEXT}"\n', encoding="utf-8")
    [reading], _ = read(tmp_path / "x.csv", columns={"text": "Story", "id": "nr"})
    assert (reading.document.input_id, reading.document.text) == ("7", TEXT)


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    problem = one_problem(tmp_path / "x.csv", columns={"text": "story"})
    assert "no column 'story'" in problem.message and "a, b" in problem.message


def test_a_csv_without_a_text_column(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("nr,town\n1,Tema\n", encoding="utf-8")
    problem = one_problem(tmp_path / "x.csv")
    assert problem.kind == "columns"
    assert "nr, town" in problem.message and "--column text=" in problem.fix


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(f'id,text,date\na,"{TEXT}",2019-03-12\nb,,\nc,"{TEXT} c",31.02.2019\n', encoding="utf-8")
    readings, problems = read(tmp_path / "x.csv")
    assert [(reading.document.input_id, reading.document.published) for reading in readings] == [("a", "2019-03-12"), ("c", None)]
    assert [(problem.where.split()[-2:], problem.kind) for problem in problems] == [(["row", "3"], "empty"), (["row", "4"], "date")]


def test_a_quotation_mark_that_never_closes(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(f'id,text\na,"{TEXT}"\nb,"' + "word and word\n" * 20_000, encoding="utf-8")
    [reading], [problem] = read(tmp_path / "x.csv", max_bytes=131_072)
    assert reading.document.input_id == "a"
    assert problem.kind == "csv" and "not closed" in problem.fix


def test_a_table_in_another_encoding(tmp_path: Path) -> None:
    text = "Сотни рабочих вышли на площадь и потребовали выплаты зарплаты за май."
    (tmp_path / "x.csv").write_bytes(("id,text\n" + "".join(f"{n},{text} {n}\n" for n in range(5))).encode("cp1251"))
    readings, [problem] = read(tmp_path / "x.csv")
    assert [reading.document.text for reading in readings] == [f"{text} {n}" for n in range(5)]
    assert problem.kind == "guessed_encoding"


def test_a_utf16_table(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(f"id,text\na,{TEXT.replace(',', '')}\n".encode("utf-16"))
    [reading], problems = read(tmp_path / "x.csv")
    assert (reading.document.input_id, problems) == ("a", [])


def test_a_table_that_turns_out_not_to_be_utf8_late(tmp_path: Path) -> None:
    plain = "".join(f"{n},Dockers marched in Tema again on day {n}.\n" for n in range(100))
    (tmp_path / "x.csv").write_bytes(("id,text\n" + plain).encode() + "é".encode() * 50 + b"\n" + b"z,a \xff b\n")
    readings, problems = read(tmp_path / "x.csv")
    assert not readings and problems[0].kind == "encoding"


def parquet(path: Path, **columns: object) -> Path:
    pq.write_table(pa.table(columns), path, row_group_size=10)
    return path


def test_parquet_rows_with_their_types(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "x.parquet",
        id=[1, 2],
        content=[TEXT, TEXT + " Two."],
        date=[dt.date(2019, 3, 12), None],
        outlet=[{"outlet": "Tema Post", "owner": "Harbour Press"}, None],
        other=[b"\0", b""],
    )
    [first, second], problems = read(path)
    assert not problems
    assert (first.document.input_id, first.document.published, second.document.published) == ("1", "2019-03-12", None)
    assert first.source is not None and first.source.owner == "Harbour Press"
    assert second.source is None


def test_a_truncated_parquet_file(tmp_path: Path) -> None:
    path = parquet(tmp_path / "x.parquet", text=[f"{TEXT} {n}" for n in range(100)])
    path.write_bytes(path.read_bytes()[:-200])
    problem = one_problem(path)
    assert problem.kind == "parquet"


def test_a_parquet_file_damaged_inside_gives_its_whole_rows_and_one_line(tmp_path: Path) -> None:
    path = parquet(tmp_path / "x.parquet", text=[f"{TEXT} {n}" for n in range(100)])
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 400] = b"\xff" * 400
    path.write_bytes(data)
    readings, problems = read(path)
    assert len(problems) >= 1
    assert all(reading.document.text.startswith("About 300") for reading in readings)


def test_a_parquet_row_that_is_not_utf8_costs_that_row_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    pq.write_table(
        pa.table({"text": [TEXT, TEXT + " Two.", TEXT + " Three."]}),
        path,
        compression="none",
        use_dictionary=False,
        write_statistics=False,
    )
    data = path.read_bytes()
    at = data.index(b" Two.")
    path.write_bytes(data[:at] + b"\x80" + data[at + 1 :])
    readings, problems = read(path)
    assert [reading.document.text for reading in readings] == [TEXT, TEXT + " Three."]
    assert [(problem.kind, problem.where.endswith("row 2")) for problem in problems] == [("encoding", True)]


def test_a_parquet_file_without_text(tmp_path: Path) -> None:
    assert one_problem(parquet(tmp_path / "x.parquet", town=["Tema"])).kind == "columns"
