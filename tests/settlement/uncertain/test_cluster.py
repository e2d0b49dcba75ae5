"""The same answer, bit for bit, whoever works it out: this process, two processes, a dask cluster of two workers."""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
from tests.settlement.sample import coast

from goodoffices.cli import workers
from goodoffices.cli.workers import spreading
from goodoffices.errors import UserError
from goodoffices.settlement import solve
from goodoffices.settlement.uncertain.as_json import uncertainty_json
from goodoffices.settlement.uncertain.ensemble import CHUNK, explore

DRAWS = 2 * CHUNK + 7


@pytest.fixture(scope="module")
def case():
    dossier = coast()
    return dossier, solve(dossier)


@pytest.fixture(scope="module")
def here(case):
    return explore(*case, draws=DRAWS)


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed", reason="dask's distributed is an extra: goodoffices[cluster]")
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"dashboard": False},
    ) as found:
        yield found


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.mark.long
def test_two_processes_give_the_answer_of_one(case, here):
    with spreading(workers=2) as spread:
        assert explore(*case, draws=DRAWS, spread=spread) == here


@pytest.mark.long
def test_a_cluster_gives_the_answer_of_one_process(case, here, cluster):
    with spreading(cluster=cluster.scheduler_address) as spread:
        found = explore(*case, draws=DRAWS, spread=spread)
    assert found == here
    assert uncertainty_json(found) == uncertainty_json(here)
    assert dataclasses.asdict(found.provenance) == dataclasses.asdict(here.provenance)


def test_answers_come_in_the_order_of_the_tasks_and_leaving_early_ends_the_processes():
    before = set(multiprocessing.active_children())
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert set(multiprocessing.active_children()) <= before


def interrupted():
    with spreading(workers=2) as spread:
        answers = iter(spread(partial(np.add, 1), range(1000)))
        assert [int(next(answers)) for _ in range(20)] == list(range(1, 21))
        raise KeyboardInterrupt


def test_a_worker_process_that_dies_is_told_in_plain_words():
    with (
        pytest.raises(UserError, match="a worker process ended before its work was done"),
        spreading(workers=2) as spread,
    ):
        list(spread(os._exit, [3]))


def test_processes_do_not_outlive_a_parent_that_is_killed():
    lines = [
        "import time",
        "from goodoffices.cli.workers import spreading",
        "with spreading(workers=2) as spread:",
        "    for _ in spread(time.sleep, [0, 0, *[600] * 9]): print('at work', flush=True)",
    ]
    with subprocess.Popen([sys.executable, "-c", "\n".join(lines)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout.readline() == "at work\n"
        parent.kill()
        # The output ends when the last process that could write to it has ended.
        parent.communicate(timeout=120)
    assert parent.returncode != 0


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="here the system cannot hold signals back")
def test_ctrl_c_is_not_held_back_for_good_when_it_comes_just_as_it_is_held_back(monkeypatch):
    real = signal.pthread_sigmask

    def struck(how, signals):
        before = real(how, signals)
        if how == signal.SIG_BLOCK and signals:
            raise KeyboardInterrupt
        return before

    before = real(signal.SIG_BLOCK, ())
    monkeypatch.setattr(signal, "pthread_sigmask", struck)
    try:
        with pytest.raises(KeyboardInterrupt), workers._ctrl_c_held_back():
            pass
        assert real(signal.SIG_BLOCK, ()) == before
    finally:
        real(signal.SIG_SETMASK, before)


def test_one_worker_is_this_process_itself():
    with spreading(workers=1) as spread:
        assert spread is map


def test_an_address_where_nobody_answers_is_told_in_plain_words():
    pytest.importorskip("distributed", reason="dask's distributed is an extra: goodoffices[cluster]")
    address = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(UserError) as caught, spreading(cluster=address, patience=0.5):
        pass
    (problem,) = caught.value.problems
    assert problem.what == f"no dask scheduler answered at {address} within 0.5 seconds"
    assert "dask scheduler" in problem.remedy


def test_something_that_is_no_scheduler_does_not_keep_one_waiting():
    pytest.importorskip("distributed", reason="dask's distributed is an extra: goodoffices[cluster]")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(UserError, match="no dask scheduler answered"), spreading(cluster=address, patience=0.5):
            pass


@pytest.mark.parametrize(
    ("versions", "said"),
    [({}, "the scheduler at here has no workers"), ({"w": "0.0.1"}, "workers of here have another version: 0.0.1")],
)
def test_a_cluster_that_could_not_give_the_same_answer_is_refused(versions, said):
    with pytest.raises(UserError, match=said) as caught:
        workers._checked_workers(SimpleNamespace(run=lambda _: versions), "here")
    assert caught.value.problems[0].remedy


def test_workers_without_goodoffices_are_told_in_plain_words():
    def run(_):
        raise ModuleNotFoundError("No module named 'goodoffices'")

    with pytest.raises(UserError, match="the workers of here do not have goodoffices"):
        workers._checked_workers(SimpleNamespace(run=run), "here")


@pytest.mark.long
def test_an_address_of_no_kind_is_told_in_plain_words():
    pytest.importorskip("distributed", reason="dask's distributed is an extra: goodoffices[cluster]")
    with (
        pytest.raises(UserError, match="no dask scheduler answered at nonsense://x"),
        spreading(cluster="nonsense://x", patience=0.5),
    ):
        pass


@pytest.mark.long
def test_without_distributed_the_way_to_install_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError) as caught, spreading(cluster="tcp://127.0.0.1:8786"):
        pass
    assert caught.value.problems[0].remedy == "Install it with: pip install 'goodoffices[cluster]'"
