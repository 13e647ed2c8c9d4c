"""What a vault survives: cuts of the power, kills, a full disk."""

from typing import Final

from bench.faults.days import Writing
from bench.faults.full_disk import fill_the_disk
from bench.faults.kills import kill_while_turning, kill_while_typing
from bench.faults.power import Verdict, cut_a_day, cut_the_power
from bench.faults.writers import save_carelessly
from bench.measure import Figures

CUTS: Final = 300
KILLS: Final = 200
PASSES: Final = 100

_SEED: Final = 1
_CONTROL_CUTS: Final = 20
_CONTROL_KILLS: Final = 5
_CONTROL_PASSES: Final = 5


def count_cuts(figures: Figures, share: int) -> None:
    """Cut the power, and once more under a vault that does not wait for the disk."""
    cuts = cut_the_power(CUTS // share, _SEED)
    hasty = cut_a_day(Writing(), _CONTROL_CUTS, _SEED, synchronous="NORMAL")
    heedless = cut_a_day(Writing(), _CONTROL_CUTS, _SEED, synchronous="OFF")
    figures.add("power_cuts", cuts.count(), "cuts of the power, in days of several kinds")
    figures.add("power_lost", cuts.count(Verdict.LOST), "after which something acknowledged was missing", 0)
    figures.add("power_corrupt", cuts.count(Verdict.CORRUPT), "after which the vault was not whole", 0)
    figures.add("control_power_lost", hasty.count(Verdict.LOST) > 0, "synchronous=NORMAL loses")
    figures.add("control_power_corrupt", heedless.count(Verdict.CORRUPT) > 0, "synchronous=OFF corrupts")


def count_kills(figures: Figures, share: int) -> None:
    """Kill who types and who turns keys, and who says that it is saved before it is."""
    typing = kill_while_typing(KILLS * 3 // 4 // share, _SEED)
    turning = kill_while_turning(KILLS // share - typing.kills, _SEED)
    careless = kill_while_typing(_CONTROL_KILLS, _SEED, save_carelessly)
    figures.add("kills", typing.kills + turning.kills, "kills, while typing and while turning keys")
    figures.add("kill_acknowledged", typing.told + turning.told, "what was acknowledged before them")
    lost = typing.lost + turning.lost + typing.broken + turning.broken
    figures.add("kill_lost", lost, "of that, what was missing, or in a vault that was not whole", 0)
    figures.add("control_kill_lost", careless.lost > 0, "saying it before it is so loses")


def count_passes(figures: Figures, share: int) -> None:
    """Fill the disk, and once more for somebody who takes a refusal for a yes."""
    passes = fill_the_disk(PASSES // share, _SEED)
    careless = fill_the_disk(_CONTROL_PASSES, _SEED, careless=True)
    mute = fill_the_disk(_CONTROL_PASSES, _SEED, mute=True)
    figures.add("disk_full", passes.passes, "times that the disk was filled")
    figures.add("disk_full_real", passes.passes * passes.real, "of which on a real disk")
    lost = passes.lost + passes.broken
    figures.add("disk_full_lost", lost, "after which something acknowledged was missing or not whole", 0)
    figures.add("disk_full_unclear", passes.unclear, "in which it was not said that the disk is full", 0)
    figures.add("control_disk_full_lost", careless.lost > 0, "a refusal taken for a yes is found")
    figures.add("control_disk_full_unclear", mute.unclear > 0, "a disk that says something else is found")
