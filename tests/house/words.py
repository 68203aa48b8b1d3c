"""What must not be said in a file: calls that block, notes to oneself, places of one machine."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

# Any object's method of that name.
BANNED_METHODS = {
    "processEvents": "let the event loop run: use desktop.tasks",
    "exec_": "use open()",
    "qWait": "wait for a signal",
}
# That method of an object of that name.
BANNED_CALLS = {
    ("qtbot", "wait"): "wait for a signal",
    ("time", "sleep"): "wait for what is to happen",
    ("mark", "skip"): "repair the test or remove it",
}
# `exec` of a dialog or a menu stops the world; the application's own is the world.
EVENT_LOOP_FILES = frozenset(
    {"desktop/__main__.py", "desktop/application.py"}
    | {"tests/benchmarks/first_paint.py", "tests/benchmarks/typist.py"}
)

NOTE_TO_ONESELF = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
BLANKET_SILENCE = re.compile(r"#\s*(noqa(?!:)|type:\s*ignore(?!\[))|#\s*ruff:\s*noqa(?!:)")

SQL = re.compile(
    r"\s*(?:select\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|with\s+\w+\s*\()"
)

_FOLDERS = "work|root|tmp|home|farm"
MACHINE_PATH = re.compile(rf"(?<![\w./*}}~)\]>-])/(?:{_FOLDERS})/\w|\b[A-Z]:\\+Users\\+\w")
_HOSTS = (
    r"pypi\.(?:org|python)",
    r"pythonhosted\.",
    r"(?:deb|snapshot|security)\.debian\.org",
    r"mirrors?\.[\w-]+\.(?:com|cn|edu|org|net)",
    r"registry\.",
    r"https?://(?:localhost|\d+\.\d+\.\d+\.\d+)",
)
MACHINE_HOST = re.compile("|".join(_HOSTS), re.IGNORECASE)


def faults_of_calls(text: str, *, may_start_event_loop: bool = False) -> Iterator[str]:
    """Yield the calls in a Python file that stop the world or wait for time."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                if (node.module, name.name) in BANNED_CALLS:
                    yield f"{node.lineno}: {node.module}.{name.name}"
        if not isinstance(node, ast.Attribute):
            continue
        reason = BANNED_METHODS.get(node.attr) or BANNED_CALLS.get((_name(node.value), node.attr))
        if node.attr == "exec" and not may_start_event_loop:
            reason = "use open(), or popup() for a menu"
        if reason:
            yield f"{node.lineno}: {node.attr}: {reason}"


def _name(node: ast.expr) -> str:
    """Return the name an object goes by where it is used: the last one of a dotted path."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def faults_of_sql(text: str) -> Iterator[str]:
    """Yield the statements of SQL in a Python file."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            yield f"{node.lineno}: {node.value.strip().splitlines()[0]}"


def faults_of_comments(text: str) -> Iterator[str]:
    """Yield the comments of a Python file that are promises, or silence every check at once."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT:
            continue
        if NOTE_TO_ONESELF.search(token.string):
            yield f"{token.start[0]}: a note to oneself: {token.string}"
        if BLANKET_SILENCE.search(token.string):
            yield f"{token.start[0]}: says nothing of what it silences: {token.string}"


def faults_of_places(text: str) -> Iterator[str]:
    """Yield the paths and hosts in a text that exist on one machine only."""
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern in (MACHINE_PATH, MACHINE_HOST):
            found = pattern.search(line)
            if found:
                yield f"{number}: {found.group()}"
