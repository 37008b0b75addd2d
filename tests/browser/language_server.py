"""A client of yaml-language-server, as an editor is one: it opens texts and asks what an editor asks."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

LONGEST = 60
"""Seconds in which the server has to answer."""


class LanguageServer:
    """A server that was started in a site's folder with the settings of an editor."""

    def __init__(self, program: Path, root: Path, settings: Mapping[str, object]) -> None:
        self._process = subprocess.Popen(["node", str(program), "--stdio"], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._came: Queue[dict[str, Any]] = Queue()
        self._reader = Thread(target=self._listen, daemon=True)
        self._reader.start()
        self._number = 0
        self._settings = settings
        self._said: dict[str, list[dict[str, Any]]] = {}
        snippets = {"completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}}}
        capabilities = {"workspace": {"configuration": True, "workspaceFolders": True}, "textDocument": snippets}
        folders = [{"uri": root.as_uri(), "name": root.name}]
        about = {"processId": None, "rootUri": root.as_uri(), "capabilities": capabilities, "workspaceFolders": folders}
        self.root = root
        self.ask("initialize", about)
        self._tell("initialized", {})
        # What is opened before the settings are known would be looked at without them.
        while self._take().get("method") != "workspace/configuration":
            pass

    def close(self) -> None:
        """End the server."""
        self.ask("shutdown", None)
        self._tell("exit", None)
        self._process.wait(LONGEST)
        self._reader.join(LONGEST)
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()

    def open(self, path: str, text: str, language: str = "yaml") -> list[str]:
        """Open a file that has this text; give what the server finds wrong, as `line: message`."""
        return self.open_all({path: text}, language)[path]

    def open_all(self, texts: Mapping[str, str], language: str = "yaml") -> dict[str, list[str]]:
        """Open files; give what the server finds wrong in each."""
        uris = {path: (self.root / path).as_uri() for path in texts}
        for path, uri in uris.items():
            self._said.pop(uri, None)
            document = {"uri": uri, "languageId": language, "version": 1, "text": texts[path]}
            self._tell("textDocument/didOpen", {"textDocument": document})
        while not self._said.keys() >= set(uris.values()):
            self._take()
        lines = {
            path: [(problem["range"]["start"]["line"] + 1, problem["message"]) for problem in self._said[uri]] for path, uri in uris.items()
        }
        return {path: [f"{line}: {message}" for line, message in sorted(found)] for path, found in lines.items()}

    def complete(self, path: str, line: int, column: int) -> dict[str, dict[str, Any]]:
        """Give what may stand at a place, by its label; lines and columns count from 1."""
        answer = self.ask("textDocument/completion", self._at(path, line, column))
        return {item["label"]: item for item in answer["items"]}

    def hover(self, path: str, line: int, column: int) -> str:
        """Give what is said of a place."""
        answer = self.ask("textDocument/hover", self._at(path, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def ask(self, method: str, about: object) -> Any:
        """Ask the server, and wait for the answer."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": about})
        while True:
            answer = self._take()
            if answer.get("id") == number and "method" not in answer:
                assert "error" not in answer, answer["error"]
                return answer["result"]

    def _at(self, path: str, line: int, column: int) -> dict[str, object]:
        place = {"line": line - 1, "character": column - 1}
        return {"textDocument": {"uri": (self.root / path).as_uri()}, "position": place}

    def _tell(self, method: str, about: object) -> None:
        self._send({"method": method, "params": about})

    def _take(self) -> dict[str, Any]:
        """Take one message, and answer what the server asks of an editor."""
        message = self._came.get(timeout=LONGEST)
        if message.get("method") == "workspace/configuration":
            self._send({"id": message["id"], "result": [self._setting(item["section"]) for item in message["params"]["items"]]})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self._said[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def _setting(self, section: str) -> dict[str, object]:
        """Give the settings that begin with a section's name, as an editor nests them."""
        nested: dict[str, Any] = {}
        for name, value in self._settings.items():
            if name.startswith(f"{section}."):
                *above, last = name.split(".")[1:]
                place = nested
                for part in above:
                    place = place.setdefault(part, {})
                place[last] = value
        return nested

    def _send(self, message: dict[str, object]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._process.stdin.flush()

    def _listen(self) -> None:
        for message in self._messages():
            self._came.put(message)

    def _messages(self) -> Iterator[dict[str, Any]]:
        stream = self._process.stdout
        assert stream is not None
        while head := stream.readline():
            length = int(head.split(b":")[1])
            while stream.readline().strip():
                pass
            yield json.loads(stream.read(length))
