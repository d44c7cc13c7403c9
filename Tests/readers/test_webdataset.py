"""`webdataset` and the `webdataset` builder of `datasets` read every shard and agree with the manifest by SHA-256."""
import json

from export import sha256


def expected(export, entry):
    """Suffix to hash, as readers name the parts of a sample."""
    return {p["member"][len(entry["key"]) + 1 :]: p["sha256"] for p in entry["parts"]}


def test_webdataset_reads_every_sample(shards):
    import webdataset as wds

    for views, split in shards.series():
        entries = shards.entries(views, split)
        samples = list(wds.WebDataset(shards.shards(views, split), shardshuffle=False, empty_check=False))
        assert [s["__key__"] for s in samples] == [e["key"] for e in entries]
        for sample, entry in zip(samples, entries):
            assert {k: sha256(v) for k, v in sample.items() if not k.startswith("__")} == expected(shards, entry)
            assert sample["txt"].decode() == entry["text"]


def test_webdataset_decodes_image_text_and_record(shards):
    import webdataset as wds

    for views, split in shards.series():
        data = wds.WebDataset(shards.shards(views, split), shardshuffle=False, empty_check=False).decode("pil")
        for sample, entry in zip(data, shards.entries(views, split), strict=True):
            plan, record = entry["plan"], sample["json"]
            assert sample[shards.extension].size == (plan["width"], plan["height"])
            assert sample["txt"] == record["text"] == entry["text"]
            assert "\n" not in sample["txt"]
            assert [p["box"] for p in record["panels"]] == [p["box"] for p in plan["panels"]]
            assert [v["sha256"] for v in record["provenance"]["views"]] == [v["image"]["sha256"] for v in entry["views"]]
            assert record["captions"] == [v["caption"] for v in entry["views"]]
            assert record["markers"] == [v["marker"] for v in entry["views"]]
            assert record["provenance"]["order"] == entry["order"]


def test_datasets_reads_each_series_with_one_schema(shards, tmp_path):
    import datasets

    for views, split in shards.series():
        entries = shards.entries(views, split)
        files = shards.shards(views, split)
        rows = datasets.load_dataset("webdataset", data_files={"train": files}, split="train", cache_dir=str(tmp_path))
        check_rows(shards, rows, entries)


def test_datasets_finds_the_series_by_the_card(shards, tmp_path):
    import datasets

    for views in dict.fromkeys(v for v, _ in shards.series()):
        name = f"{views}view{'' if views == 1 else 's'}"
        splits = datasets.load_dataset(str(shards.folder), name, cache_dir=str(tmp_path))
        assert set(splits) == {split for v, split in shards.series() if v == views}
        for split, rows in splits.items():
            check_rows(shards, rows, shards.entries(views, split))


def check_rows(export, rows, entries):
    import datasets

    images = [c for c, f in rows.features.items() if isinstance(f, datasets.Image)]
    for column in images:
        rows = rows.cast_column(column, datasets.Image(decode=False))
    assert len(rows) == len(entries)
    for row, entry in zip(rows, entries):
        assert row["__key__"] == entry["key"]
        hashes = expected(export, entry)
        assert {c: sha256(row[c]["bytes"]) for c in images} == {c: h for c, h in hashes.items() if c not in ("txt", "json")}
        assert sha256(row["txt"].encode()) == hashes["txt"]
        assert json.dumps(row["json"]["captions"]) == json.dumps([v["caption"] for v in entry["views"]])
        assert [v["sha256"] for v in row["json"]["provenance"]["views"]] == [v["image"]["sha256"] for v in entry["views"]]
