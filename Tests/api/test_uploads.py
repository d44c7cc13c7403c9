"""Uploads from a browser: in pieces, interrupted, continued, finished, imported; and names that would like to be elsewhere."""

import json

import socket
import time

import pytest
from pictures import make_sets
from support import Refused, Server
from wire import send


@pytest.fixture
def server(serve, workspace):
    running = serve(workspace)
    running.own_project = running.call("POST", "/projects", {"name": "p"})["id"]
    return running


def begin(server, files):
    return server.call("POST", f"/projects/{server.own_project}/uploads", {"files": [{"path": path, "size": size} for path, size in files]})


def headers(server, offset):
    return [("Host", f"127.0.0.1:{server.port}"), ("Authorization", f"Bearer {server.token}"), ("Content-Type", "application/octet-stream"), ("Upload-Offset", str(offset))]


def patch(server, upload, index, offset, data):
    return send(server.port, "PATCH", f"/api/v1/uploads/{upload}/{index}", [*headers(server, offset), ("Content-Length", str(len(data)))], data)


def state(server, upload):
    return server.call("GET", f"/uploads/{upload}")


def finished(server, job):
    deadline = time.monotonic() + 120
    while job["state"] in ("queued", "running"):
        assert time.monotonic() < deadline, job
        time.sleep(0.05)
        job = server.call("GET", f"/jobs/{job['id']}")
    return job


def vanish(server, upload, index, offset, data, promised):
    """A browser that announces more than it sends and is gone, without a goodbye."""
    connection = socket.create_connection(("127.0.0.1", server.port))
    lines = [f"PATCH /api/v1/uploads/{upload}/{index} HTTP/1.1", *(f"{name}: {value}" for name, value in headers(server, offset)), f"Content-Length: {promised}"]
    connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + data)
    time.sleep(0.2)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")  # a reset instead of an end
    connection.close()


def settled(server, upload, index):
    """How far a file has come once the server noticed that nobody sends."""
    last, deadline = None, time.monotonic() + 20
    while time.monotonic() < deadline:
        now = state(server, upload)["files"][index]["offset"]
        if now == last:
            return now
        last = now
        time.sleep(0.2)
    raise AssertionError("The offset does not come to rest.")


def test_a_browser_that_disappears_continues_where_it_was_and_imports(server, tmp_path):
    folder = make_sets(tmp_path / "dropped", sets=3, views=2, size=(640, 480))
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    upload = begin(server, [(str(path.relative_to(folder.parent)), path.stat().st_size) for path in files])
    number = upload["upload"]
    assert [entry["offset"] for entry in upload["files"]] == [0] * len(files) and not upload["complete"]
    for index, path in enumerate(files):
        data = path.read_bytes()
        cut = len(data) // 3
        assert patch(server, number, index, 0, data[:cut]).json == {"offset": cut}
        vanish(server, number, index, cut, data[cut:2 * cut], len(data) - cut)
        if index == 2:
            server.stop(kill=True)
            server.output.clear()
            server.start()
        reached = settled(server, number, index)
        assert cut <= reached <= 2 * cut
        assert patch(server, number, index, reached, data[reached:]).json == {"offset": len(data)}
    assert state(server, number)["complete"]
    job = finished(server, server.call("POST", f"/projects/{server.own_project}/imports", {"source": {"upload": number}, "options": {}}))
    assert (job["state"], job["failed"], job["result"]["sets"]) == ("finished", 0, 3), job
    kept = {path.name for path in (server.workspace / "blobs").rglob("*") if path.is_file()}
    import hashlib

    assert kept == {hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path.suffix == ".jpg"}
    set_id = server.call("GET", f"/projects/{server.own_project}/sets")["sets"][0]["id"]
    assert "seen from side" in server.set(set_id)["rendered"]["text"]


def test_an_upload_that_is_not_whole_is_not_imported(server):
    number = begin(server, [("a/one.jpg", 10), ("a/two.jpg", 10)])["upload"]
    patch(server, number, 0, 0, b"x" * 10)
    for route in ("imports", "imports/preview"):
        with pytest.raises(Refused) as refusal:
            server.call("POST", f"/projects/{server.own_project}/{route}", {"source": {"upload": number}, "options": {}})
        assert (refusal.value.status, refusal.value.code, refusal.value.details) == (409, "incomplete", {"missing": 1})


@pytest.mark.parametrize("offset", [1, 3, 5, 9, 10, 11, 10**15])
def test_a_wrong_offset_is_told_the_right_one_and_writes_nothing(server, offset):
    number = begin(server, [("one.jpg", 10)])["upload"]
    patch(server, number, 0, 0, b"abcd")
    answer = patch(server, number, 0, offset, b"z" * 3)
    assert answer.status == 409 and answer.error["code"] == "wrong-offset" and answer.error["details"] == {"offset": 4}, answer
    assert patch(server, number, 0, 4, b"efghij").json == {"offset": 10}
    assert next((server.workspace / "uploads").rglob("*.part")).read_bytes() == b"abcdefghij"


@pytest.mark.parametrize("offset", ["", "-1", "x", "1.5", "0x4", "99999999999999999999"])
def test_an_offset_that_is_no_number_is_refused(server, offset):
    number = begin(server, [("one.jpg", 10)])["upload"]
    assert patch(server, number, 0, offset, b"abcd").status == 400
    assert state(server, number)["files"][0]["offset"] == 0


def test_more_than_was_announced_is_refused(server):
    number = begin(server, [("one.jpg", 10)])["upload"]
    assert patch(server, number, 0, 0, b"x" * 11).status == 413
    assert state(server, number)["files"][0]["offset"] <= 10
    for path in (server.workspace / "uploads").rglob("*.part"):
        assert path.stat().st_size <= 10


@pytest.mark.parametrize("name", [
    "../one.jpg", "a/../../one.jpg", "/etc/passwd", "a/./b.jpg", "..", ".", "", "a//b.jpg", "..\\one.jpg", "C:\\one.jpg", "C:/one.jpg", "a\0b.jpg", "a/" * 40 + "b.jpg",
    "x" * 5000])
def test_a_name_that_would_be_elsewhere_is_refused(server, name):
    before = sorted(path for path in server.workspace.rglob("*"))
    with pytest.raises(Refused) as refusal:
        begin(server, [("fine.jpg", 1), (name, 4)])
    assert refusal.value.status == 422 and refusal.value.code == "unusable-name"
    assert [path for path in sorted(server.workspace.rglob("*")) if path not in before and "sqlite3" not in path.name] == []


def test_odd_names_stay_inside_the_upload_and_come_in(server, tmp_path):
    names = ["a b/ü.jpg", "a b/שלום.jpg", "new\nline/x.jpg", "new\nline/y.jpg", "a..b/b...jpg", "a..b/%2e%2e.jpg", "<b>/1.jpg", "<b>/2.jpg", ("l" * 300) + "/1.jpg", ("l" * 300) + "/2.jpg"]
    picture = next(make_sets(tmp_path / "one", sets=1, views=1).rglob("*.jpg")).read_bytes()
    number = begin(server, [(name, len(picture)) for name in names])["upload"]
    for index in range(len(names)):
        assert patch(server, number, index, 0, picture).status == 200
    job = finished(server, server.call("POST", f"/projects/{server.own_project}/imports", {"source": {"upload": number}, "options": {}}))
    assert job["state"] == "finished" and job["result"]["views"] == len(names), job
    inside = (server.workspace / "uploads").resolve()
    for path in (server.workspace / "uploads").rglob("*"):
        assert inside in path.resolve().parents and not path.is_symlink()


def test_announcements_beyond_reason_are_refused(server):
    cases = [([], 422), ([("a.jpg", -1)], 413), ([("a.jpg", 1 << 40)], 413), ([(f"{number}.jpg", 1) for number in range(50_001)], 413), ([("a.jpg", 1 << 30)] * 4000, 507)]
    for files, status in cases:
        with pytest.raises(Refused) as refusal:
            begin(server, files)
        assert refusal.value.status == status, (status, refusal.value)


def test_another_project_s_upload_cannot_be_imported(server):
    number = begin(server, [("one.jpg", 0)])["upload"]
    other = server.call("POST", "/projects", {"name": "q"})["id"]
    with pytest.raises(Refused) as refusal:
        server.call("POST", f"/projects/{other}/imports", {"source": {"upload": number}, "options": {}})
    assert refusal.value.status == 404


def test_a_removed_upload_is_gone_from_the_disk(server):
    number = begin(server, [("one.jpg", 4)])["upload"]
    patch(server, number, 0, 0, b"abcd")
    assert list((server.workspace / "uploads").rglob("*.part"))
    assert server.call("DELETE", f"/uploads/{number}") is None
    assert list((server.workspace / "uploads").rglob("*.part")) == []
    assert patch(server, number, 0, 4, b"x").status == 404


def test_a_file_that_is_no_picture_is_named_after_the_upload_too(server, tmp_path):
    good = next(make_sets(tmp_path / "one", sets=1, views=1).rglob("*.jpg")).read_bytes()
    bad = b"not a picture at all"
    number = begin(server, [("set/good.jpg", len(good)), ("set/bad.jpg", len(bad))])["upload"]
    patch(server, number, 0, 0, good)
    patch(server, number, 1, 0, bad)
    job = finished(server, server.call("POST", f"/projects/{server.own_project}/imports", {"source": {"upload": number}, "options": {}}))
    assert "bad.jpg" in json.dumps(job) and job["result"]["sets"] == 1, job
