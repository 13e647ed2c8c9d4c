"""The stories that residents shared, at the desk: under a made-up name, and gone once they are taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from keukentafel.app.clock import Clock
from keukentafel.app.state.membership import Membership
from keukentafel.vault.vault import OpenVault
from sync.desk import Desk as DeskDevice
from sync.desk import open_story
from sync.envelope import EnvelopeRefused
from sync.story import StoryRefused
from sync.wire.names import Moment

SETTING: Final = "team-stories"


@dataclass(frozen=True, slots=True)
class TeamStory:
    """One story, under the name that its teller made up."""

    id: str
    alias: str
    text: str


class TeamStories:
    """The stories that came in at one desk. Who sent them on is checked, and forgotten at once."""

    def __init__(self, vault: OpenVault, member: Membership, device: DeskDevice, clock: Clock) -> None:
        self._vault = vault
        self._member = member
        self._device = device
        self._clock = clock

    def take_in(self, envelope: bytes) -> bool:
        """Keep a story, or let one go, and send a receipt; tells whether the envelope held one."""
        key = self._member.team_key
        if key is None:
            return False
        try:
            received = open_story(envelope, key, self._member.trust)
        except (EnvelopeRefused, StoryRefused):
            return False
        receipt, story = self._device.seal_apart_receipt(received, Moment(self._clock())), received.story
        with self._vault.writing():
            self._keep({"id": story.id, "alias": story.alias or "", "text": story.text or ""})
            self._vault.queue_apart(received.reply_to, receipt)
        return True

    def all(self) -> tuple[TeamStory, ...]:
        """Return the stories, by number, so that their order tells nothing."""
        kept = sorted((one for one in self._kept() if one["text"]), key=lambda one: one["id"])
        return tuple(TeamStory(one["id"], one["alias"], one["text"]) for one in kept)

    def _keep(self, fresh: dict[str, str]) -> None:
        before = {one["id"]: one for one in self._kept()}
        gone = fresh["id"] in before and not before[fresh["id"]]["text"]
        if not gone:
            before[fresh["id"]] = fresh
        self._vault.put_setting(SETTING, [dict(one) for one in before.values()])

    def _kept(self) -> Sequence[dict[str, str]]:
        found = self._vault.setting(SETTING)
        listed = found if isinstance(found, list) else []
        return [{key: str(value) for key, value in one.items()} for one in listed if isinstance(one, dict)]
