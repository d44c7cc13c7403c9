"""Bad input: each gets a sentence that names the file and what to do, everything else goes on, nothing is lost."""

import json
import os
import pathlib
import resource
import shutil
import signal
import sqlite3
import subprocess
import unicodedata

import pytest
from PIL import Image
from pictures import flat_png, make_sets, picture
from support import Commands, Server


def jpeg(path, seed=1, **options):
    path.parent.mkdir(parents=True, exist_ok=True)
    picture(seed).save(path, "JPEG", **options)
    return path


@pytest.fixture
def shelf(tmp_path):
    """Two good sets; each test puts something bad beside or into them."""
    return make_sets(tmp_path / "shelf", sets=2, views=2)


def keys(run, project="p"):
    """The sets of a project with how many views each has, read from the database itself."""
    database = sqlite3.connect(f"file:{run.workspace}/polyptych.sqlite3?mode=ro", uri=True)
    try:
        return dict(database.execute("SELECT key, viewCount FROM imageSet WHERE deleted = 0"))
    finally:
        database.close()


def truncated(folder):
    path = jpeg(folder / "truncated.jpg")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(folder):
    (folder / "empty.jpg").write_bytes(b"")


def text(folder):
    (folder / "text.jpg").write_text("I am a letter, not a picture.\n" * 40)


def header_only(folder):
    (folder / "header-only.png").write_bytes(flat_png(4, 4)[:33])


def lying_crc(folder):
    data = bytearray(flat_png(40, 40))
    data[20] ^= 0xFF
    (folder / "lying-crc.png").write_bytes(data)


def bomb(folder):
    (folder / "bomb.png").write_bytes(flat_png(14_000, 14_000))


def webp(folder):
    picture(4).save(folder / "modern.webp")


def disguised(folder):
    """A GIF under the name of a JPEG."""
    picture(5).save(folder / "disguised.jpg", "GIF")


def tiff(folder):
    picture(6).save(folder / "scan.tiff")


def archive(folder):
    shutil.make_archive(str(folder / "photos"), "zip", folder)


BAD = {
    truncated: "truncated.jpg", empty: "empty.jpg", text: "text.jpg", header_only: "header-only.png", lying_crc: "lying-crc.png", bomb: "bomb.png",
    webp: "modern.webp", disguised: "disguised.jpg", tiff: "scan.tiff", archive: "photos.zip",
}


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.__name__)
def test_one_bad_file_is_named_and_the_rest_goes_on(polyptych, shelf, bad):
    bad(shelf / "set-001")
    done = polyptych("import", shelf, "--project", "p", expect=1)
    named = [line for line in done.out.splitlines() if BAD[bad] in line]
    assert named and all(len(line.split()) > 4 for line in named), done
    assert "Fault" not in done.out and "Error Domain" not in done.out, done
    assert keys(polyptych) == {"set-000": 2, "set-001": 2}
    polyptych.healthy()


def peak_memory(run, *words):
    """The largest resident size of one command, in MiB."""
    process = subprocess.Popen(run.words(*words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    process.stdout.read()
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss / 1024


def test_a_picture_of_196_megapixels_takes_no_memory(polyptych, shelf, tmp_path):
    base = peak_memory(polyptych, "import", shelf, "--project", "small")
    for number in range(3):
        (tmp_path / "bombs" / "one").mkdir(parents=True, exist_ok=True)
        (tmp_path / "bombs" / "one" / f"{number}.png").write_bytes(flat_png(14_000, 14_000) + bytes(number))
    bombs = peak_memory(polyptych, "import", tmp_path / "bombs", "--project", "bombs")
    assert bombs < base + 60, f"{bombs:.0f} MiB with bombs, {base:.0f} MiB without"


def test_a_bomb_offered_to_the_server_takes_no_memory_there(polyptych, serve, shelf, small_sets):
    bomb(shelf / "set-001")
    server = serve(polyptych.workspace)

    def resident():
        status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024

    project = server.call("POST", "/projects", {"name": "p"})["id"]
    finished(server, server.call("POST", f"/projects/{project}/imports", {"source": {"path": str(small_sets)}, "options": {}}))
    base = resident()
    project = server.call("POST", "/projects", {"name": "q"})["id"]
    job = finished(server, server.call("POST", f"/projects/{project}/imports", {"source": {"path": str(shelf)}, "options": {}}))
    assert job["state"] == "finished" and "bomb.png" in json.dumps(job), job
    assert resident() < base + 60


def finished(server, job):
    from time import monotonic, sleep

    deadline = monotonic() + 120
    while job["state"] in ("queued", "running"):
        assert monotonic() < deadline, job
        sleep(0.05)
        job = server.call("GET", f"/jobs/{job['id']}")
    return job


def test_the_browser_s_import_names_each_bad_file_too(polyptych, serve, shelf):
    for bad in (truncated, empty, text, webp):
        bad(shelf / "set-001")
    server = serve(polyptych.workspace)
    project = server.call("POST", "/projects", {"name": "p"})["id"]
    order = {"source": {"path": str(shelf)}, "options": {}}
    plan = json.dumps(server.call("POST", f"/projects/{project}/imports/preview", order))
    assert "empty.jpg" in plan and "modern.webp" in plan
    told = json.dumps(finished(server, server.call("POST", f"/projects/{project}/imports", order)))
    for bad in (truncated, empty, text, webp):
        assert BAD[bad] in told, told
    assert server.call("GET", f"/projects/{project}")["counts"]["sets"] == 2


def test_odd_but_sound_pictures_come_in(polyptych, tmp_path):
    folder = tmp_path / "odd"
    (folder / "odd").mkdir(parents=True)
    picture(1).save(folder / "odd" / "a-plain.png")
    picture(2).convert("L").save(folder / "odd" / "b-grey.png")
    picture(3).convert("P").save(folder / "odd" / "c-palette.png")
    picture(4).convert("RGBA").save(folder / "odd" / "d-alpha.png")
    picture(5).convert("CMYK").save(folder / "odd" / "e-cmyk.jpg")
    picture(6).save(folder / "odd" / "f-progressive.jpg", progressive=True)
    Image.new("I;16", (30, 20), 40_000).save(folder / "odd" / "g-16-bit.png")
    Image.new("RGB", (1, 1), (200, 10, 10)).save(folder / "odd" / "h-one-pixel.png")
    Image.new("RGB", (1, 1), (10, 200, 10)).save(folder / "odd" / "i-one-pixel.jpg")
    (folder / "odd" / "j-interlaced.png").write_bytes(interlaced())
    done = polyptych("import", folder, "--project", "p", "--json", expect=0).json
    assert keys(polyptych) == {"odd": 10}, done
    polyptych("export", "--project", "p", "--status", "any", "--out", tmp_path / "out", "--quiet", expect=0)
    polyptych("verify", tmp_path / "out", expect=0)


def interlaced():
    """An 8×8 PNG whose rows come in the seven passes of Adam7, which Pillow reads and does not write."""
    import struct
    import zlib

    from pictures import chunk

    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    rows = b""
    for left, top, across, down in passes:
        for y in range(top, 8, down):
            rows += b"\0" + b"".join(bytes((x * 30, y * 30, 90)) for x in range(left, 8, across))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 1)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def test_an_animated_png_is_told_and_never_silently_one_frame(polyptych, tmp_path):
    folder = tmp_path / "moving" / "set"
    folder.mkdir(parents=True)
    picture(1).save(folder / "still.png")
    picture(2).save(folder / "moving.png", save_all=True, append_images=[picture(3)], duration=100)
    done = polyptych("import", tmp_path / "moving", "--project", "p", expect=0)
    assert "moving.png" in done.out and "animation" in done.out and "still.png" not in done.out, done
    assert keys(polyptych) == {"set": 2}


def test_every_bad_file_of_a_set_is_named(polyptych, shelf):
    for number in range(3):
        data = jpeg(shelf / "set-001" / f"cut-{number}.jpg", seed=number).read_bytes()
        (shelf / "set-001" / f"cut-{number}.jpg").write_bytes(data[: len(data) // 2])
    done = polyptych("import", shelf, "--project", "p", expect=1)
    assert all(f"cut-{number}.jpg" in done.out for number in range(3)), done


NAMES = [
    "with space", "quo'te", 'double"quote', "new\nline", "tab\there", "semi;colon&$HOME`x`", "-dash", "%2e%2e", "שלום עולם", "مرحبا", "\u202etxt.exe", "emoji 🪑",
    unicodedata.normalize("NFC", "Café"), unicodedata.normalize("NFD", "Cafè"), "dots.in.the.name", "<b>bold</b>", "CON", "a" * 180,
]


def test_names_in_any_script_come_in_and_go_out(polyptych, tmp_path, serve):
    folder = tmp_path / "names"
    for number, name in enumerate(NAMES):
        jpeg(folder / name / f"{name} one.jpg"[-200:], seed=f"{number}a")
        jpeg(folder / name / f"{name} two.jpg"[-200:], seed=f"{number}b")
    done = polyptych("import", folder, "--project", "p", "--json", expect=0).json
    found = keys(polyptych)
    assert len(found) == len(NAMES) and set(found.values()) == {2}, done
    assert not [key for key in found if "/" in key or "." in key or "\n" in key]
    again = polyptych("import", folder, "--project", "p", "--json", expect=0).json["job"]["result"]
    assert (again["sets"], again["unchanged"]) == (0, len(NAMES))
    for kind in ("webdataset", "folder", "imagefolder"):
        polyptych("export", "--project", "p", "--status", "any", "--format", kind, "--out", tmp_path / kind, "--quiet", expect=0)
        polyptych("verify", tmp_path / kind, expect=0)
    polyptych.healthy()


def test_composed_and_decomposed_names_do_not_become_one_set(polyptych, tmp_path):
    folder = tmp_path / "accents"
    for number, form in enumerate(("NFC", "NFD")):
        for view in range(2):
            jpeg(folder / unicodedata.normalize(form, "Café") / f"{view}.jpg", seed=f"{number}{view}")
    done = polyptych("import", folder, "--project", "p", "--json")
    assert len(keys(polyptych)) == 2, done
    again = polyptych("import", folder, "--project", "p", "--json").json["job"]["result"]
    assert (again["sets"], again["unchanged"]) == (0, 2)


def test_a_loop_of_links_ends(polyptych, shelf):
    (shelf / "set-000" / "again").symlink_to(shelf)
    (shelf / "round").symlink_to(shelf / "round")
    polyptych("import", shelf, "--project", "p", timeout=60)
    assert {key: count for key, count in keys(polyptych).items() if key.startswith("set-")} == {"set-000": 2, "set-001": 2}
    assert len(keys(polyptych)) == 2


def test_a_link_to_a_picture_that_is_gone_is_named(polyptych, shelf):
    (shelf / "set-001" / "gone.jpg").symlink_to(shelf / "nowhere.jpg")
    assert "gone.jpg" in polyptych("import", shelf, "--project", "p", expect=1).out
    assert keys(polyptych) == {"set-000": 2, "set-001": 2}


def as_nobody():
    """Gives root's way past permissions away, for the child alone."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def open_to_all(path):
    """Lets anybody walk to `path`, for tests that run as root and let a child be nobody."""
    for folder in [path, *path.parents]:
        if os.geteuid() == 0 and folder.stat().st_uid == 0 and len(folder.parts) > 1:
            folder.chmod(folder.stat().st_mode | 0o055)


@pytest.fixture
def nobody(binary, tmp_path):
    """Commands as somebody whom permissions bind, on a workspace of their own."""
    open_to_all(tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o777)
    run = Commands(binary, home / "workspace")
    if os.geteuid() == 0 and subprocess.run([binary, "--version"], preexec_fn=as_nobody, capture_output=True).returncode != 0:
        pytest.xfail("this account is root, and another one may not run the program: permissions bind nobody here")
    return lambda *words, **how: run(*words, preexec_fn=as_nobody, **how)


def test_an_unreadable_folder_and_file_are_named_and_the_rest_goes_on(nobody, shelf):
    jpeg(shelf / "closed" / "a.jpg")
    (shelf / "closed").chmod(0)
    jpeg(shelf / "set-001" / "secret.jpg", seed=9).chmod(0)
    try:
        done = nobody("import", shelf, "--project", "p", expect=1)
    finally:
        (shelf / "closed").chmod(0o755)
    assert "closed" in done.out and "secret.jpg" in done.out, done
    assert "2 sets" in done.out or "set-001" in done.out, done


def test_a_workspace_that_may_not_be_written_is_told(nobody, tmp_path):
    (tmp_path / "home").chmod(0o555)
    done = nobody("sample-data", "--sets", "1", expect=3)
    assert "workspace" in done.err and "Error Domain" not in done.err, done


def in_small_disk(script, megabytes):
    """Runs a shell script in a mount namespace of its own whose `$DISK` holds only so many megabytes."""
    probe = ["unshare", "-rm", "bash", "-c"]
    if subprocess.run([*probe, "mount -t tmpfs none /mnt"], capture_output=True).returncode != 0:
        pytest.xfail("this machine gives no mount namespace, so no small disk can be made")
    return subprocess.run(
        [*probe, f"mount -t tmpfs -o size={megabytes}m none /mnt && export DISK=/mnt && {script}"], capture_output=True, text=True, timeout=300)


def test_a_full_disk_is_told_and_what_was_saved_stays(binary, tmp_path):
    shelf = make_sets(tmp_path / "shelf", sets=6, views=2, size=(40, 30))
    big = tmp_path / "big" / "heavy"
    big.mkdir(parents=True)
    for number in range(8):
        noise = Image.frombytes("RGB", (800, 600), os.urandom(800 * 600 * 3))
        noise.save(big / f"{number}.png")
    done = in_small_disk(
        f"""
        p() {{ {binary} "$@" --workspace $DISK/w; }}
        p import {shelf} --project good -q || exit 90
        p import {tmp_path / 'big'} --project full; echo "full=$?"
        p lint --project full --json > {tmp_path}/full.json
        p export --project good --status any --format folder --name out; echo "export=$?"
        p doctor --deep --json > {tmp_path}/doctor.json; echo "doctor=$?"
        rm -rf $DISK/w/derived $DISK/w/exports/*
        p lint --project good --json > {tmp_path}/lint.json; echo "lint=$?"
        mount -o remount,size=100m $DISK
        p import {tmp_path / 'big'} --project full -q; echo "again=$?"
        p lint --project full --json > {tmp_path}/again.json
        find $DISK/w \\( -name '*.partial*' -o -name '.*' \\) | sed 's/^/left: /'
        """, megabytes=8)
    told = done.stdout + done.stderr
    assert "full=1" in told or "full=3" in told, told
    assert "disk is full" in told and "Error Domain" not in told and "SQLite error" not in told, told
    assert "left:" not in told, told
    checks = {check["name"]: check["passed"] for check in json.loads((tmp_path / "doctor.json").read_text())}
    assert checks["database"] and checks["originals"], told
    cut_short = json.loads((tmp_path / "full.json").read_text())["sets"]
    assert cut_short == [], "a set without the pictures that found no room would look complete"
    assert "again=0" in told and [found["key"] for found in json.loads((tmp_path / "again.json").read_text())["sets"]] == ["heavy"], told
    kept = json.loads((tmp_path / "lint.json").read_text())["sets"]
    assert [found["key"] for found in kept] == [f"set-{number:03}" for number in range(6)]


@pytest.fixture
def filled(polyptych, small_sets):
    polyptych("import", small_sets, "--project", "p", "--quiet", expect=0)
    return polyptych.workspace / "polyptych.sqlite3"


def refused(run, database):
    """Every command refuses with a sentence that names the file, and leaves its bytes alone."""
    before = database.read_bytes()
    for words in (["lint", "--project", "p"], ["export", "--project", "p"], ["import", run.workspace.parent], ["sample-data"], ["serve", "--port", "0", "--no-browser"]):
        done = run(*words, expect=3, timeout=30)
        assert "polyptych.sqlite3" in done.err and "Fatal" not in done.err and "SQLite error" not in done.err, done
    told = run("doctor", expect=1).out
    assert "FAIL  database" in told and "polyptych.sqlite3" in told
    assert database.read_bytes() == before
    return done.err


def test_a_database_from_a_newer_version_is_left_alone(polyptych, filled):
    database = sqlite3.connect(filled)
    database.execute("INSERT INTO migration (number, name, checksum, appliedAt) VALUES (999, 'of the future', ?, 0)", ["0" * 64])
    database.commit()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    assert "newer" in refused(polyptych, filled)


def test_a_half_written_database_is_left_alone(polyptych, filled):
    database = sqlite3.connect(filled)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    for beside in filled.parent.glob("polyptych.sqlite3-*"):
        beside.unlink()
    filled.write_bytes(filled.read_bytes()[: filled.stat().st_size // 2])
    refused(polyptych, filled)


@pytest.mark.parametrize("content", [b"Dear diary\n" * 500, b"SQLite format 3\0" + bytes(8000), b"x"])
def test_what_is_no_database_is_left_alone(polyptych, content):
    polyptych.workspace.mkdir()
    path = polyptych.workspace / "polyptych.sqlite3"
    path.write_bytes(content)
    refused(polyptych, path)


def test_another_program_s_database_is_left_alone(polyptych):
    polyptych.workspace.mkdir()
    path = polyptych.workspace / "polyptych.sqlite3"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE recipe (name TEXT)")
    database.commit()
    database.close()
    refused(polyptych, path)


def test_a_second_server_is_told_who_has_the_workspace(polyptych, filled, serve):
    server = serve(polyptych.workspace)
    done = polyptych("serve", "--port", "0", "--no-browser", expect=3, timeout=30)
    assert str(server.process.pid) in done.err and server.url.rsplit(":", 1)[1] in done.err, done
    assert server.call("GET", "/status")["workspace"]["name"] == polyptych.workspace.name


def test_a_port_that_is_taken_is_told(polyptych, filled, serve, binary, tmp_path):
    server = serve(polyptych.workspace)
    done = Commands(binary, tmp_path / "other")("serve", "--port", server.port, "--no-browser", expect=3, timeout=30)
    assert str(server.port) in done.err and "taken" in done.err, done


def test_commands_work_through_the_server_that_has_the_workspace(polyptych, filled, serve, small_sets, tmp_path):
    alone = polyptych("lint", "--project", "p", "--json").json
    server = serve(polyptych.workspace)
    assert polyptych("lint", "--project", "p", "--json").json == alone
    more = make_sets(tmp_path / "more", sets=3, views=2, seed=9)
    assert polyptych("import", more, "--project", "q", "--json", expect=0).json["job"]["result"]["sets"] == 3
    assert polyptych("import", more, "--project", "q", "--json", expect=0).json["job"]["result"]["unchanged"] == 3
    assert [project["name"] for project in server.call("GET", "/projects")["projects"]] == ["p", "q"]
    preview = polyptych("export", "--project", "q", "--status", "any", "--dry-run", "--json", expect=0).json
    assert preview["count"] == 3
    done = polyptych("export", "--project", "q", "--status", "any", "--out", tmp_path / "out", "--json", expect=0).json
    assert done["job"]["result"]["sets"] == 3
    polyptych("verify", tmp_path / "out", expect=0)
    polyptych("sample-data", "--project", "r", "--sets", "1", "--quiet", expect=0)
    assert 'no project "s"' in polyptych("lint", "--project", "s", expect=3).err
    bad = make_sets(tmp_path / "bad", sets=1, views=2, seed=7)
    truncated(bad / "set-000")
    assert "truncated.jpg" in polyptych("import", bad, "--project", "t", expect=1).out
    polyptych.healthy()


def test_a_dry_run_tells_the_same_with_and_without_a_server(polyptych, filled, serve):
    words = ["export", "--project", "p", "--status", "any", "--dry-run", "--json"]
    alone = polyptych(*words, expect=0).json
    serve(polyptych.workspace)
    assert polyptych(*words, expect=0).json == alone


def test_looking_at_a_workspace_does_not_disturb_the_server_s_work(polyptych, serve, tmp_path):
    """`doctor` beside an import that runs: the import goes on and ends as if nobody had looked."""
    shelf = make_sets(tmp_path / "shelf", sets=40, views=2, size=(48, 36))
    server = serve(polyptych.workspace)
    project = server.call("POST", "/projects", {"name": "p"})["id"]
    job = server.call("POST", f"/projects/{project}/imports", {"source": {"path": str(shelf)}, "options": {}})
    looks = 0
    while server.call("GET", f"/jobs/{job['id']}")["state"] in ("queued", "running"):
        assert looks < 200
        polyptych("doctor", "--json")
        looks += 1
    job = server.call("GET", f"/jobs/{job['id']}")
    assert (job["state"], job["done"], job["failed"]) == ("finished", 40, 0), job
    assert looks > 0


def test_a_workspace_whose_server_was_killed_opens_again(polyptych, filled, serve):
    server = serve(polyptych.workspace)
    server.stop(kill=True)
    polyptych("lint", "--project", "p", "--json")
    polyptych.healthy()
    assert serve(polyptych.workspace).call("GET", "/status")
