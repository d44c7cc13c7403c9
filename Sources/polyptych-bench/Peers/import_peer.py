"""Import with libvips or OpenCV: read, SHA-256, decode and orient, thumbnail that fits 256 pixels written as JPEG, perceptual hash.

    python import_peer.py pyvips|opencv|opencv-quarter WORKERS

`opencv` decodes at half size, as libvips and Pillow do for this ratio, `opencv-quarter` at a quarter. With "copy" the original is stored
durably under its hash as well, and a row is written into SQLite.
"""
import hashlib
import os
import sqlite3
import sys

os.environ["VIPS_CONCURRENCY"] = "1"  # one thread for each process: the processes share the cores
import common

SIDE, QUALITY = 256, 85
ENGINE = sys.argv[1]

if ENGINE == "pyvips":
    import imagehash
    import pyvips
    from PIL import Image

    def image(data):
        small = pyvips.Image.thumbnail_buffer(data, SIDE, height=SIDE, size="down")
        small = small.copy_memory()
        encoded = small.jpegsave_buffer(Q=QUALITY, keep="none")
        return encoded, str(imagehash.phash(Image.fromarray(small.numpy())))
else:
    import cv2
    import numpy

    cv2.setNumThreads(1)
    FLAG = cv2.IMREAD_REDUCED_COLOR_4 if ENGINE == "opencv-quarter" else cv2.IMREAD_REDUCED_COLOR_2

    def image(data):
        full = cv2.imdecode(numpy.frombuffer(data, numpy.uint8), FLAG)  # turns by EXIF
        scale = SIDE / max(full.shape[:2])
        small = cv2.resize(full, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        encoded = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes()
        grey = cv2.resize(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (32, 32), interpolation=cv2.INTER_AREA)
        low = cv2.dct(grey.astype(numpy.float32))[:8, :8]
        return encoded, numpy.packbits(low > numpy.median(low)).tobytes().hex()


def one(job):
    path, out, copies = job
    with open(path, "rb") as file:
        data = file.read()
    digest = hashlib.sha256(data).hexdigest()
    thumbnail, phash = image(data)
    with open(os.path.join(out, digest + ".jpg"), "wb") as file:
        file.write(thumbnail)
    if copies:
        common.store(data, os.path.join(out, digest))
    return digest, phash, len(data)


def measure(pool, order):
    out, copies = order["out"], order.get("copy", False)
    rows = pool.map(one, [(path, out, copies) for path in order["files"]], chunksize=2)
    if copies:
        with sqlite3.connect(os.path.join(out, "rows.sqlite3")) as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = FULL")
            database.execute("CREATE TABLE blob (sha256 TEXT PRIMARY KEY, phash TEXT, bytes INTEGER)")
            database.executemany("INSERT INTO blob VALUES (?, ?, ?)", rows)
        database.close()
    assert len({row[0] for row in rows}) == len(order["files"])


def warm(_):
    import numpy
    if ENGINE == "pyvips":
        image(pyvips.Image.black(64, 64, bands=3).copy(interpretation="srgb").jpegsave_buffer())
    else:
        image(cv2.imencode(".jpg", numpy.zeros((640, 640, 3), numpy.uint8))[1].tobytes())


if __name__ == "__main__":
    common.serve(int(sys.argv[2]), warm, {"import": measure})
