"""What a unit was called on a day, by its renamings."""

from db.model.records import UnitEvent
from db.model.work_words import UnitEventKind
from db.rules.unit_life import name_on


def renamed(day: str, former: str, unit: str = "u") -> UnitEvent:
    return UnitEvent(
        id=day, unit=unit, kind=UnitEventKind.RENAMED, happened_on=day, former_name=former
    )


def test_a_renamed_unit_is_called_as_it_was_on_that_day():
    events = [
        renamed("2023-03-01", "教育局"),
        renamed("2019-02-01", "文教局"),
        renamed("2024-01-01", "别的", unit="另一个"),
    ]
    days = ("2018-12-31", "2022-12-31", "2023-03-01")
    called = [name_on("u", "教育体育局", events, day) for day in days]
    assert called == ["文教局", "教育局", "教育体育局"]


def test_a_unit_that_was_never_renamed_has_one_name():
    merged = UnitEvent(id="1", unit="u", kind=UnitEventKind.MERGED, happened_on="2023-01-01")
    assert name_on("u", "教育局", [merged], "2020-01-01") == "教育局"
