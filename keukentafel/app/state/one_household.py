"""The one household that lies open: its talk, and everything that is made of it while it does.

Nothing of a household outlives its closing: what was begun and not finished is in the drafts.
"""

from keukentafel.app.house import House
from keukentafel.app.state.asking import Asking
from keukentafel.app.state.assent_table import AssentTable
from keukentafel.app.state.begun import Beginning
from keukentafel.app.state.bottlenecks import Bottlenecks
from keukentafel.app.state.card import Status
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.farewell import Farewell
from keukentafel.app.state.follow_up import FollowUp
from keukentafel.app.state.linking import Linking
from keukentafel.app.state.listing import Households
from keukentafel.app.state.membership import Membership
from keukentafel.app.state.naming import Naming
from keukentafel.app.state.one_question import OneQuestion
from keukentafel.app.state.own_data import OwnDataRequest
from keukentafel.app.state.past import Past
from keukentafel.app.state.post import PostOffice
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.reflecting import Reflecting
from keukentafel.app.state.sent_plan import SentPlan, sent_plans
from keukentafel.app.state.story_sharing import StorySharing
from keukentafel.app.state.talk_form import TalkForm
from keukentafel.dossier.own_reach import PROFESSIONALS
from keukentafel.dossier.people import Person
from keukentafel.journal.names import HouseholdId, ObjectId, random_id
from keukentafel.journal.speaker import Role
from keukentafel.vault.vault import OpenVault


class OneHousehold(Households):
    """The list of households, of which one may lie open."""

    post: PostOffice

    def __init__(self, vault: OpenVault, member: Membership, house: House, browser: str) -> None:
        super().__init__(vault, house.clock)
        self.member = member
        self.worker = Person(member.card.person, member.card.name, Role.WORKER)
        self._house = house
        self._browser = browser
        self.follow_up = FollowUp(vault, self.member, house, browser)
        self.talk: Conversation | None = None
        self.asking: Asking | None = None
        self.one_question: OneQuestion | None = None
        self.linking: Linking | None = None
        self.read_back: ReadBack | None = None
        self.reflecting: Reflecting | None = None
        self.sharing: StorySharing | None = None
        self.past: Past | None = None
        self.beginning: Beginning | None = None
        self.farewell: Farewell | None = None
        self.own_data: OwnDataRequest | None = None

    def keep(self) -> None:
        """Save everything of this household that is being typed, now."""
        if self.talk is not None:
            self.talk.boxes.keep()
        if self.read_back is not None:
            self.read_back.keep()

    def begin(self, name: str) -> None:
        """Begin a conversation with nothing but a name; on the street it may come later."""
        with self.vault.writing():
            household = self.vault.new_household()
            talk = self._conversation(household)
            if name:
                talk.say("household.name", name)
            person = {"role": Role.RESIDENT.value, **({"name": name} if name else {})}
            talk.say_together("person", dict(person), ObjectId(random_id()))
            talk.say("conversation.started", self._house.clock())
        self._take_up(household)

    def begin_with(self) -> None:
        """Ask for a plan that is there already; nothing is made of it yet."""
        self.beginning = Beginning(self.vault, self.member, self._house, self._conversation)

    def open_household(self, household: HouseholdId) -> None:
        """Open a household, after a look over its rows: what was changed outside the vault is told."""
        self.tampered = bool(self.vault.check_household(household))
        self._take_up(household)

    def close_household(self) -> None:
        """Close the open household."""
        self.keep()
        self.put_own_data_away()
        self.let_go()

    def let_go(self) -> None:
        """Forget everything that was made of the open household."""
        self.talk = self.read_back = self.farewell = self.reflecting = None
        self.asking = self.one_question = self.linking = self.sharing = self.past = None
        self.follow_up.looking = None

    @property
    def form(self) -> TalkForm | None:
        """How the talk with the open household goes."""
        return TalkForm(self.talk, self._house.guide) if self.talk is not None else None

    def say_farewell(self) -> None:
        """Begin forgetting the open household, or one person's part of it; nothing is forgotten yet."""
        self.keep()
        if self.talk is not None:
            self.farewell = Farewell(self.vault, self.talk, self.member)

    def begin_linking(self) -> None:
        """Begin to lay this talk with a household that is there already; nothing is moved yet."""
        self.keep()
        if self.talk is not None:
            self.linking = Linking(self.vault, self.talk, self._conversation, self._house.catalogue)

    def people_here(self) -> tuple[Person, ...]:
        """Return everybody of the open household who may ask for their own data."""
        talk = self.talk
        return tuple(one for one in talk.people if one.role not in PROFESSIONALS) if talk else ()

    def ask_own_data(self, person: str) -> None:
        """Begin a request of one person of the open household for their own data."""
        self.keep()
        found = next((one for one in self.people_here() if one.id == person), None)
        if self.talk is not None and found is not None:
            self.own_data = OwnDataRequest(
                self.talk, self.vault, self.member, self._house, browser=self._browser, person=found
            )

    def put_own_data_away(self) -> None:
        """Let go of a request, and of every file of it that was not fetched."""
        request, self.own_data = self.own_data, None
        if request is not None:
            request.put_away()

    def reflect(self) -> None:
        """Begin to look back on the open household's talk."""
        self.keep()
        if self.talk is not None:
            self.reflecting = Reflecting(self.talk, self.vault, self.member, self._house)

    def share_story(self) -> None:
        """Begin the question whether somebody wants to share their story; nothing goes yet."""
        if self.talk is not None:
            self.sharing = StorySharing(self.talk, self.vault, self.member, self._house, self.post.wake)

    def start_read_back(self) -> None:
        """Freeze what is said now, to be read back; answers stand only as long as nothing changed."""
        self.keep()
        if self.read_back is not None and self.read_back.delivered is None:
            self.read_back.look_again()
        elif self.talk is not None:
            self.read_back = ReadBack(self.talk, self.vault, self.member, self._house)

    @property
    def assent(self) -> AssentTable | None:
        """What lies around reading back: what stays home, who may know, what goes, and the copies."""
        if self.talk is None or self.read_back is None:
            return None
        return AssentTable(
            self.talk, self.read_back, self.vault, self.member, self._house, browser=self._browser
        )

    def bottlenecks(self) -> Bottlenecks | None:
        """Return the rules that stand in the way of the open household."""
        talk = self.talk
        return Bottlenecks(talk, self.vault, self.member, self._house.clock, self.post.wake) if talk else None

    def sent_plans(self) -> tuple[SentPlan, ...]:
        """Return the frozen plans of the open household, the newest first."""
        return sent_plans(self.vault, self.talk.household, self._house.schema) if self.talk else ()

    def status_of_sent(self) -> Status:
        """Return how far the plan that was just given along has come."""
        plans = self.sent_plans()
        return plans[0].status if plans else Status.TABLET

    # Inside ----------------------------------------------------------------------------------------------

    def _conversation(self, household: HouseholdId) -> Conversation:
        house = self._house
        naming = Naming(house)
        return Conversation(self.vault, household, house.catalogue, self.worker, house.clock, naming=naming)

    def _take_up(self, household: HouseholdId) -> None:
        self.beginning = None
        self.talk = self._conversation(household)
        self.asking = Asking(self.talk, self._house.guide)
        self.one_question = OneQuestion(self.talk, self._house.guide)
