"""What exists only while a vault is open: the list, the open household, the post, and the desk.

A workroom is made when a vault is opened and thrown away when it is locked, so that locking cannot forget to
forget something.
"""

from keukentafel.app.house import Account, House, Post
from keukentafel.app.state.copies import Copies
from keukentafel.app.state.desk import Desk
from keukentafel.app.state.finder import Finder
from keukentafel.app.state.listing import PAGE
from keukentafel.app.state.membership import read_membership
from keukentafel.app.state.officer import OfficerDesk
from keukentafel.app.state.one_household import OneHousehold
from keukentafel.app.state.post import PostOffice
from keukentafel.app.state.safety import SafetyFile
from keukentafel.app.state.safety_notes import SafetyNotes
from keukentafel.app.state.shared_talents import SharedTalent, talents_of_others
from keukentafel.app.state.tablet import Tablet
from keukentafel.app.state.tidying import Tidying
from keukentafel.vault.trail import Actor
from keukentafel.vault.vault import OpenVault

__all__ = ["PAGE", "Workroom"]


class Workroom(OneHousehold):
    """One open vault, with everything that is made from it."""

    def __init__(self, vault: OpenVault, account: Account, house: House, browser: str) -> None:
        super().__init__(vault, read_membership(vault), house, browser)
        self._account = account
        self.post = PostOffice(vault, self.member, house, self._look_at_post)
        self.desk = Desk(vault, self.member, house, self.post) if account.post is Post.SUPERVISOR else None
        self.officer = OfficerDesk(vault, self.member, house) if account.post is Post.OFFICER else None
        self.safety: SafetyFile | None = None
        self.tablet = Tablet(vault, self.member, house, browser)
        self.finder = Finder(vault, house.catalogue)
        self.copies = Copies(house, browser, {self.worker.id: self.worker.name})
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
        super().keep()
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
        self.let_go()
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
