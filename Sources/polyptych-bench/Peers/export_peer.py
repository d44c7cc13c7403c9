"""Export with Pillow and webdataset or libvips and tarfile: two views, each cropped to a square and resized to 512 × 512 by Lanczos, side by
side, JPEG quality 95 with 4:2:0, written into shards with text and record.

    python export_peer.py pillow|pyvips WORKERS
"""
import io
import json
import os
import sys
import tarfile

os.environ["VIPS_CONCURRENCY"] = "1"  # one thread for each process: the processes share the cores
import common

SIDE, QUALITY = 512, 95
ENGINE = sys.argv[1]


def square(width, height):
    side = min(width, height)
    return (width - side) // 2, (height - side) // 2, side


if ENGINE == "pillow":
    import webdataset
    from PIL import Image

    def composite(paths):
        canvas = Image.new("RGB", (SIDE * len(paths), SIDE))
        for place, path in enumerate(paths):
            with Image.open(path) as image:
                left, top, side = square(*image.size)
                part = image.convert("RGB").resize((SIDE, SIDE), Image.LANCZOS, box=(left, top, left + side, top + side))
            canvas.paste(part, (place * SIDE, 0))
        buffer = io.BytesIO()
        canvas.save(buffer, "JPEG", quality=QUALITY, subsampling="4:2:0")
        return buffer.getvalue()

    def shard(job):
        name, sets = job
        with webdataset.TarWriter(name) as writer:
            for key, paths, text in sets:
                writer.write({"__key__": key, "jpg": composite(paths), "txt": text, "json": {"key": key, "text": text}})
        return len(sets)
else:
    import pyvips

    def composite(paths):
        parts = []
        for path in paths:
            image = pyvips.Image.new_from_file(path, access="sequential")
            left, top, side = square(image.width, image.height)
            parts.append(image.crop(left, top, side, side).resize(SIDE / side, kernel="lanczos3"))
        return parts[0].join(parts[1], "horizontal").jpegsave_buffer(Q=QUALITY, keep="none", subsample_mode="on")

    def shard(job):
        name, sets = job
        with tarfile.open(name, "w") as tar:
            for key, paths, text in sets:
                record = json.dumps({"key": key, "text": text}).encode()
                for extension, data in (("jpg", composite(paths)), ("txt", text.encode()), ("json", record)):
                    member = tarfile.TarInfo(f"{key}.{extension}")
                    member.size = len(data)
                    tar.addfile(member, io.BytesIO(data))
        return len(sets)


def measure(pool, order):
    sets, out, per_shard = order["sets"], order["out"], order["perShard"]
    jobs = [(os.path.join(out, f"shard-{index:05d}.tar"), sets[index:index + per_shard]) for index in range(0, len(sets), per_shard)]
    assert sum(pool.map(shard, jobs, chunksize=1)) == len(sets)


def warm(_):
    pass


if __name__ == "__main__":
    common.serve(int(sys.argv[2]), warm, {"export": measure})
