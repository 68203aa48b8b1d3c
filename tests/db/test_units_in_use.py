"""What hangs on a unit when it is removed, joined or merged: users, evidence, explanations."""

from pathlib import Path

import pytest

from db import queries
from db.book import PlanBook
from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.lines import UnitLine
from db.model.proof import RowRef
from db.model.words import UserRole
from db.operations.recording import Entry
from db.operations.units import UnitFields
from db.queries.checks import data_findings, explanations
from db.queries.people import user_named
from tests.db.proof_stories import PDF, a_file, titles
from tests.db.stories import a_book, indicator_named

SHARE = "公办园在园幼儿占比"


@pytest.fixture
def book(tmp_path: Path) -> PlanBook:
    return a_book(tmp_path, "rizhao")


def add(book: PlanBook, name: str) -> UnitLine:
    book.units.add(UnitFields(name=name))
    return next(one for one in book.read(queries.unit_lines) if one.name == name)


def a_clerk_of(book: PlanBook, unit: UnitLine) -> None:
    book.people.add("陈静", UserRole.ADMIN, "2024")
    book.people.add("李芳", UserRole.ENTRY, "2025", unit=unit.id)


def a_proved_figure(book: PlanBook, folder: Path, unit: UnitLine, period: str, words: str) -> str:
    """Record a figure of a unit with a file that proves it; return its series."""
    line = indicator_named(book, SHARE)
    book.recording.record([Entry(line.id, period, words, unit=unit.id)])
    file = a_file(folder, f"{unit.name}{period}年报.pdf", PDF + period.encode())
    book.proving.add_files([file], [RowRef.of_figure(line.series, period, unit.id)])
    return line.series


def test_a_unit_that_somebody_fills_in_for_stays(book: PlanBook):
    made = add(book, "第九小学")
    a_clerk_of(book, made)
    with pytest.raises(ValueRefused) as refused:
        book.units.remove(made.id)
    assert refused.value.fault is ValueFault.UNIT_IN_USE


def test_who_fills_in_for_a_unit_does_so_for_the_one_it_is_joined_to(book: PlanBook):
    short, whole = add(book, "九小"), add(book, "第九小学")
    a_clerk_of(book, short)
    book.unit_names.join(short.id, whole.id)
    clerk = book.read(user_named, "李芳")
    assert clerk is not None
    assert clerk.unit == whole.id


def test_what_proves_a_figure_goes_with_it_to_the_unit_it_is_joined_to(
    book: PlanBook, tmp_path: Path
):
    short, whole = add(book, "九小"), add(book, "第九小学")
    series = a_proved_figure(book, tmp_path, short, "2022", "51")
    book.unit_names.join(short.id, whole.id)
    assert titles(book, RowRef.of_figure(series, "2022", whole.id)) == ["九小2022年报"]
    assert titles(book, RowRef.of_figure(series, "2022", short.id)) == []
    assert book.housekeeping.damages() == ()


def test_at_a_merger_what_is_said_of_a_figure_stays_or_goes_with_it(book: PlanBook, tmp_path: Path):
    school, other = add(book, "第九小学"), add(book, "第十小学")
    series = a_proved_figure(book, tmp_path, school, "2022", "51")
    a_proved_figure(book, tmp_path, school, "2023", "96")
    (doubt,) = [one for one in book.read(data_findings) if one.unit == school.id and one.is_open]
    book.explaining.explain([doubt], "新建分园投用")
    book.unit_lives.merge(school.id, other.id, on="2023-09-01")
    assert titles(book, RowRef.of_figure(series, "2022", school.id)) == ["第九小学2022年报"]
    assert titles(book, RowRef.of_figure(series, "2023", other.id)) == ["第九小学2023年报"]
    assert {said.unit for said in book.read(explanations)} == {other.id}
