"""What one person says of the edition that was read back: one of four answers, a remark, how it was given."""

from keukentafel.app.state.jotting import Jotting
from keukentafel.app.state.saved import Saved
from keukentafel.dossier.people import Person
from keukentafel.edition.assent import (
    Assent,
    Assenter,
    AssentMeans,
    AssentState,
    Recorder,
    Stroke,
    checked,
)
from keukentafel.edition.marks import ManifestHash, Moment
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.open_vault import OpenVault


class Answer:
    """One person's answer, while it is being given."""

    def __init__(self, vault: OpenVault, household: HouseholdId, person: Person, saved: Saved) -> None:
        self.person = person
        self.state: AssentState | None = None
        self.aloud = False
        self.strokes: tuple[Stroke, ...] = ()
        self.remark = Jotting(vault, household, f"remark-{person.id}", saved)

    @property
    def wants_remark(self) -> bool:
        """Whether this answer says that there is a remark, and there is none yet."""
        return self.state is AssentState.AGREED_WITH_REMARKS and not self.remark.text.strip()

    def ask_again(self) -> None:
        """Let go of the answer and its signature, because the words are others now; the remark stays."""
        self.state, self.strokes = None, ()

    def assent(self, manifest: ManifestHash, given_at: Moment, hand: Person) -> Assent:
        """Return the answer as the document that goes along.

        Raises:
            MalformedAssent: the remark is too long, or holds signs that cannot be written down.
            ValueError: no answer was given yet.
        """
        if self.state is None:
            raise ValueError("no answer was given yet")
        means = AssentMeans.SAID_ALOUD if self.aloud else AssentMeans.TAPPED
        return checked(
            Assent(
                manifest_hash=manifest,
                person=Assenter(self.person.id, self.person.name, self.person.role),
                state=self.state,
                remark="" if self.state is AssentState.AGREED else self.remark.text.strip(),
                how=AssentMeans.DRAWN if self.strokes else means,
                signature=self.strokes or None,
                given_at=given_at,
                hand=Recorder(hand.id, hand.role),
            )
        )
