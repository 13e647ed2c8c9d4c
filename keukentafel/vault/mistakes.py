"""What the vault says when it will not, or cannot: one class and one clear sentence each.

Nothing personal stands in these sentences. ``VaultMistake`` is their common parent, so that the app can show
any of them without knowing them all; the sentence a user reads comes from the language files, by class name.
"""

from typing import ClassVar


class VaultMistake(Exception):
    """Something is amiss, and the vault refuses or cannot go on; the class says what."""

    sentence: ClassVar[str] = "the vault refuses"

    def __init__(self) -> None:
        super().__init__(self.sentence)


class NoVault(VaultMistake):
    """There is no vault in this folder."""

    sentence = "there is no vault in this folder"


class VaultExists(VaultMistake):
    """A vault is made once; what is there is never written over."""

    sentence = "there is a vault in this folder already"


class NoDeviceSecret(VaultMistake):
    """The device secret is gone or cut short; without it no PIN opens the vault."""

    sentence = "the device secret is not there"


class SecretExposed(VaultMistake):
    """Others than the owner may read or replace the device secret."""

    sentence = "the device secret can be read or replaced by others than its owner"


class NoArgon2(VaultMistake):
    """Neither back end computes Argon2id rightly; there is no weaker way in."""

    sentence = "this device cannot compute Argon2id, so the vault stays shut"


class WeakParameters(VaultMistake):
    """The header asks for a weaker key derivation than is allowed."""

    sentence = "the key derivation of this vault is weaker than is allowed"


class PassphraseNeeded(VaultMistake):
    """The device secret can be copied, so a short PIN would fall to guessing."""

    sentence = "on this device a passphrase of at least twelve characters is needed"


class WrongPin(VaultMistake):
    """This PIN does not open the vault."""

    sentence = "this PIN does not open the vault"


class TooSoon(VaultMistake):
    """After wrong PINs one has to wait; ``seconds`` says how long."""

    sentence = "wait before trying a PIN again"

    def __init__(self, wait_seconds: int) -> None:
        super().__init__()
        self.seconds = wait_seconds


class OnlyRecovery(VaultMistake):
    """After ten wrong PINs no PIN is tried any more; a recovery code opens the vault."""

    sentence = "after ten wrong PINs only recovery opens this vault"


class MistypedCode(VaultMistake):
    """A recovery code does not add up; ``group`` says which group of four to look at, counted from 1."""

    sentence = "this recovery code has a mistake in it"

    def __init__(self, group: int) -> None:
        super().__init__()
        self.group = group


class WrongCode(VaultMistake):
    """This recovery code does not open this vault or this backup."""

    sentence = "this recovery code belongs to another vault or was replaced"


class NoRecovery(VaultMistake):
    """There is no recovery sheet and no recovery by the organisation, so nobody could open this again."""

    sentence = "no way of recovery was chosen for this vault"


class ForeignBackup(VaultMistake):
    """This file is not a backup of a vault."""

    sentence = "this file is not a backup"


class DamagedBackup(VaultMistake):
    """The backup was changed or cut short."""

    sentence = "this backup is damaged"


class NewerBackup(VaultMistake):
    """A newer version of keukentafel made this backup."""

    sentence = "this backup was made by a newer version of keukentafel"


class NewerWorkHere(VaultMistake):
    """Restoring would put work away that is newer than the backup, or of another vault."""

    sentence = "the vault in this folder has work that the backup does not have"


class TamperedSettings(VaultMistake):
    """The sealed settings are not the ones that were last written; with them the keys are not turned."""

    sentence = "the settings of this vault were changed outside it, so its keys are not turned"


class DamagedHousehold(VaultMistake):
    """Its documents were changed outside the vault: nobody can tell whether something must be handed over."""

    sentence = "this household was changed outside the vault, so it is not forgotten without being told so"


class NotHandedOver(VaultMistake):
    """Something of the safety line was not handed over yet, so this cannot be forgotten."""

    sentence = "something must be handed over first"


class Forgotten(VaultMistake):
    """This household or compartment was forgotten here; it is not taken in again."""

    sentence = "this was forgotten here and is not taken in again"


class OtherOfficer(VaultMistake):
    """Entries were sealed for another safety officer; they must be opened and sealed again first."""

    sentence = "this was written for another safety officer"


class NoSafetyKey(VaultMistake):
    """The worker's safety key cannot be opened; it went with a PIN that nobody has any more."""

    sentence = "the safety line of before the recovery can only be handed over"


class Locked(VaultMistake):
    """The vault is locked, or narrowed to another household."""

    sentence = "this is locked"


class NoSuchHousehold(VaultMistake):
    """The vault holds no household with this id."""

    sentence = "the vault holds no such household"


class DamagedVault(VaultMistake):
    """The file is not a vault, or parts of it cannot be read."""

    sentence = "the vault file is damaged"


class NewerVault(VaultMistake):
    """A newer version of keukentafel wrote this file."""

    sentence = "the vault was written by a newer version of keukentafel"


class OlderVault(VaultMistake):
    """The file is older than the last one this device wrote: somebody put a copy back."""

    sentence = "the vault file is older than what this device last wrote"


class VaultFull(VaultMistake):
    """There is no room on the disk; what was saved before is still there."""

    sentence = "there is no room left to save in"


class VaultInUse(VaultMistake):
    """Another program holds the file."""

    sentence = "another program is writing in the vault"


class VaultUnwritable(VaultMistake):
    """The file or its folder cannot be written."""

    sentence = "the vault file cannot be written"


class NothingKept(VaultMistake):
    """A step inside ``writing()`` failed, so the whole was undone."""

    sentence = "one step failed, so nothing of it was kept"


class Unsealable(VaultMistake):
    """Sealed bytes were changed, moved to another row, or sealed with another key.

    ``scope`` is the household concerned (or the name of the vault's own part) and ``table`` where the row
    lies; both are empty when the bytes did not come from a row.
    """

    sentence = "a sealed row was changed outside the vault"

    def __init__(self, scope: str = "", table: str = "") -> None:
        super().__init__()
        self.scope = scope
        self.table = table
