"""What the team sees when it looks back: the answers to its three questions, question by question.

Only the answers and the week are kept. Who sent them is checked when they come in, and forgotten at once:
there is no name of a worker here to make a list of, and an answer does not say which other answers came with
it. After a year an answer goes.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from keukentafel.app.clock import Clock
from keukentafel.app.state.example_bank import told_example
from keukentafel.app.state.membership import Membership
from keukentafel.guide.example import Example
from keukentafel.journal.canonical import Json
from keukentafel.vault.vault import OpenVault
from sync.desk import Desk as DeskDevice
from sync.desk import open_reflection
from sync.envelope import EnvelopeRefused
from sync.reflection import ANSWERS, EXAMPLE, ReceivedReflection, ReflectionRefused, week_of
from sync.wire.names import Moment

SETTING: Final = "team-reflections"
KEPT: Final = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class TeamAnswer:
    """One answer to one question, with the week in which it came."""

    week: str
    text: str


class TeamReflections:
    """The reflections that came in at one desk."""

    def __init__(self, vault: OpenVault, member: Membership, device: DeskDevice, clock: Clock) -> None:
        self._vault = vault
        self._member = member
        self._device = device
        self._clock = clock

    def take_in(self, envelope: bytes) -> bool:
        """Keep what an envelope brings, once, and send a receipt; tells whether it is a reflection."""
        key = self._member.team_key
        if key is None:
            return False
        try:
            received = open_reflection(envelope, key, self._member.trust)
        except (EnvelopeRefused, ReflectionRefused):
            return False
        receipt = self._device.seal_apart_receipt(received, Moment(self._clock()))
        with self._vault.writing():
            self._keep(received)
            self._vault.queue_apart(received.reply_to, receipt)
        return True

    def answers(self, question: str) -> tuple[TeamAnswer, ...]:
        """Return the answers to one of the three questions, the newest week first.

        Within a week they stand in an order of their own that says nothing of who or when.
        """
        kept = [one for one in self._kept() if one.get(question)]
        ordered = sorted(kept, key=lambda one: _place(one, question))
        ordered.sort(key=lambda one: one["week"], reverse=True)
        return tuple(TeamAnswer(one["week"], one[question]) for one in ordered)

    def examples(self) -> tuple[Example, ...]:
        """Return the examples of what worked that came in, the newest week first."""
        kept = [one for one in self._kept() if one.get(EXAMPLE)]
        return tuple(
            told_example(one["mark"], one[EXAMPLE], one.get("tiles", ""))
            for one in sorted(kept, key=lambda one: (one["week"], one["mark"]), reverse=True)
        )

    @property
    def any(self) -> bool:
        """Whether anything came in."""
        return bool(self._kept())

    def _keep(self, received: ReceivedReflection) -> None:
        said = received.reflection
        fresh = {"mark": str(received.mark), "week": said.week}
        fresh |= {name: getattr(said, name) or "" for name in (*ANSWERS, EXAMPLE)}
        fresh["tiles"] = " ".join(said.tiles or ())
        others = [one for one in self._kept() if one["mark"] != received.mark and one["week"] >= self._oldest]
        listed: list[Json] = [dict(one) for one in [*others, fresh]]
        self._vault.put_setting(SETTING, listed)

    def _kept(self) -> Sequence[dict[str, str]]:
        found = self._vault.setting(SETTING)
        listed = found if isinstance(found, list) else []
        return [{key: str(value) for key, value in one.items()} for one in listed if isinstance(one, dict)]

    @property
    def _oldest(self) -> str:
        return week_of((datetime.fromtimestamp(self._clock() / 1000, UTC) - KEPT).date())


def _place(one: dict[str, str], question: str) -> str:
    return hashlib.sha256(f"{question} {one['mark']}".encode()).hexdigest()
