from tests.app.test_line import *
from tests.app.test_line import line
import asyncio
def test_probe(line):
    async def scene():
        await delivered(line)
        visit, household = await opened_at_the_desk(line)
        assert False
    asyncio.run(scene())
