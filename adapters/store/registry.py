"""The whole catalogue: every event of the domain, whoever imported it or did not."""

from importlib import import_module
from pkgutil import walk_packages

import domain
from domain.catalogue import CATALOGUE, Catalogue


def catalogue() -> Catalogue:
    """The product's events, after every module of the domain was imported: none can be missing at start."""
    for module in walk_packages(domain.__path__, "domain."):
        import_module(module.name)
    return CATALOGUE
