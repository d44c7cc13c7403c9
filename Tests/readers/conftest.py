"""Exports to read, and the originals they were made from.

By default the program makes them: `POLYPTYCH_BIN=.build/debug/polyptych pytest Tests/readers` renders sample sets into a workspace of
its own and exports them in every format. To read exports that exist already, name them instead:

    POLYPTYCH_EXPORTS=DIR[:DIR…] POLYPTYCH_BLOBS=workspace/blobs pytest Tests/readers
"""
import json
import os
import subprocess
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1", HF_DATASETS_DISABLE_PROGRESS_BARS="1")

import pytest

from export import Export

# Name, and the options of `polyptych export`.
KINDS = {
    "shards-png": ["--format", "webdataset", "--include-views", "--permutations", "1", "--shard-size", "4"],
    "shards-jpeg": ["--format", "webdataset", "--image", "jpeg", "--quality", "95", "--holdout", "0.3", "--shard-size", "4"],
    "folder": ["--format", "folder"],
    "folder-split": ["--format", "folder", "--image", "jpeg", "--holdout", "0.3"],
    "imagefolder": ["--format", "imagefolder", "--include-views"],
    "imagefolder-split": ["--format", "imagefolder", "--include-views", "--holdout", "0.3"],
}
GIVEN = [Path(p) for p in os.environ.get("POLYPTYCH_EXPORTS", "").split(":") if p]


@pytest.fixture(scope="session")
def workspace(tmp_path_factory):
    """A workspace with rendered sets, made by the program under test."""
    folder = tmp_path_factory.mktemp("readers") / "workspace"
    run(folder, "sample-data", "--project", "sample", "--sets", "9", "--seed", "11")
    return folder


def run(workspace, command, *options):
    program = os.environ.get("POLYPTYCH_BIN")
    assert program, "set POLYPTYCH_BIN to the program, or POLYPTYCH_EXPORTS and POLYPTYCH_BLOBS to what it wrote"
    done = subprocess.run([program, command, "--workspace", str(workspace), *options], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, f"{command} {options} answered {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def names(*formats):
    """Exports of these formats: the given ones, else the kinds that the program is asked for."""
    if GIVEN:
        return [p for p in GIVEN if json.loads((p / "manifest.json").read_bytes())["request"]["format"] in formats]
    return [name for name, options in KINDS.items() if options[1] in formats]


def opened(request):
    if GIVEN:
        return Export(request.param, Path(os.environ["POLYPTYCH_BLOBS"]))
    workspace = request.getfixturevalue("workspace")
    folder = workspace.parent / "exports" / request.param
    if not folder.exists():
        run(workspace, "export", "--project", "sample", "--status", "any", "--name", "sample", "--out", str(folder), *KINDS[request.param])
    return Export(folder, workspace / "blobs")


def exports(*formats):
    return pytest.fixture(scope="session", params=names(*formats), ids=lambda p: getattr(p, "name", p))(opened)


export = exports("webdataset", "folder", "imagefolder")
shards = exports("webdataset")
trainer_folder = exports("folder")
imagefolder = exports("imagefolder")
