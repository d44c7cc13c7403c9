"""Fifty kills at random moments: nothing acknowledged is lost, nothing half-made is seen.

Twenty fall into imports, fifteen into edits over HTTP, fifteen into exports. The moments come from a seeded generator and hang on what
the program has done so far rather than on a clock, so that a slow machine is hit in the same places as a quick one.
"""

import itertools
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import threading
import time
import urllib.error

import pytest
from pictures import make_sets
from support import Commands, Refused, Server

SETS = 40
IMPORT_KILLS, EDIT_KILLS, EXPORT_KILLS = 20, 15, 15


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Many small sets: an import of them takes long enough to be hit."""
    return make_sets(tmp_path_factory.mktemp("kills") / "shelf", sets=SETS, views=2, size=(48, 36))


@pytest.fixture(scope="module")
def imported(binary, shelf, tmp_path_factory):
    """A workspace that has them; tests work on copies."""
    folder = tmp_path_factory.mktemp("imported") / "workspace"
    Commands(binary, folder)("import", shelf, "--project", "p", "--quiet", expect=0)
    return folder


def leftovers(workspace):
    """Files and folders under the temporary names of unfinished work."""
    return [
        str(pathlib.Path(folder, name).relative_to(workspace))
        for folder, folders, files in os.walk(workspace) for name in folders + files
        if ".partial" in name or name.startswith(".")]


def rows(workspace, sql):
    database = sqlite3.connect(f"file:{workspace}/polyptych.sqlite3?mode=ro", uri=True)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


def positions_hold(workspace):
    """Every set's views stand at 0 … n-1, told without the program's help."""
    views = rows(workspace, "SELECT s.id, s.viewCount, v.position FROM imageSet s LEFT JOIN view v ON v.imageSet = s.id ORDER BY s.id, v.position")
    for (set_id, count), found in itertools.groupby(views, key=lambda row: row[:2]):
        assert [row[2] for row in found] == list(range(count)), f"set {set_id}"
    assert rows(workspace, "PRAGMA integrity_check") == [("ok",)]
    assert rows(workspace, "PRAGMA foreign_key_check") == []


def blob_count(workspace):
    return sum(len(files) for _, _, files in os.walk(workspace / "blobs"))


def kill_when(process, condition, patience=60):
    """Waits for the condition, or the end of the process, and kills; True where it was still alive."""
    deadline = time.monotonic() + patience
    while process.poll() is None and not condition() and time.monotonic() < deadline:
        time.sleep(0.002)
    alive = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return alive


def test_an_import_killed_twenty_times_completes_with_every_set_once(binary, shelf, workspace):
    dice, run = random.Random(20), Commands(binary, workspace)
    hits, project = 0, 0
    for _ in range(4 * IMPORT_KILLS):
        if hits == IMPORT_KILLS:
            break
        process = run.start("import", shelf, "--project", f"p{project}")
        if dice.random() < 0.4 or blob_count(workspace) >= 2 * SETS:
            moment = time.monotonic() + dice.uniform(0.02, 0.8)
            hit = kill_when(process, lambda: time.monotonic() > moment)
        else:
            more = blob_count(workspace) + dice.randrange(1, 12)
            hit = kill_when(process, lambda: blob_count(workspace) >= more)
        if not hit:
            project += 1
            continue
        hits += 1
        if (workspace / "polyptych.sqlite3").exists():
            run.healthy()
            positions_hold(workspace)
            for name, views in rows(workspace, "SELECT key, viewCount FROM imageSet"):
                assert views == 2, f"{name} came in half"
        run("lint", "--project", f"p{project}", "--json")
        assert leftovers(workspace) == []
    assert hits == IMPORT_KILLS

    for number in range(project + 1):
        done = run("import", shelf, "--project", f"p{number}", "--json", expect=0).json
        assert done["job"]["failed"] == 0 and done["job"]["result"].get("problems", []) == [], done
        before = run("lint", "--project", f"p{number}", "--json").json["sets"]
        assert len(before) == SETS
        again = run("import", shelf, "--project", f"p{number}", "--json", expect=0).json["job"]["result"]
        assert (again["sets"], again["unchanged"]) == (0, SETS)
        assert run("lint", "--project", f"p{number}", "--json").json["sets"] == before
    run.healthy()
    positions_hold(workspace)
    assert leftovers(workspace) == []
    assert blob_count(workspace) == 2 * SETS


def test_fifteen_kills_of_a_server_lose_no_answered_edit(binary, imported, workspace):
    shutil.copytree(imported, workspace)
    dice, run = random.Random(15), Commands(binary, workspace)
    kept = {}
    server = Server(binary, workspace).start()
    try:
        for detail in map(server.set, server.set_ids()[:6]):
            kept[detail["id"]] = stand(detail)
        for kill in range(EDIT_KILLS):
            wanted = dice.randrange(1, 25)
            acknowledged = threading.Event()
            unanswered = {}

            def edit_on():
                count = 0
                while True:
                    set_id = dice.choice(list(kept))
                    edits, after = next_edit(kept[set_id], dice, f"{kill}.{count}")
                    unanswered.clear()
                    unanswered[set_id] = after
                    try:
                        answer = server.call("POST", f"/sets/{set_id}/edits", {"edits": edits, "why": "kill"}, kept[set_id]["version"])
                    except (urllib.error.URLError, OSError, Refused) as error:
                        if isinstance(error, Refused):
                            broken.append(error)
                            acknowledged.set()
                        return
                    kept[set_id] = stand(answer)
                    unanswered.clear()
                    count += 1
                    if count == wanted:
                        acknowledged.set()

            broken = []
            writer = threading.Thread(target=edit_on)
            writer.start()
            assert acknowledged.wait(60), f"after {kill} kills the server did not answer {wanted} edits in time"
            time.sleep(dice.uniform(0, 0.03))
            server.stop(kill=True)
            writer.join(30)
            assert not broken, broken

            run.healthy()
            positions_hold(workspace)
            server.output.clear()
            server.start()
            for set_id, before in kept.items():
                now = stand(server.set(set_id))
                allowed = [before] + ([unanswered[set_id]] if set_id in unanswered else [])
                assert now in allowed, f"kill {kill}, set {set_id}: {now} is none of {allowed}"
                kept[set_id] = now
            assert leftovers(workspace) == []
    finally:
        server.stop()


def stand(detail):
    """What an edit of this test can change, byte for byte."""
    state = detail["state"]
    return {
        "version": detail["version"], "text": detail["rendered"]["text"], "summary": state["prompt"].get("summary", ""),
        "views": [(view["id"], view["caption"]) for view in state["views"]], "tags": state.get("tags", []),
    } | {}


def next_edit(now, dice, mark):
    """One revision of three changes that belong together, and how the set must then stand (its text is the server's to render)."""
    views = list(now["views"])
    dice.shuffle(views)
    chosen = dice.randrange(len(views))
    caption = f"änderung {mark} „{'x' * dice.randrange(0, 400)}“ ✓"
    views[chosen] = (views[chosen][0], caption)
    edits = [
        {"edit": "reorder", "views": [view for view, _ in views]}, {"edit": "setCaption", "view": views[chosen][0], "text": caption},
        {"edit": "setTags", "tags": [f"mark-{mark}"]},
    ]
    return edits, Whole({**now, "version": now["version"] + 1, "views": views, "tags": [f"mark-{mark}"]})


class Whole(dict):
    """The state after an edit whose answer never came: all of it, with whatever text its captions render to."""

    def __eq__(self, other):
        captions = all(caption in other["text"] for _, caption in self["views"] if caption)
        return captions and {**self, "text": None} == {**other, "text": None}

    __hash__ = None


def test_fifteen_kills_of_exports_leave_only_finished_exports(binary, imported, workspace):
    shutil.copytree(imported, workspace)
    dice, run = random.Random(51), Commands(binary, workspace)
    exports = workspace / "exports"
    formats = ["webdataset", "folder", "imagefolder"]
    hits = 0

    def written():
        return sum(entry.is_file() for folder in exports.glob(".*.partial-*") for entry in folder.rglob("*"))

    for attempt in range(4 * EXPORT_KILLS):
        if hits == EXPORT_KILLS:
            break
        kind = formats[attempt % 3]
        options = ["--project", "p", "--status", "any", "--format", kind, "--name", f"{kind}-{attempt // 12}", "--image", "jpeg", "--shard-size", "4"]
        process = run.start("export", *options)
        if dice.random() < 0.3:
            moment = time.monotonic() + dice.uniform(0.05, 1.0)
            hit = kill_when(process, lambda: time.monotonic() > moment)
        else:
            files = dice.randrange(1, 9 if kind == "webdataset" else 70)
            hit = kill_when(process, lambda: written() >= files)
        hits += hit
        run.healthy()
        positions_hold(workspace)
        finished_exports_are_sound(run, exports)
        run("lint", "--project", "p", "--severity", "error", "--json")
        finished_exports_are_sound(run, exports)
    assert hits == EXPORT_KILLS

    for kind in formats:
        done = run("export", "--project", "p", "--status", "any", "--format", kind, "--name", f"{kind}-0", "--image", "jpeg", "--shard-size", "4", "--json", expect=0).json
        assert done["job"]["result"]["sets"] == SETS
        run("verify", done["job"]["result"]["directory"], expect=0)
    run("lint", "--project", "p", "--json")
    assert leftovers(workspace) == []
    assert rows(workspace, "SELECT name, state FROM export WHERE state NOT IN ('finished', 'failed', 'cancelled')") == []
    run.healthy()


def finished_exports_are_sound(run, exports):
    for folder in sorted(exports.iterdir()):
        if not folder.name.startswith("."):
            report = run("verify", folder, "--json", expect=0).json
            assert report["problems"] == [] and report["samplesChecked"] == SETS, report
