"""The five samples: at least all that the hand-made labels have, and sums that the plans print."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal

import pytest

from db import queries
from db.errors import ValueRefused
from db.operations.samples import NAMES, load_sample, sample_lines
from db.queries.dump import book_as_json
from db.rules.lump_sums import Lumps
from tests.db.stories import a_book, indicator_named


def folded_statements(sample: dict) -> dict:
    """Count every printing of a value as said, since the labels hold several for one year."""
    for row in sample["indicators"]:
        for said in row.get("statements", []):
            row["baselines" if said["role"] == "baseline" else "targets"].append(said)
    return sample


@pytest.mark.parametrize("name", ["litong", "rizhao", "ganxian"])
def test_a_sample_has_all_that_the_labels_have(shared, tmp_path, name):
    draft = tmp_path / "sample.json"
    draft.write_text(
        json.dumps(folded_statements(load_sample(name)), ensure_ascii=False, default=float), "utf-8"
    )
    scored = subprocess.run(
        [
            sys.executable,
            shared / "tools" / "score_draft.py",
            shared / "gold" / f"{name}.json",
            draft,
            "--json",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    score = json.loads(scored.stdout)
    whole = ("facts.recall", "tasks.recall", "projects.recall", "units.f1", "plan", "facts.year")
    assert {key: score[key] for key in whole} == dict.fromkeys(whole, 1.0)
    # Rizhao prints no baseline for anything that has a target.
    assert score["baselines.recall"] in {1.0, None}


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_of_a_plan_is_in_its_sample(shared, name):
    plan = "".join((shared / "plans" / f"{name}.txt").read_text("utf-8").split())
    sample = load_sample(name)
    words = [task["title"] for task in sample["tasks"]]
    words += [measure["title"] for task in sample["tasks"] for measure in task["measures"]]
    words += [one["subject"] for task in sample["tasks"] for one in task["commitments"]]
    words += [row["note"] for row in (*sample["indicators"], *sample["tasks"], *sample["projects"])]
    copied = [text for text in words if len(text) > 24 and "".join(text.split()) in plan]
    assert copied == []


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_goes_in_whole(tmp_path, name):
    sample = load_sample(name)
    with a_book(tmp_path, name) as book:
        told = book.read(book_as_json)
        assert book.housekeeping.damages() == ()
    assert [row["name"] for row in told["indicators"]] == [
        row["name"] for row in sample["indicators"]
    ]
    assert [row["title"] for row in told["tasks"]] == [row["title"] for row in sample["tasks"]]
    assert sorted(row["name"] for row in told["projects"]) == sorted(
        row["name"] for row in sample["projects"]
    )
    assert [
        (one["subject"], one["quantity"], one["unit"], one["text"], one["due_year"])
        for task in told["tasks"]
        for one in task["commitments"]
    ] == [
        (one["subject"], one["quantity"], one["unit"], one["text"], one["due_year"])
        for task in sample["tasks"]
        for one in task["commitments"]
    ]
    for mine, theirs in zip(told["indicators"], sample["indicators"], strict=True):
        assert [(b["year"], b["value"], b["text"]) for b in mine["baselines"]] == [
            (b["year"], b["value"], b["text"])
            for b in sorted(theirs["baselines"], key=lambda one: one["year"] or 0)
        ]


def test_the_welcome_page_knows_every_sample():
    assert [(line.name, line.period_start, line.period_end) for line in sample_lines()] == [
        ("litong", 2021, 2025),
        ("rizhao", 2021, 2023),
        ("ganxian", 2021, 2025),
        ("cangshan", 2021, 2025),
        ("nanan", 2023, 2025),
    ]


def test_nanan_prints_its_schools_year_by_year(tmp_path):
    with a_book(tmp_path, "nanan") as book:
        plan = book.read(queries.find_plan)
        rows = book.read(queries.all_rows, plan.id)
    years = [
        [int(target.amount.value) for target in row.targets if target.role == "yearly"]
        for row in rows
    ]
    assert [25, 37, 26] in years
    assert [900, 800, 600] in years


def test_nanan_s_schools_and_machines_add_up(tmp_path):
    with a_book(tmp_path, "nanan") as book:
        plan = book.read(queries.find_plan).id
        rows = book.read(queries.project_rows, plan)
        work = book.read(queries.work_by_project, plan)
        messages = [one.message for one in book.read(queries.plan_findings, plan)]
    whole = next(row for row in rows if row.number == 88)
    assert [row.number for row in rows if row.parent == whole.id] == [25, 37, 26]
    (machines,) = [row for row in rows if row.count_unit]
    assert (machines.number, machines.count_unit) == (2300, "台")
    years = work[machines.id].years
    assert [(one.year, one.planned) for one in years] == [(2023, 900), (2024, 800), (2025, 600)]
    assert not [words for words in messages if whole.name in words or machines.name in words]
    parcels = {row.name: row.investment for row in rows if row.investment}
    assert set(parcels.values()) == {"200000", "120000"}


def test_ganxian_names_over_fifty_works(tmp_path):
    with a_book(tmp_path, "ganxian") as book:
        rows = book.read(queries.project_rows, book.read(queries.find_plan).id)
        findings = book.read(queries.plan_findings)
    lumps = Lumps(rows)
    named = [row for row in rows if not lumps.is_lump(row)]
    assert len(named) > 50
    told = {one.row for one in findings}
    # What is not named yet is said of each lump: 34, 18 and 13 schools are promised.
    for lump in rows:
        if lumps.parts(lump.id):
            assert (lumps.sums(lump).unnamed > 0) == (lump.id in told)


def test_rizhao_has_all_that_is_labelled_and_says_what_is_not_named(shared, tmp_path):
    gold = json.loads((shared / "gold" / "rizhao.json").read_text("utf-8"))["projects"]
    assert len(gold) == 34
    with a_book(tmp_path, "rizhao") as book:
        rows = book.read(queries.project_rows, book.read(queries.find_plan).id)
    lumps = Lumps(rows)
    (whole,) = [row for row in rows if row.number == 18]
    assert (lumps.sums(whole).unnamed, lumps.sums(whole).places.missing) == (5, 1530)
    names = {row.name for row in rows}
    plain = [one["name"] for one in gold if not one.get("lump") and "道路" not in one["kind"]]
    assert set(plain) <= names


def test_cangshan_s_sixteen_projects_have_their_sizes(tmp_path):
    with a_book(tmp_path, "cangshan") as book:
        projects = book.read(queries.project_lines, book.read(queries.find_plan).id)
    (lump,) = [project for project in projects if project.investment is not None]
    assert (lump.investment, lump.area, lump.floor_area, lump.places) == (
        Decimal(487000),
        Decimal(517),
        Decimal("43.04"),
        Decimal(27500),
    )


def test_rizhao_s_fused_school_names_are_two_schools(tmp_path):
    with a_book(tmp_path, "rizhao") as book:
        projects = book.read(queries.project_lines, book.read(queries.find_plan).id)
        units = [unit.name for unit in book.read(queries.unit_lines)]
    assert {"长春路小学", "内江路小学"} <= {project.name for project in projects}
    assert {"经济发展集团", "公安分局"} <= set(units)


def test_made_up_figures_say_so(tmp_path):
    with a_book(tmp_path, sample=None) as book:
        book.planning.load_sample("litong", demonstration=True)
        assert book.read(queries.find_plan).demonstration
        actuals = indicator_named(book, "普惠性幼儿园覆盖率").actuals
        assert {actual.note for actual in actuals.values()} == {"演示数据"}


def test_without_being_asked_no_figure_is_made_up(tmp_path):
    with a_book(tmp_path) as book:
        plan = book.read(queries.find_plan)
        assert not plan.demonstration
        assert all(not row.actuals for row in book.read(queries.all_rows, plan.id))


def test_an_unknown_sample_is_refused(tmp_path):
    with a_book(tmp_path, sample=None) as book, pytest.raises(ValueRefused):
        book.planning.load_sample("beijing")


@pytest.mark.parametrize("name", ["nanan", "cangshan"])
def test_money_that_is_made_up_comes_to_what_the_plan_prints(tmp_path, name):
    with a_book(tmp_path, None) as book:
        book.planning.load_sample(name, demonstration=True)
        plan = book.read(queries.find_plan).id
        projects = book.read(queries.project_lines, plan)
        planned = {
            one.id: sum(
                line.planned or 0
                for line in book.read(queries.project_work, one.id).funding
                if line.year is None
            )
            for one in projects
        }
    for one in projects:
        parts = [planned[other.id] for other in projects if other.parent == one.id]
        if one.investment is not None:
            assert one.investment in {planned[one.id], sum(parts)}
