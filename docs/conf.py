"""How Sphinx builds the pages; nothing is fetched from anywhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

_PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]

project = "postpurchase"
author = "the postpurchase authors"
project_copyright = f"2026, {author}"
version = release = _PROJECT["version"]

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
default_role = "code"
nitpicky = False

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True

html_theme = "furo"
html_title = "postpurchase"
html_show_sourcelink = False

_SCROLLS = re.compile(r'<pre(?=>)|<div class="table-wrapper[^"]*"(?=>)')


def _reachable(app: Any, page: str, template: str, context: dict[str, Any], tree: Any) -> None:
    """Let whoever has no mouse scroll what is wider than a phone: code and tables take the focus."""
    if "body" in context:
        context["body"] = _SCROLLS.sub(r'\g<0> tabindex="0"', context["body"])


def setup(app: Any) -> dict[str, Any]:
    """Tell Sphinx what to do with each page."""
    app.connect("html-page-context", _reachable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
