"""First names common in the news of many countries: before a watched surname they are somebody else's.

A closed list of our own making, folded (match/fold.py). Names in Cyrillic and Greek letters stand in every case.
"""

# ruff: noqa: RUF001 - letters of other scripts are meant

from monitor.match.endings import paradigm_of
from monitor.match.fold import fold_term


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold_term, text.split()))


GIVEN = _words(
    "aaron abdul abdullah abraham adam adrian agnes ahmad ahmed ahmet aidan alain alan albert alberto alejandro "
    "aleksandr aleksandra aleksei alessandra alessandro alex alexander alexandra alexei alexey alexis alfonso alfred "
    "ali alice alicia alison almudena amanda amir amparo amy ana anastasia anatoly anders andras andre andrea andreas "
    "andrei andres andreu andrew andrey andrii andriy andrzej angel angela angelo anita anja ann anna annalisa anne "
    "annette annika anthony antoine anton antonella antonio antonis antony antti arja arne arnold arthur arto arturo "
    "asa ashley astrid asuncion atte aurelie aurore austin ayse barack barbara barron barry beata beatrice beatriz "
    "begona bela belen ben benjamin benoit beppe berat bernard bernie beth betty bilal bill billy birgit bjorn bob "
    "bogdan boguslaw boris borja bozena brad bradley brandon brenda brett brian brigitte britta bruce bruno bulent "
    "burak camilla camille carl carla carlos carlotta carme carmen carol caroline catherine cecilia cecilie cedric "
    "celine cezary chantal charlene charles charlie charlotte cheryl chiara chris christian christina christine "
    "christoph christopher christos cindy cinzia claire clara claude claudia claudine clement clementine colin "
    "concepcion connor consuelo corinne cornel corrado craig cristian cristina cristobal cynthia dagmar damian dan "
    "daniel daniela danny daria dariusz david dean deborah delphine denis deniz dennis diana diane didier diego "
    "dieter dimitri dimitris dirk dmitri dmitry dmytro dolores domenico dominic dominique don donald donatella donna "
    "doris dorota doug douglas dragan duncan dylan ebba edith eduardo edward edwin eeva einar eino eleanor elena "
    "eleni eli elias elif elina elisabeth elise elizabeth ellen elodie elsa elzbieta emanuele emil emilie emily emine "
    "emma emmanuel emre endre enrico enrique enzo eric erica erik erika erkki ernest ernesto erno esperanza esra "
    "ester esther eugene eulalia eva evan evelyn ewa fabien fabio fabrice fatima fatma federica federico felipe felix "
    "ferenc fernando filip filippo finn flavia florence florian franca frances francesca francesco francis francisco "
    "franck franco francois francoise frank franz fred frederic fredrik friedrich gabor gabriel gabriela gaelle gary "
    "gavin gavriil genevieve gennady geoffrey george georges gerald gerard gerhard geza giacomo gianfranco gianluca "
    "gianni gilles giorgia giorgio giorgos giovanni gisele giulia giuliano giuseppe gonzalo goran gordon grace graham "
    "grazyna greg gregory grzegorz guglielmo guillaume gunnar gustav gustavo guy gyorgy gyula hakan halina hanna "
    "hannah hans harold harry hasan hassan heather hector heidi heike heikki heiko heinz helen helena helga helmut "
    "henri henrik henrike henry herbert herve hilde hillary horst howard hugh hugo hunter huseyin hussein ian ibrahim "
    "ignacio ignazio igor ilaria ildiko ilse ilya imre inaki ines inge ingeborg inger ingrid inma ioana ion ionut "
    "irena irene irina irma isaac isabel isabella isidro ismail istvan ivan ivana ivanka ivo iwona jaana jack jackie "
    "jacob jacques jadwiga jaime jake jakub james jan jana jane janet janice janina janne janos janusz jared jari "
    "jarkko jaroslav jaroslava jaroslaw jason javier jay jean jeanne jeff jeffrey jennifer jens jeremi jeremie jeremy "
    "jerome jerry jerzy jesper jesse jessica jesus jill jim jimmy jiri jitka joachim joan joanna joao joaquin joe "
    "joel johan johann johanna johannes john jolanta jonas jonathan jordan jordi jorge jorma jose josef josep joseph "
    "josephine joshua jozsef juan judith judy juha juhan juhani jukka julia julian julie julien julio jurgen justin "
    "jutta kaarina kaisa kaja kalle kamala kamil karen kari karin karl karol karolina kasia kasper katalin katarina "
    "katarzyna kate katerina katherine kathleen kathy katie kazimierz keith kemal ken kenneth kerstin kevin khaled "
    "kimberly kirill kirsti kjell klaus konstantin kostas kristin krisztina krystyna krzysztof kurt kyle laetitia "
    "lajos lara larry lars laszlo laura laure lauren laurence laurent lawrence lech lee leena leif lena leo leon "
    "leonard leonid leopold leslie leszek leticia lewis liam licia lidia linda lionel lisa lisbeth liv lola lorenzo "
    "louis louise lourdes luc luca lucas lucia luciano ludmila ludovic luigi luis luisa lukas lukasz luke lydia "
    "lyudmila maarit macarena maddalena madeleine magda magdalena magnus maja maksim malgorzata manuel marc marcel "
    "marcella marcin marco marcos marcus marek margaret margareta mari maria marian marie marielle marina mario "
    "marion marisa marius mariusz marja marjorie mark marketa markku marko markus marta martha martin martina mary "
    "massimo mateusz mathieu mats matteo matthew matthias matti maurice maurizio max maxim maxime maximilian megan "
    "meghan mehdi mehmet melania melanie melissa merce merve mette michael michaela michal michel michela michelle "
    "miguel mihai mihaly mika mikael mike mikhail mikko mikulas milada milan milos mircea mireille mirella miriam "
    "miroslav mitch mohamed mohammad mohammed monika monique montserrat morten moses muhammad murat muriel mustafa "
    "mykola nadia nancy naomi natalia natalie nathalie nathan neil nicholas nick nicola nicolae nicolas nicole "
    "nicoletta niels nigel nikita nikolai nikos nils nina nino noah noel nora norman nuria odile ole oleg oleh "
    "oleksandr olena olexandr olga oliver olivia olivier olli omar omer ondrej orhan oriol orsolya oscar osman otto "
    "outi paavo pablo paloma pamela panagiotis paola paolo pascal pascale patrice patricia patrick patrizia pau paul "
    "paula paulo pavel pavlo pawel paz pedro pekka pernille pertti pete peter petr petra petri petro phil philip "
    "philippe pia piero pierre piersanti pietro piia pilar piotr piroska poul preben quentin rachel radek radoslaw "
    "radu rafael raffaele rainer ralph ramiro ramon randy raphael rasmus raul ray raymond rebecca regis reinhard "
    "remedios remi renata renate rene renzo ricardo riccardo richard rick riikka riitta rita rob robert roberta "
    "roberto robin rocio rodrigo roger roland roman romano ron ronald rosa rosalia rosanna rosario roselyne ross roy "
    "ruben rudolf rupert russell ruth ryan ryszard sabine sally salman salvador sam samantha sami samuel sandor "
    "sandra sandrine sandro santiago sara sarah sari satu saul scott sean sebastian segolene selim seppo serena serge "
    "sergei sergey sergio serhiy serkan seth sharon sheila sibel siim silvana silvia silvio simon simona simone sirpa "
    "slawomir sofia solange soledad sonia sophie stanislav stanislaw stefan stefania stefano stella stephan stephane "
    "stephanie stephen steve steven stig stuart suleyman susan susana svante sven svetlana svitlana sylvain sylvia "
    "sylvie szymon tadeusz tamara tamas tansu tanya tapio tara tarja tatiana ted teemu teodoro teresa terry thea "
    "theodore theresa therese thibault thierry thomas tibor tiffany tiina tiit tim timo timothy tina tiziana todd "
    "toivo tom tomas tomasz tommy tony toomas torben tore traian travis tuomas turgut tuula tyler ugo ulf ulla ulrich "
    "ulrika umberto urho urmas ursula urszula usha vaclav valentin valentina valeria valerie vanessa vasile vassilis "
    "veikko vera veronica veronique vesa vicente victor victoria viktor viktoria vilho ville vince vincent vincenzo "
    "violette virginia vitaly vittoria vittorio vivian vlad vladan vladimir vladislav vojtech volodymyr vyacheslav "
    "waldemar walter wanda warren wayne wendy werner wieslaw wilhelm william willy witold wladyslaw wojciech wolfgang "
    "xavi xavier yair yann yannis yaroslav yevgeny yiannis yolanda yonatan yulia yuri yusuf yves yvette yvonne "
    "zachary zainab zbigniew zdenek zeynep zofia zoltan zsolt zuzana zuzanna zygmunt "
    "александр александра алексей алина алла анастасия анатолий ангелина андрей андрій анна антон артем борис вадим "
    "валентин валентина валерий валерия валерій василий василь вера вероника виктор виктория виталий владимир "
    "владислав володимир вячеслав віктор вікторія віталій галина ганна геннадий георгий герман глеб григорий дарья "
    "денис диана дмитрий дмитро ева евгений евгения екатерина елена елизавета жанна зоя иван игорь илья инна ирина "
    "катерина кирилл кирило константин кристина ксения лариса лев лидия любовь людмила максим маргарита марина мария "
    "марк марія матвей микола михаил михайло надежда наталья наталія никита николай нина оксана олег олександр "
    "олексій олена ольга павел павло петр петро полина раиса рамзан ринат роман руслан рустам светлана світлана семен "
    "сергей сергій софия софія станислав степан тамара тарас татьяна тетяна тимур федор федір филипп эдуард эльвира "
    "юлия юлія юрий юрій яков ярослав ярослава євген ігор "
    "αγγελοσ αλεξανδροσ αλεξησ ανδρεασ αννα αντωνησ βασιλησ γιαννησ γιωργοσ δημητρησ ελενη ευαγγελοσ محمد θανασησ "
    "κατερινα κυριακοσ κωνσταντινοσ κωστασ μαρια μιχαλησ νικοσ ντορα παναγιωτησ σοφια σπυροσ στεφανοσ χρηστοσ "
    "آن آنا أحمد أسماء ألكسندر أليكس أمينة أنجيلا أنطوان أولاف إبراهيم إريك إسماعيل إيفان إيفانكا إيلي إيمانويل "
    "ابراهيم احمد بريجيت بشار بندر بنيامين بول بيتر بيل بيير تركي توماس تيموثي جاريد جان جمال جو جورج جوزيف جون جيمس "
    "حافظ حسن حسين خالد خديجة دافيد داود دونالد ديفيد ديما ديمتري رانيا رشيد رفعت روبرت ريتشارد زكريا زياد زينب سارا "
    "سارة سامي ستيف سعود سعيد سلمان سلمى سمير سوزان سيرغي شارل طارق عائشة عادل عبدالله عصام علي عمر عيسى فؤاد فاطمة "
    "فرانسوا فلاديمير فيصل كارل كريم كمال لودميلا ليزا ليلى ماجد مارك ماري ماريا ماهر مايك مايكل محمود مريم مصطفى "
    "موسى ميشيل ميلانيا ناصر نايف نبيل نور نيكولاي هارون هانز هبة هشام هند هيلاري وليد يائير ياسر يحيى يوسف "
    "אבי אביגדור אברהם אהרן אורי אורית אורן איוונקה אייל איילת אילן איציק איתי אלון אליהו אלכס אלכסנדר אנגלה אסתר "
    "אפרים ארז אריאל אריה ביל בני בנימין בריז'יט ג'ורג' גבריאל גדעון גיל גלית גלעד דב דוד דונלד דורון דורית דליה "
    "דניאל הילרי ולדימיר זאב חיים חנה טומי טל יאיר יהודה יהודית יואב יוליה יונתן יוסף יעל יעקב יצחק ישראל לאה לודמילה "
    "לימור מאיה מייק מיכאל מיכל מירי מלאניה מנחם מרים משה נועה נעמי נפתלי נתן סטיב סיגל סרגיי עדי עוזי עומר עידו עמוס "
    "עמית עמנואל ענת צבי ציפי ראובן רבקה רון רוני רונן רות רחל רמי רפאל שאול שולמית שי שירה שלמה שמואל שמחה שמעון שרה "
    "תמר "
    "데이비드 도널드 드미트리 로버트 류드밀라 리사 리처드 마리 마리아 "
    "마이크 마이클 마코 마크 멜라니아 벤야민 볼로디미르 브리지트 블라디미르 "
    "빌 사라 세르게이 수전 스티브 안나 알렉산더 알렉스 앙겔라 "
    "에릭 "
    "에마뉘엘 올라프 올레나 율리아 이반 이방카 재러드 제임스 조 "
    "조지 존 카를 토머스 폴 프리드리히 피터 한스 힐러리 "
)
"""First names as they are listed."""

DECLINED = GIVEN.union(
    stem + tail
    for name in GIVEN
    if not name.isascii()
    for paradigm in (paradigm_of(name),)
    for stem in (name[: len(name) - paradigm.cut],)
    for tail in paradigm.always
)
"""The same in every case."""
