"""The manifest agrees with the files, by nothing more than hashlib, json and tarfile."""
import tarfile

from export import sha256


def test_the_manifest_carries_its_own_hash(export):
    assert export.content_hash() == export.manifest["contentHash"]


def test_every_file_is_listed_with_its_size_and_hash(export):
    found = {str(p.relative_to(export.folder)): p.read_bytes() for p in export.folder.rglob("*") if p.is_file()}
    found.pop("manifest.json")
    listed = {f["path"]: (f["bytes"], f["sha256"]) for f in export.manifest["files"]}
    assert listed == {path: (len(data), sha256(data)) for path, data in found.items()}


def test_every_source_view_is_named_by_its_hash(export):
    views = [v for e in export.sets for v in e["views"]]
    assert views
    for view in views:
        assert sha256(export.original(view).read_bytes()) == view["image"]["sha256"]


def test_tar_members_are_the_parts_in_order_and_carry_nothing_of_this_machine(export):
    shards = [f["path"] for f in export.manifest["files"] if f["path"].endswith(".tar")]
    assert bool(shards) == (export.format == "webdataset")
    for shard in shards:
        parts = [p for e in export.sets for p in e["parts"] if p["path"] == shard]
        with tarfile.open(export.folder / shard) as tar:
            members = tar.getmembers()
            assert [m.name for m in members] == [p["member"] for p in parts]
            for member, part in zip(members, parts):
                assert (member.mtime, member.uid, member.gid, member.uname, member.gname, member.mode) == (0, 0, 0, "", "", 0o644)
                assert member.isreg()
                data = tar.extractfile(member).read()
                assert (len(data), sha256(data)) == (part["bytes"], part["sha256"])


def test_names_are_plain_and_unique_whatever_the_case(export):
    keys = [e["key"] for e in export.sets]
    assert len({k.lower() for k in keys}) == len(keys)
    assert all(k.replace("-", "").replace("_", "").isalnum() and k.isascii() for k in keys)


def test_no_source_view_is_on_both_sides(export):
    sides = {}
    for entry in export.sets:
        for view in entry["views"]:
            sides.setdefault(view["image"]["sha256"], set()).add(entry["split"])
    assert all(len(s) == 1 for s in sides.values())
    assert ("holdout" in {e["split"] for e in export.sets}) == ("holdout" in export.request)
