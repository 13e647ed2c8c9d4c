"""Items: how things that people said stand on any paper, each with its maker.

Where everything in one item has the same maker, the line stands once below it; where two versions stand, a
note says so and each has its own line.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from keukentafel.edition.block import Block, Told
from keukentafel.edition.block_words import BlockWords
from keukentafel.edition.paper.clock import PaperClock
from keukentafel.edition.paper.sheet import Detail, Group, Item, Section, Statement
from keukentafel.edition.paper.words import Words
from keukentafel.edition.said import Said, Sayings
from keukentafel.journal.speaker import Role


class Items:
    """Lays out single things in the words of one language."""

    def __init__(self, words: Words, clock: PaperClock) -> None:
        self._words = words
        self._clock = clock
        self._told = BlockWords(words, clock)

    def section(self, key: str, items: list[Item]) -> tuple[Section, ...]:
        """Return items under one heading, nothing when there are none."""
        return self.grouped(key, [Group("", tuple(items))] if items else [])

    def grouped(self, key: str, groups: list[Group]) -> tuple[Section, ...]:
        """Return groups under one heading, nothing when there are none."""
        return (Section(self._words(key), tuple(groups)),) if groups else ()

    def block(self, block: Block) -> Item:
        """Return a block: what titles it, and every other field with its label."""
        titles = tuple(one for told in block.fields if told.titles for one in self._statements(told))
        return self._tidy(Item(titles, self._facts(told for told in block.fields if not told.titles)))

    def maker(self, said: Said, *, timed: bool = False) -> str:
        """Return the line that tells whose words these are and who wrote them, and when if asked."""
        voice = said.voice_name or self._role(said.voice_role)
        hand = said.hand_name or self._role(said.hand_role)
        key = "paper.maker_self" if said.own_hand else "paper.maker"
        maker = self._words(key).format(voice=voice, hand=hand)
        if not timed:
            return maker
        moment = self._clock.claimed(said.claimed)
        return self._words("paper.maker_at").format(maker=maker, moment=moment)

    def _facts(self, told: Iterable[Told]) -> tuple[Detail, ...]:
        return tuple(Detail(self._told.label(one.field), self._statements(one)) for one in told)

    def _statements(self, told: Told) -> tuple[Statement, ...]:
        return tuple(Statement(self._told.text(told, said), self.maker(said)) for said in told.sayings)

    def _item(
        self, sayings: Sayings, details: tuple[Detail, ...] = (), *, unread: str = "", timed: bool = False
    ) -> Item:
        statements = tuple(Statement(said.text, self.maker(said, timed=timed)) for said in sayings)
        if not statements and unread:
            statements = (Statement(self._words(unread), ""),)
        return self._tidy(Item(statements, details))

    def _detail(self, key: str, sayings: Sayings, text: Callable[[str], str] = str) -> Detail:
        return self._labelled(self._words(key), sayings, text)

    def _field(self, field: str, sayings: Sayings, text: Callable[[str], str] = str) -> Detail:
        return self._labelled(self._told.label(field), sayings, text)

    def _labelled(self, label: str, sayings: Sayings, text: Callable[[str], str]) -> Detail:
        return Detail(label, tuple(Statement(text(said.text), self.maker(said)) for said in sayings))

    def _choice(self, key: str) -> Callable[[str], str]:
        return lambda choice: self._words(f"{key}.{choice}")

    def _chosen(self, field: str) -> Callable[[str], str]:
        return lambda choice: self._told.choice(field, choice)

    def _tidy(self, item: Item) -> Item:
        details = tuple(detail for detail in item.details if detail.statements)
        spoken = [item.statements, *(detail.statements for detail in details)]
        makers = {one.maker for statements in spoken for one in statements} - {""}
        note = self._words("paper.two_versions") if any(len(one) > 1 for one in spoken) else ""
        if len(makers) != 1 or note:
            return replace(item, details=details, note=note)
        bare = tuple(replace(detail, statements=_unsigned(detail.statements)) for detail in details)
        return replace(item, statements=_unsigned(item.statements), details=bare, maker=makers.pop())

    def _role(self, role: Role) -> str:
        return self._words(f"paper.role.{role}")


def _unsigned(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    return tuple(Statement(one.text, "") for one in statements if one.text)
