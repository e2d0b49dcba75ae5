"""The negotiating text: drafting, publishing, showing, freezing, commenting."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodoffices.errors import SealError, TalksError
from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.demo_text import make_demo_text
from goodoffices.talks.domain.text_brackets import ask, bracket_of_options, open_brackets, resolve_bracket
from goodoffices.talks.domain.text_comments import answer, comment, delete_comment, edit_comment
from goodoffices.talks.domain.text_drafts import (
    ChangedMeanwhileError,
    add_clause,
    draft_from_paste,
    edit_clause,
    freeze,
    move_clause,
    remove_clause,
    set_languages,
    split_clause,
    unfreeze,
)
from goodoffices.talks.domain.text_issues import Question
from goodoffices.talks.domain.text_versions import may_hear, publish, show_version
from goodoffices.talks.forms.refusals import told
from goodoffices.talks.models import Entry, Text, TextAsking, TextComment, TextVersion
from goodoffices.talks.wording.diff import State, apply, difference

PASTED = (
    "Article 1 Cessation\n1. They stop [at noon / at midnight].\n2. They stay.\nArticle 2 Monitoring\n1. All is seen."
)


@pytest.fixture
def desk(world):
    """The mediator, at work on a text in English, Russian and Arabic."""
    with looking_as(world.viewer("mediator")):
        yield Desk(world)


class Desk:
    """What the tests of the draft do over and over."""

    def __init__(self, world) -> None:
        self.world, self.me = world, world.seats["mediator"]
        made = draft_from_paste(room=world.rooms["desk"], author=self.me, title="T", language="en", pasted=PASTED)
        set_languages(text=made, title="T", languages=["en", "ru", "ar"], authentic=["ru"])
        self.key = made.pk

    @property
    def text(self) -> Text:
        return Text.objects.get(pk=self.key)

    def clause(self, number: str):
        wording = self.text.wording
        return next(clause for clause in wording.clauses if wording.numbers()[clause.id] == number)

    def say(self, number: str, **words) -> None:
        now = self.clause(number)
        edit_clause(text=self.text, clause=now.id, seen=now.mark(), words=dict(now.words) | words)

    def publish(self, **said) -> TextVersion:
        return publish(text=self.text, author=self.me, **said)


def test_pasted_words_become_articles_and_clauses_with_numbers_of_our_own(desk):
    assert list(desk.text.wording.numbers().values()) == ["1", "1.1", "1.2", "2", "2.1"]
    assert open_brackets(desk.text.wording) == 1


def test_a_draft_lies_on_the_desk_and_nowhere_else(world):
    with looking_as(world.viewer("mediator")), pytest.raises(TalksError, match="desk"):
        draft_from_paste(
            room=world.rooms["plenary"], author=world.seats["mediator"], title="T", language="en", pasted="x"
        )


def test_a_clause_that_somebody_changed_meanwhile_is_not_overwritten_unseen(desk):
    before = desk.clause("1.2")
    desk.say("1.2", en="They stay put.")
    with pytest.raises(ChangedMeanwhileError, match="meanwhile") as caught:
        edit_clause(text=desk.text, clause=before.id, seen=before.mark(), words={"en": "They go."})
    assert caught.value.now.words["en"] == "They stay put."
    assert desk.clause("1.2").words["en"] == "They stay put."
    edit_clause(text=desk.text, clause=before.id, seen=caught.value.now.mark(), words={"en": "They go."})
    assert desk.clause("1.2").words["en"] == "They go."


def test_the_page_shows_both_wordings_when_somebody_changed_the_clause_meanwhile(desk):
    now = desk.clause("1.2")
    address = reverse("text_clause", args=[desk.world.process.pk, desk.key]) + f"?clause={now.id}"
    client = desk.world.client("mediator")
    assert now.mark() in client.get(address).content.decode()
    desk.say("1.2", en="They stay in THEIRWORDS.")
    answer = client.post(address, {"seen": now.mark(), "words_en": "They stay in MYWORDS."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "THEIRWORDS" in page
    assert "MYWORDS" in page
    assert desk.clause("1.2").mark() in page, "saving again is possible, with both wordings seen"


def test_brackets_that_do_not_pair_are_refused_with_language_and_place(desk):
    with pytest.raises(TalksError, match="русский: a bracket is opened here") as caught:
        desk.say("1.2", ru="а [б")
    assert told(caught.value)[0].startswith(
        "Line 1, character 3: Русский: a bracket is opened here that is never closed"
    )
    assert "ru" not in desk.clause("1.2").words


def test_a_translation_falls_behind_when_the_original_changes_and_catches_up_when_it_is_changed(desk):
    desk.say("1.2", ru="Они остаются.")
    assert not desk.clause("1.2").behind("ru", "en")
    desk.say("1.2", en="They stay put.")
    assert desk.clause("1.2").behind("ru", "en")
    desk.say("1.2", ru="Они остаются на месте.")
    assert not desk.clause("1.2").behind("ru", "en")


def test_a_translation_does_not_fall_behind_when_the_mediator_says_that_it_still_fits(desk):
    desk.say("1.2", ru="Они остаются.")
    now = desk.clause("1.2")
    words = dict(now.words) | {"en": "They stay!"}
    edit_clause(text=desk.text, clause=now.id, seen=now.mark(), words=words, still_fit=True)
    assert not desk.clause("1.2").behind("ru", "en")


def test_an_alternative_settles_the_bracket_in_every_translation_that_has_the_same_brackets(desk):
    desk.say("1.1", ru="Они прекращают [в полдень / в полночь].", ar="يتوقفون.")
    now = desk.clause("1.1")
    resolve_bracket(text=desk.text, clause=now.id, seen=now.mark(), bracket=0, choice=1, words={})
    after = desk.clause("1.1")
    assert after.words == {"en": "They stop at midnight.", "ru": "Они прекращают в полночь.", "ar": "يتوقفون."}
    assert (after.behind("ru", "en"), after.behind("ar", "en")) == (False, True)


def test_new_words_settle_a_bracket_and_leave_an_untouched_translation_behind(desk):
    desk.say("1.1", ru="Они прекращают [в полдень / в полночь].")
    now = desk.clause("1.1")
    resolve_bracket(text=desk.text, clause=now.id, seen=now.mark(), bracket=0, choice=None, words={"en": "at dawn"})
    after = desk.clause("1.1")
    assert after.words["en"] == "They stop at dawn."
    assert "[" in after.words["ru"]
    assert after.behind("ru", "en")


def test_a_bracket_may_be_settled_by_leaving_its_words_out(desk):
    now = desk.clause("1.1")
    resolve_bracket(text=desk.text, clause=now.id, seen=now.mark(), bracket=0, choice=2, words={})
    assert desk.clause("1.1").words["en"] == "They stop."


def test_a_frozen_clause_is_not_changed_in_any_way_until_it_is_unfrozen_on_the_record(desk):
    now = desk.clause("1.2")
    freeze(text=desk.text, by=desk.me, clause=now.id, parties=["North"])
    frozen = desk.clause("1.2")
    assert (frozen.freeze.by, frozen.freeze.parties) == ("Mediator", ("North",))
    seen = {"seen": frozen.mark()}
    for refused in (
        lambda: desk.say("1.2", en="Other words."),
        lambda: move_clause(text=desk.text, clause=now.id, after=""),
        lambda: remove_clause(text=desk.text, clause=now.id, **seen),
        lambda: split_clause(text=desk.text, clause=now.id, stays={"en": "a"}, goes={"en": "b"}, **seen),
        lambda: freeze(text=desk.text, by=desk.me, clause=now.id),
    ):
        with pytest.raises(TalksError, match="frozen"):
            refused()
    assert desk.clause("1.2") == frozen
    unfreeze(text=desk.text, clause=now.id)
    desk.say("1.2", en="Other words.")
    acts = list(Entry.objects.filter(record=desk.key).values_list("act", flat=True))
    assert acts[-3:] == ["text.freeze", "text.unfreeze", "text.clause.edit"]


def test_a_frozen_text_takes_no_change_at_all(desk):
    now = desk.clause("1.1")
    resolve_bracket(text=desk.text, clause=now.id, seen=now.mark(), bracket=0, choice=0, words={})
    freeze(text=desk.text, by=desk.me)
    with pytest.raises(TalksError, match="text is frozen"):
        desk.say("1.2", en="x")
    with pytest.raises(TalksError, match="text is frozen"):
        add_clause(text=desk.text, words={"en": "x"})
    with pytest.raises(TalksError, match="text is frozen"):
        set_languages(text=desk.text, title="U", languages=["en", "ru", "ar"], authentic=[])


def test_words_that_are_still_disputed_cannot_be_frozen(desk):
    with pytest.raises(TalksError, match="square brackets"):
        freeze(text=desk.text, by=desk.me, clause=desk.clause("1.1").id)
    with pytest.raises(TalksError, match="square brackets"):
        freeze(text=desk.text, by=desk.me)


def test_the_page_says_that_frozen_is_not_consent(desk):
    freeze(text=desk.text, by=desk.me, clause=desk.clause("1.2").id)
    version = desk.publish()
    address = reverse("text_version", args=[desk.world.process.pk, version.pk])
    assert "This is not consent" in desk.world.client("mediator").get(address).content.decode()


def test_a_clause_keeps_its_identity_when_it_moves_and_tells_of_the_clause_it_was_split_from(desk):
    first = desk.publish()
    last, moved = desk.clause("2.1"), desk.clause("1.2")
    move_clause(text=desk.text, clause=moved.id, after=last.id)
    now = desk.clause("2.1")
    split_clause(text=desk.text, clause=now.id, seen=now.mark(), stays={"en": "All is"}, goes={"en": "seen by both."})
    second = desk.publish()
    changes = {change.id: change for change in difference(first.wording, second.wording)}
    assert (changes[moved.id].moved, changes[moved.id].number_before, changes[moved.id].number_after) == (
        True,
        "1.2",
        "2.3",
    )
    assert changes[last.id].state is State.CHANGED
    assert [c.state for c in changes.values()].count(State.SPLIT) == 1


def test_a_version_does_not_change_when_the_draft_does(desk):
    version = desk.publish()
    before = version.wording
    desk.say("1.2", en="Other words.")
    assert TextVersion.objects.get(pk=version.pk).wording == before != desk.text.wording


def test_nothing_is_published_twice(desk):
    desk.publish()
    with pytest.raises(TalksError, match="nothing has changed"):
        desk.publish()


def test_a_version_shown_to_a_room_is_a_copy_sealed_to_it_with_the_same_words_and_fingerprint(desk):
    version = desk.publish(note="for us only")
    north = desk.world.rooms["north"]
    shown = show_version(version=version, room=north, author=desk.me, note="Dear North")
    assert shown.lock_id == north.lock().pk != version.lock_id
    assert shown.wording.fingerprint() == version.wording.fingerprint()
    with looking_as(desk.world.viewer("north")):
        assert TextVersion.objects.get(pk=shown.pk).note == "Dear North"
        assert not TextVersion.objects.filter(pk=version.pk).exists()
    with looking_as(desk.world.viewer("south")):
        assert not TextVersion.objects.filter(pk=shown.pk).exists()
        with pytest.raises(SealError):
            TextVersion._base_manager.get(pk=shown.pk).content  # noqa: B018 (reading is what is refused)
    assert Entry.objects.get(record=shown.pk).act == "text.show"


def test_a_version_is_shown_to_a_room_once(desk):
    version = desk.publish()
    show_version(version=version, room=desk.world.rooms["north"], author=desk.me)
    with pytest.raises(TalksError, match="already"):
        show_version(version=version, room=desk.world.rooms["north"], author=desk.me)


def test_the_number_a_room_sees_tells_nothing_of_versions_that_it_was_not_shown(desk):
    for words in ("one", "two", "three"):
        desk.say("1.2", en=words)
        version = desk.publish()
    assert version.number == 3
    assert show_version(version=version, room=desk.world.rooms["plenary"], author=desk.me).number == 1


def test_the_public_reads_nothing_of_the_case_behind_the_words(desk):
    now = desk.clause("1.2")
    edit_clause(text=desk.text, clause=now.id, seen=now.mark(), words=now.words, tie=("road", "shared"))
    shown = show_version(version=desk.publish(), room=desk.world.rooms["public"], author=desk.me)
    assert {clause.issue for clause in shown.wording.clauses} == {""}


def test_comments_are_made_to_rooms_whose_people_have_all_seen_the_version(desk):
    rooms = desk.world.rooms
    of = lambda name: {room for room in rooms if may_hear(rooms[room], rooms[name])}  # noqa: E731 (a table to read)
    assert of("desk") == {"desk"}
    assert of("north") == {"desk", "north"}
    assert of("north-south") == {"desk", "north", "south", "north-south"}
    assert of("plenary") == set(rooms) - {"public"}
    assert of("public") == set(rooms)
    version = show_version(version=desk.publish(), room=rooms["north"], author=desk.me)
    with pytest.raises(TalksError, match="not everybody"):
        comment(version=version, clause=desk.clause("1.2").id, room=rooms["plenary"], author=desk.me, words="x")


def test_a_delegation_sees_the_bracket_but_who_asked_only_where_it_may(desk):
    world, clause = desk.world, desk.clause("1.1")
    version = show_version(version=desk.publish(), room=world.rooms["plenary"], author=desk.me)
    ask(
        version=version,
        at=(clause.id, "[at noon / at midnight]"),
        room=world.rooms["north"],
        author=desk.me,
        party="north",
        reason="WHYNOON",
    )
    address = reverse("text_version", args=[world.process.pk, version.pk])
    pages = {who: world.client(who).get(address).content.decode() for who in ("north", "south", "mediator")}
    assert ["at midnight" in page for page in pages.values()] == [True, True, True]
    assert ["WHYNOON" in page for page in pages.values()] == [True, False, True]


def test_a_delegation_says_of_itself_alone_what_it_asked_for(desk):
    world, clause = desk.world, desk.clause("1.1")
    version = show_version(version=desk.publish(), room=world.rooms["plenary"], author=desk.me)
    said = {"version": version, "at": (clause.id, "[at noon / at midnight]"), "author": world.seats["north"]}
    with looking_as(world.viewer("north")):
        with pytest.raises(TalksError, match="of itself"):
            ask(**said, room=world.rooms["north"], party="south")
        with pytest.raises(TalksError, match="no such bracket"):
            ask(**said | {"at": (clause.id, "[at dawn]")}, room=world.rooms["north"], party="north")
        asking = ask(**said, room=world.rooms["north"], party="north")
    assert TextAsking.objects.get(pk=asking.pk).party == "north"


def test_a_comment_can_be_changed_and_taken_back_until_somebody_answers(desk):
    world, clause = desk.world, desk.clause("1.2")
    version = show_version(version=desk.publish(), room=world.rooms["north"], author=desk.me)
    with looking_as(world.viewer("north")):
        said = comment(
            version=version, clause=clause.id, room=world.rooms["north"], author=world.seats["north"], words="a"
        )
        edit_comment(comment=said, words="b")
    answered = answer(to=TextComment.objects.get(pk=said.pk), author=desk.me, words="c")
    assert answered.room_id == world.rooms["north"].pk
    with looking_as(world.viewer("north")):
        again = TextComment.objects.get(pk=said.pk)
        for act in (lambda: edit_comment(comment=again, words="d"), lambda: delete_comment(again)):
            with pytest.raises(TalksError, match="answered"):
                act()
        assert TextComment.objects.get(pk=said.pk).words == "b"
    delete_comment(answered)
    assert not TextComment.objects.filter(pk=answered.pk).exists()


def test_a_print_says_which_version_of_when_for_whom_and_that_it_is_not_agreed(desk):
    world = desk.world
    desk.say("1.2", ru="Они остаются.")
    version = show_version(version=desk.publish(), room=world.rooms["plenary"], author=desk.me)
    for name in ("text_plain", "text_print"):
        page = world.client("south").get(reverse(name, args=[world.process.pk, version.pk])).content.decode()
        for said in ("version 1", "NOT AGREED", "for: Plenary", version.wording.fingerprint(), "Они остаются."):
            assert said in page, (name, said)
    assert "not translated yet" in page.lower()


def test_an_option_belongs_to_an_issue_of_the_case_once_there_is_a_case(desk, monkeypatch):
    asked = Question("air", "Flights?", {"none": "no limit", "zones": "none [at all] / over the zones"})
    monkeypatch.setattr("goodoffices.talks.domain.text_issues.questions", lambda: (asked,))
    monkeypatch.setattr("goodoffices.talks.domain.text_brackets.questions", lambda: (asked,))
    now = desk.clause("2.1")
    tied = {"text": desk.text, "clause": now.id, "seen": now.mark(), "words": now.words}
    for tie, wrong in ((("sea", ""), "no issue `sea`"), (("air", "x"), "no option `x`"), (("", "none"), "to an issue")):
        with pytest.raises(TalksError, match=wrong):
            edit_clause(**tied, tie=tie)
    tied_now = edit_clause(**tied, tie=("air", "none"))
    filled = bracket_of_options(text=desk.text, clause=now.id, seen=tied_now.mark())
    assert filled.words["en"] == "All is seen. [no limit / none (at all)/over the zones]"
    assert (filled.issue, filled.option) == ("air", "")
    settled = resolve_bracket(text=desk.text, clause=now.id, seen=filled.mark(), bracket=0, choice=0, words={})
    assert (settled.words["en"], settled.option) == ("All is seen. no limit", "none")


EDITS = st.lists(
    st.tuples(st.sampled_from(["edit", "add", "move", "remove", "split"]), st.integers(0, 9), st.integers(0, 9)),
    max_size=8,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITS)
def test_after_any_run_of_edits_the_changes_lead_from_the_old_version_to_the_new_one(desk, edits):
    before = desk.text.wording
    for act, at, to in edits:
        clauses = desk.text.wording.clauses
        if not clauses:
            break
        one, other = clauses[at % len(clauses)], clauses[to % len(clauses)]
        said = {"text": desk.text, "clause": one.id, "seen": one.mark()}
        if act == "edit":
            edit_clause(**said, words={"en": f"words {at} [or / {to}]", "ar": "هُدْنَة"})
        elif act == "add":
            add_clause(text=desk.text, words={"ru": "слова"}, heading=at % 2 == 0, after=one.id)
        elif act == "move" and one != other:
            move_clause(text=desk.text, clause=one.id, after=other.id)
        elif act == "remove":
            remove_clause(**said)
        elif act == "split":
            split_clause(**said, stays={"en": "these"}, goes={"en": "those"})
    after = desk.text.wording
    assert apply(difference(before, after), before.clauses) == after.clauses


def test_a_language_with_words_in_it_is_not_lost_by_oversight(desk):
    desk.say("1.2", ru="Они остаются.")
    with pytest.raises(TalksError, match="words in русский"):
        set_languages(text=desk.text, title="T", languages=["en"], authentic=[])


def test_the_text_of_the_demonstration_has_three_languages_and_open_brackets(world):
    with looking_as(world.viewer("mediator")):
        text = make_demo_text(room=world.rooms["desk"], author=world.seats["mediator"])
        wording = text.wording
        assert len([clause for clause in wording.clauses if not clause.heading]) == 9
        assert open_brackets(wording) == 6
        translated = [clause for clause in wording.clauses if {"ru", "ar"} <= {*clause.words}]
        assert len(translated) >= 4
        assert not any(clause.behind(code, "en") for clause in wording.clauses for code in ("ru", "ar"))
        publish(text=text, author=world.seats["mediator"])


def test_a_text_is_pasted_looked_at_and_only_then_kept(world):
    client = world.client("mediator")
    address = reverse("text_paste", args=[world.process.pk])
    said = {"title": "PASTEDTITLE", "language": "en", "pasted": PASTED}
    looked = client.post(address, said | {"look": "1"})
    assert "What it would become" in looked.content.decode()
    listed = reverse("text", args=[world.process.pk])
    assert "PASTEDTITLE" not in client.get(listed).content.decode()
    assert client.post(address, said | {"save": "1"}).status_code == 302
    assert "PASTEDTITLE" in client.get(listed).content.decode()


def test_added_and_removed_words_are_marked_for_the_eye_and_for_the_ear_without_turning_arabic_round(desk):
    desk.say("1.2", ar="يبقون في مواقعهم.")
    desk.publish()
    desk.say("1.2", ar="يبقون في مدنهم.")
    later = desk.publish()
    page = desk.world.client("mediator").get(reverse("text_compare", args=[desk.world.process.pk, later.pk]))
    words = page.content.decode()
    assert '<del><bdi class="aloud">removed: </bdi>مواقعهم' in words
    assert '<ins><bdi class="aloud">added: </bdi>مدنهم' in words


def test_a_mediator_to_whom_a_text_is_closed_reads_in_words_why_and_meets_no_fault(desk):
    from goodoffices.talks.access.viewer import looking_as_the_system
    from goodoffices.talks.models import LockKey

    version, world = desk.publish(), desk.world
    with looking_as_the_system():
        LockKey.objects.filter(member=world.members["mediator"], lock__room=world.rooms["desk"]).delete()
    client = world.client("mediator")
    for name, key in (("text_draft", desk.key), ("text_version", version.pk), ("text_plain", version.pk)):
        assert "closed to you" in client.get(reverse(name, args=[world.process.pk, key])).content.decode(), name
    for name, key in (("text_about", desk.key), ("text_publish", desk.key), ("text_clause", desk.key)):
        answer = client.get(reverse(name, args=[world.process.pk, key]))
        assert (answer.status_code, "closed to you" in answer.content.decode()) == (422, True), name
    shown = client.post(
        reverse("text_show", args=[world.process.pk, version.pk]), {"room": world.rooms["plenary"].pk, "note": ""}
    )
    assert shown.status_code == 422
    listed = client.get(reverse("text", args=[world.process.pk])).content.decode()
    assert max(PASTED.split(), key=len) not in listed
