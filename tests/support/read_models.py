"""Every read model of the product, under a key of the tests."""

from typing import Final

from adapters.duplicates import print_digest
from adapters.pinyin import initials
from projections.registry import read_models
from projections.subject_file import SubjectFiles
from projections.subjects import Subjects

SUBJECTS: Final = Subjects(print_digest(b"key of the tests"))
READ_MODELS: Final = read_models(SUBJECTS, SubjectFiles(SUBJECTS.digest), initials)
