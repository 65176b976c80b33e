"""Agencies of which we know hosts, time zone and language, and whose hand is the general one."""

from typing import Final

from monitor.agencies.hand import hand
from monitor.agencies.tongues import FRENCH, GERMAN, ITALIAN, PORTUGUESE, RUSSIAN, SPANISH, Tongue
from monitor.model.agency import Agency

_ROWS: Final[tuple[tuple[str, str, tuple[str, ...], str, tuple[Tongue, ...]], ...]] = (
    ("europapress", "Europa Press", ("europapress.es",), "Europe/Madrid", (SPANISH,)),
    ("interfax", "Interfax", ("interfax.ru", "interfax.com"), "Europe/Moscow", (RUSSIAN,)),
    ("ria", "RIA Novosti", ("ria.ru",), "Europe/Moscow", (RUSSIAN,)),
    ("ukrinform", "Ukrinform", ("ukrinform.net", "ukrinform.ua"), "Europe/Kyiv", ()),
    ("unian", "UNIAN", ("unian.net", "unian.info", "unian.ua"), "Europe/Kyiv", ()),
    ("aa", "Anadolu Agency", ("aa.com.tr",), "Europe/Istanbul", ()),
    ("yonhap", "Yonhap", ("yna.co.kr",), "Asia/Seoul", ()),
    ("xinhua", "Xinhua", ("xinhuanet.com", "news.cn"), "Asia/Shanghai", ()),
    ("cns", "China News Service", ("ecns.cn", "chinanews.com.cn"), "Asia/Shanghai", ()),
    ("cna", "Central News Agency", ("focustaiwan.tw", "cna.com.tw"), "Asia/Taipei", ()),
    ("pti", "PTI", ("ptinews.com",), "Asia/Kolkata", ()),
    ("adnkronos", "Adnkronos", ("adnkronos.com",), "Europe/Rome", (ITALIAN,)),
    ("france24", "France 24", ("france24.com",), "Europe/Paris", (FRENCH, SPANISH)),
    ("upi", "UPI", ("upi.com",), "America/New_York", ()),
    ("dw", "Deutsche Welle", ("dw.com",), "Europe/Berlin", (GERMAN,)),
    ("apa", "APA", ("apa.at",), "Europe/Vienna", (GERMAN,)),
    ("lusa", "Lusa", ("lusa.pt",), "Europe/Lisbon", (PORTUGUESE,)),
    ("pap", "PAP", ("pap.pl",), "Europe/Warsaw", ()),
    ("ctk", "ČTK", ("ceskenoviny.cz", "ctk.cz", "ctk.eu"), "Europe/Prague", ()),
    ("tasr", "TASR", ("teraz.sk", "tasr.sk"), "Europe/Bratislava", ()),
    ("tanjug", "Tanjug", ("tanjug.rs",), "Europe/Belgrade", ()),
    ("bta", "BTA", ("bta.bg",), "Europe/Sofia", ()),
    ("agerpres", "AGERPRES", ("agerpres.ro",), "Europe/Bucharest", ()),
    ("err", "ERR News", ("err.ee",), "Europe/Tallinn", ()),
    ("un", "UN News", ("news.un.org",), "America/New_York", ()),
    ("reliefweb", "ReliefWeb", ("reliefweb.int",), "Etc/UTC", ()),
    ("bernama", "Bernama", ("bernama.com",), "Asia/Kuala_Lumpur", ()),
    ("antara", "Antara", ("antaranews.com",), "Asia/Jakarta", ()),
    ("vna", "VNA", ("vietnamplus.vn",), "Asia/Ho_Chi_Minh", ()),
    ("pna", "PNA", ("pna.gov.ph",), "Asia/Manila", ()),
    ("spa", "SPA", ("spa.gov.sa",), "Asia/Riyadh", ()),
    ("wam", "WAM", ("wam.ae",), "Asia/Dubai", ()),
    ("sana", "SANA", ("sana.sy",), "Asia/Damascus", ()),
    ("saba", "SABA", ("sabanew.net", "saba.ye"), "Asia/Aden", ()),
    ("irna", "IRNA", ("irna.ir",), "Asia/Tehran", ()),
    ("isna", "ISNA", ("isna.ir",), "Asia/Tehran", ()),
    ("mehr", "Mehr", ("mehrnews.com",), "Asia/Tehran", ()),
    ("tasnim", "Tasnim", ("tasnimnews.com", "tasnimnews.ir"), "Asia/Tehran", ()),
    ("prensalatina", "Prensa Latina", ("prensa-latina.cu", "plenglish.com"), "America/Havana", (SPANISH,)),
    ("agenciabrasil", "Agência Brasil", ("agenciabrasil.ebc.com.br",), "America/Sao_Paulo", (PORTUGUESE,)),
    ("mercopress", "MercoPress", ("mercopress.com",), "America/Montevideo", ()),
    ("nan", "NAN", ("nannews.ng",), "Africa/Lagos", ()),
    ("angop", "ANGOP", ("angop.ao",), "Africa/Luanda", (PORTUGUESE,)),
    ("tap", "TAP", ("tap.info.tn",), "Africa/Tunis", (FRENCH,)),
    ("gna", "GNA", ("ghananewsagency.org", "gna.org.gh"), "Africa/Accra", ()),
    ("sna", "Seychelles News Agency", ("seychellesnewsagency.com",), "Indian/Mahe", ()),
    ("cameroon", "Cameroon News Agency", ("cameroonnewsagency.com",), "Africa/Douala", (FRENCH,)),
    ("allafrica", "AllAfrica", ("allafrica.com",), "Etc/UTC", (FRENCH,)),
    ("kazinform", "Kazinform", ("inform.kz", "qazinform.com"), "Asia/Almaty", (RUSSIAN,)),
    ("trend", "Trend", ("trend.az",), "Asia/Baku", (RUSSIAN,)),
    ("mena", "MENA", ("mena.org.eg",), "Africa/Cairo", ()),
    ("mti", "MTI", ("mti.hu", "hirado.hu"), "Europe/Budapest", ()),
    ("belga", "Belga", ("belga.be", "belganewsagency.eu"), "Europe/Brussels", (FRENCH,)),
)
"""Id, name, hosts, the zone of its zone-less times, the languages it declares in besides English."""

OTHERS: Final = tuple(
    hand(Agency(id=key, name=name, hosts=hosts, zone=zone), *tongues)
    for key, name, hosts, zone, tongues in _ROWS
)
