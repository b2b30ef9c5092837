"""`portal export DIR`: the public pages as files; `portal serve`: the same pages live, with the form."""

import argparse
from pathlib import Path
from typing import Any

from liaison.commands.command import Command
from liaison.domain.errors import BadInput

PORT = 8765
SENDER = "网上提交"
"""Who the trail and the attachments name: nobody at a desk."""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("portal", help="扫码看到的网页：导出成文件夹，或者直接提供服务")
    parts = parser.add_subparsers(
        metavar="export|serve", required=True, dest="portal", parser_class=type(parser)
    )
    exporting = parts.add_parser("export", help="把网页写成文件夹，放到任何网站上")
    exporting.add_argument("out", metavar="DIR")
    exporting.set_defaults(run=run_export)
    serving = parts.add_parser("serve", help="提供网页和提建议的表单，放在单位的反向代理后面")
    serving.add_argument("--host", default="127.0.0.1", help="监听的地址（默认 127.0.0.1）")
    serving.add_argument("--port", type=int, default=PORT, metavar="N", help=f"端口（默认 {PORT}）")
    serving.add_argument(
        "--proxy", action="store_true", help="前面有自己的反向代理：信它报的来访地址"
    )
    serving.set_defaults(run=run_serve)
    for one in (exporting, serving):
        one.add_argument("--json", action="store_true", dest="as_json", default=argparse.SUPPRESS)
        one.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)


def run_export(command: Command, arguments: argparse.Namespace) -> int:
    """Write the folder; a code that no longer stands keeps its page, which says so."""
    from liaison.portal.folder import export
    from liaison.services.code_rows import web_address

    if not arguments.out:
        raise BadInput("option_missing", option="DIR")
    with command.office() as office:
        _tell_address(command, office.read(web_address))
        pages = export(office, Path(arguments.out))
    content = {"folder": arguments.out, "pages": pages}
    command.answer(content, f"已写入 {pages} 个码的网页：{arguments.out}")
    return 0


def run_serve(command: Command, arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    from liaison.portal.server import serve
    from liaison.services.code_rows import web_address

    def ready(address: str) -> None:
        command.answer({"serving": address}, f"已开始服务 {address}")

    with command.office(SENDER) as office:
        _tell_address(command, office.read(web_address))
        try:
            serve(office, arguments.host, arguments.port, ready, behind_proxy=arguments.proxy)
        except KeyboardInterrupt:
            command.tell("已停止服务，收到的都在。")
    return 0


def _tell_address(command: Command, address: str) -> None:
    if not address:
        command.tell("没有设置网址：印出的码不会打开这些网页；请在设置里填写网址后重印。")
