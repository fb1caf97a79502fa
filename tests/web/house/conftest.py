"""People who sign in. Their makers are loaded late: a conftest is read before Django is set up."""

from importlib import import_module
from typing import Any

import pytest


def _person(office: Any, label: str, login: str, role: str) -> Any:
    secret = import_module("tests.web.accounts.cast").SECRET
    return import_module("tests.accounts.people").make_person(
        office, label, login, (role,), secret=secret
    )


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def head(office: Any) -> Any:
    return _person(office, "部门负责人01", "bm01", "department_head")


@pytest.fixture
def prosecutor(office: Any) -> Any:
    return _person(office, "检察官02", "jcg02", "prosecutor")


@pytest.fixture
def system_admin(office: Any) -> Any:
    return _person(office, "系统管理员01", "xt01", "system_admin")
