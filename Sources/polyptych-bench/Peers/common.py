"""What every peer does alike: a pool of one process per core that stays warm, and one round for each line of standard input.

A line is a JSON object; the answer is a line with the seconds that the round took. Work is dealt in small portions, so that no
process waits for another at the end of a round.
"""
import json
import multiprocessing
import os
import sys
import time


def serve(workers, warm, rounds):
    """Answers lines until standard input ends; `rounds` maps the name of a kind of round to `f(pool, order)`."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers) as pool:
        pool.map(warm, range(workers * 4), chunksize=1)
        print(json.dumps({"ready": True}), flush=True)
        for line in sys.stdin:
            order = json.loads(line)
            begin, worked = time.perf_counter(), processor(pool)
            rounds[order["round"]](pool, order)
            print(json.dumps({"seconds": time.perf_counter() - begin, "processor": processor(pool) - worked}), flush=True)


def processor(pool):
    """Seconds that this process and its workers have computed; 0 where the system does not say."""
    seconds = time.process_time()
    for worker in pool._pool:
        try:
            with open(f"/proc/{worker.pid}/stat") as file:
                fields = file.read().rsplit(")", 1)[1].split()
        except OSError:
            return 0
        seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


def store(data, target):
    """Writes a file so that a crash leaves all or nothing of it, durably."""
    partial = f"{target}.{os.getpid()}.partial"
    with open(partial, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.rename(partial, target)
