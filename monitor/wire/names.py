"""Months, weekdays, halves of the day and zones as feeds name them, in the languages of the agencies we know.

Closed tables: a word that stands in none of them makes a date untrusted. "listopad" is November (Polish, Czech);
Croatian means October by it, and no agency of ours writes Croatian.
"""
# ruff: noqa: RUF001 - names in other scripts are what is matched

from typing import Final
from zoneinfo import ZoneInfo

_BY_MONTH: Final = """
    january jan januar januari janvier janv jän jänner enero ene gennaio gen janeiro января янв
    январь січня січ січень ocak oca stycznia sty styczeń ledna led leden január januára јануар
    януари яну ianuarie ian jaanuar jaan tammikuuta tammikuu tammi يناير ژانویه جانفي

    february feb februar februari février fevrier févr fevr fév fev febrero febbraio fevereiro
    февраля февр фев февраль лютого лют лютий şubat şub subat lutego lut luty února úno únor február
    februára фебруар феб февруари februarie febr veebruar veebr helmikuuta helmikuu helmi فبراير
    فوریه فيفري شباط

    march mar mars märz maerz mär mrz marzo março marco марта март мар березня бер березень mart
    marca marzec března bře březen marec március márc martie märts maart mrt marts maaliskuuta
    maaliskuu maalis maret mac مارس آذار

    april apr avril avr abril abr aprile апреля апр апрель квітня квіт квітень nisan nis kwietnia
    kwi kwiecień dubna dub duben apríl apríla április ápr април aprilie aprill huhtikuuta huhtikuu
    huhti أبريل ابريل آوریل أفريل نيسان

    may mai mayo maggio mag maio мая май травня трав травень mayıs mayis maja maj května kvě květen
    máj mája május мај mei toukokuuta toukokuu touko مايو مه ماي أيار

    june jun juin juni junio giugno giu junho июня июн июнь червня черв червень haziran haz czerwca
    cze czerwiec června čvn červen jún júna június јун юни iunie iun juuni kesäkuuta kesäkuu kesä
    يونيو ژوئن جوان حزيران

    july jul juillet juil juli julio luglio lug julho июля июл июль липня лип липень temmuz tem
    lipca lip lipiec července čvc červenec júl júla július јул юли iulie iul juuli heinäkuuta
    heinäkuu heinä julai يوليو ژوئیه جويلية تموز

    august aug août aout aoû agosto ago августа авг август серпня серп серпень ağustos ağu agustos
    sierpnia sie sierpień srpna srp srpen augusta augusztus avgust avg augusti augustus elokuuta
    elokuu elo agustus agu agt ogos أغسطس اغسطس اوت أوت آب

    september sep sept septembre septiembre set setembro settembre сентября сент сен сентябрь
    вересня вер вересень eylül eyl eylul września wrz wrzesień září zář septembra szeptember szept
    септембар сеп септември septembrie syyskuuta syyskuu syys سبتمبر سپتامبر أيلول

    october oct octobre oktober okt octubre ottobre ott outubro out октября окт октябрь жовтня жовт
    жовтень ekim eki października paź październik října říj říjen október októbra октобар октомври
    octombrie oktoober lokakuuta lokakuu loka أكتوبر اكتوبر اکتبر

    november nov novembre noviembre novembro ноября нояб ноя ноябрь листопада лист листопад kasım
    kas kasim listopada lis listopad listopadu novembra новембар нов ноември ное noiembrie noi
    marraskuuta marraskuu marras نوفمبر نوامبر

    december dec décembre decembre déc dezember dez diciembre dic dicembre dezembro декабря дек
    декабрь грудня груд грудень aralık ara aralik grudnia gru grudzień prosince pro prosinec
    decembra децембар дец декември decembrie detsember dets desember des disember dis joulukuuta
    joulukuu joulu ديسمبر دسامبر
"""

MONTHS: Final = {
    name: number for number, names in enumerate(_BY_MONTH.split("\n\n"), start=1) for name in names.split()
}
"""Names and their short forms, case folded and without a closing stop, to 1…12."""

_BESIDE: Final = """
    at on um a as à às alle las le la el den de del of kl klo uhr h hs hrs hora horas ora ore saat
    date dated st nd rd th
    vom am à им в о г року года год р
    mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday
    sun sunday
    lun lunes mar martes mié mie mier miércoles miercoles jue jueves vie viernes sáb sab sábado
    sabado dom domingo
    lundi mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche
    mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    lunedì lunedi martedì martedi mercoledì mercoledi gio giovedì giovedi venerdì venerdi sabato
    domenica
    segunda terça terca quarta quinta sexta feira seg ter qua qui sex
    пн вт ср чт пт сб вс нд понедельник вторник среда четверг пятница суббота воскресенье
    понеділок вівторок середа четвер п'ятниця пʼятниця субота неділя понеделник сряда четвъртък
    петък събота неделя
    понедељак уторак четвртак петак недеља пон уто сре чет пет суб нед
    pazartesi salı çarşamba perşembe cuma cumartesi pazar pzt sal çar per cum cmt paz
    ma wo za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    man tir tirs ons tor tors fre lør søn mandag tirsdag onsdag torsdag fredag lørdag søndag lördag
    söndag måndag tisdag
    ti ke to pe su maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
    pon wt śr czw pt sob niedz poniedziałek wtorek środa czwartek piątek sobota niedziela
    po út st čt pá so ne pondělí úterý středa čtvrtek pátek neděle ut št pi pondelok utorok streda
    štvrtok piatok nedeľa
    luni marți miercuri joi vineri sâmbătă duminică mie vin sâm dum
    hétfő kedd szerda csütörtök péntek szombat vasárnap
    esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev
    الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد دوشنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه
    senin selasa rabu kamis jumat sabtu minggu sen sel rab kam jum isnin khamis jumaat ahad
    월 화 수 목 금 토 일 월요일 화요일 수요일 목요일 금요일 토요일 일요일 月 火 水 木 金 土 日
    月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 星期一 星期二 星期三 星期四
    星期五 星期六 星期日 thứ hai ba tư năm sáu bảy chủ nhật
    周一
    周二 周三 周四 周五 周六 周日
"""

SILENT: Final = frozenset(_BESIDE.split())
"""What stands beside a date and says nothing: particles, "o'clock", weekdays."""

HALVES: Final = {
    "am": 0, "a.m": 0, "a. m": 0, "上午": 0, "午前": 0, "오전": 0, "صباحا": 0, "صباحًا": 0, "öö": 0,
    "pm": 12, "p.m": 12, "p. m": 12, "下午": 12, "午後": 12, "오후": 12, "مساء": 12, "مساءً": 12, "ös": 12,
}  # fmt: skip
"""Halves of the day to the hours they add."""

AREAS: Final = {
    "et": ZoneInfo("America/New_York"), "ct": ZoneInfo("America/Chicago"),
    "mt": ZoneInfo("America/Denver"), "pt": ZoneInfo("America/Los_Angeles"),
}  # fmt: skip
"""Names that mean a place's time, summer or winter."""

ZONES: Final = {
    "utc": 0, "gmt": 0, "z": 0, "ut": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "мск": 180, "trt": 180, "est": -300, "edt": -240, "cst": -360,
    "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
    "adt": -180, "nst": -210, "ndt": -150, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "myt": 480, "pht": 480,
    "ict": 420, "wib": 420, "wita": 480, "wit": 540, "aest": 600, "aedt": 660, "acst": 570, "acdt": 630,
    "awst": 480, "nzst": 720, "nzdt": 780, "brt": -180, "art": -180, "uyt": -180, "clt": -240, "clst": -180,
    "bot": -240, "pyt": -180, "vet": -240, "cot": -300, "pet": -300, "pkt": 300, "npt": 345, "irst": 210,
    "azt": 240, "cat": 120, "eat": 180, "wat": 60, "sast": 120, "sct": 240,
}  # fmt: skip
"""Zone names to minutes east of UTC (RFC 822 and common use). Left out are names that several zones share and none
owns: IST (India, Ireland, Israel), AST (Arabia, Atlantic), GST, AMT. An agency's own zone may still explain them."""
