"""Titles and honorifics behind a lone family name in Chinese, Japanese and Korean.

Closed lists of our own making, from the wires, in the order in which an expression tries them.
"""

_HAN = (
    "氏 さん 首相 総理 大統領 国家主席 総書記 外相 防衛相 財務相 国防相 経産相 官房長官 長官 大臣 "
    "相は 大使 総裁 知事 代表 議員 幹事長 委員長 会長 社長 副大統領 容疑者 被告 選手 監督 主席 总理 "
    "总统 总书记 部长 外长 防长 财长 书记 省长 市长 先生 女士 院长 委员 委员长 发言人 特首 行政长官 "
    "總統 總理 總書記 部長 外長 院長 書記 委員 主委 市長 副总统 副總統"
)
_HANGUL = (
    "대통령 총리 장관 차관 대표 의원 후보 위원장 회장 사장 시장 지사 실장 수석 총장 국방위원장 주석 "
    "총서기 국무위원장 부통령 원내대표 비서실장 대사 감독 선수 교수 당선인 내정자 지명자 씨 여사 "
    "부위원장 부부장 이사장 의장"
)

HAN_TITLES = tuple(_HAN.split())
"""Chinese and Japanese, written right behind the name: 高市首相, 王外长."""

HANGUL_TITLES = tuple(_HANGUL.split())
"""Korean, written behind the name, with a space between or without: 이 대통령."""
