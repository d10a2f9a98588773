"""nginx before several processes of a site, with what deploy/ gives it in earnest."""

import os
import shutil
import socket
from contextlib import suppress

from tests.servers.process import OwnServer
from tests.support.site import ROOT

PROGRAM = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
CONFIGURATION = """
daemon off;
{user}
error_log stderr;
pid {folder}/pid;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    {folders}
    map $http_upgrade $connection_upgrade {{ default upgrade; "" close; }}
    upstream townhall {{
        least_conn;
        zone townhall 64k;
        {servers}
    }}
    server {{
        listen 127.0.0.1:{port};
        location / {{ include {proxy}; }}
    }}
}}
"""


class Nginx(OwnServer):
    name = "nginx"

    def __init__(self, ports: list[int], port: int):
        super().__init__()
        self.port = port
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        text = CONFIGURATION.format(
            user="user root;" if os.geteuid() == 0 else "",  # its workers then own what it made
            folder=self.folder,
            folders=" ".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in kinds),
            servers=" ".join(f"server 127.0.0.1:{each} max_fails=1 fail_timeout=2s;" for each in ports),
            port=port,
            proxy=ROOT / "deploy/proxy.conf",
        )
        (self.folder / "nginx.conf").write_text(text)

    def command(self) -> list:
        return [PROGRAM, "-e", "stderr", "-p", self.folder, "-c", "nginx.conf"]

    def answers(self) -> bool:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return True
        return False
