"""The letters that the client loads before its first picture."""

import asyncio
import json
from pathlib import Path

import httpx
import pytest
from flet_web import get_package_web_dir  # type: ignore[import-untyped]
from starlette.responses import PlainTextResponse

from keukentafel.app.letters import LIST_PATH, Letters, LettersChanged, needed_letters

WEB = Path(get_package_web_dir())


def test_only_the_icons_and_the_fallback_are_asked_for_and_both_are_in_the_package() -> None:
    packaged = (WEB / LIST_PATH.lstrip("/")).read_bytes()
    needed = json.loads(needed_letters(packaged))
    assert [one["family"] for one in needed] == ["MaterialIcons", "Roboto"]
    assert len(json.loads(packaged)) > len(needed)
    assert all((WEB / "assets" / font["asset"]).is_file() for one in needed for font in one["fonts"])


def test_a_package_without_the_icons_is_not_served() -> None:
    with pytest.raises(LettersChanged):
        needed_letters(b'[{"family": "packages/flutter_math_fork/KaTeX_Main", "fonts": []}]')


def test_everything_else_is_still_flets() -> None:
    async def answers() -> tuple[bytes, bytes]:
        transport = httpx.ASGITransport(Letters(PlainTextResponse("of Flet")))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return (await client.get(LIST_PATH)).content, (await client.get("/main.dart.js")).content

    ours, theirs = asyncio.run(answers())
    assert ours == needed_letters((WEB / LIST_PATH.lstrip("/")).read_bytes())
    assert theirs == b"of Flet"
