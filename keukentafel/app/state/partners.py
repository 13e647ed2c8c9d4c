"""The five ground rules with each involved party: agreed to with a tap, on a day that can be put right."""

from collections.abc import Iterable
from datetime import date

from keukentafel.app.state.conversation import Conversation
from keukentafel.dossier.ground_rules import Agreed, PartyRules, Rule, ground_rules
from keukentafel.dossier.to_say import follows_from
from keukentafel.journal.names import ObjectId

_YES, _OPEN = "yes", "open"


class Partners:
    """Who agreed to which of the ground rules; it holds nothing of its own."""

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk

    @property
    def all(self) -> tuple[PartyRules, ...]:
        """What each involved party says of the rules."""
        return ground_rules(self._talk.dossier)

    def agree(self, party: PartyRules, rules: Iterable[Rule], today: date) -> None:
        """Keep that a party agrees to these rules today; those that it agreed to keep their day."""
        for rule in rules:
            said = party.rules[rule]
            if not said.agreed:
                self._say(party.party, said, _YES, today)

    def leave_open(self, party: PartyRules, rule: Rule) -> None:
        """Keep that a rule is still open with a party."""
        self._say(party.party, party.rules[rule], _OPEN, None)

    def note_day(self, party: PartyRules, day: date) -> None:
        """Keep on which day a party agreed to what it agreed to."""
        for said in party.rules.values():
            if said.said_yes:
                self._say(party.party, said, _YES, day)

    def _say(self, party: ObjectId, said: Agreed, answer: str, day: date | None) -> None:
        # The same on every tablet, so that a rule that two of them noted is there once.
        thing = said.id or follows_from("ground_rule", party, said.rule.value)
        contents = {
            "rule": said.rule.value,
            "party": party,
            "answer": answer,
            "date": day.isoformat() if day else None,
        }
        self._talk.say_together("ground_rule", contents, thing)
