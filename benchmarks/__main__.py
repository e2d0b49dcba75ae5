"""Run every benchmark and print the rows of docs/benchmarks.md."""

from __future__ import annotations

import datetime as dt
import os
import platform

from benchmarks import dossier_read, settlement_frontier


def main() -> None:
    """Print the tables as Markdown, with date and machine."""
    today = dt.datetime.now(tz=dt.UTC).date()
    print(f"{today}, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores\n")
    print("| Case | Packages | Parties | Question | Ours | Peer | Ratio | Same answer |")
    print("|---|---:|---:|---|---:|---|---:|---|")
    for row in settlement_frontier.run():
        theirs = row["peer_seconds"]
        peer = row["peer"] if theirs is None else f"{row['peer']}: {theirs:.3f} s"
        ratio = "–" if theirs is None else f"{theirs / row['ours_seconds']:.1f}"
        print(
            f"| {row['name']} | {row['packages']:,} | {row['parties']} | {row['question']} | "
            f"{row['ours_seconds']:.3f} s | {peer} | {ratio} | {row['same']} |"
        )
    print("\n| Reading | Ours | Size |\n|---|---:|---|")
    for row in dossier_read.run():
        print(f"| {row['name']} | {row['ours_seconds']:.3f} s | {row['note']} |")


if __name__ == "__main__":
    main()
