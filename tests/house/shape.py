"""What is wrong with the shape of a Python file: its length, its opening, its names."""

import ast
from collections.abc import Iterator

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LONGEST_OPENING = 300
EMPTY_WORDS = frozenset({"util", "utils", "helper", "helpers", "manager", "managers"})


def faults_of_shape(text: str, *, longest_file: int = LONGEST_FILE) -> Iterator[str]:
    """Yield what is wrong with the shape of a file that reads `text`; an empty one is sound."""
    if not text.strip():
        return
    tree = ast.parse(text)
    lines = len(text.splitlines())
    if lines > longest_file:
        yield f"{lines} lines, more than {longest_file}"
    yield from _faults_of_opening(ast.get_docstring(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{node.lineno}: {node.name} has {length} lines"
        if isinstance(node, ast.ClassDef) and _last_word(node.name) in EMPTY_WORDS:
            yield f"{node.lineno}: {node.name} does not say what it does"


def _faults_of_opening(opening: str | None) -> Iterator[str]:
    """Yield what is wrong with the sentence at the top of a file."""
    if not opening:
        yield "no sentence at the top that says what the file knows"
        return
    sentence = opening.split("\n\n")[0]
    if not sentence.endswith((".", "。")):
        yield "the first paragraph is not a sentence"
    if len(sentence) > LONGEST_OPENING:
        yield "the sentence at the top is too long"


def _last_word(name: str) -> str:
    """Return the last word of a CamelCase name, in small letters."""
    start = max((at for at, letter in enumerate(name) if letter.isupper()), default=0)
    return name[start:].lower()
