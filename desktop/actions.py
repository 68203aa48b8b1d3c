"""Every command of the window, declared once: words, icon, shortcut, place."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, NewType

ActName = NewType("ActName", str)
"""What a command is known by: one of `Act`."""


class Act:
    """The names of the commands, declared below.

    They are very many, and dictionaries are asked for them all the time: an enumeration of them
    would take longer to make than most books to read, and each would be hashed in Python.
    """

    NEW_FROM_LIST = ActName("new_from_list")
    OPEN = ActName("open")
    NEW_EMPTY = ActName("new_empty")
    SAVE = ActName("save")
    BACK_UP = ActName("back_up")
    CLOSE_BOOK = ActName("close_book")
    QUIT = ActName("quit")
    UNDO = ActName("undo")
    REDO = ActName("redo")
    CUT = ActName("cut")
    COPY = ActName("copy")
    COPY_WITH_HEADS = ActName("copy_with_heads")
    PASTE = ActName("paste")
    CLEAR = ActName("clear")
    FILL_DOWN = ActName("fill_down")
    FILL_RIGHT = ActName("fill_right")
    FIND_ROWS = ActName("find_rows")
    FIND_ANYTHING = ActName("find_anything")
    GO_OVERVIEW = ActName("go_overview")
    GO_INDICATORS = ActName("go_indicators")
    GO_TASK_LIST = ActName("go_task_list")
    GO_PROJECT_LIST = ActName("go_project_list")
    GO_FINDINGS = ActName("go_findings")
    GO_REVIEW = ActName("go_review")
    GO_REVISIONS = ActName("go_revisions")
    GO_EXCHANGE = ActName("go_exchange")
    GO_UNITS = ActName("go_units")
    GO_EVIDENCE = ActName("go_evidence")
    GO_HISTORY = ActName("go_history")
    GO_BACKUPS = ActName("go_backups")
    GO_SETTINGS = ActName("go_settings")
    RESUME = ActName("resume")
    CHOOSE_COLUMNS = ActName("choose_columns")
    SEE_PAST = ActName("see_past")
    ROW_HISTORY = ActName("row_history")
    SHOW_PANE = ActName("show_pane")
    NEXT_REGION = ActName("next_region")
    PREVIOUS_REGION = ActName("previous_region")
    THEME_SYSTEM = ActName("theme_system")
    THEME_LIGHT = ActName("theme_light")
    THEME_DARK = ActName("theme_dark")
    THEME_HIGH_CONTRAST = ActName("theme_high_contrast")
    NEXT_MISSING = ActName("next_missing")
    CHECK_YEAR = ActName("check_year")
    EDIT_CELL = ActName("edit_cell")
    EDIT_NOTE = ActName("edit_note")
    CHOOSE_ANSWER = ActName("choose_answer")
    FILL_SUM = ActName("fill_sum")
    FILL_SUMS = ActName("fill_sums")
    TODAY = ActName("today")
    ADD_ROW = ActName("add_row")
    REMOVE_ROW = ActName("remove_row")
    ADD_PROJECT = ActName("add_project")
    EDIT_PROJECT = ActName("edit_project")
    OPEN_LUMP = ActName("open_lump")
    CHANGE_PROJECTS = ActName("change_projects")
    NEW_YEAR = ActName("new_year")
    NEXT_PLAN = ActName("next_plan")
    ADD_TASK = ActName("add_task")
    ADD_MEASURE = ActName("add_measure")
    ADD_COMMITMENT = ActName("add_commitment")
    EDIT_TASK = ActName("edit_task")
    REMOVE_TASK = ActName("remove_task")
    MOVE_ROW_UP = ActName("move_row_up")
    MOVE_ROW_DOWN = ActName("move_row_down")
    SPLIT_TASK = ActName("split_task")
    MERGE_TASKS = ActName("merge_tasks")
    EDIT_TASKS = ActName("edit_tasks")
    PROBLEMS = ActName("problems")
    YEARLY_TABLE = ActName("yearly_table")
    FORMULA = ActName("formula")
    AVAILABILITY = ActName("availability")
    SHARE_SERIES = ActName("share_series")
    DECIDE_TICKED = ActName("decide_ticked")
    DECIDE_ONE = ActName("decide_one")
    SEND_BACK = ActName("send_back")
    SIGN_SHEET = ActName("sign_sheet")
    SIGN_IN = ActName("sign_in")
    USERS = ActName("users")
    ASSIGN = ActName("assign")
    CONFIRM_LEAD = ActName("confirm_lead")
    NEW_REVISION = ActName("new_revision")
    ADJUST = ActName("adjust")
    ADD_EVIDENCE = ActName("add_evidence")
    SIGN_OFF_PIECES = ActName("sign_off_pieces")
    REQUEST_SIGN_OFF = ActName("request_sign_off")
    VERIFY_SIGN_OFF = ActName("verify_sign_off")
    AGREE_SIGN_OFF = ActName("agree_sign_off")
    REFUSE_SIGN_OFF = ActName("refuse_sign_off")
    REOPEN_SIGN_OFF = ActName("reopen_sign_off")
    INSPECTION_PACK = ActName("inspection_pack")
    IMPORT_LIST = ActName("import_list")
    EXPORT_LIST = ActName("export_list")
    FILL_FORM = ActName("fill_form")
    EXPORT_LEDGER = ActName("export_ledger")
    EXPORT_HISTORY = ActName("export_history")
    EXPORT_CHECKS = ActName("export_checks")
    PRINT = ActName("print")
    SHOW_HELP = ActName("show_help")
    FIRST_STEPS = ActName("first_steps")
    SHOW_KEYS = ActName("show_keys")
    WHATS_NEW = ActName("whats_new")
    SAVE_DIAGNOSIS = ActName("save_diagnosis")
    ABOUT = ActName("about")


class Menu(StrEnum):
    """The menus, in order."""

    FILE = "文件(&F)"
    EDIT = "编辑(&E)"
    VIEW = "查看(&V)"
    ENTRY = "录入(&D)"
    REVIEW = "审核(&R)"
    OUTPUT = "输出(&P)"
    HELP = "帮助(&H)"


class Spec(NamedTuple):
    """A command. `group` parts a menu by lines.

    `travels`: when the page in sight does not carry it out, the first page that does is shown.
    `writes`: not while the book is read-only or busy. `checks`: it is on or off.
    """

    words: str
    menu: Menu
    group: int = 0
    shortcut: str = ""
    icon: str = ""
    needs_book: bool = True
    writes: bool = False
    travels: bool = False
    checks: bool = False


SPECS = MappingProxyType(
    {
        Act.NEW_FROM_LIST: Spec(
            "从目标任务一览表新建…", Menu.FILE, 0, "Ctrl+Shift+N", "document", needs_book=False
        ),
        Act.OPEN: Spec("打开台账…", Menu.FILE, 0, "Ctrl+O", "folder", needs_book=False),
        Act.NEW_EMPTY: Spec("空白台账…", Menu.FILE, 0, "Ctrl+Alt+N", "plus", needs_book=False),
        Act.SAVE: Spec("保存", Menu.FILE, 1, "Ctrl+S"),
        Act.NEXT_PLAN: Spec("续编下一期规划…", Menu.FILE, 1, writes=True),
        Act.IMPORT_LIST: Spec(
            "导入一览表…", Menu.FILE, 2, "Ctrl+I", "import", writes=True, travels=True
        ),
        Act.BACK_UP: Spec("立即备份", Menu.FILE, 2, "", "backup"),
        Act.CLOSE_BOOK: Spec("关闭台账", Menu.FILE, 3, "Ctrl+W"),
        Act.QUIT: Spec("退出", Menu.FILE, 3, "Ctrl+Q", needs_book=False),
        Act.UNDO: Spec("撤销", Menu.EDIT, 0, "Ctrl+Z", "undo", writes=True),
        Act.REDO: Spec("重做", Menu.EDIT, 0, "Ctrl+Y", "redo", writes=True),
        Act.CUT: Spec("剪切所选格", Menu.EDIT, 1, "Ctrl+X", writes=True),
        Act.COPY: Spec("复制所选格", Menu.EDIT, 1, "Ctrl+C", "copy"),
        Act.COPY_WITH_HEADS: Spec("连同表头复制", Menu.EDIT, 1, "Ctrl+Shift+C"),
        Act.PASTE: Spec("粘贴到实际值", Menu.EDIT, 1, "Ctrl+V", writes=True),
        Act.CLEAR: Spec("清除所选格", Menu.EDIT, 1, "Del", writes=True),
        Act.FILL_DOWN: Spec("向下填充", Menu.EDIT, 2, "Ctrl+D", writes=True),
        Act.FILL_RIGHT: Spec("向右填充", Menu.EDIT, 2, "Ctrl+R", writes=True),
        Act.FIND_ROWS: Spec("筛选指标", Menu.EDIT, 3, "Ctrl+F"),
        Act.FIND_ANYTHING: Spec(
            "查找指标、单位、命令…", Menu.EDIT, 3, "Ctrl+K", "find", needs_book=False
        ),
        Act.GO_OVERVIEW: Spec("总览", Menu.VIEW, 0, "Ctrl+1", "overview"),
        Act.GO_INDICATORS: Spec("指标", Menu.VIEW, 0, "Ctrl+2", "indicators"),
        Act.GO_TASK_LIST: Spec("任务", Menu.VIEW, 0, "Ctrl+3", "task_list"),
        Act.GO_PROJECT_LIST: Spec("项目", Menu.VIEW, 0, "Ctrl+4", "project_list"),
        Act.GO_FINDINGS: Spec("校验", Menu.VIEW, 0, "Ctrl+7", "findings"),
        Act.GO_REVIEW: Spec("审核", Menu.VIEW, 0, "Ctrl+0", "review"),
        Act.GO_REVISIONS: Spec("目标调整", Menu.VIEW, 0, "", "revisions"),
        Act.GO_EXCHANGE: Spec("导入导出", Menu.VIEW, 0, "Ctrl+5", "exchange"),
        Act.GO_UNITS: Spec("单位", Menu.VIEW, 0, "Ctrl+8", "units"),
        Act.GO_EVIDENCE: Spec("佐证", Menu.VIEW, 0, "Ctrl+9", "evidence"),
        Act.GO_HISTORY: Spec("历史", Menu.VIEW, 0, "", "clock"),
        Act.GO_BACKUPS: Spec("备份", Menu.VIEW, 0, "", "backup"),
        Act.GO_SETTINGS: Spec("设置", Menu.VIEW, 0, "Ctrl+6", "settings"),
        Act.RESUME: Spec("回到上次停下的地方", Menu.VIEW, 1, "Alt+Home"),
        Act.CHOOSE_COLUMNS: Spec("显示哪些列…", Menu.VIEW, 1, ""),
        Act.SEE_PAST: Spec("看那时的台账…", Menu.VIEW, 1, "", "clock", travels=True),
        Act.ROW_HISTORY: Spec("这一行的历史", Menu.VIEW, 1, "Ctrl+Shift+H", "clock"),
        Act.SHOW_PANE: Spec("右侧窗格", Menu.VIEW, 1, "F9", "pane", checks=True),
        Act.NEXT_REGION: Spec("下一个区域", Menu.VIEW, 1, "F6"),
        Act.PREVIOUS_REGION: Spec("上一个区域", Menu.VIEW, 1, "Shift+F6"),
        Act.THEME_SYSTEM: Spec("跟随系统", Menu.VIEW, 2, needs_book=False, checks=True),
        Act.THEME_LIGHT: Spec("浅色", Menu.VIEW, 2, needs_book=False, checks=True),
        Act.THEME_DARK: Spec("深色", Menu.VIEW, 2, needs_book=False, checks=True),
        Act.THEME_HIGH_CONTRAST: Spec("高对比", Menu.VIEW, 2, needs_book=False, checks=True),
        Act.NEXT_MISSING: Spec("下一个未填或有疑问的格", Menu.ENTRY, 0, "F8", travels=True),
        Act.CHECK_YEAR: Spec("校验本年", Menu.ENTRY, 0, "F7", "findings", travels=True),
        Act.EDIT_CELL: Spec("改这一格", Menu.ENTRY, 0, "F2", "pencil", writes=True),
        Act.EDIT_NOTE: Spec("写说明", Menu.ENTRY, 0, "Shift+F2", writes=True),
        Act.CHOOSE_ANSWER: Spec("没有数：无此项、不适用…", Menu.ENTRY, 0, "Alt+Down", writes=True),
        Act.FILL_SUM: Spec("当年数：填入各期合计", Menu.ENTRY, 0, "Alt+=", writes=True),
        Act.FILL_SUMS: Spec("当年数：全年未填的都填入各期合计", Menu.ENTRY, 0, writes=True),
        Act.TODAY: Spec("截至日期改为今天", Menu.ENTRY, 0, "Ctrl+;", writes=True),
        Act.ADD_ROW: Spec("新增一行…", Menu.ENTRY, 1, "Ctrl+N", writes=True),
        Act.REMOVE_ROW: Spec("删除这一项", Menu.ENTRY, 1, writes=True),
        Act.ADD_TASK: Spec("新增任务…", Menu.ENTRY, 2, "Ctrl+Alt+T", writes=True, travels=True),
        Act.ADD_MEASURE: Spec("新增举措…", Menu.ENTRY, 2, "Ctrl+Alt+M", writes=True),
        Act.ADD_COMMITMENT: Spec("新增量化目标…", Menu.ENTRY, 2, "Ctrl+Alt+L", writes=True),
        Act.EDIT_TASK: Spec("改任务、举措或量化目标…", Menu.ENTRY, 2, "Ctrl+Return", writes=True),
        Act.REMOVE_TASK: Spec("删除任务、举措或量化目标", Menu.ENTRY, 2, writes=True),
        Act.MOVE_ROW_UP: Spec("上移一行", Menu.ENTRY, 2, "Alt+Shift+Up", writes=True),
        Act.MOVE_ROW_DOWN: Spec("下移一行", Menu.ENTRY, 2, "Alt+Shift+Down", writes=True),
        Act.SPLIT_TASK: Spec("拆分任务…", Menu.ENTRY, 2, writes=True),
        Act.MERGE_TASKS: Spec("合并任务…", Menu.ENTRY, 2, writes=True),
        Act.EDIT_TASKS: Spec("批量修改任务…", Menu.ENTRY, 2, writes=True),
        Act.PROBLEMS: Spec("问题与协调事项…", Menu.ENTRY, 2, writes=True),
        Act.YEARLY_TABLE: Spec("年度任务分解表…", Menu.ENTRY, 2, travels=True),
        Act.ADD_PROJECT: Spec("新增项目…", Menu.ENTRY, 2, writes=True, travels=True),
        Act.EDIT_PROJECT: Spec("改项目的规模与投资…", Menu.ENTRY, 2, writes=True),
        Act.OPEN_LUMP: Spec("列出打捆项目的名称…", Menu.ENTRY, 2, writes=True),
        Act.CHANGE_PROJECTS: Spec("批量改项目…", Menu.ENTRY, 2, writes=True),
        Act.FORMULA: Spec("计算方式…", Menu.ENTRY, 3, writes=True),
        Act.AVAILABILITY: Spec("出数时间…", Menu.ENTRY, 3, writes=True),
        Act.SHARE_SERIES: Spec("共用数据项…", Menu.ENTRY, 3, writes=True),
        Act.ASSIGN: Spec("批量派单位…", Menu.ENTRY, 2, "Ctrl+G", "units", writes=True),
        Act.CONFIRM_LEAD: Spec("确认牵头单位", Menu.ENTRY, 2, "Ctrl+Shift+G", writes=True),
        Act.NEW_YEAR: Spec("新年度…", Menu.ENTRY, 4, writes=True),
        Act.DECIDE_TICKED: Spec(
            "办理勾选的格（提交、通过、审签、锁定）", Menu.REVIEW, 0, writes=True, travels=True
        ),
        Act.DECIDE_ONE: Spec("办理当前格", Menu.REVIEW, 0, writes=True),
        Act.SEND_BACK: Spec("退回或重开当前格…", Menu.REVIEW, 0, writes=True),
        Act.SIGN_SHEET: Spec("打印审签表…", Menu.REVIEW, 1, icon="document", travels=True),
        Act.SIGN_IN: Spec("登录或换人…", Menu.REVIEW, 2),
        Act.USERS: Spec("用户…", Menu.REVIEW, 2),
        Act.NEW_REVISION: Spec(
            "新建目标调整…", Menu.ENTRY, 5, "Ctrl+Shift+A", "revisions", writes=True, travels=True
        ),
        Act.ADJUST: Spec("调整这一项的目标…", Menu.ENTRY, 5, writes=True),
        Act.ADD_EVIDENCE: Spec(
            "添加佐证…", Menu.ENTRY, 6, "Ctrl+Shift+F", "paperclip", writes=True
        ),
        Act.SIGN_OFF_PIECES: Spec("销号要件…", Menu.ENTRY, 6, writes=True),
        Act.REQUEST_SIGN_OFF: Spec("申请销号…", Menu.ENTRY, 6, writes=True),
        Act.VERIFY_SIGN_OFF: Spec("核实…", Menu.ENTRY, 6, writes=True),
        Act.AGREE_SIGN_OFF: Spec("同意销号…", Menu.ENTRY, 6, writes=True),
        Act.REFUSE_SIGN_OFF: Spec("退回销号申请…", Menu.ENTRY, 6, writes=True),
        Act.REOPEN_SIGN_OFF: Spec("重开…", Menu.ENTRY, 6, writes=True),
        Act.EXPORT_LIST: Spec(
            "导出目标任务一览表…", Menu.OUTPUT, 0, "Ctrl+E", "export", travels=True
        ),
        Act.FILL_FORM: Spec(
            "回填原表或上级的表…", Menu.OUTPUT, 0, "Ctrl+Shift+E", "pencil", travels=True
        ),
        Act.EXPORT_LEDGER: Spec("单位对账单…", Menu.OUTPUT, 0, "", "units", travels=True),
        Act.INSPECTION_PACK: Spec("迎检材料包…", Menu.OUTPUT, 1, "", "evidence", travels=True),
        Act.EXPORT_CHECKS: Spec("导出校验情况表…", Menu.OUTPUT, 0, "", "findings", travels=True),
        Act.PRINT: Spec("打印…", Menu.OUTPUT, 1, "Ctrl+P", "print"),
        Act.EXPORT_HISTORY: Spec("导出历史…", Menu.OUTPUT, 0, "", "clock", travels=True),
        Act.SHOW_HELP: Spec("本页的帮助", Menu.HELP, 0, "F1", "information", needs_book=False),
        Act.FIRST_STEPS: Spec("十分钟上手", Menu.HELP, 0, needs_book=False),
        Act.SHOW_KEYS: Spec("快捷键", Menu.HELP, 0, "Ctrl+F1", needs_book=False),
        Act.WHATS_NEW: Spec("有什么新变化", Menu.HELP, 1, needs_book=False),
        Act.SAVE_DIAGNOSIS: Spec("导出诊断包…", Menu.HELP, 1, needs_book=False),
        Act.ABOUT: Spec("关于规划台账", Menu.HELP, 1, needs_book=False),
    }
)


ALSO = MappingProxyType(
    {
        Act.COPY: "Ctrl+Ins",
        Act.CUT: "Shift+Del",
        Act.PASTE: "Shift+Ins",
        Act.FILL_DOWN: "Ctrl+'",
        Act.REDO: "Ctrl+Shift+Z",
    }
)
"""The older keys of Excel and WPS for the same: hands that are used to them find them here."""

PROOF_ACTS = (
    Act.ADD_EVIDENCE,
    Act.SIGN_OFF_PIECES,
    Act.REQUEST_SIGN_OFF,
    Act.VERIFY_SIGN_OFF,
    Act.AGREE_SIGN_OFF,
    Act.REFUSE_SIGN_OFF,
    Act.REOPEN_SIGN_OFF,
)
"""What the menu of a row offers that can be proved and closed."""


FIGURE_ACTS = frozenset({Act.FORMULA, Act.SHARE_SERIES})
"""What the menu of a row offers only where the row has figures."""

CLOSING = "销号"
"""The menu in which the steps of closing a row stand."""

SUBMENUS = MappingProxyType(
    {
        "任务": (
            *(Act.ADD_TASK, Act.ADD_MEASURE, Act.ADD_COMMITMENT, Act.EDIT_TASK, Act.REMOVE_TASK),
            *(Act.MOVE_ROW_UP, Act.MOVE_ROW_DOWN, Act.SPLIT_TASK, Act.MERGE_TASKS),
            *(Act.EDIT_TASKS, Act.PROBLEMS, Act.YEARLY_TABLE),
        ),
        "项目": (Act.ADD_PROJECT, Act.EDIT_PROJECT, Act.OPEN_LUMP, Act.CHANGE_PROJECTS),
        CLOSING: tuple(act for act in PROOF_ACTS if act != Act.ADD_EVIDENCE),
    }
)
"""Commands that stand in a menu of their own inside their menu, by its words."""

_UNDER = MappingProxyType({act: words for words, acts in SUBMENUS.items() for act in acts})


def menu_path(act: ActName) -> tuple[str, ...]:
    """Return the words of the menus a command stands in, without their keys: 录入, 任务."""
    outer = SPECS[act].menu.split("(")[0]
    return (outer, _UNDER[act]) if act in _UNDER else (outer,)


def bare_words(act: ActName) -> str:
    """Return a command's words without the dots that announce a dialog."""
    return SPECS[act].words.rstrip("…")


def arrowed(shortcut: str) -> str:
    """Return a shortcut as it is shown: Alt+Down as Alt+↓, Ctrl+Return as Ctrl+Enter."""
    return shortcut.replace("Down", "↓").replace("Up", "↑").replace("Return", "Enter")


def act_named(name: str) -> ActName:
    """Return the command of that name; ValueError when there is none."""
    act = ActName(name)
    if act not in SPECS:
        raise ValueError(name)
    return act


def page_act(page: str) -> ActName:
    """Return the command that goes to a page; ValueError when there is none."""
    return act_named(f"go_{page}")
