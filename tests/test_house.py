"""The house itself: its floors, its style, its locked dependencies and its papers.

Everything that can be found out about the code without running it is found out here, so that one command and
one closing line tell whether the house stands. A check that reports nothing proves next to it that it finds
a planted fault.
"""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.journal.canonical import NotCanonical, canonical, parse_canonical
from sync.wire.document import DocumentRefused, canonical_json, parse_json

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CODE = ("keukentafel", "sync")
LONGEST_MODULE = 400
USUAL_MODULE = 250


def run(*command: object, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def tool(name: str, *arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-m", name, *arguments, cwd=cwd)


def lint_imports(cwd: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])"
    return run(sys.executable, "-c", command, cwd=cwd, NO_COLOR="1", COLUMNS="200")


def committed() -> list[Path]:
    """Every file that is, or would be, committed."""
    listing = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    assert listing.returncode == 0, listing.stderr
    paths = (ROOT / name for name in listing.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def modules() -> list[Path]:
    return [path for package in CODE for path in sorted((ROOT / package).rglob("*.py"))]


# ── Style and types ──────────────────────────────────────────────────────────────────────────────────────


def test_ruff_finds_nothing_and_finds_a_planted_fault(tmp_path: Path) -> None:
    result = tool("ruff", "check", "--no-cache", ".")
    assert result.returncode == 0, result.stdout
    planted = tmp_path / "planted.py"
    planted.write_text("import os\n", "utf-8")
    found = tool("ruff", "check", "--no-cache", "--config", ROOT / "pyproject.toml", planted)
    assert "F401" in found.stdout


def test_every_file_is_formatted(tmp_path: Path) -> None:
    result = tool("ruff", "format", "--no-cache", "--check", ".")
    assert result.returncode == 0, result.stdout
    planted = tmp_path / "planted.py"
    planted.write_text("x = [ 1,2 ]\n", "utf-8")
    assert tool("ruff", "format", "--no-cache", "--check", planted).returncode == 1


def test_mypy_strict_finds_nothing_and_finds_a_planted_fault(tmp_path: Path) -> None:
    result = tool("mypy", "--no-error-summary")
    assert result.returncode == 0, result.stdout + result.stderr
    planted = tmp_path / "planted.py"
    planted.write_text('pages: int = "ten"\n', "utf-8")
    found = tool("mypy", "--strict", "--cache-dir", tmp_path / "cache", planted, cwd=tmp_path)
    assert "[assignment]" in found.stdout


# ── The floors ───────────────────────────────────────────────────────────────────────────────────────────

BREACHES = {
    "keukentafel/journal/planted.py": "import keukentafel.app",
    "sync/planted.py": "import keukentafel.vault",
    "sync/relay/planted.py": "import keukentafel.journal",
    "keukentafel/edition/planted.py": "import flet",
    "keukentafel/dossier/planted.py": "import sqlite3",
}


def test_a_module_imports_only_from_floors_below_its_own() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout
    assert "Contracts: 5 kept, 0 broken" in result.stdout


def test_a_planted_breach_of_each_contract_is_found(tmp_path: Path) -> None:
    for package in CODE:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for place, line in BREACHES.items():
        (tmp_path / place).write_text(line + "\n", "utf-8")
    result = lint_imports(tmp_path)
    assert result.returncode == 1
    assert "Contracts: 0 kept, 5 broken" in result.stdout, result.stdout


def test_a_module_is_one_noun() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert lengths
    long = {str(path.relative_to(ROOT)): count for path, count in lengths.items() if count > USUAL_MODULE}
    assert all(count <= LONGEST_MODULE for count in long.values()), long
    assert len(long) <= len(lengths) // 10, long


def test_every_module_tells_what_it_is_for() -> None:
    silent = []
    for path in modules():
        tree = ast.parse(path.read_text("utf-8"))
        if tree.body and not ast.get_docstring(tree):
            silent.append(str(path.relative_to(ROOT)))
    assert silent == []


documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(documents)
def test_both_sides_of_the_wall_read_a_document_alike(document: Any) -> None:
    """The relay may import nothing of keukentafel, so canonical JSON is read and written in two places."""
    try:
        written = canonical(document)
    except NotCanonical:
        written = json.dumps(document).encode()
        with pytest.raises(NotCanonical):
            parse_canonical(written)
        with pytest.raises(DocumentRefused):
            parse_json(written)
    else:
        assert canonical_json(document) == written
        assert parse_json(written) == parse_canonical(written) == document


# ── What is installed ────────────────────────────────────────────────────────────────────────────────────


def locked(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)(?= \\| ; sys_platform != )", text, re.MULTILINE))


def wanted(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~; ]", one)[0].lower() for one in requirements}


def test_the_locks_hold_what_the_project_asks_and_agree_with_one_another() -> None:
    asked = PROJECT["project"]
    extras = asked["optional-dependencies"]
    base, everything, test = locked("base"), locked("run"), locked("test")
    assert wanted(asked["dependencies"]) <= base.keys()
    assert wanted(extras["web"] + extras["relay"] + extras["paper"]) <= everything.keys()
    assert wanted(extras["test"] + extras["bench"] + extras["cli"]) <= test.keys()
    assert base.items() <= everything.items() <= test.items()
    assert wanted(asked["dependencies"]) <= locked("mobile").keys()


def test_the_mobile_lock_keeps_to_what_the_tablet_has() -> None:
    pins = (ROOT / "requirements" / "mobile.in").read_text("utf-8")
    tablet = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", pins, re.MULTILINE))
    assert tablet
    assert tablet.items() <= locked("mobile").items()


def test_every_locked_file_has_its_hashes_and_no_address() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        packages = path.read_text("utf-8").replace("\\\n", "").splitlines()
        assert packages
        for line in packages:
            assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^-]+)?( +--hash=sha256:[0-9a-f]{64})+", line), (
                path.name,
                line[:60],
            )


def environment(folder: Path, *locks: str) -> Path:
    """Make a virtual environment with some locks and nothing else; return its Python."""
    made = run(sys.executable, "-m", "venv", folder)
    assert made.returncode == 0, made.stdout + made.stderr
    python = folder / "bin" / "python"
    files = [word for lock in locks for word in ("-r", f"requirements/{lock}.txt")]
    options = "--quiet --disable-pip-version-check --no-compile --require-hashes --only-binary :all:".split()
    installed = run(python, "-m", "pip", "install", *options, *files)
    assert installed.returncode == 0, installed.stderr
    return python


# Imports every module and prints, as JSON, which were imported and which missed a package.
IMPORT_ALL = """
import importlib, json, pkgutil, sys
import keukentafel, sync
imported, missing = [], {}
for package in (keukentafel, sync):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + ".", onerror=lambda name: None):
        try:
            importlib.import_module(found.name)
        except ModuleNotFoundError as reason:
            missing[found.name] = (reason.name or "").split(".")[0]
        else:
            imported.append(found.name)
print(json.dumps({"imported": imported, "missing": missing}))
"""

# Where an extra may be needed, and the packages that it brings.
WEB = {"fastapi", "starlette", "uvicorn", "flet_web"}
EXTRAS = {
    "sync.relay": WEB - {"flet_web"},
    "keukentafel.app.commands": {"click"},
    "keukentafel.app.gate": WEB,
    "keukentafel.app.index_page": WEB,
    "keukentafel.app.letters": WEB,
    "keukentafel.app.server": WEB,
}


def needs_an_extra(module: str, package: str) -> bool:
    return any(module == one or module.startswith(one + ".") for one in EXTRAS if package in EXTRAS[one])


@pytest.mark.slow
def test_the_app_is_imported_with_only_the_base_installed(tmp_path: Path) -> None:
    python = environment(tmp_path / "venv", "base")
    result = run(python, "-c", IMPORT_ALL, PYTHONDONTWRITEBYTECODE="1")
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout.splitlines()[-1])
    unexpected = {
        module: name for module, name in told["missing"].items() if not needs_an_extra(module, name)
    }
    assert unexpected == {}
    assert "keukentafel.app.main" in told["imported"]
    # The control: what needs an extra did miss it, so this environment really is the base.
    assert any(module.startswith("sync.relay.") for module in told["missing"])


@pytest.mark.slow
def test_the_floors_below_the_screens_hold_on_the_tablets_versions(tmp_path: Path) -> None:
    python = environment(tmp_path / "venv", "mobile", "mobile-test")
    floors = [f"tests/{floor}" for floor in ("journal", "guide", "dossier", "vault", "edition", "sync")]
    there = [floor for floor in floors if (ROOT / floor).is_dir()]
    options = ["-p", "no:cacheprovider", "--ignore-glob=*paper*", "--ignore-glob=*relay*"]
    result = run(python, "-m", "pytest", *options, *there, PYTHONDONTWRITEBYTECODE="1")
    assert result.returncode == 0, result.stdout[-4000:]
    assert re.search(r"\d+ passed", result.stdout)


# ── The papers ───────────────────────────────────────────────────────────────────────────────────────────

# Written in pieces, so that this file does not find itself. Samira is the made-up worker of the examples.
PRIVATE_PLACES = re.compile(
    "|".join(
        (
            r"(?<!\w)/(wo" + "rk|tm" + "p/w|ro" + r"ot)/",
            r"(?<!\w)/(ho" + "me|Us" + r"ers)/(?!samira)[A-Za-z]",
            r"py" + r"pi\.org|python" + r"hosted|npm" + r"js\.|regi" + r"stry\.[a-z]",
            "--(extra-)?index" + "-url|--find" + "-links",
        )
    )
)


def places_named(paths: list[Path]) -> list[str]:
    found = []
    for path in paths:
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.name}: {hit[0]}" for hit in PRIVATE_PLACES.finditer(text)]
    return found


def test_no_file_names_a_machine_or_a_registry(tmp_path: Path) -> None:
    paths = committed()
    assert ROOT / "pyproject.toml" in paths
    assert places_named(paths) == []
    planted = tmp_path / "planted.txt"
    planted.write_text("look in /ho" + "me/annie or at files.python" + "hosted.org\n", "utf-8")
    assert len(places_named([planted])) == 2


LINK = re.compile(r"(?:\]\(|src=\")(?!https?:|mailto:|#)([^)#\s\"]+)")


def dead_links(page: Path) -> list[str]:
    targets = LINK.findall(page.read_text("utf-8"))
    return [f"{page.name}: {target}" for target in targets if not (page.parent / target).exists()]


def test_every_link_in_the_papers_leads_somewhere(tmp_path: Path) -> None:
    pages = [path for path in committed() if path.suffix == ".md"]
    assert ROOT / "README.md" in pages
    assert [dead for page in pages for dead in dead_links(page)] == []
    planted = tmp_path / "planted.md"
    planted.write_text('[nowhere](docs/nowhere.md) <img src="nothing.png">', "utf-8")
    assert len(dead_links(planted)) == 2


def missing_tests(text: str) -> list[str]:
    missing, file = [], ""
    for named, test in re.findall(r"`([\w/…]+(?:\.py)?)::(test_\w+)`", text):
        file = file if named == "…" else named
        path = ROOT / "tests" / file
        if not path.is_file() or f"def {test}(" not in path.read_text("utf-8"):
            missing.append(f"{file}::{test}")
    return missing


def test_every_promise_names_a_test_that_exists() -> None:
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    assert text.count("::test_") > 20
    assert missing_tests(text) == []
    assert len(missing_tests("`vault/test_door.py::test_that_nobody_wrote`")) == 1


def features(text: str) -> dict[str, list[str]]:
    """The ideas in the table of features, each with the node ids of its tests."""
    rows = re.findall(r"^\| (.+?) \([^|]*\) \| .+? \| (.+) \|$", text, re.MULTILINE)
    return {idea: re.findall(r"`tests/([\w/]+\.py::test_\w+)`", tests) for idea, tests in rows}


def test_every_idea_of_the_guide_names_a_test_in_chromium_that_exists() -> None:
    text = (ROOT / "docs" / "features.md").read_text("utf-8")
    table = features(text)
    assert len(table) == 25
    assert [idea for idea, tests in table.items() if not tests] == []
    assert features("| Iets (something) | *Ergens* | not built |") == {"Iets": []}
    named = [test for tests in table.values() for test in tests]
    assert all(test.startswith("browser/") for test in named)
    assert missing_tests(" ".join(f"`{test}`" for test in named)) == []
    planted = features("| Iets (something) | *Ergens* | `tests/browser/test_c3.py::test_nobody_wrote` |")
    assert len(missing_tests(f"`{planted['Iets'][0]}`")) == 1


def test_the_papers_agree_on_version_and_licence() -> None:
    code = yaml.safe_load((ROOT / "publiccode.yaml").read_text("utf-8"))
    assert code["softwareVersion"] == PROJECT["project"]["version"]
    assert code["legal"]["license"] == PROJECT["project"]["license"] == "EUPL-1.2"
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert f"## [{code['softwareVersion']}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_both_readmes_show_the_same_things() -> None:
    shown = [
        sorted(
            set(re.findall(r"docs/images/[\w-]+\.png|`make \w+`|KEUKENTAFEL_\w+", page.read_text("utf-8")))
        )
        for page in (ROOT / "README.md", ROOT / "README.nl.md")
    ]
    assert shown[0] == shown[1]
    assert shown[0]
