"""What is known of names in general: titles, given names, particles, words that are also surnames.

Closed lists, folded (match/fold.py), of our own making. They only decide about lone surnames; a full name or
an alias needs none of them.
"""

# ruff: noqa: RUF001 - letters of other scripts are meant


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    "von van der den de da di del della la le al el bin ben ibn bint dos das du ter ten zu abu af av "
    "фон ван де бен бин ибн аль эль абу בן בר אבו بن ابن أبو ابو آل"
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
    "presidenta primer canciller secretario portavoz diputado senador alcalde gobernador"
)
"""Words that stand before a surname without being a first name."""

TITLE_ENDINGS = (
    *(
        "minister",
        "ministerin",
        "chef",
        "chefin",
        "prasident",
        "prasidentin",
        "kanzler",
        "kanzlerin",
        "sprecher",
    ),
    *("sprecherin", "meister", "meisterin", "sekretar", "sekretarin", "direktor", "kandidat", "kandidatin"),
    *("politiker", "politikerin", "vorsitzende", "vorsitzender"),
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

PLACE_WORDS = _words("in at on from near inside outside since across around over under of by amid")
"""After these a capitalised word is a place or a day rather than a first name ("In Moscow Putin said")."""

GIVEN = _words(
    "aaron abdul abdullah abraham adam adrian ahmad ahmed aidan alain alan albert alberto alejandro aleksandr "
    "aleksei alex alexander alexandra alexei alexey alexis alfred ali alice alicia alison amanda amir amy ana "
    "anastasia anatoly andre andrea andreas andrei andres andrew andrey andriy andrzej angela ann anna anne "
    "annette anthony antoine anton antonio antony arnold arthur arturo ashley austin barack barbara barron "
    "barry beatriz ben benjamin bernard bernie beth betty bill billy bob boris brad bradley brandon brenda "
    "brett brian bruce bruno carl carla carlos carmen carol caroline catherine cecilia charles charlie "
    "charlotte cheryl chris christian christina christine christoph christopher clara claire claude claudia "
    "clement cindy colin connor craig cristina cynthia damian dan daniel daniela danny daria david dean "
    "deborah denis dennis diana diane diego dieter dimitri dirk dmitri dmitry dmytro dominic dominique don "
    "donald donna doris doug douglas duncan dylan eduardo edward edwin elena eleanor eli elias elisabeth "
    "elizabeth ellen emily emma emmanuel enrique eric erica erik ernest ernesto esther eugene eva evan evelyn "
    "fatima felipe felix fernando florian frances francesca francesco francis francisco francois frank franz "
    "fred frederic friedrich gabriel gabriela gary gavin gennady geoffrey george georges gerald gerard gerhard "
    "giovanni giorgio giuseppe gordon grace graham greg gregory guillaume gustavo guy hannah hans harold harry "
    "hassan heather hector heidi heinz helen helena helmut henri henry herbert hillary howard hugh hugo hunter "
    "hussein ian ibrahim igor ilya ines ingrid irina isaac isabel isabella ismail ivan ivana ivanka ivo jack "
    "jackie jacob jacques jaime jake james jan jane janet janice jared jason javier jay jean jeff jeffrey "
    "jennifer jeremy jerome jerry jesse jessica jill jim jimmy joan joanna joao joachim joe joel johan johann "
    "johannes john jonas jonathan jordan jorge jose josef joseph joshua juan judith judy julia julian julie "
    "julien julio jurgen justin kamala karen karin karl kate katherine kathleen kathy katie keith "
    "ken kenneth kevin khaled kimberly kirill klaus konstantin kristin kurt kyle lara larry laura lauren "
    "laurent lawrence lee leo leon leonard leonid leopold leslie lewis liam linda lisa lorenzo louis louise "
    "luc luca lucas lucia luigi luis luisa luke lydia lyudmila madeleine maksim manuel marc marcel marco marcos "
    "marcus margaret maria marie marina mario marion marjorie mark marta martha martin martina mary mateusz "
    "matteo matthew matthias maurice max maxim maximilian megan mehdi mehmet melania melissa meghan michael "
    "michel michelle miguel mikael mike mikhail milan milos mitch mohamed mohammad mohammed moses muhammad "
    "murat mustafa mykola nadia nancy naomi natalia natalie nathan neil nicholas nick nicola nicolas nicole "
    "nigel nikita nikolai nina noah nora norman oleg oleh oleksandr olena olga oliver olivia olivier omar "
    "oscar otto pablo pamela paola paolo pascal patricia patrick paul paula paulo pavel pavlo pedro pete "
    "peter petr petra petro phil philip philippe pierre pietro piotr rachel rafael rainer ralph ramon randy "
    "raul ray raymond rebecca reinhard renate rene ricardo richard rick rita rob robert roberto robin roger "
    "roland roman ron ronald rosa ross roy ruben rudolf rupert russell ruth ryan sabine sally salman sam "
    "samantha samuel sandra sara sarah saul scott sean sebastian serena serge sergei sergey sergio serhiy "
    "seth sharon sheila silvia simon simone sofia sonia sophie stefan stefano stella stephan stephanie stephen "
    "steve steven stuart susan svetlana sylvia tamara tanya tara tatiana ted teresa terry thea theodore theresa "
    "thierry thomas tiffany tim timothy tina todd tom tomas tommy tony travis tyler ulrich ursula usha valentin "
    "valentina valerie vanessa vera veronica vicente victor victoria viktor viktoria vince vincent vincenzo "
    "virginia vitaly vivian vladimir volodymyr vyacheslav walter wanda warren wayne wendy werner wilhelm "
    "william willy wolfgang xavier yair yevgeny yolanda yulia yuri yusuf yves yvette yvonne zachary zainab "
    "brigitte yonatan bilal emine jill doug eric olena andrii lyudmila vladislav yaroslav svitlana olexandr "
    "agnes ahmet aleksandra alessandra alessandro alfonso ali alicia almudena amparo anders andras andreu angel "
    "angelo anita anja annalisa annika antonella antonis antti arja arne arto asa astrid asuncion atte aurelie aurore "
    "ayse barbara beata beatrice begona bela belen benoit beppe berat birgit bjorn bogdan boguslaw borja bozena "
    "britta bulent burak camilla camille carlotta carme cecilie cedric celine cezary chantal charlene chiara christos "
    "cinzia claudine clementine concepcion consuelo corinne cornel corrado cristian cristobal dagmar dariusz delphine "
    "deniz didier dimitris dolores domenico donatella dorota dragan ebba edith eeva einar eino eleni elif elina elise "
    "elodie elsa elzbieta emanuele emil emilie emine emre endre enrico enzo erika erkki erno esperanza esra ester "
    "eulalia ewa fabien fabio fabrice fatma federica federico ferenc filip filippo finn flavia florence franca franck "
    "franco francoise fredrik gabor gaelle gavriil genevieve gerard geza giacomo gianfranco gianluca gianni gilles "
    "giorgia giorgos gisele giulia giuliano gonzalo goran grazyna grzegorz guglielmo gunnar gustav guy gyorgy gyula "
    "hakan halina hanna hasan heidi heike heikki helga henrik henrike herve hilde horst huseyin ignacio ignazio "
    "ilaria ildiko ilse imre inaki inge ingeborg inger inma ioana ion ionut irena irene irma isidro ismail istvan "
    "iwona jaana jadwiga jakub jan jana janina janne janos janusz jari jarkko jaroslav jaroslava jaroslaw jeanne jens "
    "jeremi jeremie jerzy jesper jesus jiri jitka joanna joaquin johanna jolanta jordi jorma josep josephine jozsef "
    "juha juhan juhani jukka jutta kaarina kaisa kaja kalle kamil kari karol karolina kasia kasper katalin katarina "
    "katarzyna katerina kazimierz kemal kerstin kirsti kjell kostas krisztina krystyna krzysztof laetitia lajos lars "
    "laszlo laura laure laurence lech leena leif lena leszek leticia licia lidia lionel lisbeth liv lola lourdes "
    "luciano ludmila ludovic luisa lukas lukasz maarit macarena maddalena magda magdalena magnus maja malgorzata "
    "marcella marcin marek margareta mari maria marian marielle marisa marius mariusz marja marketa markku marko "
    "markus marta massimo mathieu mats matti maurizio maxime mehmet melanie merce merve mette michaela michal michela "
    "mihai mihaly mika mikko mikulas milada mircea mireille mirella miriam miroslav monika monique montserrat morten "
    "murat muriel nathalie nicolae nicoletta niels nikos nils nino noel nuria odile ole olli omer ondrej orhan oriol "
    "orsolya osman outi paavo paloma panagiotis pascale patrice patrizia pau pawel paz pekka pernille pertti peter "
    "petri pia piero piersanti piia pilar piroska poul preben quentin radek radoslaw radu raffaele ramiro raphael "
    "rasmus regis remedios remi renata renzo riccardo riikka riitta roberta robin rocio rodrigo roland romano rosalia "
    "rosanna rosario roselyne ryszard salvador sami sandor sandrine sandro santiago sari satu segolene selim seppo "
    "serkan sibel siim silvana silvio simona sirpa slawomir solange soledad stanislav stanislaw stefania stephane "
    "stig suleyman susana svante sven sylvain sylvie szymon tadeusz tamas tansu tapio tarja teemu teodoro therese "
    "thibault tibor tiina tiit timo tiziana toivo tomasz toomas torben tore traian tuomas turgut tuula ugo ulf ulla "
    "ulrika umberto urho urmas urszula vaclav valeria valerie vasile vassilis veikko veronique vesa vilho ville "
    "violette vittoria vittorio vlad vladan vojtech waldemar wieslaw witold wladyslaw wojciech xavi yann yannis "
    "yiannis yolanda zbigniew zdenek zeynep zofia zoltan zsolt zuzana zuzanna zygmunt "
    "владимир дмитрий сергей александр алексей андрей анна мария елена ольга наталья татьяна михаил "
    "николай иван петр павел юрий игорь олег виктор евгений людмила светлана максим константин антон никита "
    "володимир олександр сергій андрій олексій юлія "
    "александра алина алла анастасия анатолий ангелина артем "
    "борис вадим валентин валентина валерий валерия василий вера "
    "вероника виктория виталий владислав вячеслав галина геннадий георгий герман глеб григорий дарья денис диана ева "
    "евгения екатерина елизавета жанна зоя илья инна ирина кирилл кристина ксения лариса лев лидия любовь маргарита "
    "марина марк матвей надежда нина оксана полина раиса рамзан ринат роман руслан рустам семен софия станислав степан "
    "тамара тимур федор филипп эдуард эльвира юлия яков ярослав "
    "валерій василь віктор віталій вікторія ганна дмитро євген "
    "ігор катерина кирило лариса людмила марія микола михайло "
    "наталія оксана олена ольга павло петро світлана софія тарас тетяна федір юрій ярослава "
    "αννα μαρια ελενη κατερινα γιωργοσ γιαννησ κωστασ νικοσ δημητρησ βασιλησ χρηστοσ παναγιωτησ αντωνησ αλεξησ σοφια "
    "ντορα αλεξανδροσ κωνσταντινοσ κυριακοσ ανδρεασ στεφανοσ μιχαλησ σπυροσ θανασησ αγγελοσ ευαγγελοσ"
)
"""First names common in the news of many countries."""

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
