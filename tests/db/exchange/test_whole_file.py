"""A file that goes out is written whole or not at all, whatever the disk says."""

import errno
import os
from pathlib import Path

import pytest

from db.connection.whole_file import written_whole
from db.errors import Cancelled, TargetRefused
from db.faults import TargetFault

OLD, NEW = b"the list of last year", b"the list of this year"


def write(path: Path, content: bytes = NEW, *, replace: bool = False) -> None:
    with written_whole(path, replace=replace) as beside:
        beside.write_bytes(content)


def refusal(path: Path, *, replace: bool = False) -> TargetRefused:
    """Return how the writing of `path` was refused; the folder must be as it was."""
    before = contents(path.parent)
    with pytest.raises(TargetRefused) as caught:
        write(path, replace=replace)
    assert contents(path.parent) == before
    assert caught.value.path == path
    return caught.value


def contents(folder: Path) -> dict[str, bytes | None]:
    if not folder.is_dir():
        return {}
    return {
        path.name: path.read_bytes() if path.is_file() else None
        for path in sorted(folder.iterdir())
    }


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "目标任务 一览表.xlsx"


def test_a_new_file_stands_alone_in_its_folder(target: Path):
    write(target)
    assert contents(target.parent) == {target.name: NEW}


def test_the_body_writes_beside_the_target_to_a_hidden_name_with_the_same_ending(target: Path):
    with written_whole(target) as beside:
        assert beside.parent == target.parent
        assert beside.name.startswith(".")
        assert beside.suffix == ".xlsx"
        assert not target.exists()
        beside.write_bytes(NEW)


def test_an_existing_file_is_replaced_only_on_request(target: Path):
    target.write_bytes(OLD)
    assert refusal(target).fault is TargetFault.EXISTS
    write(target, replace=True)
    assert contents(target.parent) == {target.name: NEW}


def test_a_file_that_appears_while_we_write_is_not_lost(target: Path):
    def slowly() -> None:
        with written_whole(target) as beside:
            beside.write_bytes(NEW)
            target.write_bytes(OLD)

    with pytest.raises(TargetRefused) as caught:
        slowly()
    assert caught.value.fault is TargetFault.EXISTS
    assert contents(target.parent) == {target.name: OLD}


def test_a_folder_of_that_name_is_never_replaced(target: Path):
    target.mkdir()
    assert refusal(target).fault is TargetFault.EXISTS
    assert refusal(target, replace=True).fault is TargetFault.EXISTS


@pytest.mark.parametrize("folder", ["没有", "没有/也没有"])
def test_a_missing_folder_is_named(tmp_path: Path, folder: str):
    refused = refusal(tmp_path / folder / "表.xlsx")
    assert refused.fault is TargetFault.NO_FOLDER
    assert refused.detail.endswith(folder)


def test_a_file_is_no_folder(target: Path):
    target.write_bytes(OLD)
    assert refusal(target / "表.xlsx").fault is TargetFault.NO_FOLDER


@pytest.mark.parametrize("lock", ["~$表.xlsx", ".~表.xlsx", ".~lock.表.xlsx#"])
def test_a_file_open_in_an_office_program_is_left_alone(tmp_path: Path, lock: str):
    target = tmp_path / "表.xlsx"
    target.write_bytes(OLD)
    (tmp_path / lock).write_bytes(b"")
    refused = refusal(target, replace=True)
    assert refused.fault is TargetFault.OPEN_ELSEWHERE
    assert refused.detail == lock


def test_word_shortens_the_name_of_its_lock(tmp_path: Path):
    (tmp_path / "~$监测报告.docx").write_bytes(b"")
    assert refusal(tmp_path / "年度监测报告.docx").fault is TargetFault.OPEN_ELSEWHERE


def test_the_lock_of_another_file_does_not_matter(tmp_path: Path):
    (tmp_path / "~$别的.xlsx").write_bytes(b"")
    write(tmp_path / "表.xlsx")
    assert (tmp_path / "表.xlsx").read_bytes() == NEW


def test_a_protected_file_is_not_written_over(target: Path, monkeypatch: pytest.MonkeyPatch):
    target.write_bytes(OLD)
    # The superuser may write everywhere: let the system answer as it answers everybody else.
    monkeypatch.setattr(os, "access", lambda path, _: path != target)
    assert refusal(target, replace=True).fault is TargetFault.NO_PERMISSION


def test_the_rights_of_the_old_file_stay(target: Path):
    target.write_bytes(OLD)
    target.chmod(0o640)
    write(target, replace=True)
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path):
    target, link = tmp_path / "真.xlsx", tmp_path / "快捷.xlsx"
    target.write_bytes(OLD)
    link.symlink_to(target)
    write(link, replace=True)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


FAULTS = [
    (errno.ENOSPC, TargetFault.DISK_FULL),
    (errno.EDQUOT, TargetFault.DISK_FULL),
    (errno.EIO, TargetFault.DISK_FAILED),
    (errno.EACCES, TargetFault.NO_PERMISSION),
    (errno.EROFS, TargetFault.NO_PERMISSION),
]
STEPS = [(Path, "touch"), (Path, "write_bytes"), (os, "fsync"), (Path, "replace")]


@pytest.mark.parametrize("replace", [False, True], ids=["new", "old"])
@pytest.mark.parametrize(("place", "name"), STEPS, ids=[name for _, name in STEPS])
@pytest.mark.parametrize(("number", "fault"), FAULTS)
def test_whatever_fails_the_folder_stays_as_it_was(  # noqa: PLR0917 - one for each way to fail
    target: Path, monkeypatch: pytest.MonkeyPatch, place: object, name: str, number: int,
    fault: TargetFault, *, replace: bool,
):  # fmt: skip
    if replace:
        target.write_bytes(OLD)

    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    before = contents(target.parent)
    with monkeypatch.context() as patch:
        patch.setattr(place, name, fails)
        with pytest.raises(TargetRefused) as caught:
            write(target, replace=replace)
    assert caught.value.fault is fault
    assert caught.value.detail == os.strerror(number)
    assert contents(target.parent) == before


def test_windows_says_that_another_program_has_the_file(
    target: Path, monkeypatch: pytest.MonkeyPatch
):
    target.write_bytes(OLD)

    def denied(self: Path, other: Path) -> None:
        error = PermissionError(errno.EACCES, "denied", str(self), None, str(other))
        error.winerror = 5  # type: ignore[attr-defined]
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", denied)
        refused = refusal(target, replace=True)
    assert refused.fault is TargetFault.OPEN_ELSEWHERE


@pytest.mark.parametrize("interruption", [Cancelled, KeyboardInterrupt, ValueError])
def test_what_the_body_raises_comes_through_and_leaves_nothing(
    target: Path, interruption: type[BaseException]
):
    def stopped() -> None:
        with written_whole(target, replace=True) as beside:
            beside.write_bytes(NEW[:4])
            raise interruption

    target.write_bytes(OLD)
    with pytest.raises(interruption):
        stopped()
    assert contents(target.parent) == {target.name: OLD}


def test_a_writer_that_writes_nothing_has_failed(target: Path):
    target.write_bytes(OLD)
    with pytest.raises(TargetRefused) as caught, written_whole(target, replace=True):
        pass
    assert caught.value.fault is TargetFault.DISK_FAILED
    assert contents(target.parent) == {target.name: OLD}


def test_a_name_too_long_for_the_disk_is_refused(tmp_path: Path):
    assert refusal(tmp_path / f"{'表' * 200}.xlsx").fault is TargetFault.DISK_FAILED


def test_the_file_is_on_the_disk_before_it_gets_its_name(
    target: Path, monkeypatch: pytest.MonkeyPatch
):
    order: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def flushed(descriptor: int) -> None:
        order.append("flushed")
        fsync(descriptor)

    def named(self: Path, other: Path) -> Path:
        order.append("named")
        return replace(self, other)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", named)
    write(target)
    assert order[:2] == ["flushed", "named"]
