"""Words and word pairs by which people ask for something, tell their own case, threaten or thank.

English, Norwegian, Polish, German, Spanish, French. Single words are strong on their own; pairs are
for words that mean little alone.
"""

from __future__ import annotations

from firebell.core.understanding.lexicon import WordList

REQUESTS = WordList(
    """please pls plz plse advise need* want wants refund* reimburs* compensat* request* callback
    rebook* suggest* reschedul* resolve resolved sort fix explain clarify dm dms wondering
    wonder question questions urgent* asap sos tell confirm check hey anyone someone somebody""",
    """vennligst trenger behøver refusjon* refunder* tilbakebetal* erstatning* kontakt* svare
    svar lurer spørsmål* spør vær ønsker kompensasjon* haster sjekke sjekk fiks ordne ring""",
    """proszę prosze prosi prośba prośbę pomoc pomocy pomóż* pomoż* pomozcie pomóc potrzebuj*
    zwrot* odszkodowan* reklamacj* kontakt* odpowied* odpisz* oddzwoń* oddzwon* pytani* pytam
    wyjaśni* pilne pilnie sprawdzi* dlaczego czemu kiedy napraw* oddaj* oddajcie""",
    """bitte hilfe helfen brauche benötige rückerstattung erstattung entschädigung kontakt*
    antwort* frage dringend warum wieso weshalb""",
    """ayuda ayúd* ayuden necesito necesitamos reembolso* devolución* devolucion* contact*
    responde* pregunta* urgente duda""",
    """svp stp aide aidez aider besoin remboursement* rembours* contact* répond* réponse*
    question* urgent* pourquoi""",
)

FAVOURS = WordList(
    """help* unhelp* assist* contact* respond* reply replying replied respons* answer* apolog*""",
    "hjelp* beklag*",
    "pomaga* przepros* przeprasz*",
)

QUESTION_WORDS = WordList(
    "how what when where why who which whose whom how's what's where's why's when's who's",
    "hvordan hva når hvor hvorfor hvem hvilken hvilke hvilket korleis kva kvifor",
    "jak co kiedy gdzie dlaczego czemu kto czy ile który która które jaki jaka jakie",
    "wie was wann wo warum wer welche welcher welches wieso",
    "cómo qué cuándo dónde por quién cuál cuánto",
    "comment quand où pourquoi qui quel quelle combien",
)

_PAIRS = """
    can_you could_you can_u could_u would_you will_you can_i could_i may_i can_we could_we
    can_someone can_anyone do_you does_anyone do_i how_do how_can how_to how_long how_much
    what_is what_are what_do where_is where_are when_will when_is why_is why_are why_do
    why_does is_there are_there are_you any_way any_update any_news any_idea any_chance let_me
    call_me dm_me message_me email_me give_me get_me send_me tell_me answer_me pm_me get_back
    follow_back follow_me looking_for trying_to want_to wanna_know would_like like_to i_want
    my_money my_bag no_response no_reply no_answer no_one nobody_answers still_waiting
    still_no been_waiting waiting_for on_hold what_happened what's_going if_possible who_do
    who_can would_be if_you kan_dere kan_du kan_jeg kan_noen kunne_dere kunne_du vil_dere
    har_dere er_det hvor_lenge hvor_er når_kommer jeg_vil vi_vil får_ikke ikke_svar ingen_svar
    fortsatt_ikke har_ventet ring_meg gi_meg send_meg si_meg pengene_tilbake czy_możecie
    czy_mogę czy_moge czy_ktoś czy_jest gdzie_jest kiedy_będzie kiedy_bedzie mogę_prosić
    można_prosić jak_mogę chcę_zwrotu chciałbym_zapytać chciałabym_zapytać proszę_o
    nadal_czekam wciąż_czekam ciągle_czekam brak_odpowiedzi nikt_nie oddajcie_pieniądze co_mam
    co_się können_sie kann_ich könnt_ihr kann_man gibt_es wie_kann wo_ist wann_kommt
    ich_möchte ich_will ich_warte keine_antwort pueden_ayudar puedo_saber me_pueden por_favor
    por_qué quiero_saber donde_está dónde_está cuándo_llega sigo_esperando quiero_mi
    pouvez_vous est_ce puis_je je_voudrais je_veux s'il_vous où_est j'attends_toujours pas_de
"""
REQUEST_PAIRS = frozenset((pair.split("_")[0], pair.split("_")[1]) for pair in _PAIRS.split())

OWN = WordList(
    "i i'm i've i'd i'll im ive me my mine we we're we've our us myself ours",
    "jeg meg min mitt mine vi oss vår vårt våre eg",
    "ja mnie mi mój moja moje moją mojej mojego mam my nam nas nasz nasza nasze jestem czekam",
    "ich mich mir mein meine meinen meiner wir uns unser unsere",
    "yo mi mis me nos nuestro nuestra mío",
    "je j'ai moi mon ma mes me nous notre nos",
)

THREATS = WordList(
    """lawyer* attorney* sue suing lawsuit* legal ombudsman regulator* police court journalist*
    newspaper* boycott* unsubscrib* cancel cancelling canceling switching leaving complaint
    bbb chargeback""",
    """advokat* forbrukerråd* forbrukertilsyn* anmeld* politi* rettssak* søksmål* boikott*
    journalist* avslutte bytte oppsigelse* klage klager""",
    """prawnik* adwokat* sąd sądu sądem pozew* uokik policj* rzecznik* bojkot* dziennikarz*
    rezygnuj* wypowiad* odchodz* konsument* skarg* reklamuj*""",
    "anwalt anwält* klage kündig* verbraucherzentrale polizei gericht* boykott*",
    "abogad* demanda* denuncia* consumidor cancelar policía",
    "avocat* plainte* tribunal police résili* boycott*",
)

THANKS = WordList(
    "thank thanks thankful thx ty tysm cheers thankyou kudos congrats congratulations",
    "takk tusentakk gratulerer",
    "dziękuję dziekuje dzięki dzieki dziękujemy gratulacje brawo",
    "danke dankeschön vielen",
    "gracias felicidades",
    "merci bravo félicitations",
)
