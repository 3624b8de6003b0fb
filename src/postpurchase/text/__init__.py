"""Messages and reasons into words: templates, channels, explanations."""

from postpurchase.text.catalog import Catalog
from postpurchase.text.check import check
from postpurchase.text.explain import explain
from postpurchase.text.render import CatalogRenderer, Content, Renderer, render

__all__ = ["Catalog", "CatalogRenderer", "Content", "Renderer", "check", "explain", "render"]
