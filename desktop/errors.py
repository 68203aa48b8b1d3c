"""The words of every failure that a user can act on: what happened and where, then what to do."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from db.errors import (
    AmbiguousName,
    BookFault,
    BookRefused,
    Cancelled,
    EvidenceRefused,
    FileRefused,
    NotFound,
    NothingToUndo,
    ReviewRefused,
    SignInRefused,
    StaleRow,
    StepIsBuiltOn,
    StepRefused,
    TargetRefused,
    UserError,
    ValueRefused,
)
from db.faults import FileFault, ReviewFault, SignInFault, TargetFault
from db.operations.samples import NAMES as SAMPLE_NAMES
from desktop.evidence_words import EVIDENCE_WORDS
from desktop.value_words import VALUE_WORDS
from desktop.wording import moment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

LONGEST_QUOTE = 60
LONGEST_PATH = 200
_MOST_NAMED = 3
"""More names than these in one sentence are not read; the rest is counted."""

# {file} is the quoted name with the place in it, {path} the whole path, {detail} what was met.
FILE_WORDS: Mapping[FileFault, str] = {
    FileFault.MISSING: "没有找到文件{path}。看看路径和文件名，再试一次。",
    FileFault.FOLDER: "{path}是文件夹，不是文件。改选文件夹里的那个文件。",
    FileFault.NO_PERMISSION: "没有权限读{file}。换一个有权限的位置，或请管理员放开后再试。",
    FileFault.EMPTY: "{file}是空文件，一个字节也没有。向对方重新要一份。",
    FileFault.WRONG_TYPE: (
        "{file}不是读得了的表格（Excel、WPS 表格、.ods、.csv、Word）。"
        "在 WPS 里打开，另存为 .xlsx 再导入。"
    ),
    FileFault.HTML: ("{file}的内容是网页，不是 Excel 表格。在 WPS 里打开，另存为 .xlsx 再导入。"),
    FileFault.OLD_FORMAT: (
        "{file}是 XML 格式的旧表格，这一版读不了。在 WPS 里打开，另存为 .xlsx 再导入。"
    ),
    FileFault.ENCRYPTED: "{file}有密码，读不了。在 WPS 里去掉密码，另存一份再导入。",
    FileFault.DAMAGED: (
        "{file}损坏或不完整，读不了。在 WPS 里打开另存一份；打不开就向对方重新要一份。"
    ),
    FileFault.TOO_LARGE: "{file}太大{detail}，没有读。只留一览表所在的工作表，另存一份再导入。",
    FileFault.ENTITIES: "{file}里有不安全的内容（实体声明），没有读。在 WPS 里另存一份再导入。",
    FileFault.TOO_MANY_CELLS: (
        "{file}的单元格太多，没有读。只留一览表所在的工作表和区域，另存一份再导入。"
    ),
    FileFault.MERGE_TOO_LARGE: (
        "{file}的合并单元格大得不像一览表，没有读。在 WPS 里取消这些合并，另存一份再导入。"
    ),
    FileFault.TOO_FAR: ("{file}有内容离表太远，没有读。在 WPS 里删去表外的内容，另存一份再导入。"),
    FileFault.NOT_FINITE: "{file}存的不是有限的数，没有读。在 WPS 里改正这一格，另存一份再导入。",
    FileFault.NO_TABLE: "{file}里没有表格。看看是否选错了文件，或一览表在另一个文件里。",
    FileFault.NOT_OUR_LIST: (
        "{file}里没有认得出的目标任务一览表{detail}。"
        "一览表要有名称一列，并有基期值、目标值、单位或完成时限之一。"
    ),
    FileFault.NO_SHEET: "{name}里没有工作表{sheet}。从文件里已有的工作表中选一张{detail}。",
    FileFault.NOT_FILLABLE: (
        "{file}不是 .xlsx、.xlsm 工作簿，填不进去。在 WPS 里打开，另存为 .xlsx 再回填。"
    ),
    FileFault.SIGNED: (
        "{file}有数字签名，填了签名就失效，没有回填。在 WPS 里去掉签名，另存一份再回填。"
    ),
}

BOOK_WORDS: Mapping[BookFault, str] = {
    BookFault.MISSING: "没有找到台账{path}。看看路径和文件名，接好 U 盘；还没有就先新建一份。",
    BookFault.EMPTY: "{file}是空文件，不是台账。{backup}",
    BookFault.NOT_A_BOOK: "{file}不是台账文件，没有改动它。改选 .planbook 文件。",
    BookFault.FOREIGN_DATABASE: "{file}是别的程序的数据库，没有改动它。改选 .planbook 文件。",
    BookFault.FOREIGN_OBJECT: (
        "{file}的结构被别的程序改过，没有打开，也没有改动它。从备份恢复一份。"
    ),
    BookFault.TOO_NEW: "{file}由较新的版本写成，没有改动它。升级本程序后再打开。",
    BookFault.DAMAGED: "{file}损坏，没有改动它。{backup}",
    BookFault.EXISTS: "已有台账{path}，没有覆盖。换一个名字。",
    BookFault.MOVED: (
        "台账{file}打开后被移动、删除或替换，这次改动没有保存。从它现在的位置重新打开；删掉了就从备份恢复。"
    ),
    BookFault.LOST: (
        "台账{file}打开后被移动、删除或替换，现在看到的是原来那份，改动存不进去。"
        "从它现在的位置重新打开；删掉了就从备份恢复。"
    ),
    BookFault.BUSY: "台账{file}正被另一个程序写入，这次改动没有保存。等它写完再试一次。",
    BookFault.READ_ONLY: "台账{file}是只读的，这次改动没有保存。复制到能写的文件夹再打开。",
    BookFault.NO_PERMISSION: "没有权限打开台账{path}。换一个有权限的位置，或请管理员放开后再试。",
    BookFault.DISK_FULL: "磁盘满了，台账{file}的改动没有保存。腾出空间后再做一次。",
    BookFault.DISK_FAILED: (
        "磁盘读写出错，台账{file}的改动没有保存。检查磁盘或 U 盘，换一个位置再做一次。"
    ),
}

TARGET_WORDS: Mapping[TargetFault, str] = {
    TargetFault.EXISTS: "已有文件{path}，没有覆盖。换一个名字。",
    TargetFault.FOLDER: "{path}是文件夹，没有写入。在后面加上文件名。",
    TargetFault.WRONG_ENDING: "不能写成{file}这种文件，没有写入。把文件名的结尾改为{ending}。",
    TargetFault.NO_FOLDER: "没有文件夹{folder}，没有写入。先建好文件夹，或另选一个位置。",
    TargetFault.NO_PERMISSION: "没有权限写{path}。另选一个能写的文件夹。",
    TargetFault.OPEN_ELSEWHERE: (
        "{file}正被 WPS、Excel 或 LibreOffice 打开，没有写入。关闭后再导出，或另存为新文件。"
    ),
    TargetFault.DISK_FULL: "磁盘满了，{file}没有写入。腾出空间，或另选一个位置。",
    TargetFault.DISK_FAILED: "磁盘写入出错，{file}没有写入。检查磁盘或 U 盘，另选一个位置。",
    TargetFault.TOO_DEEP: "{path}的路径太长，Windows 放不下，没有写入。另选一个浅一点的位置。",
}

REVIEW_WORDS: Mapping[ReviewFault, str] = {
    ReviewFault.WRONG_STATE: "{names}现在是“{state}”，没有{action}。看过新的状态再定。",
    ReviewFault.NO_REASON: "没有写理由，没有{action}。写一句改什么、按什么口径。",
    ReviewFault.OPEN_ERROR: "{names}有错误没有改，没有{action}。先改正，再{action}。",
    ReviewFault.OPEN_QUERY: "{names}有疑问没有说明，没有{action}。先核对或说明，再{action}。",
    ReviewFault.OWN_ENTRY: "{names}是本人填报的，没有{action}。请别人审核，或在设置里放开。",
    ReviewFault.ROLE: "{names}不由这一角色{action}，没有{action}。请审核或管理来做。",
}

SIGN_IN_WORDS: Mapping[SignInFault, str] = {
    SignInFault.NOBODY: "没有名为{name}的用户。看看姓名，或请管理添加。",
    SignInFault.WRONG_PIN: "PIN 不对，没有登录。再输一次；忘了请管理重设。",
    SignInFault.INACTIVE: "{name}已停用，不能登录。请管理启用。",
    SignInFault.REQUIRED: "这份台账要先登录才能改。选姓名，输入 PIN。",
    SignInFault.ROLE: "{name}没有这项权限，没有做。请{wanted}角色的人来做。",
}

KIND_WORDS: Mapping[str, str] = {
    "plan": "规划",
    "indicator": "指标",
    "task": "任务",
    "commitment": "量化目标",
    "project": "项目",
    "problem": "问题",
    "yearly_work": "年度任务",
    "unit": "单位",
    "actual": "实际完成值",
    "explanation": "说明",
    "sheet": "工作表",
    "step": "历史记录",
    "setting": "设置",
    "series": "数据项",
    "revision": "目标调整",
    "revision_line": "目标调整的一行",
    "measure": "具体举措",
    "progress": "进展",
    "evidence": "佐证",
    "requirement": "销号要件",
}


def sentence(error: UserError) -> str:
    """Return a failure in Chinese: one sentence of what happened and where, one of what to do.

    Always a single line; the file's own words in it are cut to a readable length.
    """
    for kind, words in _WORDS.items():
        if isinstance(error, kind):
            return words(error)
    return f"没有做成（{type(error).__name__}），什么也没有改。再试一次。"


def quoted(text: object) -> str:
    """Return a name between Chinese quotation marks, on one line and not too long."""
    line = _one_line(text)
    if len(line) > LONGEST_QUOTE:
        line = f"{line[: LONGEST_QUOTE // 2]}…{line[1 - LONGEST_QUOTE // 2 :]}"
    return f"“{line}”"


def placed(path: Path) -> str:
    """Return a path between quotation marks; of a very long one the end, where its name is."""
    line = _one_line(path)
    if len(line) > LONGEST_PATH:
        line = f"…{line[1 - LONGEST_PATH :]}"
    return f"“{line}”"


def _one_line(text: object) -> str:
    line = " ".join(str(text).split())
    return "".join(letter if letter.isprintable() else "�" for letter in line)


def listed(names: tuple[str, ...]) -> str:
    """Return some names as one enumeration; those beyond the first few are counted."""
    shown = "、".join(quoted(name) for name in names[:_MOST_NAMED])
    return f"{shown}等 {len(names)} 个" if len(names) > _MOST_NAMED else shown


def _in_brackets(detail: str) -> str:
    line = " ".join(detail.split()).strip("。")
    return f"（{line}）" if line else ""


def _file_words(error: FileRefused) -> str:
    name, sheet = quoted(error.path.name or error.path), quoted(error.sheet)
    place = f"{name}的工作表{sheet}" if error.sheet else name
    if error.address:
        place += f" {error.address} "
    return FILE_WORDS[error.fault].format(
        file=place,
        name=name,
        sheet=sheet,
        path=placed(error.path),
        detail=_in_brackets(error.detail),
    )


def _book_words(error: BookRefused) -> str:
    backup = "从备份文件夹里恢复一份。"
    words = BOOK_WORDS[error.fault]
    if error.backup is not None:
        today = datetime.now().astimezone().date()
        when = f"{moment(error.backed_up_at, today)} " if error.backed_up_at else ""
        when = f" {when}" if when[:1].isdigit() else when
        backup = f"已找到{when}完好的备份{quoted(error.backup.name)}，从它恢复。"
        if "{backup}" not in words:
            words += "{backup}"
    return words.format(file=quoted(error.path.name), path=placed(error.path), backup=backup)


def _target_words(error: TargetRefused) -> str:
    return TARGET_WORDS[error.fault].format(
        file=quoted(error.path.name or error.path),
        path=placed(error.path),
        folder=placed(error.path.parent),
        ending=_ending(error),
    )


def _ending(error: TargetRefused) -> str:
    """Return the file ending that was wanted: the detail may name it, Excel's is the usual one."""
    wanted = error.detail.strip()
    named = wanted.startswith(".") and wanted.casefold() != error.path.suffix.casefold()
    return f" {wanted}" if named else " .xlsx"


def _value_words(error: ValueRefused) -> str:
    return VALUE_WORDS[error.fault].format(text=quoted(error.text), samples="、".join(SAMPLE_NAMES))


def _evidence_words(error: EvidenceRefused) -> str:
    words = EVIDENCE_WORDS[error.fault]
    return words.format(name=quoted(error.name), detail=_in_brackets(error.detail))


def _step_words(error: StepRefused) -> str:
    return f"{_one_line(error.reason).rstrip('。')}。{quoted(error.name)}没有改动。"


def _kind(kind: str) -> str:
    return KIND_WORDS.get(kind, "行")


def _not_found_words(error: NotFound) -> str:
    if error.kind == "plan" and not error.name:
        return "台账里还没有规划。先导入一览表，或新建时带上示例。"
    if error.kind == "kept_file":
        return "台账里没有留存的原表，没有回填。先导入一览表，或指明要回填的工作簿。"
    what = f"没有{_kind(error.kind)}{quoted(error.name)}。"
    if error.near:
        return f"{what}名字相近的有{listed(error.near)}，写全名或编号。"
    return f"{what}写全名或编号。"


def _ambiguous_words(error: AmbiguousName) -> str:
    kind = _kind(error.kind)
    if not error.name:
        return f"台账里有 {len(error.ids)} 个{kind}。指明用哪一个，编号有{listed(error.ids)}。"
    return (
        f"叫{quoted(error.name)}的{kind}有 {len(error.ids)} 个。"
        f"改用编号，编号有{listed(error.ids)}。"
    )


def _undo_words(error: NothingToUndo) -> str:
    if error.redo:
        return "没有可重做的步骤。撤销之后才能重做。"
    return "没有可撤销的步骤。改动之后才能撤销。"


def _built_on_words(error: StepIsBuiltOn) -> str:
    if not error.later:
        return f"{quoted(error.label)}撤不回，后来有别的内容接在它上面。先撤销后来的步骤。"
    return (
        f"{quoted(error.label)}撤不回，后来的{listed(error.later)}改了同样的格。先撤销后来的步骤。"
    )


def _stale_words(error: StaleRow) -> str:
    name = quoted(error.name)
    if error.kind == "cell":
        became = f"改成了 {error.name}" if error.name else "清空了"
        return f"这一格刚被别处{became}，没有覆盖。再按 Enter 用键入的，按 Esc 留下它。"
    if error.kind == "file":
        return f"读{name}的时候它又变了，没有导入。等别的程序存完，再导入一次。"
    if error.kind == "filling":
        return f"看过{name}的预览之后台账又改过，没有回填。重新预览，看过再回填。"
    if error.kind == "carrying_on":
        return f"看过预览之后{name}又改过，没有结转。重新预览，看过再结转。"
    if error.kind == "import":
        return f"看过{name}的预览之后台账又改过，没有导入。重新打开它，看过再导入。"
    return f"{_kind(error.kind)}{name}已被别处改过，这次改动没有保存。看过新的内容再改一次。"


def _review_words(error: ReviewRefused) -> str:
    return REVIEW_WORDS[error.fault].format(
        names=listed(error.names), action=error.action, state=error.state
    )


def _sign_in_words(error: SignInRefused) -> str:
    return SIGN_IN_WORDS[error.fault].format(name=quoted(error.name), wanted=error.wanted)


def _cancelled_words(_error: Cancelled) -> str:
    return "停下了，没有写入。要继续就重新开始。"


_WORDS: Mapping[type[UserError], Callable[[Any], str]] = {
    FileRefused: _file_words,
    EvidenceRefused: _evidence_words,
    StepRefused: _step_words,
    BookRefused: _book_words,
    TargetRefused: _target_words,
    ValueRefused: _value_words,
    NotFound: _not_found_words,
    AmbiguousName: _ambiguous_words,
    NothingToUndo: _undo_words,
    StepIsBuiltOn: _built_on_words,
    StaleRow: _stale_words,
    ReviewRefused: _review_words,
    SignInRefused: _sign_in_words,
    Cancelled: _cancelled_words,
}
