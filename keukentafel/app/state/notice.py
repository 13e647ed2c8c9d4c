"""A message to whoever holds the tablet: what happened, what is safe, what to do."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Notice:
    """Keys of texts, so that the state itself holds no sentence.

    ``kind`` is one of the banner kinds of the kit: offline, saved, received, error, tablet, warning.
    """

    kind: str
    title: str
    body: str = ""
    values: dict[str, object] = field(default_factory=dict)
