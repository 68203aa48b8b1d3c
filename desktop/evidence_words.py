"""The words of what stands against a file as evidence, and of evidence that is damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.faults import EvidenceFault

if TYPE_CHECKING:
    from collections.abc import Mapping

# {name} is the quoted name of the file or the evidence, {detail} its size in brackets.
EVIDENCE_WORDS: Mapping[EvidenceFault, str] = {
    EvidenceFault.MISSING: "没有找到文件{name}，没有添加。看看它是不是被移走了，再试一次。",
    EvidenceFault.FOLDER: "{name}是文件夹，没有添加。打开它，选里面的文件。",
    EvidenceFault.NO_PERMISSION: "{name}读不了，没有添加。关闭正打开它的程序，或拷到本机再试。",
    EvidenceFault.EMPTY: "{name}是空文件，一个字节也没有，没有添加。向对方重新要一份。",
    EvidenceFault.TOO_LARGE: (
        "{name}太大{detail}，没有添加。每个文件不超过 20 MB，压缩图片或拆开再添加。"
    ),
    EvidenceFault.WRONG_TYPE: (
        "{name}不是收得下的文件类型，没有添加。可以收文档、表格、PDF 和图片，另存后再添加。"
    ),
    EvidenceFault.WRONG_CONTENT: (
        "{name}的内容和扩展名对不上，没有添加。用 WPS 或看图程序打开，另存一份再添加。"
    ),
    EvidenceFault.PROGRAM: (
        "{name}是程序、脚本或网页，不能作佐证，没有添加。需要留存的内容，打印成 PDF 再添加。"
    ),
    EvidenceFault.MACROS: "{name}里有宏（程序），没有添加。在 WPS 里另存为不带宏的格式再添加。",
    EvidenceFault.ARCHIVE: "{name}是压缩包，没有添加。先解压，把里面的文件一件件添加。",
    EvidenceFault.CONTENT_LOST: "佐证{name}的内容不在台账里了，打不开。从备份恢复，或重新添加。",
    EvidenceFault.CONTENT_ALTERED: (
        "佐证{name}的内容和存入时不一样，已损坏，没有打开。从备份恢复，或重新添加。"
    ),
}
