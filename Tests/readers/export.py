"""An export as its manifest describes it; knows nothing about how readers see it."""
import hashlib
import json
import re
from pathlib import Path


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Export:
    def __init__(self, folder: Path, blobs: Path):
        self.folder, self.blobs = folder, blobs
        self.bytes = (folder / "manifest.json").read_bytes()
        self.manifest = json.loads(self.bytes)
        self.request = self.manifest["request"]
        self.format = self.request["format"]
        self.sets = self.manifest["sets"]
        self.extension = "png" if self.request["image"] == "png" else "jpg"

    def content_hash(self):
        """The SHA-256 of the manifest with the digits of its own hash replaced by zeros."""
        return sha256(re.sub(rb'^\{"contentHash":"[0-9a-f]{64}"', b'{"contentHash":"' + b"0" * 64 + b'"', self.bytes))

    def original(self, view):
        digest = view["image"]["sha256"]
        return self.blobs / digest[:2] / digest

    def part(self, entry, role, view=None):
        found = [p for p in entry["parts"] if p["role"] == role and p.get("view") == view]
        assert len(found) == 1, (entry["key"], role, view, found)
        return found[0]

    def shards(self, views, split):
        """Paths of the shards of one series, in order."""
        own = [p["path"] for e in self.sets if len(e["views"]) == views and e["split"] == split for p in e["parts"]]
        return [str(self.folder / path) for path in dict.fromkeys(own)]

    def series(self):
        return list(dict.fromkeys((len(e["views"]), e["split"]) for e in self.sets))

    def entries(self, views=None, split=None):
        return [e for e in self.sets if views in (None, len(e["views"])) and split in (None, e["split"])]
