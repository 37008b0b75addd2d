"""Write anew what the example makes: the public site as a whole, for the other targets the fingerprint of every file, and the packet that
the README shows, by the command that makes it.

Run `python tests/golden/renew.py` when a change of the site is meant, and read the difference before you commit it.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from mentorsite.output.manifest import fingerprint, text_of
from tests.golden.test_example import GOLDEN, PACKET, WHOLE, example, packet


def main() -> None:
    """Write the golden files."""
    for target, files in example().items():
        if target == WHOLE:
            shutil.rmtree(GOLDEN / target, ignore_errors=True)
            for address, data in files.items():
                place = GOLDEN / target / address
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
        else:
            prints = [(address, fingerprint(data)) for address, data in files.items()]
            (GOLDEN / f"{target}.sha256").write_bytes(text_of(prints))
    PACKET.mkdir(exist_ok=True)
    packet(PACKET)


if __name__ == "__main__":
    main()
