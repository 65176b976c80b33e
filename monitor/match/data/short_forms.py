"""Given names that are one another's forms: short forms, and the same name as other languages write it.

Closed lists of our own making, folded (match/fold.py). Rows hold only what the wires mix up for one person, not
every relative of a name (Ivan is not John).
"""

SHORT_FORMS = """
steve steven stephen
mike michael mick
joe joseph joey
bill william billy will
bob robert rob bobby
dick richard rick
tom thomas tommy
jim james jimmy
tony anthony antony
dan daniel danny
dave david
ed edward eddie
ben benjamin binyamin benyamin
sam samuel
matt matthew
chris christopher
nick nicholas nicolas
alex alexander aleksandr alexandr aleksander oleksandr alexandre alekszandr olekszandr aliaksandr alyaksandr
andy andrew
pete peter
greg gregory
jeff jeffrey geoffrey
ken kenneth
larry lawrence
ron ronald
don donald
tim timothy
liz elizabeth beth
kate katherine catherine kathy
sue susan
pat patrick
fred frederick
vlad vladimir wladimir volodymyr volodimir wolodymyr vlagyimir vologyimir uladzimir vladimer
sergei sergey sergej serguei szergej siergiej serhiy serhii sergii siarhei
dmitry dmitri dmitriy dmitrij dmitrii dimitri dmytro dzmitry
alexei alexey aleksei aleksey aleksej alexej alekszej aleksiej oleksiy oleksii
andrei andrey andrej andriej andriy andrii
yuri yury yuriy jurij iouri iurii yurii
nikolai nikolay nikolaj nyikolaj mykola
yevgeny evgeny yevgeniy evgenii jewgeni jewgienij jevgenyij evgueni yevhen
mikhail mikhael michail mihail mijail mykhailo
anatoly anatoliy anatolij anatolii
vasily vasiliy vassily vaszilij vasyl
georgy georgiy heorhii georgi
arseny arseniy arsenii
vitaly vitaliy vitalij vitali vitalii
gennady gennadiy hennadii
valery valeriy valerij valerii
viktor victor wiktor
maria mariya mariia marija
natalia natalya nataliya nataliia
yulia yuliya julia iuliia
mohammed mohammad mohamed muhammad muhammed mohamad mohamud
ahmed ahmad ahmet
hussein hussain husain husayn
hassan hasan
ali aly
abdel abdul abd abdal abdol
youssef yusuf yousef yousuf
omar umar
khaled khalid
mahmoud mahmud
ibrahim ebrahim
said saeed saied
javad jawad
ismail esmail ismael
khalifa chalifa
recep redschep
tayyip tayyep
naftali naphtali
avigdor awigdor
luiz luis
""".strip()
"""A row a line: every name in it may stand for every other before the same surname."""

IRREGULAR = {"лев": "льва льву львом льве"}
"""Given names whose cases no list of endings has."""
