"""The demonstration: everybody who is printed can sign in, and its stolen database reveals nothing."""

from __future__ import annotations

import http.cookiejar
import json
import re
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

import pytest
from tests.talks.servers import PATIENCE, environment, serving

from goodoffices.errors import TalksError
from goodoffices.talks import demo_home, load_demo
from goodoffices.talks.access.viewer import UnscopedError, looking_as_the_system
from goodoffices.talks.demo import (
    ceasefire_file,
    corridor_file,
    drawing_file,
    example_file,
    incidents_file,
    ledger_file,
    roads_file,
)
from goodoffices.talks.demo.people import demo_people
from goodoffices.talks.demo.steps import STEPS
from goodoffices.talks.models.base import Confidential, SealedField

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """`goodoffices serve --demo`, running."""
    folder = tmp_path_factory.mktemp("demo")
    with serving(folder, "--demo", "--home", str(folder)) as server:
        with sqlite3.connect(folder / "demo" / "talks.sqlite3") as database:
            server.table = database.execute("SELECT id FROM talks_process").fetchone()[0]
        database.close()
        yield server


def printed_accounts(text: str) -> dict[str, str]:
    return dict(re.findall(r"^  (\w+) +(\S{15,}) {2,}\S", text, re.MULTILINE))


class Browser:
    """Somebody who keeps cookies and follows links."""

    def __init__(self, server) -> None:
        self.base = f"http://localhost:{server.port}"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def get(self, address: str) -> str:
        with self.opener.open(self.base + address, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def sign_in(self, name: str, passphrase: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get("/sign-in/"))[1]
        form = {"login": name, "password": passphrase, "csrfmiddlewaretoken": token}
        request = urllib.request.Request(  # noqa: S310 (our own server)
            f"{self.base}/sign-in/", urllib.parse.urlencode(form).encode(), {"Referer": f"{self.base}/sign-in/"}
        )
        with self.opener.open(request, timeout=PATIENCE) as answer:
            return answer.read().decode()


@pytest.fixture(scope="module")
def browsers(demo) -> dict[str, Browser]:
    """A browser for each account, in which it has signed in."""
    found = {}
    for name, passphrase in printed_accounts(demo.printed()).items():
        found[name] = Browser(demo)
        assert "/sign-in/" not in found[name].sign_in(name, passphrase)
    return found


def test_one_account_for_each_role_is_printed(demo):
    accounts = printed_accounts(demo.printed())
    assert set(accounts) == {
        "administrator",
        "mediator",
        "colleague",
        "gov",
        "opp",
        "rus",
        "tur",
        "irn",
        "observer",
        "monitor",
    }
    assert len(set(accounts.values())) == len(accounts)


def test_every_printed_account_signs_in_and_sees_its_table(demo, browsers):
    for name, browser in browsers.items():
        if name == "administrator":
            with pytest.raises(urllib.error.HTTPError, match="404"):
                browser.get(f"/p/{demo.table}/notes/")
            continue
        notes = browser.get(f"/p/{demo.table}/notes/")
        assert "How we work today" in notes, name
        assert ("What we need first" in notes) == (name in {"mediator", "colleague", "opp"}), name
        assert ("For the three guarantors" in notes) == (name in {"mediator", "colleague", "rus", "tur", "irn"}), name


TEAM = {"mediator", "colleague"}
AT_THE_TABLE = TEAM | {"gov", "opp", "rus", "tur", "irn", "observer", "monitor"}
# Each: the page of a list, the words looked for, who reads them there.
SEEN = (
    ("double-blind/", "This draft as the one text of the next round", TEAM | {"gov", "opp"}),
    ("proposals/", "Understanding on a road and a list", TEAM | {"gov", "opp"}),
    ("text/", "Understanding on a road and a list", AT_THE_TABLE),
    ("agreements/", "Understanding on a road and a list", AT_THE_TABLE),
    ("commitments/", "open the road between Place A and Place B", AT_THE_TABLE),
    ("stories/", "When we speak next", TEAM),
)


@pytest.mark.parametrize(("page", "words", "readers"), SEEN, ids=[page for page, _words, _readers in SEEN])
def test_a_page_of_the_table_is_read_by_those_it_is_for_and_nobody_else(demo, browsers, page, words, readers):
    found = {name for name, browser in browsers.items() if words in page_or_none(browser, f"/p/{demo.table}/{page}")}
    assert found == readers
    assert words not in page_or_none(Browser(demo), f"/p/{demo.table}/{page}")
    assert words not in Browser(demo).get(f"/public/{demo.table}/")


def page_or_none(browser: Browser, address: str) -> str:
    try:
        return browser.get(address)
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise
        return ""


def test_the_public_reads_the_story_that_two_persons_released(demo):
    assert "The demonstration has begun" in Browser(demo).get(f"/public/{demo.table}/")


def followed(browser: Browser, address: str) -> str:
    """The page of the one record that a list leads to."""
    links = set(re.findall(rf'href="({address}[A-Za-z0-9]{{22}}/)"', browser.get(address)))
    assert len(links) == 1
    return browser.get(links.pop())


def test_the_double_blind_question_waits_for_a_key_of_each_side(demo, browsers):
    address = f"/p/{demo.table}/double-blind/"
    for name in ("mediator", "gov", "opp"):
        question = followed(browsers[name], address)
        assert question.count("no key yet") == 3, "two delegations and the team"
        assert "Make a key on this device" in question, name
        assert "Draft memorandum on a cessation of hostilities (illustrative)" in question


def test_one_side_has_signed_the_adopted_text_and_the_other_is_waited_for(demo, browsers):
    for name in ("mediator", "opp", "observer"):
        agreement = followed(browsers[name], f"/p/{demo.table}/agreements/")
        assert "The text is as it was frozen, and 1 signature holds." in agreement
        assert "Armed opposition groups (party): has not signed." in agreement
        assert "تفاهم بشأن طريق وقائمة" in agreement
        assert "No party said, adopted or signed any of it." in agreement
        assert ("Sign in this browser" in agreement) == (name != "observer"), name
    proposals = browsers["gov"].get(f"/p/{demo.table}/proposals/")
    assert "adopted by answers" in proposals
    assert "waiting for answers" in proposals


def test_commitments_stand_in_every_way_that_the_guide_speaks_of(demo, browsers):
    shown = browsers["observer"].get(f"/p/{demo.table}/commitments/")
    assert [f"{state}: 1" in shown for state in ("overdue", "waiting", "at all times", "verified done")] == [True] * 4
    kept = re.search(r'href="([^"]+)">hand over a list', shown)[1]
    assert "seen and counted by two monitors at Place D (made up)" in browsers["observer"].get(kept)


def test_a_wrong_passphrase_opens_nothing(demo):
    assert "is not right" in Browser(demo).sign_in("mediator", "this is not the passphrase")


def confidential_words(table) -> dict[str, str]:
    """Every text that the demonstration says in a room that is not public, read by the mediator, with its place."""
    from django.apps import apps

    found: dict[str, str] = {}
    with table.acting("mediator"):
        for model in apps.get_app_config("talks").get_models():
            if not issubclass(model, Confidential):
                continue
            names = [name for name, value in vars(model).items() if isinstance(value, SealedField)]
            for record in model.objects.select_related("room"):
                for name in names:
                    for text in texts_in(getattr(record, name)):
                        if found.get(text) != "public":
                            found[text] = "public" if record.room.kind == "public" else f"{model.__name__}.{name}"
    return found


def texts_in(value) -> list[str]:
    """The texts inside a value that are long enough to be found by accident nowhere."""
    if isinstance(value, dict):
        return [text for key, inner in value.items() for text in (*texts_in(key), *texts_in(inner))]
    if isinstance(value, list):
        return [text for inner in value for text in texts_in(inner)]
    return [line for line in str(value).splitlines() if len(line) >= 12]


STOLEN = """
import json, sys
from pathlib import Path
from goodoffices.talks import open_installation
home = sys.argv[1]
open_installation(home=home, demo=True)
from tests.talks.test_demo import confidential_words
from goodoffices.talks.demo.people import demo_people
from goodoffices.talks.demo.steps import STEPS
from goodoffices.talks.models import TextVersion
table, _ = demo_people()
for step in STEPS:
    step(table)
from tests.talks.published_bytes import published_bytes
told = published_bytes(table.process.pk)
words = confidential_words(table)
open_words = [table.process.title, *map(str, table.members.values())]
open_words += [word for party in table.parties.values() for word in (party.name, party.pk)]
with table.acting("mediator"):
    ids = list(TextVersion.objects.values_list("pk", flat=True))
raw = b"".join(Path(home, name).read_bytes() for name in ("talks.sqlite3", "talks.sqlite3-wal", "talks.sqlite3-shm"))
found = {word: place for word, place in words.items() if word.encode() in raw or json.dumps(word).encode() in raw}
key = Path(home, "installation-key").read_text().strip() in raw.decode("latin-1")
outside = {word: [place for place, text in told.items() if word in text] for word in words}
told = {"outside": outside, "asked": list(told)}
print(json.dumps({"found": found, "words": words, "open": open_words, "ids": ids, "key": key, **told}))
"""


@pytest.fixture(scope="module")
def demo_told(tmp_path_factory):
    """The demonstration in a process of its own: what it says in confidence, and where its words are found outside."""
    result = subprocess.run(
        [sys.executable, "-c", STOLEN, str(tmp_path_factory.mktemp("stolen"))],
        cwd=ROOT,
        env=environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.long
def test_nothing_that_is_published_holds_a_word_said_in_confidence(demo_told):
    """Pages, stories, feeds, letters, error pages: `published_bytes` says which."""
    public = {word for word, place in demo_told["words"].items() if place == "public"}
    # A line of a report that is one element of HTML is no word of anybody.
    leaked = {word: places for word, places in demo_told["outside"].items() if places and not word.startswith("<")}
    known = public | set(demo_told["open"])
    assert {word: places for word, places in leaked.items() if word not in known} == {}
    kinds = {place.split()[0] for word in public for place in leaked.get(word, [])}
    assert {"page", "feed", "letter"} <= kinds, "the search itself would find a word"
    assert {place.split()[0] for place in demo_told["asked"]} >= {"page", "feed", "letter", "error"}


@pytest.mark.long
def test_a_stolen_database_reveals_nothing_but_what_is_public(demo_told):
    told = demo_told
    places = set(told["words"].values())
    assert {"Note.title", "Note.text", "public"} <= places
    public = {word for word, place in told["words"].items() if place == "public"}
    # Names of parties and accounts, and the title, are not sealed: docs/security/threat-model.md says so. Ids that a
    # sealed field names are keys of rows, and say nothing.
    known = public | set(told["open"]) | set(told["ids"])
    assert {word: place for word, place in told["found"].items() if word not in known} == {}, told["found"]
    assert public & set(told["found"]), "the search itself would find a text"
    assert told["key"] is False, "the installation's key is not in the database"


@pytest.mark.long
@pytest.mark.django_db
def test_every_step_leaves_a_record_and_the_chain_holds():
    from goodoffices.talks.domain.record import broken_entry
    from goodoffices.talks.models import Entry, Seat

    table, accounts = demo_people()
    for step in STEPS:
        with looking_as_the_system():
            before = Entry.objects.filter(process=table.process).count()
        step(table)
        with looking_as_the_system():
            assert Entry.objects.filter(process=table.process).count() > before, step.__name__
    with looking_as_the_system():
        assert broken_entry(type(table.process).objects.get(pk=table.process.pk)) is None
        assert Seat.objects.filter(process=table.process).count() == len(accounts) - 1
    with pytest.raises(TalksError, match="accounts here already"):
        load_demo()
    with pytest.raises(UnscopedError):
        Seat.objects.count()


@pytest.mark.long
def test_a_demonstration_removes_its_own_files_and_nothing_else(tmp_path):
    with demo_home(str(tmp_path)) as folder:
        assert folder == str(tmp_path / "demo")
        Path(folder).mkdir()
        (tmp_path / "demo" / "talks.sqlite3").write_bytes(b"old")
    with demo_home(str(tmp_path)):
        assert not (tmp_path / "demo" / "talks.sqlite3").exists()
    (tmp_path / "demo" / "mine.txt").touch()
    with pytest.raises(TalksError, match=r"mine\.txt"), demo_home(str(tmp_path)):
        pass
    assert (tmp_path / "demo" / "mine.txt").exists()
    with demo_home() as temporary:
        assert Path(temporary).is_dir()
    assert not Path(temporary).exists()


@pytest.mark.long
def test_the_examples_are_found_in_the_source_tree_and_go_into_the_wheel(tmp_path):
    assert example_file().samefile(ROOT / "examples" / "astana-2017" / "dossier.yaml")
    assert ceasefire_file().samefile(ROOT / "examples" / "astana-2017" / "ceasefire.yaml")
    assert ledger_file().samefile(ROOT / "examples" / "syria-2011-2016" / "claims.yaml")
    assert incidents_file().samefile(ROOT / "examples" / "incidents" / "incidents.csv")
    for file, name in ((corridor_file(), "plan.yaml"), (roads_file(), "roads.csv"), (drawing_file(), "drawn.geojson")):
        assert file.samefile(ROOT / "examples" / "river-corridor" / name)
    from hatchling.builders.wheel import WheelBuilder

    wheel = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    with zipfile.ZipFile(wheel) as packed:
        assert packed.read("goodoffices/talks/demo/astana-2017.yaml") == example_file().read_bytes()
        assert packed.read("goodoffices/talks/demo/syria-2011-2016.yaml") == ledger_file().read_bytes()
        assert packed.read("goodoffices/talks/demo/incidents.csv") == incidents_file().read_bytes()
        assert packed.read("goodoffices/talks/demo/river-corridor.yaml") == corridor_file().read_bytes()
        assert packed.read("goodoffices/talks/demo/river-corridor-roads.csv") == roads_file().read_bytes()
        assert packed.read("goodoffices/talks/demo/river-corridor-drawn.geojson") == drawing_file().read_bytes()
        assert packed.read("goodoffices/talks/demo/astana-2017-ceasefire.yaml") == ceasefire_file().read_bytes()
