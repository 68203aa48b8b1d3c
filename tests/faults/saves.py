"""Every way to save something, so that each can be disturbed in the same manner."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

from db import queries
from db.book import PlanBook
from db.connection.copying import copy_file
from db.exchange.xlsx import read_workbook
from db.migrations import STEP_NAMES
from db.model.proof import RowRef
from db.model.words import RowKind
from db.operations.recording import Entry
from db.queries import proof
from db.queries.dump import book_as_json
from tests.db.stories import a_book
from tests.faults.child import YEAR, export, rows_of, write_office_figures

RELEASED = Path(__file__).parents[1] / "books" / "0.1.planbook"


class Save:
    """One way to save: what it does to a folder with a book, and how the folder looks after."""

    def __init__(self, folder, sample):
        self.book = folder / "台账.planbook"
        shutil.copyfile(sample, self.book)
        self.prepare()

    def prepare(self):
        """Make what stands there before."""

    def act(self):
        """Save."""
        raise NotImplementedError

    def look(self):
        """Return everything that was saved, in a form to compare; a damaged book fails here."""
        with PlanBook.open(self.book) as book:
            assert book.housekeeping.damages() == ()
            return book.read(book_as_json), len(book.read(queries.step_lines))


class Recording(Save):
    def act(self):
        with PlanBook.open(self.book) as book:
            book.recording.record([Entry(row, YEAR, "41") for row in rows_of(book)])


class Undoing(Save):
    def prepare(self):
        Recording.act(self)

    def act(self):
        with PlanBook.open(self.book) as book:
            book.undo()


class Setting(Save):
    def act(self):
        with PlanBook.open(self.book) as book:
            book.housekeeping.change_setting("阈值", "5")


class Importing(Save):
    def prepare(self):
        write_office_figures(self.book.with_name("来表.xlsx"), 41)

    def act(self):
        with PlanBook.open(self.book) as book:
            preview = book.planning.preview(self.book.with_name("来表.xlsx"))
            book.planning.accept(preview)


class Exporting(Save):
    target = "一览表.xlsx"

    def prepare(self):
        with PlanBook.open(self.book) as book:
            export(book, self.book.with_name(self.target))

    def act(self):
        with PlanBook.open(self.book) as book:
            book.recording.record([Entry(rows_of(book)[0], YEAR, "41")])
            export(book, self.book.with_name(self.target))

    def look(self):
        sheets = read_workbook(self.book.with_name(self.target)).sheets
        return [[cell.text for cell in sheet.cells()] for sheet in sheets]


class Filling(Exporting):
    """The book's figures into the office's own workbook, over one filled before."""

    target = "来表（回填）.xlsx"

    def prepare(self):
        write_office_figures(self.book.with_name("来表.xlsx"), 41)
        with PlanBook.open(self.book) as book:
            self.fill(book)

    def act(self):
        with PlanBook.open(self.book) as book:
            book.recording.record([Entry(rows_of(book)[0], YEAR, "43")])
            self.fill(book)

    def fill(self, book):
        preview = book.filling.preview(self.book.with_name("来表.xlsx"))
        book.filling.write(preview, self.book.with_name(self.target), replace=True)


class AddingEvidence(Save):
    """Files of several pages, one of them kept already, as evidence of a figure."""

    def prepare(self):
        for at in range(3):
            self.file(at).write_bytes(b"%PDF-1.4" + bytes([at]) * 20_000)
        with PlanBook.open(self.book) as book:
            book.proving.add_files([self.file(0)])

    def file(self, at):
        return self.book.with_name(f"佐证{at}.pdf")

    def act(self):
        with PlanBook.open(self.book) as book:
            row = RowRef(RowKind.INDICATOR, rows_of(book)[0])
            book.proving.add_files([self.file(at) for at in range(3)], [row])

    def look(self):
        with PlanBook.open(self.book) as book:
            assert book.housekeeping.damages() == ()
            held = [book.proving.content(one.id) for one in book.read(proof.evidence_lines)]
            return held, len(book.read(queries.step_lines))


class GivingOutEvidence(AddingEvidence):
    """A folder of the evidence, for an inspection."""

    target = "迎检材料"

    def prepare(self):
        super().prepare()
        super().act()

    def act(self):
        with PlanBook.open(self.book) as book:
            book.recording.record([Entry(rows_of(book)[0], YEAR, "41")])
            plan = book.read(queries.find_plan).id
            target = self.book.with_name(self.target)
            book.inspecting.give_out(plan, YEAR, target, today=date(2024, 3, 1))

    def look(self):
        target = self.book.with_name(self.target)
        if target.is_file():
            with zipfile.ZipFile(target) as archive:
                assert archive.testzip() is None
                return archive.namelist()
        laid = [path for path in target.rglob("*") if path.is_file()]
        return {path.name: path.stat().st_size for path in laid}


class ZippingEvidence(GivingOutEvidence):
    target = "迎检材料.zip"


class CarryingOn(Save):
    """The year carried on: yearly targets, and the reporting period with them."""

    def act(self):
        with PlanBook.open(self.book) as book:
            plan = book.read(queries.find_plan).id
            chosen = book.carrying_on.preview_year(plan, 2023)
            assert chosen
            book.carrying_on.carry_on(plan, 2023, chosen)


class Upgrading(Save):
    """A book of the first release, opened by today's program.

    Each step of an upgrade is whole by itself: one that stops between two is gone on with later.
    """

    def prepare(self):
        shutil.copyfile(RELEASED, self.book)

    def act(self):
        PlanBook.open(self.book).close()

    def look(self):
        # To open it would upgrade it, so a copy is opened.
        copy = self.book.with_name("看.planbook")
        copy_file(self.book, copy, replace=True)
        with closing(sqlite3.connect(copy)) as connection:
            through = connection.execute("select count(*) from _sqlite_migrations").fetchone()[0]
        with PlanBook.open(copy) as book:
            assert book.housekeeping.damages() == ()
            seen = book.read(book_as_json), through == len(STEP_NAMES)
        copy.unlink()
        return seen


class BackingUp(Save):
    def act(self):
        with PlanBook.open(self.book) as book:
            book.housekeeping.back_up("asked")

    def look(self):
        with PlanBook.open(self.book) as book:
            copies = book.housekeeping.backups()
        for copy in copies:
            with PlanBook.open(copy.path) as book:
                assert book.housekeeping.damages() == ()
        return len(copies)


class Restoring(Save):
    """Over a book that has something else in it."""

    def prepare(self):
        with a_book(self.book.parent, None, "恢复.planbook") as book:
            book.planning.make_plan("别的规划", period_start=2021, period_end=2025)

    def act(self):
        copy_file(self.book, self.book.with_name("恢复.planbook"), replace=True)

    def look(self):
        with PlanBook.open(self.book.with_name("恢复.planbook")) as book:
            assert book.housekeeping.damages() == ()
            return book.read(book_as_json)


class Making(Save):
    def act(self):
        PlanBook.create(self.book.with_name("新.planbook")).close()

    def look(self):
        made = self.book.with_name("新.planbook")
        if not made.exists():
            return None
        with PlanBook.open(made) as book:
            return book.housekeeping.damages()


SAVES = (
    Recording,
    Undoing,
    Setting,
    Importing,
    CarryingOn,
    AddingEvidence,
    GivingOutEvidence,
    ZippingEvidence,
    Exporting,
    Filling,
    BackingUp,
    Restoring,
    Making,
    Upgrading,
)
