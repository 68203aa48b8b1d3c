"""Users of a book: the first administrator, roles, PINs, and one that was forgotten."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db import queries
from db.book import PlanBook
from db.errors import SignInRefused, ValueRefused
from db.faults import SignInFault, ValueFault
from db.model.words import UserRole
from db.operations.people import fits, hashed
from db.queries.people import user_named, users
from db.rules.permissions import Actor
from tests.db.stories import a_book, record, reopen, standing_clock

RETENTION = "九年义务教育巩固率"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as book:
        yield book


@pytest.fixture
def shared_book(book):
    book.people.add("陈静", UserRole.ADMIN, "1357")
    book.people.add("马丽", UserRole.ENTRY, "2468")
    return book


def refusal(operation, *given):
    with pytest.raises((SignInRefused, ValueRefused)) as refused:
        operation(*given)
    return refused.value.fault


def test_without_users_everybody_writes(book):
    assert not book.has_users
    record(book, RETENTION, "2023", "96")
    assert book.read(queries.step_lines)[0].who == "马丽"


def test_the_first_user_is_an_administrator_and_at_work(book):
    assert refusal(book.people.add, "马丽", UserRole.ENTRY, "2468") is ValueFault.FIRST_IS_ADMIN
    book.people.add("陈静", UserRole.ADMIN, "1357")
    assert book.actor == Actor("陈静", UserRole.ADMIN, book.read(user_named, "陈静").id)
    record(book, RETENTION, "2023", "96")
    assert book.read(queries.step_lines)[0].who == "陈静"


def test_a_book_with_users_is_read_by_all_and_written_by_those_who_signed_in(shared_book):
    with reopen(shared_book) as book:
        assert book.read(queries.find_plan).indicators
        assert refusal(record, book, RETENTION, "2023", "96") is SignInFault.REQUIRED
        assert refusal(book.undo) is SignInFault.REQUIRED
        book.people.sign_in("马丽", "2468")
        record(book, RETENTION, "2023", "96")


def test_a_strangers_pin_opens_nothing(shared_book):
    with reopen(shared_book) as book:
        assert refusal(book.people.sign_in, "马丽", "1357") is SignInFault.WRONG_PIN
        assert refusal(book.people.sign_in, "李四", "2468") is SignInFault.NOBODY
        assert book.actor.role is None


def test_one_who_only_reads_writes_nothing(shared_book):
    shared_book.people.add("来访", UserRole.READ, "0000")
    shared_book.people.sign_in("来访", "0000")
    assert refusal(record, shared_book, RETENTION, "2023", "96") is SignInFault.ROLE


def test_only_an_administrator_keeps_the_users(shared_book):
    shared_book.people.sign_in("马丽", "2468")
    assert refusal(shared_book.people.add, "李四", UserRole.READ, "1111") is SignInFault.ROLE
    chen = shared_book.read(user_named, "陈静")
    assert refusal(shared_book.people.set_pin, chen.id, "1111") is SignInFault.ROLE
    mine = shared_book.read(user_named, "马丽")
    shared_book.people.set_pin(mine.id, "8642")
    shared_book.people.sign_in("马丽", "8642")


def test_an_administrator_always_stays(shared_book):
    chen = shared_book.read(user_named, "陈静")
    demoted = replace(chen, role=UserRole.ENTRY)
    assert refusal(shared_book.people.change, demoted) is ValueFault.LAST_ADMIN
    gone = replace(chen, active=False)
    assert refusal(shared_book.people.change, gone) is ValueFault.LAST_ADMIN
    assert shared_book.read(user_named, "陈静") == chen


def test_one_who_has_left_stays_in_the_history_and_does_not_sign_in(shared_book):
    ma = shared_book.read(user_named, "马丽")
    shared_book.people.change(replace(ma, active=False))
    assert refusal(shared_book.people.sign_in, "马丽", "2468") is SignInFault.INACTIVE
    assert [user.name for user in shared_book.read(users)] == ["陈静", "马丽"]


def test_a_forgotten_pin_is_reset_and_the_history_says_so(shared_book):
    with reopen(shared_book) as book:
        assert refusal(book.people.reset_forgotten_pin, "马丽", "1111") is SignInFault.NOBODY
        book.people.reset_forgotten_pin("陈静", "1111")
        step = book.read(queries.step_lines)[0]
        assert step.label == "未登录，重置管理员“陈静”的 PIN"
        book.people.sign_in("陈静", "1111")


def test_users_are_not_undone_by_one_who_fills_in(shared_book):
    shared_book.people.sign_in("马丽", "2468")
    assert refusal(shared_book.undo) is SignInFault.ROLE


def test_a_pin_is_kept_as_a_salted_hash_only(shared_book):
    # Four digits may stand among the hashes of a book by chance.
    shared_book.people.add("周敏", UserRole.ENTRY, "24680135792468")
    kept = [user.pin for user in shared_book.read(users)]
    assert all(pin.startswith("scrypt$") for pin in kept)
    assert b"24680135792468" not in shared_book.path.read_bytes()
    assert hashed("2468") != hashed("2468")
    assert fits(hashed("2468"), "2468")
    assert not fits(hashed("2468"), "2469")


@pytest.mark.parametrize("pin", ["", "123", "   1"])
def test_a_short_pin_is_refused(book, pin):
    assert refusal(book.people.add, "陈静", UserRole.ADMIN, pin) is ValueFault.PIN_TOO_SHORT


def test_a_job_goes_on_for_the_one_who_signed_in(shared_book):
    shared_book.people.sign_in("马丽", "2468")
    with PlanBook.open(shared_book.path, actor=shared_book.actor, clock=standing_clock()) as job:
        record(job, RETENTION, "2023", "96")
        assert job.read(queries.step_lines)[0].who == "马丽"


def test_one_who_is_put_out_of_use_meanwhile_writes_nothing_more(shared_book):
    """Two copies of the program are open: in the other one the administrator is at work."""
    shared_book.people.sign_in("马丽", "2468")
    record(shared_book, RETENTION, "2023", "96")
    with PlanBook.open(shared_book.path) as other:
        other.people.sign_in("陈静", "1357")
        ma = next(user for user in other.read(users) if user.name == "马丽")
        other.people.change(replace(ma, role=UserRole.READ))
        assert refusal(record, shared_book, RETENTION, "2023", "97") is SignInFault.ROLE
        other.people.change(replace(ma, active=False))
    assert refusal(record, shared_book, RETENTION, "2023", "97") is SignInFault.REQUIRED
    assert shared_book.actor.role is None


def test_one_who_takes_another_name_and_takes_that_back_stays_signed_in(shared_book):
    chen = shared_book.read(user_named, "陈静")
    shared_book.people.change(replace(chen, name="陈静怡"))
    assert shared_book.who == "陈静怡"
    shared_book.undo()
    assert shared_book.actor == Actor("陈静", UserRole.ADMIN, chen.id)
    shared_book.redo()
    record(shared_book, RETENTION, "2023", "96")
    assert shared_book.read(queries.step_lines)[0].who == "陈静怡"


def test_one_who_is_given_another_name_elsewhere_works_on_under_it(shared_book):
    shared_book.people.sign_in("马丽", "2468")
    with PlanBook.open(shared_book.path) as other:
        other.people.sign_in("陈静", "1357")
        other.people.change(replace(other.read(user_named, "马丽"), name="马莉"))
        other.people.add("马丽", UserRole.READ, "9753")
    record(shared_book, RETENTION, "2023", "96")
    assert shared_book.read(queries.step_lines)[0].who == "马莉"


def test_the_first_user_stays_signed_in_when_adding_her_is_done_again(book):
    book.people.add("陈静", UserRole.ADMIN, "1357")
    book.undo()
    book.redo()
    record(book, RETENTION, "2023", "96")
    assert book.read(queries.step_lines)[0].who == "陈静"
