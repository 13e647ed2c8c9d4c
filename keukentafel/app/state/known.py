"""What is known of one open household, as its screens ask for it.

In the work face that is everything that the worker may see. At the table, and while we listen, what a carer
told apart is left out, whichever way it is asked for. What somebody young keeps on their own sheet is left
out everywhere but on that sheet.
"""

from keukentafel.app.state.naming import Naming
from keukentafel.app.state.observed import Observed
from keukentafel.dossier.aftercare import Aftercare, aftercare
from keukentafel.dossier.carer import carers, for_the_table, told_by
from keukentafel.dossier.dossier import Dossier, Thing
from keukentafel.dossier.network import Contact, network
from keukentafel.dossier.people import Person, people
from keukentafel.dossier.plan import Plan, plan
from keukentafel.dossier.sharing import OwnCard, for_others, own_cards
from keukentafel.dossier.story import Story, story
from keukentafel.dossier.talk import Talk, is_contact, last_talk, rather_not, reason_for_early
from keukentafel.guide.doors import Door, Reason, doors
from keukentafel.journal.speaker import Face, Role, Speaker


class Known(Observed):
    """What is known of a household, for the face that the tablet shows."""

    def __init__(self, dossier: Dossier, worker: Person, naming: Naming | None) -> None:
        self.face = Face.WORK
        self.worker = worker
        self._whole = dossier
        self._naming = naming

    @property
    def dossier(self) -> Dossier:
        """What is known; without what somebody young keeps, and outside the work face what a carer told."""
        at_the_table = self.face is not Face.WORK
        seen = for_the_table(self._whole) if at_the_table else self._whole
        return for_others(seen, at_the_table=at_the_table)

    @dossier.setter
    def dossier(self, dossier: Dossier) -> None:
        self._whole = dossier

    @property
    def whole(self) -> Dossier:
        """Everything, also what somebody keeps to themselves: to go along with a talk, never to be drawn."""
        return self._whole

    def told_apart(self, carer: Person) -> tuple[Thing, ...]:
        """Return what this carer told apart; only the sheet of that carer may ask."""
        return told_by(self._whole, carer.id)

    def own_cards(self, person: Person) -> tuple[OwnCard, ...]:
        """Return everything on the own sheet of somebody young; only that sheet may ask."""
        return own_cards(self._whole, person.id)

    def shared_by(self, person: Person) -> tuple[OwnCard, ...]:
        """Return the cards that somebody young shares with whoever looks on now."""
        return own_cards(self.dossier, person.id)

    @property
    def young(self) -> tuple[Person, ...]:
        """Who has a sheet of their own: residents from eight, as long as they are young."""
        return tuple(one for one in self.people if one.role is Role.RESIDENT and one.has_sheet)

    @property
    def carers(self) -> tuple[Person, ...]:
        """Who told something apart; in the work face alone."""
        told = carers(self.dossier)
        return tuple(person for person in self.voices if person.id in told)

    @property
    def name(self) -> str:
        """What the household is called; without a name yet, by the moment of its talk."""
        named = self.dossier.name
        return self._naming.household(named, self.talk.started) if self._naming else named

    @property
    def talk(self) -> Talk:
        """The talk that began last."""
        return last_talk(self.dossier)

    @property
    def is_contact(self) -> bool:
        """Whether this is just contact: nothing is asked, and nothing goes anywhere."""
        return is_contact(self.dossier)

    @property
    def opened_early(self) -> Reason | None:
        """Why the worker opened the doors before the story, if that was done."""
        return reason_for_early(self.dossier)

    @property
    def doors(self) -> frozenset[Door]:
        """The doors that are open."""
        return doors(story_assented=self.story.assented, opened_early=self.opened_early)

    @property
    def story(self) -> Story:
        """What was told."""
        return story(self.dossier)

    @property
    def plan(self) -> Plan:
        """The plan as it lies on the table."""
        return plan(self.dossier)

    @property
    def network(self) -> tuple[Contact, ...]:
        """The people on the map, the nearest first."""
        return network(self.dossier)

    @property
    def aftercare(self) -> Aftercare:
        """The aftercare card."""
        return aftercare(self.dossier)

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody of the household, each with something to be called by."""
        known = people(self.dossier)
        return tuple(self._naming.person(one) for one in known) if self._naming else known

    @property
    def voices(self) -> tuple[Person, ...]:
        """Everybody whose words may be written down."""
        return tuple(person for person in self.people if person.role is not Role.WORKER)

    def person(self, speaker: Speaker) -> Person:
        """Return the person behind a voice or a hand."""
        known = {person.id: person for person in (*self.people, self.worker)}
        return known.get(speaker.who) or self._stranger(speaker)

    def _stranger(self, speaker: Speaker) -> Person:
        """A worker who wrote on another tablet is known by no name here."""
        unknown = Person(speaker.who, "", speaker.role)
        return self._naming.colleague(unknown) if self._naming and speaker.role is Role.WORKER else unknown

    def leaves_alone(self, what: str) -> bool:
        """Tell whether somebody would rather not talk about this."""
        return bool(rather_not(self.dossier, what))
