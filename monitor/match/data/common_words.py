"""The commonest words of languages, folded (match/fold.py): by these a text's language is told (match/inflected.py).

Closed lists of our own making. Words as the wires use them stand apart, because a headline has few of the others.
"""

INFLECTED = {
    "pl": "w z na do sie ze przez od po nie jest dla jak to byl byla oraz ktory ktora ale juz za przed we ze tym",
    "cs": "v s na se ze do pro po je byl byla ktery ale za pred podle aby take uz sa vo zo pri podla ktory bol "
    "bude byt jeho ceske slovenske po",
    "hr": "u s na se da za je su od do koji nije sa iz po bio bila kako nakon rekao ce ili sto u",
    "fi": "ja on ei etta oli mukaan kanssa myos mutta han sanoi kertoi ovat ole joka ennen jalkeen kun jos tai "
    "tapasi vastaan",
    "hu": "az es hogy nem volt egy meg szerint ha mar csak aki mint ami utan elott ezt kozott targyalt magyar",
}
"""Languages whose names take endings in Latin letters; cs stands for Slovak too, hr for Serbian and Slovene."""

NEWS = {
    "pl": "mowi powiedzial powiedziala poinformowal rzad rzadu prezydenta prezydentem prezydentowi premiera premierem "
    "ministra ministrem wizyta rozmowa rozmowy spotkal spotkala spotkanie spotkali podczas wedlug zdaniem pisze prasa "
    "szef zostal zostala bedzie beda moze chce bez czy tak jako tego jego jej ich roku wczoraj dzisiaj dzis przy "
    "poza slowa decyzja poparl przyjal odwiedzil odbyl trwa nowy polski polska sejm partia glowa oraz lub gdy kiedy "
    "leci jedzie wroci chwali krytykuje przeciw nad kto nic wszyscy wobec nowe rozmawia rozmawiali",
    "cs": "rekl rekla uvedl uvedla vlada vlady vlade vladu ministr ministra ministryne prezidenta prezidentem "
    "premiera podal podala jednal jednala jednani dnes vcera navsteva navstevu bez nad pri proti kdyz nebo ani jen jak "
    "tak jsou bude muze prijal prisel prisla mluvi mluvila poslal schuzka setkal setkala setkani hnuti strana snemovna "
    "novy kritizuje chce podporil bylo povedal uviedol dnes vcera bez nie budu slova kniha rozhovor",
    "hr": "rekla kazao izjavio predsjednik predsjednika predsednik predsednika premijer premijera ministar ministra "
    "vlada vlade sastanak susret razgovor danas jucer juce protiv bez prema zbog samo jos biti nije nisu ovo taj tko "
    "ko sastao sastala primio posjet poseta dolazi vlado predsednikom sestal dejal",
    "fi": "hallitus hallituksen ministeri ministerin presidentti presidentin paaministeri puhe puheen esitys tunnin "
    "eilen tanaan huomenna sanoo kertoo vastasi kysyi annettiin tavannut tapaa matkustaa aikoo mita miten ei eivat "
    "oli olivat kuin viela nyt myos ennen ilman kautta valilla kirja kirje uusi kaatui erosi lahti tuli voitti "
    "saapui ulkoministeri puolue eduskunta sunnuntaina lauantaina perjantaina torstaina keskiviikkona tiistaina "
    "maanantaina tunti vierailu haastattelu odotettiin koskeva puhui nimitettiin valittiin syytetaan arvostelee",
    "hu": "miniszter miniszterelnok elnok elnokot kormany mondta mondott kozolte szerinti lemondott senki sem "
    "lesz vannak ennek annak ezzel azzal ellen miatt mellett alatt felett tegnap holnap kedden szerdan "
    "csutortokon penteken hetfon szombaton vasarnap targyal talalkozott levelet konyv jelent beszelt kerdezte "
    "jott kapott irt azt ezek azok ugy igy ismet tobb uj nelkul valaszolt valaszoltak beszede interju",
}
"""More of their words, as the wires use them: a headline or a short sentence has few of the common ones."""

OTHERS = {
    "en": "the of to and in on for with that is was said from by at his has he as an after will",
    "es": "el la de que y en los del se por con una un para su al las es",
    "fr": "le la les de des du et en un une que dans pour par sur au est",
    "de": "der die das und den von zu mit im ist dem auf fur ein eine hat nicht sich am",
    "it": "il la di che e del della un una per con nel gli dei ha",
    "pt": "o a de que e do da em um uma para com no na os ao",
    "nl": "de het een van en in op met dat te is voor",
    "sv": "och i att en det som pa av for med den er og til et",
    "tr": "ve bir bu da de icin ile olarak",
    "ro": "si de la in cu pe o un din care",
}
HEADLINES = {
    "en": "says said new over us against who he she they are were have had be been it its us but not out up talks "
    "meets told their two after before about into first wins leader when will would",
    "de": "nach bei wird sagte gegen uber aus vor als bis wegen trifft ab er sie",
    "fr": "au aux avec il elle ne pas ce sont ou contre apres selon a",
    "es": "a no fue ha lo este entre sobre tras contra",
    "it": "non si al sul da ma contro dopo i le",
    "nl": "niet aan zijn werd over bij om naar",
    "sv": "till inte var vid fran efter mot",
    "pt": "ao por foi mais contra",
    "tr": "ne gibi dedi sonra var",
    "ro": "a nu au pentru lui dupa",
}
"""The same of languages whose endings never hold."""
