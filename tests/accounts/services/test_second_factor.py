"""Secrets of second factors are kept encrypted."""

from allauth.mfa.models import Authenticator

from tests.accounts.people import make_person
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.selectors.second_factor import totp_secrets_of
from xiezhi.accounts.services.second_factor import enrol_totp

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_secret_does_not_stand_in_the_table(office: Procuratorate) -> None:
    person = make_person(office, "检察官02", "jcg02", ("prosecutor",))
    enrol_totp(person.account_id, SECRET)
    enrol_totp(person.account_id, SECRET)
    kept = Authenticator.objects.get(user_id=person.account_id)
    assert SECRET not in str(kept.data)
    assert totp_secrets_of([person.account_id]) == {person.account_id: SECRET}
