"""The words a command line may begin with: known before anything else is loaded."""

LATER = {
    "draft": "把规划文本读成草稿",
    "collect": "收上报表",
    "assess": "判定进度",
    "merge": "合并台账副本",
    "rollup": "汇总下级台账",
}
"""Verbs that are named in the format, but come with a later version."""

VERBS = frozenset(
    {
        "new",
        "import",
        "export",
        "record",
        "dump",
        "check",
        "backup",
        "restore",
        "screenshots",
        "self-check",
        *LATER,
        "--version",
        "--help",
        "-h",
    }
)
"""First words that are for the command line; with any other, or none, the window opens."""
