"""Makes vectors.json: what WeChat hands to front ends, by other people's cryptography.

    python3 -m venv /tmp/vectors
    /tmp/vectors/bin/pip install cryptography pycryptodome wechatpy
    /tmp/vectors/bin/python make.py > vectors.json

The tests need the file only. It is the same at each run: keys are digests of names.
"""

import base64
import hashlib
import json
import sys

from Crypto.Cipher import AES
from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from wechatpy.crypto import WeChatWxaCrypto

APPID = "wx0123456789abcdef"
# 2026-11-25 in Beijing.
NOW = 1795536000
PICTURE = "https://thirdwx.qlogo.cn/mmopen/vi_32/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132"


def some(name, length=16):
    """Bytes that look random."""
    return hashlib.sha512(name.encode()).digest()[:length]


def b64(data):
    return base64.b64encode(data).decode()


def cbc(key, iv, plain):
    """AES-128-CBC with PKCS#7, by two libraries that must agree."""
    padder = padding.PKCS7(128).padder()
    padded = padder.update(plain) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    data = encryptor.update(padded) + encryptor.finalize()
    assert data == AES.new(key, AES.MODE_CBC, iv).encrypt(padded)
    return data


def watermark(appid=APPID, timestamp=NOW):
    return {"timestamp": timestamp, "appid": appid}


KINDS = {
    "FullUserInfo": {
        "openId": "oGZUI0egBJY1zhBYw2KhdUfwVJJE",
        "nickName": "小明 👩‍👩‍👧 \"Ming\"",
        "gender": 1,
        "language": "zh_CN",
        "city": "",
        "province": "",
        "country": "",
        "avatarUrl": PICTURE,
        "unionId": "ocMvos6NjeKLIBqg5Mr9QjxrP1FA",
    },
    "FullUserInfo of getUserProfile": {
        "nickName": "微信用户",
        "gender": 0,
        "language": "",
        "city": "",
        "province": "",
        "country": "",
        "avatarUrl": "",
        "is_demote": True,
    },
    "PhoneInfo": {"phoneNumber": "13580006666", "purePhoneNumber": "13580006666", "countryCode": "86"},
    "PhoneInfo of elsewhere": {"phoneNumber": "85261234567", "purePhoneNumber": "61234567", "countryCode": 852},
    "WeRunData": {
        "stepInfoList": [
            {"timestamp": NOW - 86400 * (30 - day), "step": day * 397 % 21000} for day in range(31)
        ]
    },
    "GroupEnterInfo of a group": {
        "opengid": "tGHCJ5FHkYFtvmc8lqtDTKH_3gs4",
        "open_single_roomid": "",
        "group_openid": "oGROUP_MemberOf3gs4",
        "chat_type": 3,
    },
    "GroupEnterInfo of two": {
        "opengid": "",
        "open_single_roomid": "sGHCJ5FHkYFtvmc8lqtDTKH",
        "group_openid": "oSINGLE_MemberOf3gs4",
        "chat_type": 1,
    },
    "GroupEnterInfo of old": {"opengid": "tGHCJ5FHkYFtvmc8lqtDTKH_3gs4"},
    "ShareInfo": {"openGId": "tGHCJ5FHkYFtvmc8lqtDTKH_3gs4"},
    "PrivateMessage": {"activityId": "1017_k6Rc5HIyP0gkFkfJVwbkCt-zJVYdbAk-_Vmyk1b_RKXgGxkSuSBzzT3oBXQ~"},
    "Value": {"whatever": ["WeChat", {"adds": "later"}], "number": 1.5, "nothing": None},
}


def encrypted(name, fields, dense):
    key, iv = some(f"key of {name}"), some(f"iv of {name}")
    plain = json.dumps(fields, ensure_ascii=False, separators=(",", ":") if dense else None)
    data = cbc(key, iv, plain.encode())
    found = WeChatWxaCrypto(b64(key), b64(iv), fields["watermark"]["appid"]).decrypt_message(b64(data))
    assert found == fields, name
    return {
        "kind": name.split(" ")[0],
        "name": name,
        "session_key": b64(key),
        "iv": b64(iv),
        "encryptedData": b64(data),
        "plain": fields,
    }


def raw_data(name, fields):
    key = b64(some(f"key of {name}"))
    raw = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    signature = hashlib.sha1((raw + key).encode()).hexdigest()
    return {"session_key": key, "rawData": raw, "signature": signature}


def channel(name, plain):
    key, iv = some(f"channel {name}"), hashlib.md5(name.encode()).hexdigest()[:16]
    data = cbc(key, iv.encode(), plain.encode())
    return {"encrypt_key": b64(key), "iv": iv, "plain": plain, "data": b64(data)}


def main():
    everything = []
    for place, (name, fields) in enumerate(KINDS.items()):
        everything.append(encrypted(name, {**fields, "watermark": watermark()}, place % 2 == 0))
    user = {key: value for key, value in KINDS["FullUserInfo"].items() if key not in ("openId", "unionId")}
    vectors = {
        "appid": APPID,
        "timestamp": NOW,
        "encrypted": everything,
        "raw_data": [raw_data("a user", user), raw_data("nobody", {"nickName": "", "avatarUrl": ""})],
        "channel": [channel(str(length), ("加密abc" * 9)[:length]) for length in (0, 1, 5, 11, 12, 44)],
    }
    json.dump(vectors, sys.stdout, ensure_ascii=False, indent=1)
    print()


main()
