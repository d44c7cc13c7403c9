"""The first five minutes at a shell, and what every command answers when it is used wrongly."""

import hashlib
import json
import pathlib
import shutil
import tarfile

import pytest
from pictures import make_sets

FORMATS = ["webdataset", "folder", "imagefolder"]
WITH_WORKSPACE = ["serve", "import", "lint", "export", "doctor", "sample-data"]
COMMANDS = [*WITH_WORKSPACE, "verify", "routes"]


def digest(folder):
    """Every file below a folder with the hash of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(pathlib.Path(folder).rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    return make_sets(tmp_path_factory.mktemp("commands") / "shelf", sets=5, views=2)


def test_sample_data_renders_the_same_folders_from_the_same_seed(polyptych, tmp_path):
    for name, seed in (("one", 5), ("two", 5), ("three", 6)):
        polyptych("sample-data", "--out", tmp_path / name, "--sets", 2, "--seed", seed, expect=0)
    assert digest(tmp_path / "one") == digest(tmp_path / "two") != digest(tmp_path / "three")
    assert {pathlib.Path(path).suffix for path in digest(tmp_path / "one")} == {".jpg", ".txt"}


def test_sample_data_out_imports_as_it_was_rendered(polyptych, tmp_path):
    polyptych("sample-data", "--out", tmp_path / "scenes", "--sets", 2, "--seed", 5, expect=0)
    polyptych("import", tmp_path / "scenes", "--json", expect=0)
    sets = polyptych("lint", "--project", "scenes", "--severity", "error", "--json", expect=0).json["sets"]
    assert [found["key"] for found in sets] == sorted(path.name for path in (tmp_path / "scenes").iterdir())


def test_importing_twice_changes_nothing(polyptych, shelf):
    first = polyptych("import", shelf, "--project", "p", "--json", expect=0).json
    assert (first["project"], first["job"]["state"], first["job"]["result"]["sets"], first["job"]["result"]["views"]) == ("p", "finished", 5, 10)
    before = polyptych("lint", "--project", "p", "--json").json
    blobs = digest(polyptych.workspace / "blobs")
    second = polyptych("import", shelf, "--project", "p", "--json", expect=0).json["job"]["result"]
    assert (second["sets"], second["unchanged"]) == (0, 5)
    assert polyptych("lint", "--project", "p", "--json").json == before
    assert digest(polyptych.workspace / "blobs") == blobs


def test_originals_are_kept_to_the_byte_and_the_folder_is_not_touched(polyptych, shelf, tmp_path):
    source = tmp_path / "source"
    shutil.copytree(shelf, source)
    before = digest(source)
    polyptych("import", source, "--project", "p", "--quiet", expect=0)
    assert digest(source) == before
    kept = digest(polyptych.workspace / "blobs")
    assert set(kept.values()) == {value for path, value in before.items() if path.endswith(".jpg")}
    assert all(pathlib.Path(path).name == value for path, value in kept.items())


def test_a_project_takes_the_folder_name_by_default(polyptych, shelf):
    assert polyptych("import", shelf, "--json", expect=0).json["project"] == "shelf"


def test_a_dry_run_makes_nothing(polyptych, shelf):
    plan = polyptych("import", shelf, "--project", "p", "--dry-run", "--json", expect=0).json
    assert [planned["key"] for planned in plan["sets"]] == [f"set-{number:03}" for number in range(5)]
    assert not polyptych.workspace.exists()


def test_lint_names_every_set_and_says_by_its_exit_code_whether_errors_stand(polyptych, shelf, tmp_path):
    polyptych("import", shelf, "--project", "p", "--quiet", expect=0)
    report = polyptych("lint", "--project", "p", "--json", expect=0).json
    assert [found["key"] for found in report["sets"]] == [f"set-{number:03}" for number in range(5)]
    prompts = tmp_path / "prompts.jsonl"
    prompts.write_text(json.dumps({"set": "set-001", "layout": "row", "prompt": "[IMAGE1] a cup; [IMAGE1] a cup from behind"}) + "\n")
    polyptych("import", prompts, "--project", "p", "--quiet")
    failing = polyptych("lint", "--project", "p", "--severity", "error", "--json", expect=1).json["sets"]
    assert [found["key"] for found in failing if found["findings"]] == ["set-001"]
    assert "marker" in json.dumps(failing)


@pytest.mark.parametrize("image", ["png", "jpeg"])
@pytest.mark.parametrize("kind", FORMATS)
def test_an_export_made_twice_has_the_same_bytes_and_verifies(polyptych, shelf, tmp_path, kind, image):
    polyptych("import", shelf, "--project", "p", "--quiet", expect=0)
    for name in ("one", "two"):
        done = polyptych(
            "export", "--project", "p", "--status", "any", "--format", kind, "--image", image, "--name", "same", "--out", tmp_path / name, "--json",
            expect=0).json
        assert done["job"]["result"]["sets"] == 5
        assert pathlib.Path(done["job"]["result"]["directory"]) == tmp_path / name
        polyptych("verify", tmp_path / name, expect=0)
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_only_accepted_sets_are_exported_unless_asked(polyptych, shelf):
    polyptych("import", shelf, "--project", "p", "--quiet", expect=0)
    done = polyptych("export", "--project", "p", "--json")
    assert done.code == 3 and "Accept some" in done.err, done


@pytest.fixture(scope="module")
def exported(binary, shelf, tmp_path_factory):
    """One export per format, to damage copies of."""
    from support import Commands

    home = tmp_path_factory.mktemp("exported")
    run = Commands(binary, home / "workspace")
    run("import", shelf, "--project", "p", "--quiet", expect=0)
    for kind in FORMATS:
        run("export", "--project", "p", "--status", "any", "--format", kind, "--out", home / kind, "--quiet", expect=0)
    return home


def flip(path, offset):
    data = bytearray(path.read_bytes())
    data[offset] ^= 1
    path.write_bytes(data)


def first(folder, pattern):
    return sorted(folder.rglob(pattern))[0]


def relabel(folder):
    """Two composites change places under their names."""
    a, b = sorted(folder.rglob("*.png"))[:2]
    first_bytes = a.read_bytes()
    a.write_bytes(b.read_bytes())
    b.write_bytes(first_bytes)


def reword(folder):
    """A manifest that says something else, well-formed."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["samples" if "samples" in manifest else "files"].pop()
    path.write_text(json.dumps(manifest))


DAMAGE = {
    "a flipped bit in a shard": ("webdataset", lambda folder: flip(first(folder, "*.tar"), 700)),
    "a flipped bit in the padding of a shard": ("webdataset", lambda folder: flip(first(folder, "*.tar"), -1)),
    "a shard cut short": ("webdataset", lambda folder: first(folder, "*.tar").write_bytes(first(folder, "*.tar").read_bytes()[:-1024])),
    "a shard gone": ("webdataset", lambda folder: first(folder, "*.tar").unlink()),
    "a prompt changed by a letter": ("folder", lambda folder: flip(first(folder, "*.txt"), 3)),
    "a composite cut short": ("folder", lambda folder: first(folder, "*.png").write_bytes(first(folder, "*.png").read_bytes()[:-9])),
    "composites that changed places": ("folder", relabel),
    "a file that nobody listed": ("folder", lambda folder: (folder / "stray.png").write_bytes(b"x")),
    "an empty composite": ("imagefolder", lambda folder: first(folder, "*.png").write_bytes(b"")),
    "a line of metadata gone": (
        "imagefolder", lambda folder: first(folder, "metadata.jsonl").write_text("".join(first(folder, "metadata.jsonl").read_text().splitlines(True)[1:]))),
    "a manifest with an entry less": ("webdataset", reword),
    "a manifest that is no JSON": ("webdataset", lambda folder: (folder / "manifest.json").write_text("{")),
    "no manifest": ("folder", lambda folder: (folder / "manifest.json").unlink()),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_verify_finds(polyptych, exported, tmp_path, damage):
    kind, plant = DAMAGE[damage]
    copy = tmp_path / "copy"
    shutil.copytree(exported / kind, copy)
    polyptych("verify", copy, expect=0)
    plant(copy)
    report = polyptych("verify", copy, "--json", expect=1).json
    assert report["problems"], report
    words = polyptych("verify", copy, expect=1)
    assert "Traceback" not in words.out and len(words.out.splitlines()) >= 2, words


def test_a_shard_holds_composite_prompt_and_facts_of_every_set(exported):
    names = [name for path in sorted((exported / "webdataset").glob("*.tar")) for name in tarfile.open(path).getnames()]
    assert sorted(names) == sorted(f"set-{number:03}.{suffix}" for number in range(5) for suffix in ("png", "txt", "json"))


def test_doctor_finds_a_changed_and_a_missing_original(polyptych, shelf):
    polyptych("import", shelf, "--project", "p", "--quiet", expect=0)
    polyptych.healthy()
    original = next(path for path in (polyptych.workspace / "blobs").rglob("*") if path.is_file())
    original.chmod(0o644)
    whole = original.read_bytes()
    original.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert original.name in polyptych("doctor", "--deep", expect=1).out
    original.unlink()
    assert original.name in polyptych("doctor", expect=1).out


def test_doctor_of_a_workspace_that_is_not_there_makes_none(polyptych):
    assert "does not exist" in polyptych("doctor", expect=1).out
    assert not polyptych.workspace.exists()


def test_routes_are_listed_as_lines_and_as_json(polyptych):
    listed = polyptych("routes", "--json", expect=0).json
    lines = [line.split() for line in polyptych("routes", expect=0).out.splitlines()]
    assert lines == [[route["method"], route["path"]] for route in listed]
    assert ["POST", "/api/v1/sets/{set}/edits"] in lines


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_answered_with_success(polyptych, command):
    done = polyptych(command, "--help", expect=0)
    assert "USAGE: polyptych " + command in done.out


WRONG = [
    ["import"], ["import", "a", "b"], ["import", "a", "--views", "0"], ["import", "a", "--views", "17"], ["import", "a", "--limit", "0"],
    ["import", "a", "--kind", "folders"], ["import", "a", "--layout", "circle"], ["lint"], ["lint", "--project", "p", "--severity", "bad"], ["export"],
    ["export", "--project", "p", "--format", "zip"], ["export", "--project", "p", "--status", "done"], ["export", "--project", "p", "--quality", "0"],
    ["export", "--project", "p", "--holdout", "0.9"], ["export", "--project", "p", "--shard-size", "0"], ["export", "--project", "p", "--permutations", "-1"],
    ["export", "--project", "p", "--policy", "none"], ["serve", "--port", "70000"], ["serve", "--port", "http"], ["verify"], ["doctor", "extra"],
    ["routes", "extra"], ["sample-data", "--sets", "0"], ["sample-data", "--seed", "-1"], ["lint", "--project", "p", "--colour"],
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_use_ends_with_2_and_makes_nothing(polyptych, words):
    done = polyptych(words[0], *words[1:], expect=2)
    assert done.err.strip() and not done.out.strip(), done
    assert not polyptych.workspace.exists()


def test_an_unknown_command_ends_with_2(polyptych):
    polyptych("imprt", expect=2)


def test_what_is_not_there_ends_with_3_and_a_sentence_that_names_it(polyptych, tmp_path, shelf):
    gone = tmp_path / "gone"
    for words in (["import", gone], ["verify", gone]):
        done = polyptych(*words, expect=3)
        assert str(gone) in done.err and "does not exist" in done.err, done
    assert not polyptych.workspace.exists()
    polyptych("import", shelf, "--project", "p", "--quiet", expect=0)
    for words in (["lint", "--project", "q"], ["export", "--project", "q"]):
        assert 'There is no project "q"' in polyptych(*words, expect=3).err
    assert "captions" in polyptych("import", shelf, "--project", "p", "--captions", gone / "captions.csv").err + "captions"


def test_a_query_that_is_not_understood_is_refused_with_a_sentence(polyptych, shelf):
    polyptych("import", shelf, "--project", "p", "--quiet", expect=0)
    for command in ("lint", "export"):
        done = polyptych(command, "--project", "p", "--query", "status:(")
        assert done.code in (2, 3) and done.err.strip() and "Fault(" not in done.err, done


def test_an_export_never_overwrites_a_folder_that_is_something_else(polyptych, shelf, tmp_path):
    polyptych("import", shelf, "--project", "p", "--quiet", expect=0)
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "diary.txt").write_text("mine")
    for kind in FORMATS:
        done = polyptych("export", "--project", "p", "--status", "any", "--format", kind, "--out", mine, expect=3)
        assert "mine" in done.err and "Fault(" not in done.err, done
    assert digest(mine) == {"diary.txt": hashlib.sha256(b"mine").hexdigest()}
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []


def test_an_original_in_place_is_never_written_and_its_change_is_told(polyptych, shelf, tmp_path):
    source = tmp_path / "source"
    shutil.copytree(shelf, source)
    before = digest(source)
    polyptych("import", source, "--project", "p", "--in-place", "--quiet", expect=0)
    assert not (polyptych.workspace / "blobs").exists() or not [path for path in (polyptych.workspace / "blobs").rglob("*") if path.is_file()]
    export = ["export", "--project", "p", "--status", "any", "--quiet"]
    polyptych(*export, "--out", tmp_path / "one", expect=0)
    assert digest(source) == before
    changed = source / "set-001" / "view-1.jpg"
    flip(changed, -3)
    done = polyptych(*export, "--out", tmp_path / "two", expect=3)
    assert "view-1.jpg" in done.err and "changed" in done.err, done
    assert not (tmp_path / "two").exists()
    assert str(changed) in polyptych("doctor", "--deep", expect=1).out


def test_another_folder_of_the_same_name_is_never_taken_for_the_one_that_is_there(polyptych, shelf, tmp_path):
    polyptych("import", shelf, "--project", "p", "--quiet", expect=0)
    before = polyptych("lint", "--project", "p", "--json").json
    other = make_sets(tmp_path / "other" / "shelf", sets=6, views=2, seed=8)
    done = polyptych("import", other, "--project", "p", expect=1)
    assert all(f"set-{number:03}" in done.out for number in range(5)) and "set-005" not in done.out, done
    after = polyptych("lint", "--project", "p", "--json").json["sets"]
    assert after[:5] == before["sets"] and [found["key"] for found in after[5:]] == ["set-005"]
    polyptych("import", shelf, "--project", "p", expect=0)


def test_a_set_that_was_edited_since_is_still_the_one_that_its_folder_made(polyptych, shelf, serve):
    polyptych("import", shelf, "--project", "p", "--quiet", expect=0)
    server = serve(polyptych.workspace)
    for set_id in server.set_ids():
        views = server.set(set_id)["state"]["views"]
        server.edit(set_id, {"edit": "removeView", "view": views[0]["id"]})
    again = polyptych("import", shelf, "--project", "p", "--json", expect=0).json["job"]["result"]
    assert (again["sets"], again["unchanged"]) == (0, 5)
