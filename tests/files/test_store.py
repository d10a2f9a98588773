"""Where uploads lie, and when they go."""

import os
import time
from io import BytesIO

import pytest
from django.core.management import call_command
from django.db import transaction

from live.accounts.models import User
from live.files import store
from live.files.uploads import examine
from tests.files.contents import named, picture

pytestmark = pytest.mark.usefixtures("uploads")


def kept(folder):
    return sorted(path.name for path in folder.glob("*/*"))


class Broken(BytesIO):
    def read(self, size=-1):
        raise OSError("no space left")


def test_an_upload_lies_under_a_name_of_ours(uploads):
    file = examine(named("../../etc/passwd", b"root")).keep()
    assert file.name == "passwd"
    assert [str(path.relative_to(uploads)) for path in uploads.rglob("*") if path.is_file()] == [
        f"{file.key[:2]}/{file.key}/whole"
    ]
    assert store.path_of(file.key).read_bytes() == b"root"


def test_a_full_disk_leaves_nothing_behind(uploads):
    with pytest.raises(OSError, match="no space left"):
        store.keep({"whole": BytesIO(b"x"), "small": Broken()})
    assert kept(uploads) == []


def test_what_is_removed_goes_when_that_is_certain(uploads, db, django_capture_on_commit_callbacks):
    key = examine(named("a.png", picture())).keep().key
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        store.remove_after_commit([key])
        assert kept(uploads) == [key]
    assert kept(uploads) == []


def test_what_nothing_names_is_pruned_once_it_is_old(uploads, db):
    ours, orphan, young = (examine(named("a", b"data")).keep().key for _ in range(3))
    User.objects.admit(User(username="ada", picture=ours))
    for key in (ours, orphan):
        os.utime(store.path_of(key).parent, (time.time() - 100_000,) * 2)
    call_command("prune_uploads")
    assert kept(uploads) == sorted([ours, young])
