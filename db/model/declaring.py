"""Frozen dataclasses that cost little to declare: those a start passes would take 40 ms."""

from __future__ import annotations

import operator
from dataclasses import MISSING, Field, FrozenInstanceError, make_dataclass
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: bool, slots: bool, eq: bool = True, order: bool = False
    ) -> Callable[[type], type]:
        """Declare a class as `dataclasses.dataclass(frozen=True, slots=True)` does.

        What the class is asked for later is the same: equality, hash, words, `replace`, `fields`,
        pickling. Python's own writes and compiles six methods of each class at once; these share
        theirs, and `__init__` is compiled when the first object is made.
        """
        if not (frozen and slots):
            raise TypeError("only frozen dataclasses with slots are declared here")
        return lambda kind: _declared(kind, eq=eq, order=order)


__all__ = ["dataclass"]

_COMPARED = {name: getattr(operator, name) for name in ("__lt__", "__le__", "__gt__", "__ge__")}


def _declared(kind: type, *, eq: bool, order: bool) -> type:
    """Return the class anew, with slots for its fields and the methods of a value."""
    if kind.__bases__ != (object,):
        raise TypeError(f"{kind.__name__} has a base")
    names = tuple(kind.__dict__.get("__annotations__", {}))
    defaults = {name: kind.__dict__[name] for name in names if name in kind.__dict__}
    left_out = {*names, "__dict__", "__weakref__"}
    body = {name: value for name, value in kind.__dict__.items() if name not in left_out}
    body |= {
        "__slots__": names,
        "__match_args__": names,
        "__init__": _first_init(names, defaults),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__repr__": _words,
        "__reduce__": _parts,
        "__dataclass_fields__": _Fields(names, defaults),
    }
    # One name alone is not given back as a tuple.
    values = operator.attrgetter(*names) if names else _nothing
    if eq:
        body |= {"__eq__": _compare(values, operator.eq), "__hash__": _hash_of(values)}
    if order:
        body |= {name: _compare(values, compared) for name, compared in _COMPARED.items()}
    return type(kind.__name__, (), body)


class _Fields:
    """What `dataclasses.fields` and `replace` ask for, made when it is first asked for."""

    def __init__(self, names: tuple[str, ...], defaults: dict[str, Any]) -> None:
        self._names = names
        self._defaults = defaults

    def __get__(self, _value: object, kind: type) -> dict[str, Field[Any]]:
        told = [
            (name, kind.__annotations__[name], self._defaults[name])
            if name in self._defaults
            else (name, kind.__annotations__[name])
            for name in self._names
        ]
        found: dict[str, Field[Any]] = make_dataclass(kind.__name__, told).__dataclass_fields__
        kind.__dataclass_fields__ = found  # type: ignore[attr-defined]  # in place of this
        return found


def _first_init(names: tuple[str, ...], defaults: dict[str, Any]) -> Callable[..., None]:
    """Return an `__init__` that compiles the class's own and puts it in its place."""

    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807 - it becomes one
        kind = type(self)
        kind.__init__ = _compiled_init(kind, names, defaults)
        kind.__init__(self, *given, **named)

    return __init__


def _compiled_init(
    kind: type, names: tuple[str, ...], defaults: dict[str, Any]
) -> Callable[..., None]:
    """Return the function that fills the slots: a slot's own setter passes the refusal by."""
    known: dict[str, Any] = {f"_set_{name}": getattr(kind, name).__set__ for name in names}
    taken, lines = [], []
    for name in names:
        default = defaults.get(name, MISSING)
        factory = default.default_factory if isinstance(default, Field) else MISSING
        known[f"_default_{name}"] = known["_MISSING"] = MISSING
        if factory is not MISSING:
            known[f"_make_{name}"] = factory
            lines.append(f" if {name} is _MISSING: {name} = _make_{name}()")
        elif default is not MISSING:
            known[f"_default_{name}"] = default
        taken.append(name if default is MISSING else f"{name}=_default_{name}")
        lines.append(f" _set_{name}(self, {name})")
    text = "\n".join([f"def __init__({', '.join(['self', *taken])}):", *(lines or [" pass"])])
    exec(text, known)  # noqa: S102 - the names of fields are the only words in it
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def _nothing(_value: object) -> tuple[()]:
    return ()


def _compare(
    values: Callable[[Any], Any], compared: Callable[[Any, Any], bool]
) -> Callable[[Any, object], Any]:
    def of_a_kind(self: Any, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(values(self), values(other))

    return of_a_kind


def _hash_of(values: Callable[[Any], Any]) -> Callable[[Any], int]:
    return lambda self: hash(values(self))


def _refuse(_self: object, name: str, *_value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _words(self: Any) -> str:
    """Return the value as Python writes a dataclass."""
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
    return f"{type(self).__qualname__}({told})"


def _parts(self: Any) -> tuple[type, tuple[Any, ...]]:
    """Return what `pickle` and `copy` make the value of."""
    return type(self), tuple(getattr(self, name) for name in self.__slots__)
