"""What exists only while a vault is open: the list, the open household, the post, and the desk.

A workroom is made when a vault is opened and thrown away when it is locked, so that locking cannot forget to
forget something.
"""

from keukentafel.app.house import Account, House, Post
from keukentafel.app.state.asking import Asking
from keukentafel.app.state.assent_table import AssentTable
from keukentafel.app.state.begun import Beginning
from keukentafel.app.state.bottlenecks import Bottlenecks
from keukentafel.app.state.card import Status
from keukentafel.app.state.conversation import Conversation
from keukentafel.app.state.copies import Copies
from keukentafel.app.state.desk import Desk
from keukentafel.app.state.farewell import Farewell
from keukentafel.app.state.finder import Finder
from keukentafel.app.state.follow_up import FollowUp
from keukentafel.app.state.linking import Linking
from keukentafel.app.state.listing import PAGE, Households
from keukentafel.app.state.membership import read_membership
from keukentafel.app.state.naming import Naming
from keukentafel.app.state.officer import OfficerDesk
from keukentafel.app.state.one_question import OneQuestion
from keukentafel.app.state.own_data import OwnDataRequest
from keukentafel.app.state.past import Past
from keukentafel.app.state.post import PostOffice
from keukentafel.app.state.read_back import ReadBack
from keukentafel.app.state.reflecting import Reflecting
from keukentafel.app.state.safety import SafetyFile
from keukentafel.app.state.safety_notes import SafetyNotes
from keukentafel.app.state.sent_plan import SentPlan, sent_plans
from keukentafel.app.state.shared_talents import SharedTalent, talents_of_others
from keukentafel.app.state.story_sharing import StorySharing
from keukentafel.app.state.tablet import Tablet
from keukentafel.app.state.talk_form import TalkForm
from keukentafel.app.state.tidying import Tidying
from keukentafel.dossier.own_reach import PROFESSIONALS
from keukentafel.dossier.people import Person
from keukentafel.journal.names import HouseholdId, ObjectId, random_id
from keukentafel.journal.speaker import Role
from keukentafel.vault.trail import Actor
from keukentafel.vault.vault import OpenVault

__all__ = ["PAGE", "Workroom"]


class Workroom(Households):
    """One open vault, with everything that is made from it."""

    def __init__(self, vault: OpenVault, account: Account, house: House, browser: str) -> None:
        super().__init__(vault, house.clock)
        self._house = house
        self._browser = browser
        self._account = account
        self.member = read_membership(vault)
        self.worker = Person(self.member.card.person, self.member.card.name, Role.WORKER)
        self.post = PostOffice(vault, self.member, house, self._look_at_post)
        self.desk = Desk(vault, self.member, house, self.post) if account.post is Post.SUPERVISOR else None
        self.officer = OfficerDesk(vault, self.member, house) if account.post is Post.OFFICER else None
        self.safety: SafetyFile | None = None
        self.tablet = Tablet(vault, self.member, house, browser)
        self.finder = Finder(vault, house.catalogue)
        self.farewell: Farewell | None = None
        self.own_data: OwnDataRequest | None = None
        self.copies = Copies(house, browser, {self.worker.id: self.worker.name})
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
        self.talents_nearby: tuple[SharedTalent, ...] = ()
        card = self.member.card
        vault.act_as(Actor(card.person, card.role.value, card.organisation))
        self.tampered = bool(vault.check_own()) or vault.trail.found_broken
        self.tidied = 0

    def open(self) -> None:
        """Tidy up what need not stay, send the courier on its rounds, and look what came in before."""
        if self._account.post is Post.WORKER:
            now = self._house.clock()
            self.tidied = Tidying(self.vault, self._house.catalogue, self._house.schema, now).tidy()
        self.post.open()
        self._look_at_post()

    def close(self) -> None:
        """Save what is being typed, call the courier back, and let go of every copy and key."""
        try:
            self.keep()
        finally:
            self.put_safety_away()
            self.tablet.put_away()
            self.put_own_data_away()
            self.finder.forget()
            self.copies.withdraw()
            self.talents_nearby = ()
            self.post.close()
            self.vault.lock()

    def keep(self) -> None:
        """Save everything that is being typed, now."""
        if self.talk is not None:
            self.talk.boxes.keep()
        if self.read_back is not None:
            self.read_back.keep()
        if self.desk is not None:
            self.desk.keep()
        if self.safety is not None:
            self.safety.keep()

    def speak(self) -> None:
        """Go on in the language that the house speaks now."""
        if self.asking is not None:
            self.asking.speak(self._house.guide)
        if self.talk is not None:
            # Who has no name is called something else in another language.
            self.talk.speaker = self.talk.person(self.talk.speaker.speaker)
            self.talk.writer = self.talk.person(self.talk.writer.speaker)
        if self.read_back is not None:
            self.read_back.read_again()

    # A household -----------------------------------------------------------------------------------------

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

    def ask_safety(self) -> SafetyFile:
        """Return the safety line of the open household, still closed: its notes open with the PIN."""
        if self.talk is None:
            raise RuntimeError("the safety line is about an open household")
        talk, clock, texts = self.talk, self._house.clock, self._house.texts
        notes = SafetyNotes(self.vault, talk.household, talk.name, self.member, clock)
        return SafetyFile(notes, clock, lambda: texts.full_day(texts.today(clock())))

    def put_safety_away(self) -> None:
        """Let go of what was opened of the safety line, after saving what is being typed."""
        safety, self.safety = self.safety, None
        if safety is not None:
            safety.put_away()
        if self.officer is not None:
            self.officer.close()

    def forgotten(self) -> None:
        """Let go of the household that is not there any more, and of what was found of it."""
        self.finder.forget()
        self.talk = self.read_back = self.farewell = self.reflecting = None
        self.asking = self.one_question = self.linking = self.sharing = self.past = None
        self.follow_up.looking = None
        self.page = 0

    def narrow(self) -> None:
        """Drop every key but the open household's, and whatever was found or shown of the tablet."""
        self.put_safety_away()
        self.finder.forget()
        self.tablet.put_away()
        self.put_own_data_away()
        self.farewell = self.reflecting = self.linking = None
        if self.talk is not None and not self.vault.is_narrow:
            self.talents_nearby = talents_of_others(self.vault, self.talk.household)
            self.vault.narrow(self.talk.household)

    def widen(self, pin: str) -> None:
        """Take the keys back with the PIN, and look what came in meanwhile."""
        self.vault.widen(pin)
        self.talents_nearby = ()

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

    def look_at_post(self) -> None:
        """Open what came in; only in the work face, because only then the sealing key is there."""
        self._look_at_post()

    def _look_at_post(self) -> None:
        if self.vault.is_narrow:
            return
        with self.vault.trail.unseen():
            if self.desk is not None:
                self.desk.take_in()
            elif self.officer is not None:
                self.officer.take_in()
            else:
                self.post.take_in()

    def _conversation(self, household: HouseholdId) -> Conversation:
        house = self._house
        naming = Naming(house)
        return Conversation(self.vault, household, house.catalogue, self.worker, house.clock, naming=naming)

    def _take_up(self, household: HouseholdId) -> None:
        self.talk = self._conversation(household)
        self.asking = Asking(self.talk, self._house.guide)
        self.one_question = OneQuestion(self.talk, self._house.guide)
