import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.identity import DeviceRole, NotTrusted, Trust, issue_invitation, read_invitation
from sync.wire.admission import Pass, Revocations, issue_pass, issue_revocations, read_pass
from sync.wire.document import Document, DocumentRefused, read_signed, sign_document
from sync.wire.names import caller_of, root_key_of
from tests.sync.waterkerke import NOW, Organisation

WATERKERKE = Organisation()
SAMIRA = WATERKERKE.device(DeviceRole.WORKER)


def test_cards_that_our_root_signed_are_believed() -> None:
    assert WATERKERKE.trust.read_device_card(SAMIRA.signed_card) == SAMIRA.card
    assert WATERKERKE.trust.read_team_card(WATERKERKE.team_card()).sealing == WATERKERKE.team_sealing


def test_every_changed_byte_of_a_card_is_refused() -> None:
    card = SAMIRA.signed_card
    for at in range(len(card)):
        with pytest.raises(NotTrusted):
            WATERKERKE.trust.read_device_card(card[:at] + bytes([card[at] ^ 1]) + card[at + 1 :])


def test_a_relay_that_puts_keys_of_its_own_in_between_is_noticed() -> None:
    between = Organisation(id=WATERKERKE.id)
    assert between.trust.read_team_card(between.team_card()).sealing == between.team_sealing
    with pytest.raises(NotTrusted, match="root of our organisation"):
        WATERKERKE.trust.read_team_card(between.team_card())
    with pytest.raises(NotTrusted, match="root of our organisation"):
        WATERKERKE.trust.read_device_card(between.device(DeviceRole.SUPERVISOR).signed_card)


def test_a_card_of_another_organisation_under_the_same_root_is_refused() -> None:
    sister = Organisation(root=WATERKERKE.root)
    with pytest.raises(NotTrusted, match="another organisation"):
        WATERKERKE.trust.read_device_card(sister.device(DeviceRole.WORKER).signed_card)


def test_a_card_is_never_taken_for_a_document_of_another_kind() -> None:
    with pytest.raises(NotTrusted):
        WATERKERKE.trust.read_team_card(SAMIRA.signed_card)
    roots = {WATERKERKE.id: root_key_of(WATERKERKE.root)}
    assert read_pass(SAMIRA.signed_pass, roots).device == caller_of(SAMIRA.signing)
    with pytest.raises(DocumentRefused):
        read_pass(SAMIRA.signed_card, roots)


def test_a_revoked_device_is_not_believed_any_more() -> None:
    revocations = Revocations(organisation=WATERKERKE.id, devices=(caller_of(SAMIRA.signing),), issued_at=NOW)
    signed = issue_revocations(WATERKERKE.root, revocations)
    trust = WATERKERKE.trust.heeding(WATERKERKE.trust.read_revocations(signed))
    with pytest.raises(NotTrusted, match="revoked"):
        trust.read_device_card(SAMIRA.signed_card)
    with pytest.raises(NotTrusted):
        Organisation(id=WATERKERKE.id).trust.read_revocations(signed)


def test_an_invitation_leads_to_the_root_that_signed_it() -> None:
    written = issue_invitation(WATERKERKE.root, WATERKERKE.id, "Waterkerke", "https://relay.example", NOW)
    assert Trust.of_invitation(read_invitation(written)) == WATERKERKE.trust
    with pytest.raises(NotTrusted):
        read_invitation(written.replace(b"Waterkerke", b"Waterkerk2"))


def test_a_pass_opens_only_the_mailboxes_it_names() -> None:
    desk = WATERKERKE.device(DeviceRole.SUPERVISOR)
    roots = {WATERKERKE.id: root_key_of(WATERKERKE.root)}
    worker, supervisor = read_pass(SAMIRA.signed_pass, roots), read_pass(desk.signed_pass, roots)
    assert worker.allows_writing(WATERKERKE.team_mailbox)
    assert not worker.allows_reading(WATERKERKE.team_mailbox)
    assert not worker.allows_writing(desk.mailbox)
    assert supervisor.allows_writing(SAMIRA.mailbox)
    assert not supervisor.allows_reading(SAMIRA.mailbox)
    with pytest.raises(DocumentRefused):
        read_pass(issue_pass(Organisation().root, worker), roots)


class _Anything(Document):
    text: str


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=200, deadline=None)
def test_malformed_documents_raise_nothing_but_a_refusal(data: bytes) -> None:
    with pytest.raises(DocumentRefused):
        read_signed(data, "keukentafel.pass/1")
    with pytest.raises(NotTrusted):
        WATERKERKE.trust.read_device_card(data)


@pytest.mark.parametrize("text", ["e\u0301", "\ud800"])
def test_text_with_more_than_one_spelling_is_not_signed(text: str) -> None:
    with pytest.raises(DocumentRefused):
        sign_document(_Anything.model_construct(text=text), "keukentafel.test/1", WATERKERKE.root)


def test_a_pass_with_an_unknown_field_is_refused() -> None:
    class Wider(Pass):
        name: str

    roots = {WATERKERKE.id: root_key_of(WATERKERKE.root)}
    wider = Wider(**read_pass(SAMIRA.signed_pass, roots).model_dump(), name="Samira")
    with pytest.raises(DocumentRefused):
        read_pass(issue_pass(WATERKERKE.root, wider), roots)
