"""Errors raised in what Qt calls of ours: caught in time, so that they are shown like any other."""

from __future__ import annotations

import functools
import sys
from types import FunctionType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

_FIRST_SOUND_PYTHON = (3, 12)


def catch_them_in_time() -> None:
    """Let our classes, those to come too, catch what is raised in the methods that Qt calls.

    Before Python 3.12 an error of C code (the index of a list, the words of a number) is no object
    of its class until somebody catches it. PySide6 6.8 to 6.11 takes it for one, where the method
    was called from within a call of Qt's, and the process dies of that.
    """
    if sys.version_info < _FIRST_SOUND_PYTHON:
        _guard_all_under(QObject)
        QObject.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment,method-assign]


def _guard_all_under(base: type[QObject]) -> None:
    for made in base.__subclasses__():
        if not _is_of_qt(made):
            _guard(made)
        _guard_all_under(made)


def _guard(made: type) -> None:
    of_qt = [vars(base) for base in made.__mro__ if _is_of_qt(base)]
    for name, method in list(vars(made).items()):
        is_ours = isinstance(method, FunctionType) and not name.startswith("_")
        if is_ours and any(name in names for names in of_qt):
            setattr(made, name, _caught(method))


def _is_of_qt(made: type) -> bool:
    return made.__module__.startswith("PySide6")


def _caught(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def called(*args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except BaseException:  # noqa: TRY203 - that it is caught is all it takes
            raise

    return called
