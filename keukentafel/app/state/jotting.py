"""Words that are no sentence of the journal: a remark with an assent, a question from the desk.

They are kept sealed while they are typed, as drafts are, and are gone once they have been sent along.
"""

from keukentafel.app.state.box import Pause
from keukentafel.app.state.saved import Saved
from keukentafel.journal.canonical import nfc
from keukentafel.journal.names import HouseholdId
from keukentafel.vault.mistakes import VaultMistake
from keukentafel.vault.open_vault import OpenVault

KIND = "jotting"
_ODD = "surrogatepass"


class Jotting:
    """One place for such words, by its name within a household."""

    def __init__(self, vault: OpenVault, household: HouseholdId, name: str, saved: Saved) -> None:
        self._vault = vault
        self._household = household
        self._name = name
        self._saved = saved
        self._pause = Pause()
        kept = vault.document(household, KIND, name)
        self.text = kept.data.decode("utf-8", _ODD) if kept else ""
        self._kept = self.text
        self._waits = False

    def write(self, words: str) -> None:
        """Take what was typed, with line ends and tabs as documents have them; it is kept after a pause."""
        self.text = nfc(words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
        self._waits = True
        self._saved.typing()
        self._pause.restart(self._name, self.keep)

    def keep(self) -> None:
        """Keep the words now, if they wait for a pause."""
        self._pause.cancel(self._name)
        if not self._waits:
            return
        try:
            if self.text != self._kept:
                data = self.text.encode("utf-8", _ODD)
                self._vault.keep_document(self._household, KIND, self._name, data)
        except VaultMistake:
            self._saved.failed()
            return
        self._waits = False
        self._saved.done()

    def sent(self) -> None:
        """Keep the words no longer, in the transaction in which they are sent along."""
        self._pause.cancel(self._name)
        self._vault.keep_document(self._household, KIND, self._name, b"")

    def forget(self) -> None:
        """Let the words go, after that transaction; had it failed, they would still be on the screen."""
        self.text, self._waits = "", False
