"""销号 as a machine of states: which step can be taken next, why another cannot, what it writes.

申请 → 核实 → 同意; what was asked for may be sent back or withdrawn, what is closed reopened.
A closure that was reopened stays as it was: the next request begins a new one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.model.records import SignOff
from db.model.work_words import SignOffState, SignOffStep

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.model.proof import RowRef


@dataclass(frozen=True, slots=True)
class Signature:
    """Who takes a step, on which day (ISO), and what is said of it."""

    on: str
    who: str
    words: str = ""


_BEGINS = (SignOffStep.REQUEST,)
_STEPS: Mapping[SignOffState, tuple[SignOffStep, ...]] = {
    SignOffState.OPEN: _BEGINS,
    SignOffState.REFUSED: _BEGINS,
    SignOffState.REOPENED: _BEGINS,
    SignOffState.REQUESTED: (SignOffStep.VERIFY, SignOffStep.REFUSE, SignOffStep.WITHDRAW),
    SignOffState.VERIFIED: (SignOffStep.AGREE, SignOffStep.REFUSE, SignOffStep.WITHDRAW),
    SignOffState.CLOSED: (SignOffStep.REOPEN,),
}

_NEEDS_WORDS = frozenset({SignOffStep.REFUSE, SignOffStep.REOPEN})
_NEEDS_ANOTHER = frozenset({SignOffStep.VERIFY, SignOffStep.AGREE})
"""Taken by a second person, not by the one who asked."""


def state_of(last: SignOff | None) -> SignOffState:
    """Return how far the newest closure of a row is; None: there was none."""
    if last is None:
        return SignOffState.OPEN
    if last.reopened_on:
        return SignOffState.REOPENED
    if last.agreed_on:
        return SignOffState.CLOSED
    if last.refused_on:
        return SignOffState.REFUSED
    return SignOffState.VERIFIED if last.verified_on else SignOffState.REQUESTED


def steps_of(last: SignOff | None) -> tuple[SignOffStep, ...]:
    """Return the steps that can be taken next, the usual one first."""
    return _STEPS[state_of(last)]


def last_day(last: SignOff | None) -> str:
    """Return the day of the newest step, empty before the first."""
    if last is None:
        return ""
    days = (last.requested_on, last.verified_on, last.agreed_on, last.refused_on, last.reopened_on)
    return max(days)


def reason_against(
    step: SignOffStep,
    last: SignOff | None,
    *,
    missing: Sequence[str] = (),
    proved: bool = True,
    own: bool = False,
) -> str:
    """Return why a step cannot be taken now, in a sentence; empty when it can.

    `missing` are the listed pieces that no evidence is, `proved` tells whether the row has any
    evidence at all: only a request asks for them. `own`: the person at work made the request, and
    another one is wanted.
    """
    if step not in steps_of(last):
        return _out_of_turn(step, last)
    if own and step in _NEEDS_ANOTHER:
        return f"销号是本人申请的，没有{step}。请别人{step}，或在设置里放开。"
    if step is not SignOffStep.REQUEST:
        return ""
    if missing:
        return f"还缺佐证 {len(missing)} 件：{'、'.join(missing)}。先添加，再申请销号。"
    return "" if proved else "还没有佐证。先添加佐证，再申请销号。"


def _out_of_turn(step: SignOffStep, last: SignOff | None) -> str:
    state = state_of(last)
    day = last_day(last)
    if state is SignOffState.CLOSED:
        return f"已在 {day} 销号。要改先重开。"
    if step is SignOffStep.REOPEN:
        return "还没有销号，不用重开。"
    if state is SignOffState.REQUESTED:
        awaited = "还没有核实。先核实，再同意。"
        return awaited if step is SignOffStep.AGREE else f"已在 {day} 申请销号，等核实。"
    if state is SignOffState.VERIFIED:
        return f"已在 {day} 核实，等同意。"
    return "还没有申请销号。先申请，再往下办。"


def reason_against_signature(step: SignOffStep, last: SignOff | None, signature: Signature) -> str:
    """Return why a step cannot be signed like this, in a sentence; empty when it can."""
    if step in _NEEDS_WORDS and not signature.words.strip():
        return f"没有写{step}的原因。写明原因，再{step}。"
    if signature.on < last_day(last):
        return f"日期 {signature.on} 早于上一步的 {last_day(last)}。改日期再办。"
    return ""


def asked_for(ref: RowRef, new: str, position: int, signature: Signature) -> SignOff:
    """Return a new closure of a row, asked for; `new` is its id."""
    return SignOff(
        id=new,
        row_kind=ref.kind,
        row=ref.row,
        position=position,
        requested_on=signature.on,
        requested_by=signature.who,
        request=signature.words.strip(),
    )


def signed(step: SignOffStep, held: SignOff, signature: Signature, status: str = "") -> SignOff:
    """Return a closure after a step that neither begins nor withdraws it.

    `status` is what the row had before it is closed. What earlier steps wrote stays.
    """
    on, who, words = signature.on, signature.who, signature.words.strip()
    match step:
        case SignOffStep.VERIFY:
            return replace(held, verified_on=on, verified_by=who, verification=words)
        case SignOffStep.AGREE:
            return replace(held, agreed_on=on, agreed_by=who, agreement=words, status_before=status)
        case SignOffStep.REFUSE:
            return replace(held, refused_on=on, refused_by=who, refusal=words)
        case SignOffStep.REOPEN:
            return replace(held, reopened_on=on, reopened_by=who, reopening=words)
        case _:
            raise ValueError(step)
