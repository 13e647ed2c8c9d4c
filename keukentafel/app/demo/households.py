"""The demo's households, told into a vault the way a worker would: sentence by sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from keukentafel.app.clock import Clock
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.texts import Texts
from keukentafel.dossier.aftercare import After, proposed_date
from keukentafel.dossier.people import Person
from keukentafel.journal.catalogue import Catalogue
from keukentafel.journal.names import ObjectId, PersonId, random_id
from keukentafel.journal.speaker import Face, Role
from keukentafel.vault.vault import OpenVault

Told = Mapping[str, Any]
"""One household as it stands in ``assets/demo``."""


@dataclass(slots=True)
class Teller:
    """Writes one household of the demo into a vault."""

    vault: OpenVault
    catalogue: Catalogue
    texts: Texts
    worker: Person
    clock: Clock

    def tell(self, told: Told) -> None:
        """Write a whole household in one transaction."""
        with self.vault.writing():
            household = self.vault.new_household()
            talk = Conversation(self.vault, household, self.catalogue, self.worker, self.clock)
            talk.face = Face.TABLE
            talk.say("household.name", told["name"])
            talk.say("household.neighbourhood", told["neighbourhood"], talk.dossier.all("household")[0].id)
            people = self._people(talk, told["people"])
            talk.say("conversation.started", self.clock())
            self._story(talk, told, people)
            self._plan(talk, told, people)
            self._aftercare(talk, told)

    def _people(self, talk: Conversation, told: Sequence[Told]) -> dict[str, Person]:
        people: dict[str, Person] = {"worker": self.worker}
        for one in told:
            thing = ObjectId(random_id())
            fields = {key: one[key] for key in ("name", "role", "relation") if key in one}
            talk.say_together("person", fields, thing)
            role = Role(one["role"])
            people[one["key"]] = Person(PersonId(thing), one["name"], role, one.get("relation", ""))
        talk.speaker = people[told[0]["key"]]
        return people

    def _story(self, talk: Conversation, told: Told, people: Mapping[str, Person]) -> None:
        first = talk.speaker
        talk.face = Face.LISTEN
        for words in told.get("keywords", ()):
            talk.say("keyword.text", words)
        talk.face = Face.TABLE
        for field, key in (
            ("parked.text", "parked"),
            ("quote.text", "quotes"),
            ("strength.text", "strengths"),
        ):
            for who, words in told.get(key, ()):
                talk.speaker = people[who]
                talk.say(field, words)
        talk.speaker = first
        if "in_short" in told:
            talk.say("story.text", told["in_short"])
        if "story_assent" in told:
            talk.assent_to_story(told["story_assent"])

    def _plan(self, talk: Conversation, told: Told, people: Mapping[str, Person]) -> None:
        first = talk.speaker
        for wish in told.get("wishes", ()):
            talk.speaker = people[wish["voice"]]
            wanted = talk.say("wish.text", wish["text"])
            talk.speaker = first
            for agreed in wish["agreements"]:
                talk.say_together("agreement", {"wish": wanted, **agreed})
        head = ObjectId(random_id())
        for name in ("lead", "key_person"):
            if name in told:
                talk.say(f"plan.{name}", told[name], head)

    def _aftercare(self, talk: Conversation, told: Told) -> None:
        for sign in told.get("signs", ()):
            talk.say_together("sign", dict(sign))
        card = ObjectId(random_id())
        for name, words in told.get("aftercare", {}).items():
            talk.say(f"aftercare.{name}", {"state": "filled", "text": words}, card)
        today = self.texts.today(self.clock())
        for moment in told.get("check_ins", ()):
            day = proposed_date(After(moment["after"]), today).isoformat()
            talk.say_together("check_in", {**moment, "date": day})
