"""Things that happen at once: two of the same, work beside edits, a stop in the middle; nobody waits for a lock and nothing is made twice."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from pictures import make_sets
from support import Refused

SETS = 24


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    return make_sets(tmp_path_factory.mktemp("at-once") / "shelf", sets=SETS, views=2, size=(48, 36))


@pytest.fixture
def server(serve, workspace):
    running = serve(workspace)
    running.p = f"/projects/{running.call('POST', '/projects', {'name': 'p'})['id']}"
    return running


def start_import(server, folder, **options):
    return server.call("POST", f"{server.p}/imports", {"source": {"path": str(folder)}, "options": options})


def finished(server, job):
    deadline = time.monotonic() + 180
    while job["state"] in ("queued", "running"):
        assert time.monotonic() < deadline, job
        time.sleep(0.05)
        job = server.call("GET", f"/jobs/{job['id']}")
    return job


def test_two_imports_of_one_folder_at_once_make_every_set_once(server, polyptych, shelf):
    jobs = [finished(server, job) for job in [start_import(server, shelf), start_import(server, shelf, nearDuplicateDistance=5)]]
    assert [(job["state"], job["failed"]) for job in jobs] == [("finished", 0)] * 2, jobs
    assert sum(job["result"]["sets"] for job in jobs) == SETS and sum(job["result"]["unchanged"] for job in jobs) == SETS
    assert server.call("GET", server.p)["counts"]["sets"] == SETS
    polyptych.healthy()


def test_the_same_import_asked_for_again_while_it_runs_is_the_same_job(server, polyptych, shelf):
    jobs = {job["id"]: job for job in [finished(server, job) for job in [start_import(server, shelf) for _ in range(3)]]}
    assert [(job["state"], job["failed"]) for job in jobs.values()] == [("finished", 0)] * len(jobs), jobs
    assert sum(job["result"]["sets"] for job in jobs.values()) == SETS and len(jobs) < 3, jobs
    polyptych.healthy()


def test_two_exports_of_one_name_at_once_both_end_and_verify(server, polyptych, shelf):
    finished(server, start_import(server, shelf))
    order = {"name": "same", "format": "folder", "status": "any"}
    jobs = [finished(server, job) for job in [server.call("POST", f"{server.p}/exports", order) for _ in range(2)]]
    assert [job["state"] for job in jobs] == ["finished"] * 2, jobs
    for job in jobs:
        polyptych("verify", job["result"]["directory"], expect=0)
        assert server.call("GET", f"/exports/{job['result']['export']}")["state"] == "finished"


def test_edits_beside_an_import_are_answered_and_never_meet_a_lock(server, shelf, small_sets):
    finished(server, start_import(server, small_sets))
    ids = server.set_ids()
    more = make_sets(shelf.parent / "more", sets=SETS, views=2, size=(48, 36), seed=3)
    for folder in more.iterdir():
        folder.rename(folder.with_name(f"other-{folder.name}"))
    job = start_import(server, more)
    slowest, edits = 0.0, 0
    while server.call("GET", f"/jobs/{job['id']}")["state"] in ("queued", "running"):
        began = time.monotonic()
        server.edit(ids[edits % len(ids)], {"edit": "setSummary", "text": f"summary {edits}"})
        slowest, edits = max(slowest, time.monotonic() - began), edits + 1
    job = finished(server, job)
    assert (job["state"], job["failed"], job["result"]["sets"]) == ("finished", 0, SETS), job
    assert edits > 3 and slowest < 10, f"{edits} edits, the slowest took {slowest:.1f} s"


def test_of_many_edits_based_on_one_version_exactly_one_wins(server, small_sets):
    finished(server, start_import(server, small_sets))
    set_id = server.set_ids()[0]
    for _ in range(5):
        version = server.set(set_id)["version"]

        def attempt(number):
            try:
                return server.call("POST", f"/sets/{set_id}/edits", {"edits": [{"edit": "setSummary", "text": f"v{version} by {number}"}]}, version)
            except Refused as refusal:
                assert refusal.status == 412 and refusal.code == "stale", refusal
                assert refusal.details["current"]["version"] == version + 1
                return None

        with ThreadPoolExecutor(8) as people:
            answers = [answer for answer in people.map(attempt, range(8)) if answer]
        assert len(answers) == 1
        now = server.set(set_id)
        assert now["version"] == version + 1 and now["state"] == answers[0]["state"]


def test_a_server_stopped_in_the_middle_of_an_import_goes_on_when_it_is_started_again(server, polyptych, shelf):
    job = start_import(server, shelf)
    deadline = time.monotonic() + 60
    while server.call("GET", f"/jobs/{job['id']}")["state"] == "queued" and time.monotonic() < deadline:
        time.sleep(0.01)
    began = time.monotonic()
    server.stop()
    assert server.process.returncode == 0 and time.monotonic() - began < 20, "".join(server.output)
    polyptych.healthy()
    server.output.clear()
    server.start()
    job = finished(server, server.call("GET", f"/jobs/{job['id']}"))
    assert (job["state"], job["failed"], job["total"]) == ("finished", 0, SETS), job
    assert server.call("GET", server.p)["counts"]["sets"] == SETS


def test_a_stop_does_not_wait_for_browsers_that_listen(server):
    import socket

    listener = socket.create_connection(("127.0.0.1", server.port))
    listener.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {server.token}\r\n\r\n".encode())
    assert b"200" in listener.recv(200)
    began = time.monotonic()
    server.stop()
    assert time.monotonic() - began < 15
    listener.close()


def test_a_cancelled_import_stops_and_what_came_stays_whole(server, polyptych, shelf):
    job = start_import(server, shelf)
    server.call("POST", f"/jobs/{job['id']}/cancel", {})
    job = finished(server, server.call("GET", f"/jobs/{job['id']}"))
    assert job["state"] in ("cancelled", "finished"), job
    again = finished(server, start_import(server, shelf))
    assert (again["state"], again["failed"]) == ("finished", 0), again
    assert server.call("GET", server.p)["counts"]["sets"] == SETS
    assert server.call("GET", server.p)["counts"]["views"] == 2 * SETS
    polyptych.healthy()
