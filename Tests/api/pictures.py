"""Small pictures, made here so that nothing needs to be downloaded."""

import functools
import pathlib
import random
import struct
import zlib

from PIL import Image


def picture(seed, size=(160, 120)):
    """A smooth picture of its own for every seed: no two are near duplicates."""
    dice = random.Random(seed)
    small = Image.frombytes("RGB", (8, 6), bytes(dice.randrange(256) for _ in range(8 * 6 * 3)))
    return small.resize(size, Image.BICUBIC)


def make_sets(folder, sets, views, size=(160, 120), seed=0):
    """A folder per set with JPEG views and a caption beside each."""
    folder = pathlib.Path(folder)
    for number in range(sets):
        home = folder / f"set-{number:03}"
        home.mkdir(parents=True)
        for view in range(views):
            picture(f"{seed}/{number}/{view}", size).save(home / f"view-{view + 1}.jpg", quality=90)
            (home / f"view-{view + 1}.txt").write_text(f"object {number} seen from side {view + 1}")
    return folder


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@functools.cache
def flat_png(width, height):
    """A black PNG of any size without its pixels ever being in memory at once."""
    packer = zlib.compressobj(9)
    row, packed = bytes(1 + width * 3), []
    for _ in range(height):
        packed.append(packer.compress(row))
    packed.append(packer.flush())
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"".join(packed)) + chunk(b"IEND", b"")
