"""The words of the command line: verbs, their arguments, their help in Chinese."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from db.operations.samples import NAMES as SAMPLES
from desktop.cli_terminal import Misuse
from desktop.errors import quoted
from desktop.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

EXPORTS = {
    "list": "目标任务一览表",
    "filled": "回填的原表",
    "forms": "填报表",
    "ledger": "对账单",
    "report": "评估报告",
    "letter": "督办通知单",
    "public": "公开版",
    "handover": "工作移交包",
    "checks": "校验情况表",
}
"""What `export --as` names, by which scripts call it."""

NOT_YET = frozenset({"forms", "report", "letter", "public", "handover"})
"""What of it a later version writes."""

THEMES = ("light", "dark", "high_contrast")

_SMALLEST_SCALE, _LARGEST_SCALE = 50, 400

_NEGATIVE = re.compile(r"-[\d.]")

# What argparse says in English, and how it is said here.
_COMPLAINTS = (
    (r"the following arguments are required: (?P<what>.*)", "缺少 {what}"),
    (r"unrecognized arguments: (?P<what>.*)", "多了{quoted}"),
    (r"ambiguous option: (?P<what>\S+).*", "{quoted}不止一种意思"),
    (r"argument (?P<name>\S+): expected .*", "{name} 后面缺少内容"),
    (r"argument (?P<name>\S+): not allowed with argument (?P<what>\S+)", "{name} 和{quoted}不同用"),
    (r"argument (?P<name>\S+): ignored explicit argument (?P<what>.*)", "{name} 后面不带内容"),
    (
        r"argument (?P<name>\S+): invalid choice: '?(?P<what>.*?)'? \(choose from (?P<from>.*)\)",
        "{name} 不能是{quoted}，可以是 {choices}",
    ),
    (r"argument (?P<name>\S+): (?P<what>.*)", "{name}：{what}"),
)


class _Parser(argparse.ArgumentParser):
    """An argument parser that raises its complaints, in Chinese, on one line."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", _Help)
        super().__init__(**settings, add_help=False, allow_abbrev=False)
        self._is_mixing = False
        self._positionals.title = "内容"
        self._optionals.title = "选项"
        # -0.5% and -3— are values, not options; argparse knows only plain negative numbers.
        self._negative_number_matcher = _NEGATIVE
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Let what may be left out stand behind the options too: screenshots FOLDER --scale N BOOK.

        Of itself argparse takes it for left out as soon as an option comes.
        """
        loose = any(one.nargs == "?" and not one.option_strings for one in self._actions)
        if self._is_mixing or not loose:
            return super().parse_known_args(args, namespace)
        self._is_mixing = True
        # Else it would make one, and take the length of its English heading off.
        self.usage = self.format_usage().partition("：")[2].strip()
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._is_mixing, self.usage = False, None

    def error(self, message: str) -> NoReturn:
        """Raise Misuse instead of printing the usage over several lines."""
        usage = " ".join(self.format_usage().split())
        raise Misuse(f"{_translated(message)}。{usage}")


class _Help(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def _translated(message: str) -> str:
    for pattern, words in _COMPLAINTS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            parts = found.groupdict()
            what = parts.get("what") or ""
            choices = (parts.get("from") or "").replace("'", "").replace(", ", "、")
            name = parts.get("name") or ""
            return words.format(
                name=name, what=what.replace(", ", "、"), quoted=quoted(what), choices=choices
            )
    return message


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; it raises Misuse."""
    root = _Parser(
        prog="planbook",
        description="规划台账：教育规划的指标、任务和项目。不带动词时打开窗口，"
        "后面写一份台账或一览表就打开它。",
        epilog="退出码：0 做成，1 做成但有要看的，2 参数或文件有误，3 程序出错。",
    )
    root.add_argument("--version", action="version", version=f"planbook {VERSION}", help="显示版本")
    verbs = root.add_subparsers(
        dest="verb", metavar="动词", required=True, title="动词", parser_class=_Parser
    )
    _add_keeping(verbs)
    _add_exchange(verbs)
    _add_figures(verbs)
    _add_pictures(verbs)
    return root


def _verb(verbs: Any, name: str, words: str) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = verbs.add_parser(name, help=words, description=words)
    return added


def _book(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("book", metavar="BOOK", type=Path, help="台账文件（.planbook）")


def _force(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--force", action="store_true", help="替换已有的文件")


def _json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="只输出一个 JSON 对象")


def _plan(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--plan", metavar="ID", help="哪一份规划（编号或标题），只有一份时不用写")


def _user(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--user", metavar="NAME", help="以哪个用户写入，PIN 从标准输入读；台账没有用户时不用写"
    )


def _standing(verb: argparse.ArgumentParser) -> None:
    said = verb.add_mutually_exclusive_group()
    said.add_argument("--provisional", action="store_true", help="是快报数")
    said.add_argument("--final", action="store_true", help="是正式数")


def _add_keeping(verbs: Any) -> None:
    new = _verb(verbs, "new", "新建台账")
    _book(new)
    new.add_argument(
        "--sample", choices=SAMPLES, metavar="NAME", help=f"装入示例规划：{'、'.join(SAMPLES)}"
    )
    new.add_argument("--demo", action="store_true", help="示例带上标明演示数据的完成值")
    _force(new)
    backup = _verb(verbs, "backup", "备份台账，核对后才算数")
    _book(backup)
    backup.add_argument(
        "out",
        metavar="OUT",
        type=Path,
        nargs="?",
        help="备份写到哪里，不写则放进台账旁的备份文件夹",
    )
    _force(backup)
    restore = _verb(verbs, "restore", "从备份恢复出一份台账")
    restore.add_argument("backup", metavar="BACKUP", type=Path, help="备份文件")
    restore.add_argument("out", metavar="OUT", type=Path, help="恢复成哪个文件")
    _force(restore)


def _add_exchange(verbs: Any) -> None:
    into = _verb(verbs, "import", "导入目标任务一览表，或一校一行的统计表")
    _book(into)
    into.add_argument("file", metavar="FILE", type=Path, help="工作簿")
    into.add_argument("--sheet", metavar="NAME", help="只读这张工作表")
    _plan(into)
    into.add_argument("--dry-run", action="store_true", help="只看会改什么，不写入")
    _standing(into)
    into.add_argument(
        "--table", choices=("list", "units"), metavar="KIND",
        help="list 一览表、units 一行一个单位的统计表，不写则自动认",
    )  # fmt: skip
    into.add_argument("--period", metavar="P", help="统计表是哪个报告期的数，表里没写时用")
    into.add_argument(
        "--new-item", metavar="NAME", action="append", default=[],
        help="台账里没有的这一列作为新的数据项收下，可写多次",
    )  # fmt: skip
    into.add_argument("--approved", action="store_true", help="作为已审核的历史数据")
    into.add_argument("--source-note", metavar="TEXT", help="已审核数据的来源，如年鉴和页码")
    _user(into)
    _json(into)
    out = _verb(verbs, "export", "导出")
    _book(out)
    out.add_argument("out", metavar="OUT", type=Path, help="导出成哪个文件")
    kinds = "、".join(f"{name} {words}" for name, words in EXPORTS.items() if name not in NOT_YET)
    out.add_argument(
        "--as", dest="kind", choices=tuple(EXPORTS), metavar="KIND", required=True, help=kinds
    )
    _plan(out)
    out.add_argument("--unit", metavar="NAME", help="哪家单位的对账单（--as ledger）")
    out.add_argument("--period", metavar="P", help="哪个报告期（--as ledger、checks、filled）")
    out.add_argument("--kind", dest="evaluation", metavar="KIND", help=argparse.SUPPRESS)
    out.add_argument(
        "--source",
        metavar="FILE",
        type=Path,
        help="回填哪份工作簿（--as filled），不写则是最近一次导入的原表",
    )
    _force(out)


def _add_figures(verbs: Any) -> None:
    record = _verb(verbs, "record", "录入一个实际完成值")
    _book(record)
    record.add_argument("indicator", metavar="INDICATOR", help="指标的编号或全名")
    record.add_argument("period", metavar="PERIOD", help="报告期：2023、2023-S1、2023-Q2、2023-05")
    record.add_argument(
        "value", metavar="VALUE", help='95、95%%以上、无此项、不适用；写 "" 则清除这一格'
    )
    record.add_argument("--unit", metavar="NAME", help="哪个单位的数，不写则是全县（市、区）的")
    record.add_argument("--as-of", metavar="DATE", default="", help="截至日期，不写则是报告期末日")
    record.add_argument("--note", metavar="TEXT", help="说明")
    _user(record)
    _standing(record)
    dump = _verb(verbs, "dump", "把台账全部内容输出为 JSON")
    _book(dump)
    _plan(dump)
    _json(dump)
    check = _verb(verbs, "check", "校验数据；--file 核对文件和历史")
    _book(check)
    check.add_argument("--file", action="store_true", help="核对文件是否完好、与历史是否一致")
    _json(check)


def _add_pictures(verbs: Any) -> None:
    pictures = _verb(verbs, "screenshots", "把每个页面和对话框画成 PNG")
    pictures.add_argument("folder", metavar="FOLDER", type=Path, help="图片写入的文件夹")
    pictures.add_argument(
        "book", metavar="BOOK", type=Path, nargs="?", help="画哪份台账，不写则画示例"
    )
    pictures.add_argument(
        "--theme", choices=THEMES, default="light", metavar="T", help=f"主题：{'、'.join(THEMES)}"
    )
    pictures.add_argument(
        "--scale", type=_scale, default=100, metavar="N", help="缩放，百分数：100、150、200"
    )
    pictures.add_argument(
        "--screen", type=_screen, metavar="WxH",
        help="屏幕的像素：1366x768、1920x1080；不写则窗口为 1366x768，按缩放放大",
    )  # fmt: skip
    check = _verb(verbs, "self-check", "自检：建示例、导入、录入、导出、回读、比较，每步一行")
    check.add_argument(
        "folder", metavar="FOLDER", type=Path, nargs="?", help="结果写入的文件夹，不写则不留下"
    )


def _screen(words: str) -> tuple[int, int]:
    """Return a screen in pixels: 1366x768."""
    found = re.fullmatch(r"([1-9][0-9]{2,3})[x×*]([1-9][0-9]{2,3})", words.strip().lower())
    if found is None:
        raise argparse.ArgumentTypeError("要写宽和高，如 1366x768")
    return int(found[1]), int(found[2])


def _scale(words: str) -> int:
    """Return a scale in percent; 1.5 is 150."""
    try:
        number = float(words.rstrip("%"))
    except ValueError as error:
        raise argparse.ArgumentTypeError("要写数，如 150") from error
    percent = round(number if number >= 10 else number * 100)  # noqa: PLR2004 - 1000 % is no scale
    if not _SMALLEST_SCALE <= percent <= _LARGEST_SCALE:
        raise argparse.ArgumentTypeError(f"在 {_SMALLEST_SCALE} 到 {_LARGEST_SCALE} 之间")
    return percent
