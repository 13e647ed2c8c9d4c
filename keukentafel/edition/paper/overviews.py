"""Overviews: what is read at a glance on paper, as a table of the money and the ladder wish by wish.

An overview adds nothing to what was said: it is counted and put in order from the very same parts.
"""

from keukentafel.edition.account import Place
from keukentafel.edition.block import Block, blocks_at
from keukentafel.edition.budget import Amount, Budget
from keukentafel.edition.paper.items import Items
from keukentafel.edition.paper.sheet import Group, Item, Section, Statement, Table
from keukentafel.edition.reading import Reading


class Overviews(Items):
    """Lays out overviews in the words of one language."""

    def budget(self, reading: Reading) -> tuple[Section, ...]:
        """Return the money: a table of the streams, and what there was before."""
        before = [self.block(one) for one in blocks_at(reading.blocks, Place.BUDGET)]
        loose = [self._tidy(Item((), self._facts(one))) for one in reading.loose_money]
        counted = self._counted(reading.budget) if reading.budget.streams else []
        return self.section("account.budget", [*counted, *before, *loose])

    def ladder(self, reading: Reading) -> tuple[Section, ...]:
        """Return the ladder: under each wish the rungs that were discussed, from the first."""
        rungs: dict[str, list[Block]] = {}
        for block in blocks_at(reading.blocks, Place.LADDER):
            wishes = (said.text for told in block.fields if told.titles for said in told.sayings)
            rungs.setdefault(" / ".join(dict.fromkeys(wishes)), []).append(block)
        groups = [
            Group(wish, tuple(self._rung(one) for one in sorted(blocks, key=_step)))
            for wish, blocks in rungs.items()
        ]
        return (Section(self._told.heading(Place.LADDER), tuple(groups)),) if groups else ()

    def _rung(self, block: Block) -> Item:
        steps = [told for told in block.fields if told.name == "step"]
        said = tuple(one for told in steps for one in self._statements(told))
        rest = (told for told in block.fields if not told.titles and told not in steps)
        return self._tidy(Item(said, self._facts(rest)))

    def _counted(self, budget: Budget) -> list[Item]:
        table = Table(
            self._words("paper.budget.caption"),
            tuple(self._words(f"paper.budget.{column}") for column in ("stream", "before", "after")),
            tuple((one.title, self._cell(one.before), self._cell(one.after)) for one in budget.streams),
            (self._words("paper.budget.total"), self._cell(budget.before), self._cell(budget.after)),
        )
        missing = budget.before.unknown + budget.after.unknown
        note = self._words("paper.budget.unknown").format(count=missing)
        return [Item((), table=table), *([Item((Statement(note, ""),))] if missing else [])]

    def _cell(self, amount: Amount) -> str:
        if amount == Amount():
            return self._words("paper.budget.nothing")
        if not amount.cents and amount.unknown:
            return self._words("paper.budget.not_known")
        return self._clock.money(amount.cents) + (" + ?" if amount.unknown else "")


def _step(block: Block) -> str:
    return min(
        (said.text for told in block.fields if told.name == "step" for said in told.sayings), default=""
    )
