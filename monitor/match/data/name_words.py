"""What is known of names in general: titles, given names, particles, words that are also surnames.

Closed lists, folded (match/fold.py), of our own making. They only decide about lone surnames; a full name or
an alias needs none of them.
"""

# ruff: noqa: RUF001 - letters of other scripts are meant


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    "von van der den de da di del della la le al el bin ben ibn bint dos das du ter ten zu abu af av "
    "фон ван дер ден де ди да бен бин ибн аль эль абу φον βαν ντερ ντε "
    "פון ואן דר בן בר אבו فون فان دير بن ابن أبو ابو آل"
)
"""Words that belong to the surname after them: von der Leyen, bin Salman, da Silva."""

ARTICLES = _words("al el as ash ad an ar at az ul аль эль ас аш ад ан ар ат аз аль")
"""Arabic articles as they are written before a surname: al-Sharaa, el-Sisi, ас-Сиси."""

SUFFIXES = _words("jr junior sr senior ii iii iv")
"""Words after a name that make it another person's, unless the watch's own name has them."""

POINTED = frozenset({"jr", "sr"})
"""Those that are written with a point, which belongs to the name."""

FAMILY_FIRST = _words(
    "xi kim li wang lee park yoon moon choi zhang chen liu zhao hu wen deng mao nguyen tran pham tsai lai ma wu "
    "zhou yang huang sun zhu lin guo luo xu jiang qin ri jang cho han ko lam vo phan bui"
)
"""East Asian family names that stand first ("Xi Jinping")."""

AMBIGUOUS = _words(
    "may bush stone trump brown white black green gray grey young king queen prince long short price banks "
    "rice wood woods hill field fields ford hope grace faith rose lane park parks bell ball cook baker "
    "butcher fisher hunter miller mason carter porter marshall major judge law case chance sharp swift wise "
    "west east north south day week sunday noon march april august june summer winter snow frost rain storm "
    "gold silver steel power powers self love best good goodman little large rich poor fox wolf bird bear "
    "buck hart lamb drake finch crane swan cash ward wall gates house church pope bishop abbot cardinal "
    "england ireland holland france london york lincoln washington paris berlin milan"
)
"""Surnames that are also common words: in an ALL-CAPS line they say nothing."""

MONTHS = _words("may march april august june")
"""Surnames that are also months."""

BEFORE_MONTHS = _words(
    "in on by of last next since until till from during early late mid this each every between after before "
    "and to through"
)
"""What stands before a month, and before a lone surname only when the sentence means the month."""

TITLES = _words(
    "mr mrs ms miss dr prof professor sir lord lady dame king queen prince princess pope cardinal bishop rabbi "
    "imam sheikh president vice premier minister prime chancellor secretary undersecretary senator congressman "
    "congresswoman representative rep sen gov governor mayor ambassador envoy spokesman spokeswoman "
    "spokesperson general gen colonel col major captain capt admiral marshal commander judge attorney "
    "director chairman chairwoman chair chief commissioner leader dictator candidate republican democrat "
    "democratic tory labour conservative liberal former ex deputy acting foreign defence defense interior "
    "finance justice herr frau senor senora don dona monsieur madame signor signora onorevole presidente "
    "president prasident bundeskanzler kanzler ministro ministre ministra premierminister prezydent "
    "kanzlerin ministerin prasidentin chef chefin sprecher sprecherin vorsitzender vorsitzende regierung kabinett "
    "fall causa ara lager familie ehepaar abgeordnete abgeordneter herrn affare prozess gouvernement affaire "
    "governo caso gobierno gabinete ministr ministre premier premierem "
    "президент премьер министр канцлер господин посол спикер глава генерал президента президентом "
    "presidenta primer canciller secretario portavoz diputado senador alcalde gobernador "
    "bakan bakani basbakan baskan baskani cumhurbaskani milletvekili sozcu sozcusu sayin "
    "presedintele presedinta premierul ministrul deputatul senatorul primarul domnul doamna "
    "statsministern presidenten ministern utrikesministern partiledaren statsministeren "
    "primeiro deputado prefeito governador sindaco segretario "
    "προεδροσ προεδρο προεδρου πρωθυπουργοσ πρωθυπουργο πρωθυπουργου υπουργοσ υπουργο υπουργου "
    "καγκελαριοσ καγκελαριο καγκελαριου βουλευτησ δημαρχοσ κυριοσ"
)
"""Words that stand before a surname without being a first name."""

TITLE_ENDINGS = tuple(
    sorted(
        _words(
            "minister ministerin chef chefin prasident prasidentin kanzler kanzlerin sprecher sprecherin meister "
            "meisterin sekretar sekretarin direktor kandidat kandidatin politiker politikerin vorsitzende vorsitzender"
        )
    )
)
"""With these German compounds end that stand before a surname: Außenminister, Fraktionschefin."""

NOT_NAMES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february april july august september "
    "october november december today yesterday tomorrow meanwhile however but and or when while after before "
    "as if so then yet though although because since until that what why how who where which whether with "
    "without according asked telling for from in on at by the a an this these those his her their its our "
    "russian american ukrainian german french british chinese israeli turkish iranian polish spanish italian "
    "russia america ukraine germany france britain china israel turkey iran poland spain italy us uk eu un "
    "kremlin moscow washington kyiv berlin paris london brussels beijing house nato not no nor both only even "
    "will can did does do is was are were has had have said says tells told meets met calls urges warns "
    "pero y o cuando mientras segun para con sin por el la los las un una und oder aber als wenn wahrend nach "
    "mais et ou quand selon pour avec sans par le les des ma e il lo gli quando mentre secondo per con "
    "и но а когда если после до как что в на с по для от об о за при"
)
"""Capitalised at the head of a sentence or in a headline, and never a first name."""

PLACE_WORDS = _words(
    "in at on from near inside outside since across around over under of by amid "
    "w we do v ve na u iz в во на из до від із у під над під"
)
"""After these a capitalised word is a place or a day rather than a first name ("In Moscow Putin said")."""


BEFORE_NOUNS = _words("der die das den dem des ein eine einem einer eines im am beim zum zur vom ins")
"""German articles: the capitalised word behind is a noun rather than a first name ("das Duo Merz")."""

THINGS = _words(
    "airport international street avenue boulevard square stadium foundation institute hospital bridge university "
    "college school library prize award hotel plaza museum tower towers memorial highway station terminal arena "
    "cathedral railway shipyard class flughafen platz strasse allee aeroporto aeropuerto stadion lufthavn havalimani "
    "stiftung universitat"
)
"""Behind a name these make it a thing's: "Charles de Gaulle airport", "Trump Tower"."""

THINGS_IN_CAPITALS = _words(
    "center centre county river lake creek beach bay valley heights springs theatre theater hall arts inc ltd llc "
    "corp gmbh plc brothers road lane drive motor motors chemical trophy cup rica"
)
"""The same, where they are capitalised: "Kennedy Center", "Powell River", "Costa Rica"."""

BEFORE_THINGS = _words(
    "aeropuerto aeroport aeroporto calle avenida avenue boulevard rue plaza piazza estadio stade stadio "
    "universidad universite universidade instituto institut fundacion fondation fondazione premio prix "
    "ponte puente pont colegio lycee аэропорт аэропорта аэропорту аэропорте улица улице улицы площадь площади "
    "имени им rua praca ulica ulicy ul aeropuertos hotel"
)
"""Before a name these make it a thing's: "rue Charles de Gaulle"."""

MIDDLE = r"(?:(?:ov|ev|yev|ow|ew)(?:ich|ych|yc|itsch)|(?:ov|ev|yev|ow)na|(?:ов|ев)(?:ич|на)|(?:івн|ївн)а|ович)\w{0,3}$"
"""Patronymics: Vladimirovich, Владимировича, Петровна."""

PRONOUNS = _words("i you he she it we they the a an god this that these those there be not")
"""Behind "May" or "Will" at the head of a sentence these make it a verb."""

PINYIN = (
    r"(?:(?:[bpmfdtnlgkhjqxzcsrwy]|zh|ch|sh)?(?:iang|iong|uang|ang|eng|ong|ing|iao|ian|uai|uan|ai|ei|ao|ou|an|en|"
    r"ia|ie|iu|in|ua|uo|ui|un|ue|a|o|e|i|u)){1,2}"
)
"""A Chinese given name in pinyin: one or two syllables."""
