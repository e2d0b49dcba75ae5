"""Stories by e-mail: asked for twice, left by one press, sent once, and nobody learns who is on the list."""

from __future__ import annotations

import datetime as dt
import logging
import re
import threading
from email.message import EmailMessage

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.talks.markers.stories import subscribed
from tests.talks.smtp_sink import certificate, sink
from tests.talks.story_acts import HOUR, agreed, asked, changed, drafted, moved, out, withdrawn
from tests.talks.test_canaries import raw_database
from tests.talks.test_ceasefire import seated

from goodoffices.errors import TalksError
from goodoffices.talks import postman
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain import post
from goodoffices.talks.domain.letters import last_monday, queue_letters
from goodoffices.talks.domain.post import AGAIN, post_now, send_due
from goodoffices.talks.domain.subscribers import MOST_LETTERS, address_of, code_for
from goodoffices.talks.mail import mail_server
from goodoffices.talks.models import Letter, StoryRelease, Subscriber

pytestmark = pytest.mark.django_db
READER = "reader@example.org"


@pytest.fixture
def desk(world):
    """The world without stories and subscribers, with a second person in the mediator's team."""
    with looking_as_the_system():
        StoryRelease.objects.all().delete()
        Subscriber.objects.all().delete()
    seated(world, "deputy")
    return world


@pytest.fixture
def smtp(settings):
    """A mail server that the application is told of."""
    with sink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", server.port
        yield server


def sign_up(world, address: str = READER, language: str = "en", frequency: str = "each", browser=None):
    where = reverse("public_digest", args=[world.process.pk])
    return (browser or Client()).post(where, {"address": address, "language": language, "frequency": frequency})


def letters(**only) -> list[Letter]:
    with looking_as_the_system():
        return list(Letter.objects.filter(**only).order_by("made", "pk"))


def subscribers(**only) -> list[Subscriber]:
    with looking_as_the_system():
        return list(Subscriber.objects.filter(**only))


def change(rows, **values) -> None:
    with looking_as_the_system():
        type(rows[0]).objects.filter(pk__in=[row.pk for row in rows]).update(**values)


def links(letter) -> list[str]:
    text = letter.body if isinstance(letter, mail.EmailMessage) else plain(letter)
    return re.findall(r"http://localhost:8000(/\S+)", text)


def plain(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()


# ---- signing up ------------------------------------------------------------------------------------------------------


def test_nothing_is_sent_to_an_address_but_the_question_until_its_owner_has_confirmed(desk):
    assert sign_up(desk).status_code == 200
    send_due()
    out(desk, en="Talks: Go on.")
    send_due()
    (question,) = mail.outbox
    assert question.to == [READER]
    (link,) = links(question)
    browser = Client(enforce_csrf_checks=True)
    assert browser.get(link).status_code == 200
    assert [one for one in subscribers() if one.confirmed] == [], "a program that opens links confirms nothing"
    assert "It is confirmed." in browser.post(link).content.decode()
    out(desk, en="Later: They still go on.")
    send_due()
    assert [one.subject for one in mail.outbox[1:]] == ["Later"], "what came out before is not sent"
    assert browser.post(link).status_code == 422, "a link confirms once"


def test_the_answer_is_the_same_whether_an_address_is_on_the_list_or_not(desk):
    subscribed(desk, READER)
    known, new = sign_up(desk), sign_up(desk, "new@example.org")
    assert (known.status_code, known.content) == (new.status_code, new.content)
    assert READER not in known.content.decode()
    assert not known.cookies
    assert len(letters(kind="confirm", state="waiting")) == 2


def test_who_signs_up_again_changes_nothing_without_confirming_and_the_last_link_is_the_one_that_counts(desk):
    reader = subscribed(desk, READER)
    sign_up(desk, READER.upper(), "ar", "weekly")
    (same,) = subscribers()
    assert (same.pk, same.language, same.frequency) == (reader.pk, "en", "each")
    old = code_for(same, "confirm")
    sign_up(desk, READER, "ru", "weekly")
    (same,) = subscribers()
    where = [
        reverse("public_digest_confirm", args=[desk.process.pk, code]) for code in (old, code_for(same, "confirm"))
    ]
    assert [Client().post(each).status_code for each in where] == [422, 200]
    (same,) = subscribers()
    assert (same.language, same.frequency) == ("ru", "weekly")


def test_nobody_fills_a_strangers_letter_box_nor_signs_up_without_end(desk):
    for _ in range(MOST_LETTERS + 3):
        assert sign_up(desk).status_code == 200
        send_due()
    assert len(mail.outbox) == MOST_LETTERS
    answers = [sign_up(desk, f"r{at}@example.org").status_code for at in range(20)]
    assert answers[0] == 200
    assert answers[-1] == 422


def test_an_address_that_nobody_confirms_is_forgotten(desk):
    sign_up(desk)
    (reader,) = subscribers()
    code = code_for(reader, "confirm")
    change([reader], asked=timezone.now() - dt.timedelta(days=2, minutes=1))
    assert Client().post(reverse("public_digest_confirm", args=[desk.process.pk, code])).status_code == 422
    send_due()
    assert subscribers() == []
    assert letters() == []


@pytest.mark.parametrize(
    "typed",
    [
        {"address": "no address"},
        {"address": "a@example.org\nBcc: b@example.org"},
        {"language": "tlh"},
        {"frequency": "hourly"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(desk, typed):
    form = {"address": READER, "language": "en", "frequency": "each"} | typed
    answer = Client().post(reverse("public_digest", args=[desk.process.pk]), form)
    assert answer.status_code == 422
    assert subscribers() == []


def test_without_a_mail_server_nobody_can_sign_up_and_no_page_offers_it(desk, settings):
    settings.MAIL_FROM = ""
    assert Client().get(reverse("public_digest", args=[desk.process.pk])).status_code == 404
    assert sign_up(desk).status_code == 404
    assert "/digest/" not in Client().get(reverse("public", args=[desk.process.pk])).content.decode()


# ---- leaving ---------------------------------------------------------------------------------------------------------


def test_a_mail_program_leaves_by_itself_and_a_reader_by_a_button(desk):
    for who in (READER, "other@example.org"):
        subscribed(desk, who)
    out(desk, en="Talks: Go on.")
    send_due()
    stories = [one for one in mail.outbox if "List-Unsubscribe" in one.extra_headers]
    first, second = (one.extra_headers["List-Unsubscribe"].strip("<>").partition("8000")[2] for one in stories)
    assert {one.extra_headers["List-Unsubscribe-Post"] for one in stories} == {"List-Unsubscribe=One-Click"}
    browser = Client(enforce_csrf_checks=True)
    body = {"data": "List-Unsubscribe=One-Click", "content_type": "application/x-www-form-urlencoded"}
    assert browser.get(first).status_code == 200
    assert len(subscribers()) == 2, "looking at the link is not leaving"
    one_click = browser.post(first, **body)
    assert (one_click.status_code, len(subscribers())) == (200, 1)
    assert browser.post(first, **body).content == one_click.content, "the same answer for who has left already"
    wrong = reverse("public_digest_leave", args=[desk.process.pk, "A" * 65])
    assert browser.post(wrong + "?in=en", **body).content.replace(b"A" * 65, b"") == re.sub(
        rb"[A-Za-z0-9]{65}", b"", one_click.content
    )
    browser.post(second)
    assert subscribers() == []


def test_the_code_of_one_link_is_of_no_use_for_another_or_for_another_reader(desk):
    one, other = subscribed(desk, READER), subscribed(desk, "other@example.org")
    for code in (code_for(one, "confirm"), other.pk + code_for(one, "leave")[22:], code_for(one, "leave")[:-1] + "x"):
        Client().post(reverse("public_digest_leave", args=[desk.process.pk, code]))
    assert len(subscribers()) == 2


# ---- what lies where -------------------------------------------------------------------------------------------------


def test_no_address_lies_in_the_database_or_in_a_log_or_on_a_page(desk, smtp, caplog):
    caplog.set_level(logging.DEBUG)
    subscribed(desk, READER)
    smtp.refuse[READER] = "451 <reader@example.org> try later"
    out(desk, en="Talks: Go on.")
    send_due()
    (reader,) = subscribers()
    assert address_of(reader) == READER
    administrator = desk.client("administrator").get(reverse("installation_post")).content.decode()
    assert "SMTPRecipientsRefused 451" in administrator
    for text in (raw_database(), caplog.text, administrator, *map(str, (reader, *letters())), repr(post_now_as(desk))):
        assert "reader@" not in text


def post_now_as(world):
    with looking_as(world.viewer("administrator")):
        return post_now()


def test_only_the_administrator_looks_at_the_post(desk):
    for who in ("mediator", "north"):
        with looking_as(desk.viewer(who)), pytest.raises(PermissionError):
            post_now()


def test_with_another_key_of_the_installation_no_address_opens(desk, settings):
    reader = subscribed(desk, READER)
    settings.SECRET_KEY = "another"
    with pytest.raises(Exception, match="does not open"):
        address_of(reader)


# ---- what is sent ----------------------------------------------------------------------------------------------------


def test_a_letter_says_the_story_in_the_readers_language_and_loads_nothing(desk, smtp):
    subscribed(desk, READER)
    change(subscribers(), language="ar")
    story = out(desk, en="Talks & more: One.\n\nTwo <b>three</b>.")
    assert send_due() == 2
    _question, (reader, letter) = smtp.taken
    assert reader == READER
    assert (letter["Subject"], letter["From"], letter["To"]) == ("Talks & more", "news@example.org", READER)
    assert letter["List-Id"].startswith("<")
    assert letter["Message-ID"].endswith("@localhost>")
    html = letter.get_body(("html",)).get_content()
    assert "Two &lt;b&gt;three&lt;/b&gt;." in html
    assert 'dir="rtl"' in html
    assert not re.search(r"<img|<script|<link|<style|src=|url\(", html)
    words = plain(letter)
    assert "Two <b>three</b>." in words
    assert "&amp;" not in words
    assert " UTC" in words
    assert reverse("public_story", args=[desk.process.pk, story.pk]) in words
    assert re.sub(r"https?://localhost:8000/\S*", "", words + html).count("http") == 0


def test_a_story_is_sent_from_its_moment_on_and_not_before(desk):
    subscribed(desk, READER)
    release = agreed(desk, asked(desk, drafted(desk, en="Later: It waits."), opens=timezone.now() + HOUR))
    queue_letters()
    assert letters(kind="story") == []
    moved(release, -2 * HOUR)
    change(subscribers(), told=timezone.now() - 3 * HOUR)
    send_due()
    assert [one.subject for one in mail.outbox if one.subject == "Later"] == ["Later"]


def test_a_week_comes_in_one_letter_on_monday_and_a_week_without_a_story_in_none(desk):
    subscribed(desk, READER, "weekly")
    monday = last_monday(timezone.now())
    assert (monday.weekday(), monday.hour) == (0, 8)
    change(subscribers(), confirmed=monday - dt.timedelta(days=8), told=monday - dt.timedelta(days=7))
    send_due()
    mail.outbox.clear()
    assert letters(kind="week") == []
    for words in ("First: One.", "Second: Two."):
        story = out(desk, en=words)
        with looking_as_the_system():
            StoryRelease.objects.filter(story=story).update(opens=monday - dt.timedelta(days=1))
    change(subscribers(), told=monday - dt.timedelta(days=7))
    out(desk, en="Third: After Monday.")
    send_due()
    send_due()
    (letter,) = mail.outbox
    assert "One." in letter.body
    assert "Two." in letter.body
    assert "After Monday." not in letter.body


def test_the_next_weekly_letter_tells_those_whom_a_story_can_have_reached_that_it_was_withdrawn(desk):
    """With its day, and not its title: that was withdrawn too."""
    monday, day = last_monday(timezone.now()), dt.timedelta(days=1)
    for who, begun in ((READER, 20), ("late@example.org", 8)):
        reader = subscribed(desk, who, "weekly")
        change([reader], confirmed=monday - begun * day, told=monday - 7 * day)
    send_due()
    mail.outbox.clear()
    earlier, never = out(desk, en="Names: Whom we met."), out(desk, en="Slip: Of the pen.")
    withdrawn(desk, earlier)
    withdrawn(desk, never)
    with looking_as_the_system():
        StoryRelease.objects.filter(story=earlier).update(opens=monday - 10 * day, withdrawn=monday - day)
        StoryRelease.objects.filter(story=never).update(opens=monday - 2 * day, withdrawn=monday - day)
    send_due()
    send_due()
    (letter,) = mail.outbox
    assert letter.to == [READER]
    for words in (letter.body, letter.alternatives[0][0]):
        assert f"withdrawn its story of {monday - 10 * day:%Y-%m-%d}." in words.replace("&#x27;", "'")
        assert reverse("public_story", args=[desk.process.pk, earlier.pk]) in words
        assert not re.search("Names|Whom|Slip|the pen", words)


def test_who_was_sent_a_story_is_told_that_it_was_withdrawn_or_corrected_and_nobody_else_is(desk):
    subscribed(desk, READER)
    story = out(desk, en="Wrong: Not so.")
    send_due()
    subscribed(desk, "late@example.org")
    mail.outbox.clear()
    changed(desk, story, correction="It was so.", en="Right: So.")
    agreed(desk, asked(desk, story))
    send_due()
    assert sorted((one.to[0], one.subject) for one in mail.outbox if "Corrected" in one.subject) == [
        ("late@example.org", "Corrected: Right"),
        (READER, "Corrected: Right"),
    ]
    mail.outbox.clear()
    withdrawn(desk, story)
    send_due()
    send_due()
    told = sorted((one.to[0], one.body.count("has withdrawn")) for one in mail.outbox)
    assert told == [("late@example.org", 1), (READER, 1)]
    assert not [one for one in mail.outbox if "Not so." in one.body or "So." in one.body]


def test_a_story_that_is_withdrawn_before_it_is_sent_is_not_sent(desk):
    subscribed(desk, READER)
    story = out(desk, en="Wrong: Not so.")
    queue_letters()
    withdrawn(desk, story)
    send_due()
    assert [one for one in mail.outbox if "Not so." in one.body or "withdrawn" in one.body] == []


# ---- once, and again within bounds -----------------------------------------------------------------------------------


def test_nobody_is_sent_a_story_twice_however_often_it_is_asked(desk, smtp):
    for at in range(3):
        subscribed(desk, f"r{at}@example.org")
    out(desk, en="Talks: Go on.")
    assert send_due() == 6
    assert [send_due(), queue_letters()] == [0, 0]
    assert len([1 for _reader, letter in smtp.taken if letter["Subject"] == "Talks"]) == 3


def test_a_server_that_dies_between_two_letters_sends_to_none_twice(desk, smtp, monkeypatch):
    for at in range(3):
        subscribed(desk, f"r{at}@example.org")
    send_due()
    smtp.taken.clear()
    out(desk, en="Talks: Go on.")

    class Killed(BaseException):
        """As the power fails."""

    write, seen = post.write_letter, []

    def dying(letter, process):
        seen.append(letter)
        if len(seen) == 2:
            raise Killed
        return write(letter, process)

    monkeypatch.setattr(post, "write_letter", dying)
    with pytest.raises(Killed):
        send_due()
    monkeypatch.setattr(post, "write_letter", write)
    assert send_due() == 1
    change(letters(state="sending"), ended=timezone.now() - dt.timedelta(hours=1))
    send_due()
    readers = [reader for reader, _letter in smtp.taken]
    assert len(readers) == len(set(readers)) == 2
    assert [one.state for one in letters(kind="story")].count("unknown") == 1
    assert post_now_as(desk).by_state["unknown"] == 1


def test_a_connection_that_is_cut_after_the_words_leaves_a_letter_that_is_not_sent_again_and_the_others_go(desk, smtp):
    subscribed(desk, "cut@example.org")
    subscribed(desk, READER)
    send_due()
    smtp.taken.clear()
    smtp.cut.add("cut@example.org")
    out(desk, en="Talks: Go on.")
    send_due()
    smtp.cut.clear()
    send_due()
    assert [reader for reader, _letter in smtp.taken] == [READER]
    assert sorted(one.state for one in letters(kind="story")) == ["sent", "unknown"]


def test_a_refusal_is_tried_again_less_and_less_often_and_then_given_up(desk, smtp):
    subscribed(desk, READER)
    send_due()
    smtp.refuse[READER] = "451 busy"
    out(desk, en="Talks: Go on.")
    waits = []
    for _ in range(len(AGAIN) + 1):
        send_due()
        (letter,) = letters(kind="story")
        waits.append(round((letter.due - timezone.now()).total_seconds() / 60))
        assert send_due() == 0, "not before it is due"
        change([letter], due=timezone.now())
    assert waits[:-1] == list(AGAIN)
    assert letters(kind="story")[0].state == "failed"


def test_an_address_that_is_not_there_is_given_up_at_once_and_a_busy_server_takes_it_later(desk, smtp):
    for who in ("gone@example.org", READER):
        subscribed(desk, who)
    send_due()
    smtp.refuse |= {"gone@example.org": "550 no such box", READER: "451 busy"}
    out(desk, en="Talks: Go on.")
    send_due()
    assert {one.refused: one.state for one in letters(kind="story")} == {
        "SMTPRecipientsRefused 550": "failed",
        "SMTPRecipientsRefused 451": "waiting",
    }
    smtp.refuse.clear()
    change(letters(state="waiting"), due=timezone.now())
    assert send_due() == 1


def test_a_mail_server_that_is_not_there_makes_letters_wait(desk, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    subscribed(desk, READER)
    assert send_due() == 0
    (letter,) = letters()
    assert (letter.state, letter.tries, letter.refused) == ("waiting", 1, "ConnectionRefusedError")


def test_letters_go_over_tls_where_it_is_asked_for_and_not_at_all_to_a_server_that_nobody_vouches_for(
    desk, settings, tmp_path, monkeypatch
):
    context, trusted = certificate(tmp_path)
    with sink(context) as server:
        given = {
            "GOODOFFICES_MAIL": f"smtp+starttls://localhost:{server.port}",
            "GOODOFFICES_MAIL_FROM": "n@example.org",
        }
        for name, value in mail_server(given).settings().items():
            setattr(settings, name, value)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        subscribed(desk, READER)
        assert send_due() == 0
        assert letters()[0].refused == "SSLCertVerificationError"
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        change(letters(), due=timezone.now())
        assert send_due() == 1
        assert server.encrypted == [True]


# ---- the mail server of the environment ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("smtp://localhost", ("smtp", "localhost", 25, "")),
        ("smtp+starttls://me:p%40ss@mail.example.org", ("smtp+starttls", "mail.example.org", 587, "p@ss")),
        ("smtps://mail.example.org:4650", ("smtps", "mail.example.org", 4650, "")),
    ],
)
def test_a_mail_server_is_named_by_its_address(address, found):
    server = mail_server({"GOODOFFICES_MAIL": address, "GOODOFFICES_MAIL_FROM": "news@example.org"})
    assert (server.scheme, server.host, server.port, server.password) == found
    assert "p@ss" not in repr(server)
    assert mail_server({}) is None


@pytest.mark.parametrize(
    ("address", "sender", "said"),
    [
        ("smtp://mail.example.org", "news@example.org", "without TLS"),
        ("mail.example.org", "news@example.org", "no address of a mail server"),
        ("smtp://localhost:seven", "news@example.org", "no address of a mail server"),
        ("", "news@example.org", "no address of a mail server"),
        ("smtp://[::1", "news@example.org", "no address of a mail server"),
        ("http://localhost:25", "news@example.org", "no address of a mail server"),
        ("smtp://localhost", "news", "no e-mail address"),
        ("smtp://localhost", "a@b.org\nBcc: c@d.org", "no e-mail address"),
    ],
)
def test_a_mail_server_that_cannot_be_is_refused_without_repeating_its_password(address, sender, said):
    with pytest.raises(TalksError, match=said) as told:
        mail_server({"GOODOFFICES_MAIL": address, "GOODOFFICES_MAIL_FROM": sender})
    assert "example.org" not in str(told.value).replace("mail.example.org, or", "").replace("news@example.org", "")


# ---- the thread that sends -------------------------------------------------------------------------------------------


def test_a_server_sends_round_after_round_whatever_one_round_meets_and_stops_when_it_is_told(monkeypatch):
    rounds, enough = [], threading.Event()

    def round_of_post():
        rounds.append(threading.current_thread().name)
        if len(rounds) == 1:
            raise RuntimeError("the database was restarted")
        if len(rounds) == 3:
            enough.set()

    monkeypatch.setattr(postman, "send_due", round_of_post)
    monkeypatch.setattr(postman, "ROUND", 0.001)
    one = postman.Postman()
    one.start()
    assert enough.wait(20)
    one.stop()
    after = len(rounds)
    assert set(rounds) == {"postman"}
    assert not one.is_alive
    assert len(rounds) == after


def test_a_server_without_a_mail_server_begins_no_rounds(settings):
    settings.MAIL_FROM = ""
    one = postman.Postman()
    one.start()
    assert not one.is_alive
    one.stop()
