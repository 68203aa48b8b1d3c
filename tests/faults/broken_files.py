"""Books that a bad disk spoiled in such a way that they still open."""

import sqlite3


def break_an_index(path):
    """Alter the first id in the index of the steps' hashes, as a bad disk would."""
    connection = sqlite3.connect(path)
    (size,) = connection.execute("pragma page_size").fetchone()
    (page,) = connection.execute(
        "select rootpage from sqlite_schema where name = 'sqlite_autoindex_step_1'"
    ).fetchone()
    (known,) = connection.execute("select hash from step limit 1").fetchone()
    connection.close()
    content = bytearray(path.read_bytes())
    at = content.index(known.encode(), (page - 1) * size, page * size)
    content[at + 5] ^= 1
    path.write_bytes(content)
