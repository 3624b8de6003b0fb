"""What the pages show is true: their code runs, their commands exist, their data parses.

A block after the line `<!-- draft -->` shows what is still being built: it is only compiled. So is one after
`<!-- from FILE -->`, which stands in that file word for word, where other tests run it. A block of plain text
shows what the Python just above it prints.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.conftest import Golden

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(
    r"^(?P<draft><!-- draft -->\n)?(?:<!-- from (?P<source>\S+) -->\n)?```(?P<language>\w+)\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
LINK = re.compile(r"\]\((?!https?:|#)(?P<target>[^)#\s]+)")
ELSEWHERE = {"cd", "git", "pip"}


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    page: Path
    line: int
    language: str
    code: str
    draft: bool
    source: str | None = None

    @property
    def runs(self) -> bool:
        """Whether the block stands for itself."""
        return not self.draft and self.source is None

    def compiled(self) -> object:
        """Return the code, at the lines where it stands in the page."""
        return compile("\n" * self.line + self.code, str(self.page), "exec")


def blocks(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page that name a language."""
    text = page.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        yield Block(
            page=page,
            line=text[: found.start("code")].count("\n"),
            language=found["language"],
            code=found["code"],
            draft=found["draft"] is not None,
            source=found["source"],
        )


def in_language(language: str) -> list[Block]:
    """Return all blocks of a language on all pages."""
    return [block for page in PAGES for block in blocks(page) if block.language == language]


def named(thing: Path | Block) -> str:
    """Return the name under which a page or block is tested."""
    page, line = (thing, "") if isinstance(thing, Path) else (thing.page, f":{thing.line}")
    return f"{page.relative_to(ROOT)}{line}"


def commands(block: Block) -> Iterator[tuple[list[str], str]]:
    """Yield (words, expected output) of every `$ ` line of a console block."""
    for part in re.split(r"^\$ ", block.code, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command.split(), output


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_python_runs(page: Path, capsys: pytest.CaptureFixture[str], golden: Golden) -> None:
    """The Python of a page runs from top to bottom, in one namespace, and prints what is shown beneath it."""
    namespace: dict[str, object] = {"__name__": "__page__"}
    shown, rest = "", page.read_text(encoding="utf-8")
    for block in blocks(page):
        printed = capsys.readouterr().out.rstrip("\n") + "\n"
        if block.language == "text":
            before, fence, rest = rest.partition(f"```text\n{block.code}")
            shown += before + fence.removesuffix(block.code) + printed
        if block.language == "python":
            code = block.compiled()
            if block.runs:
                exec(code, namespace)  # type: ignore[call-overload]  # noqa: S102 - our own pages
    golden.agree(page, shown + rest)


QUOTED = [block for page in PAGES for block in blocks(page) if block.source is not None]


@pytest.mark.parametrize("block", QUOTED, ids=named)
def test_what_is_quoted_stands_there(block: Block) -> None:
    """Code that a page shows of another file is that file's, word for word, however its lines are broken there."""
    whole = (ROOT / (block.source or "")).read_text(encoding="utf-8")

    assert "".join(block.code.split()) in "".join(whole.split())


def test_pages_show_their_code_where_they_are_read() -> None:
    """No page leaves its code to a tool that a forge does not have."""
    assert [page.name for page in PAGES if "literalinclude" in page.read_text(encoding="utf-8")] == []
    assert len(QUOTED) > 10


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_sessions_answer_as_shown(page: Path) -> None:
    """An interactive session of a page answers as it is shown to answer."""
    sessions = [block for block in blocks(page) if block.language == "pycon" and not block.draft]
    text = "\n".join(block.code for block in sessions)
    test = doctest.DocTestParser().get_doctest(text, {}, str(page), str(page), 0)

    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0


@pytest.mark.parametrize("block", in_language("console"), ids=named)
def test_commands_do_as_shown(block: Block, tmp_path: Path) -> None:
    """Our own commands succeed and print what is shown; make's doors exist."""
    doors = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for words, expected in commands(block):
        if words[0] == "make":
            assert [word for word in words[1:] if word not in doors] == []
        elif words[0] == "postpurchase":
            if not block.draft:
                assert same(run(words[1:], tmp_path), expected)
        else:
            assert words[0] in ELSEWHERE


def run(words: list[str], folder: Path) -> str:
    """Return what our command prints in an empty folder."""
    search = {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "postpurchase", *words]
    return subprocess.run(
        command,
        cwd=folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | search,  # noqa: TID251 - a fresh interpreter needs its surroundings
    ).stdout


def same(printed: str, expected: str) -> bool:
    """Return whether a command printed what is shown; nothing shown, anything printed."""
    return not expected or doctest.OutputChecker().check_output(expected, printed, doctest.ELLIPSIS)


def test_data_parses() -> None:
    """JSON and TOML on a page are JSON and TOML."""
    for block in in_language("json"):
        json.loads(block.code)
    for block in in_language("toml"):
        tomllib.loads(block.code)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page leads to a file of the project."""
    targets = [found["target"] for found in LINK.finditer(page.read_text(encoding="utf-8"))]

    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_languages_are_known() -> None:
    """Every block names a language whose truth is checked here, or is a page's own directive."""
    known = {"python", "pycon", "console", "json", "toml", "text"}
    named_by_pages = {block.language for page in PAGES for block in blocks(page) if block.source is None}

    assert named_by_pages - known == set()
