"""Compares wx-core with wechatpy, which somebody else wrote.

    python3 -m venv /tmp/wechatpy && /tmp/wechatpy/bin/pip install wechatpy cryptography xmltodict

`python wechatpy.py write` makes `wechatpy.json` beside this file: replies that wechatpy encrypted and signed, which
`cargo test` opens. `python wechatpy.py read` lets wechatpy open what stands on its standard input, one JSON object a
line; `WECHATPY=/tmp/wechatpy/bin/python cargo test -p wx-core --features push -- --ignored wechatpy` calls it.
"""

import json
import random
import sys
from pathlib import Path

# The folder of this file is the first on the path, and has this file's name in it.
sys.path.pop(0)
from wechatpy.crypto import WeChatCrypto  # noqa: E402

TOKEN = "token-of-a-test"
APPID = "wx0123456789abcdef"
KEY = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123+/"
XML = "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><MsgType><![CDATA[text]]></MsgType></xml>"
JSON = '{"ToUserName": "gh_1", "MsgType": "text", "Content": "\\u4f60\\n"}'


def write():
    random.seed(1)
    lengths = [0, 1, *range(15, 34)]
    texts = ["".join(chr(33 + (at * 7) % 94) for at in range(length)) for length in [*lengths, 1000]]
    texts += ["你好，世界 🎉", XML, JSON]
    cases = [("k", text) for text in texts]
    # The last character of a key holds four bits of it, and two that belong to nothing.
    cases += [(last, text) for last in "lmn" for text in ["", XML, "你好"]]
    rows = []
    for number, (last, text) in enumerate(cases):
        crypto = WeChatCrypto(TOKEN, KEY + last, APPID)
        body = crypto.encrypt_message(text, str(415670741 + number), str(1713424427 + number))
        rows.append({"key": KEY + last, "message": text, "body": body})
    data = {"token": TOKEN, "appid": APPID, "replies": rows}
    path = Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read():
    count = 0
    for line in sys.stdin:
        row = json.loads(line)
        crypto = WeChatCrypto(row["token"], row["key"], row["appid"])
        opened = crypto.decrypt_message(row["body"], row["signature"], row["timestamp"], row["nonce"])
        if opened != row["message"]:
            sys.exit(f"wechatpy opened something else: {row}")
        count += 1
    print(count)


if __name__ == "__main__":
    {"write": write, "read": read}[sys.argv[1]]()
