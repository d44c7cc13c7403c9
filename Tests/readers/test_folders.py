"""Trainer folders read as trainers read them; imagefolders through `datasets`."""
from export import sha256


def folder_of(export, split):
    if export.format == "imagefolder":
        return export.folder / ("train" if split == "train" else "validation")
    return export.folder / split if "holdout" in export.request else export.folder


def splits(export):
    return list(dict.fromkeys(e["split"] for e in export.sets))


def test_a_trainer_finds_image_and_words_by_the_same_stem(trainer_folder):
    for split in splits(trainer_folder):
        folder = folder_of(trainer_folder, split)
        images = sorted(p for p in folder.iterdir() if p.suffix in (".png", ".jpg", ".jpeg", ".webp"))
        entries = {e["key"]: e for e in trainer_folder.entries(split=split)}
        assert len(images) == len(entries)
        for image in images:
            text = image.with_suffix(".txt").read_bytes()
            key, digits = image.stem.rsplit("-", 1)
            assert digits == sha256(image.read_bytes() + text)[:8]
            entry = entries.pop(key)
            assert sha256(image.read_bytes()) == trainer_folder.part(entry, "composite")["sha256"]
            assert sha256(text) == trainer_folder.part(entry, "text")["sha256"]
            assert text.decode() == entry["text"]
            assert text and b"\n" not in text and b"\r" not in text
        assert not entries


def test_datasets_reads_images_words_and_separate_views(imagefolder, tmp_path):
    import datasets

    for arguments in ({"path": "imagefolder", "data_dir": str(imagefolder.folder)}, {"path": str(imagefolder.folder)}):
        loaded = datasets.load_dataset(**arguments, cache_dir=str(tmp_path))
        assert set(loaded) == {{"train": "train", "holdout": "validation"}[s] for s in splits(imagefolder)}
        for split in splits(imagefolder):
            rows = loaded["train" if split == "train" else "validation"]
            has_views = "view" in rows.features
            rows = rows.cast_column("image", datasets.Image(decode=False))
            if has_views:
                rows = rows.cast_column("view", datasets.List(datasets.Image(decode=False)))
            entries = {e["key"]: e for e in imagefolder.entries(split=split)}
            assert len(rows) == len(entries)
            for row in rows:
                entry = entries.pop(row["key"])
                assert row["text"] == entry["text"]
                assert content(row["image"]) == imagefolder.part(entry, "composite")["sha256"]
                assert row["captions"] == [v["caption"] for v in entry["views"]]
                assert row["markers"] == [v["marker"] for v in entry["views"]]
                if has_views:
                    assert [content(v) for v in row["view"]] == [
                        imagefolder.part(entry, "view", i + 1)["sha256"] for i in range(len(entry["views"]))
                    ]
            assert not entries


def test_datasets_decodes_the_composite(imagefolder, tmp_path):
    import datasets

    rows = datasets.load_dataset("imagefolder", data_dir=str(imagefolder.folder), cache_dir=str(tmp_path))["train"]
    entries = {e["key"]: e for e in imagefolder.sets}
    for row in rows:
        plan = entries[row["key"]]["plan"]
        assert row["image"].size == (plan["width"], plan["height"])


def content(image):
    if image["bytes"] is not None:
        return sha256(image["bytes"])
    with open(image["path"], "rb") as file:
        return sha256(file.read())
