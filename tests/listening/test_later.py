from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.channels.contract import Attachment as Came
from firebell.channels.contract import Batch, Capabilities, Change, ChangeKind, Listening
from firebell.channels.models import Source
from firebell.common import ledger
from firebell.common.models import AuditEntry
from firebell.core.query.searching import Term
from firebell.desk.models import Case, CaseItem
from firebell.listening import full_text, later, queries
from firebell.listening.models import Attachment, Interaction, InteractionChange
from firebell.site.corridor import Corridor
from firebell.understanding.models import Reading
from tests.posts import NOON, batch, post
from tests.site.networks import Told, known, network

pytestmark = pytest.mark.django_db
__all__ = ["known"]
MINUTE = timedelta(minutes=1)
LOVELY = "What a lovely morning at the lake, the ducks are back."
ANGRY = "My parcel never arrived and nobody answers, this is terrible. Where is it? Please help!"


@pytest.fixture
def source(cast) -> Source:
    return Source.objects.create(workspace=cast.house, network="replay", name="file")


def carry(source, *posts, **more):
    Corridor(source).carry(Batch(batch(*posts), (), {}, **more), watermark=NOON)


def change(kind: str, number: int = 1, minutes: int = 1, text: str | None = None, **more) -> Change:
    at = NOON + minutes * MINUTE
    return Change(ChangeKind(kind), "microblog", f"post-{number}", at, text, **more)


def word(number: int = 1) -> Interaction:
    return Interaction.objects.get(external_id=f"post-{number}")


def test_an_edit_is_a_fact_and_the_word_stays_as_it_was_heard(source):
    carry(source, post(1, text="first"))
    edits = (change("edited", text="third", minutes=2), change("edited", text="second"))
    carry(source, changes=edits)
    carry(source, changes=edits)
    assert (word().text, word().said_now) == ("first", "third")
    assert [text for _at, text in word().said_before] == ["first", "second"]
    assert InteractionChange.objects.count() == 2
    assert len(ledger.facts_about(source.workspace_id, word())) == 2


def test_a_change_of_a_word_that_was_never_heard_is_nothing(source):
    carry(source, changes=(change("deleted", 9), change("edited", 9, text="x")))
    assert not InteractionChange.objects.exists()


def test_an_edited_word_that_needs_an_answer_now_opens_a_case(source):
    carry(source, post(1, text=LOVELY))
    assert not Case.objects.exists()
    assert not Reading.objects.get().needs_answer
    carry(source, changes=(change("edited", text=ANGRY),))
    item = CaseItem.objects.get()
    assert (item.state, item.interaction_id) == ("pending", word().pk)
    assert Reading.objects.get().needs_answer


def test_an_older_edit_that_comes_late_is_not_read_as_what_the_word_says(source):
    carry(source, post(1, text=LOVELY))
    carry(source, changes=(change("edited", text="Still lovely here.", minutes=5),))
    carry(source, changes=(change("edited", text=ANGRY, minutes=2),))
    assert not Case.objects.exists()
    assert word().said_now == "Still lovely here."


def test_an_edit_of_muted_history_opens_nothing(source):
    source.muted_before = NOON + timedelta(hours=1)
    source.save()
    carry(source, post(1, text=LOVELY))
    carry(source, changes=(change("edited", text=ANGRY),))
    assert not Case.objects.exists()


def test_a_deleted_word_that_waits_keeps_its_case_open_and_is_not_shown(source, cast, client):
    carry(source, post(1, text=ANGRY))
    carry(source, changes=(change("deleted"),))
    case = Case.objects.get()
    assert (case.closed_at, case.items.get().state, case.title) == (None, "pending", "…")
    assert word().hidden_at == NOON + MINUTE
    client.force_login(cast.agent)
    page = client.get(f"/w/house/cases/{case.number}/").content.decode()
    assert "Deleted by its author" in page
    assert "It still waits for an answer" in page
    assert "parcel never arrived" not in page


def test_the_case_page_shows_what_an_edited_word_says_and_said(source, cast, client):
    carry(source, post(1, text=ANGRY))
    carry(source, changes=(change("edited", text="<b>Never mind</b>"),))
    client.force_login(cast.agent)
    page = client.get("/w/house/cases/1/").content.decode()
    assert "Edited by its author" in page
    assert "&lt;b&gt;Never mind" in page
    assert "parcel never arrived" in page


def test_a_whole_account_goes_with_all_of_its_words(source):
    carry(source, *[post(n, external_id=f"at://me/{n}") for n in (1, 2)], post(3, external_id="at"))
    gone = Change(ChangeKind.DELETED, "microblog", "at://me/", NOON, whole_account=True)
    carry(source, changes=(gone,))
    hidden = Interaction.objects.filter(hidden_at__isnull=False)
    assert sorted(hidden.values_list("external_id", flat=True)) == ["at://me/1", "at://me/2"]
    assert queries.ids_that_begin(source.workspace_id, "microblog", "") == []


def found(source, text: str) -> int:
    return full_text.count(source.workspace_id, Term((text,)))


def test_deleted_texts_are_purged_everywhere_when_the_terms_say_so(source, known, cast):
    terms = Capabilities(listen=Listening.ASKED, purge_deleted_within=timedelta(days=2))
    known(network(Told(), capabilities=terms))
    source.network = "told"
    source.save()
    file = Came("microblog", "post-1", 0, "bill.pdf", "application/pdf", 3, b"abc")
    posts = [post(n, text=f"pineapple {n}", subject="s") for n in (1, 2)]
    carry(source, *posts, attachments=(file,))
    carry(source, changes=(change("edited", text="pineapple again"), change("deleted", minutes=2)))
    assert later.purge_deleted(NOON + timedelta(days=2)) == 0
    assert later.purge_deleted(NOON + timedelta(days=2, minutes=3)) == 1
    assert later.purge_deleted(NOON + timedelta(days=9)) == 0
    assert (word(1).text, word(1).subject, word(2).text) == ("", "", "pineapple 2")
    assert set(InteractionChange.objects.values_list("text", flat=True)) == {""}
    assert [(a.content, a.name) for a in Attachment.objects.all()] == [(None, "")]
    assert found(source, "pineapple") == 1


def test_an_edited_word_is_found_by_what_it_says_now_and_a_deleted_one_no_more(source):
    carry(source, post(1, text="a pineapple"), post(2, text="a pineapple"))
    carry(source, changes=(change("edited", text="a mango"),))
    assert (found(source, "pineapple"), found(source, "mango")) == (1, 1)
    stale = change("edited", text="a peach", minutes=-1)
    carry(source, changes=(stale,))
    assert (found(source, "peach"), found(source, "mango")) == (0, 1)
    full_text.rebuild()
    assert (found(source, "peach"), found(source, "mango")) == (0, 1)
    carry(source, changes=(change("deleted", minutes=3),))
    assert (found(source, "mango"), full_text.size(source.workspace_id)) == (0, 1)


@pytest.fixture
def file(source) -> Attachment:
    name = "../../<b>\u202ebill.html"
    came = Came("microblog", "post-1", 0, name, "text/html", 17, b"<script>1</script>")
    carry(source, post(1, text=ANGRY), attachments=(came, came))
    return Attachment.objects.get()


def test_a_file_is_listed_and_can_only_be_saved(file, cast, client):
    client.force_login(cast.agent)
    page = client.get("/w/house/cases/1/").content.decode()
    assert f"/w/house/attachments/{file.pk}/" in page
    assert "<b>" not in page.split("attachments/")[1][:300]
    answer = client.get(f"/w/house/attachments/{file.pk}/")
    assert answer.content == b"<script>1</script>"
    headers = answer.headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"] == 'attachment; filename="<b>bill.html"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    entry = AuditEntry.objects.get(action="attachment_downloaded")
    assert (entry.actor_id, entry.object_id) == (cast.agent.pk, str(file.pk))


def test_a_file_is_for_its_workspace_only_and_gone_with_its_word(file, cast, client):
    client.force_login(cast.stranger)
    assert client.get(f"/w/elsewhere/attachments/{file.pk}/").status_code == 404
    assert client.get(f"/w/house/attachments/{file.pk}/").status_code == 404
    client.force_login(cast.agent)
    Interaction.objects.update(hidden_at=NOON)
    assert client.get(f"/w/house/attachments/{file.pk}/").status_code == 404


def test_a_file_too_large_to_keep_is_named_with_its_size(source, cast, client):
    came = Came("microblog", "post-1", 0, "film.mp4", "video/mp4", 10**9, None)
    carry(source, post(1, text=ANGRY), attachments=(came,))
    client.force_login(cast.agent)
    page = client.get("/w/house/cases/1/").content.decode()
    assert "film.mp4" in page
    assert "not kept" in page
    assert f"attachments/{Attachment.objects.get().pk}/" not in page
