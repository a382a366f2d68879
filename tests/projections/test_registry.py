"""No read model is forgotten."""

from importlib import import_module
from pkgutil import walk_packages

import projections
from projections.base import Projection
from tests.support.read_models import READ_MODELS


def test_every_read_model_is_followed_under_a_name_of_its_own() -> None:
    modules = [import_module(module.name) for module in walk_packages(projections.__path__, "projections.")]
    declared = {each.name for module in modules for each in vars(module).values() if isinstance(each, Projection)}

    assert declared <= {each.name for each in READ_MODELS}
    assert len({each.name for each in READ_MODELS}) == len(READ_MODELS)
