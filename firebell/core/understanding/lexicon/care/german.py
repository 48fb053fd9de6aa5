"""Cues of customer care in German."""

from firebell.core.understanding.care.cue import Cue

CUES = {
    Cue.ANGER: """wütend, wut, sauer, stinksauer, verärgert, ärger, ärgerlich, ärgert, genervt,
        nervt, empör*, empörend, unverschämt*, frechheit, skandal*, skandalös, unglaublich
        schlecht, inakzeptabel, unfassbar, schnauze voll, reicht mir, reicht's, zum kotzen,
        kotzt mich, hasse, hass, lächerlich, dreist*, schämt euch, schande, zorn, zornig,
        aufgebracht, frustrier*, frust, geht gar nicht, verarscht, verarsche*, unmöglich,
        zumutung, geht's noch""",
    Cue.FEAR: """angst, ängstlich, fürchte, fürchten, befürchte*, panik*, besorgt, sorge,
        sorgen mache, mache mir sorgen, beunruhig*, erschrocken, erschreckend, schreck,
        albtraum*, alptraum*, unsicher, nervös, gruselig, bange, beängstigend*""",
    Cue.SADNESS: """traurig*, trauer, trauern, enttäusch*, schade, weine, weinen, geweint,
        tränen, heule, geheult, verzweifel*, deprimier*, depressiv, unglücklich, hoffnungslos,
        einsam, vermisse, leider, tut weh, herz bricht, gestorben, verstorben, am boden""",
    Cue.JOY: """glücklich, freue, freut, freude, froh, begeistert, liebe, geliebt, lieben,
        toll, super, wunderbar, wunderschön, fantastisch, spaß, lache, lachen, lustig, haha,
        hahaha, lächeln, grinsen, zufrieden, dankbar, stolz, juhu, hurra, klasse, herrlich,
        großartig, schönster tag, freu, geil""",
    Cue.HOPE: """hoffe, hoffen, hoffentlich, hoffnung*, drücke die daumen, daumen drücken,
        zuversicht*, optimis*, freue mich auf, wünsche mir, glaube an, gebt nicht auf, wird
        schon""",
    Cue.GRIEVANCE: """warte immer|seit|noch|schon, warten seit|immer|schon, immer noch
        nicht|keine|kein, noch immer nicht|keine|kein, noch nicht
        da|angekommen|erhalten|bekommen, nicht angekommen, nicht geliefert, nie angekommen, nie
        geliefert, nicht erhalten, nicht bekommen, keine
        antwort|rückmeldung|reaktion|hilfe|ware|lieferung, niemand
        antwortet|hilft|meldet|reagiert, meldet sich niemand, antwortet nicht, funktioniert
        nicht, geht nicht, geht nichts, läuft nicht, lädt nicht, kaputt, defekt*, beschädigt*,
        falsche ware|größe|farbe|artikel|rechnung|adresse|produkt, falscher artikel, falsches
        produkt, doppelt abgebucht|belastet|berechnet, zu viel abgebucht|berechnet, schlechter
        service, schlechter kundenservice, mieser service, miserabel*, unfreundlich*,
        abgewimmelt, aufgelegt, warteschleife*, hotline, wo bleibt mein|meine|das|die, wo ist
        mein|meine|das|die, verspätung*, ausgefallen, gestrichen, verloren gegangen, koffer
        weg, kein internet|netz|empfang|strom, kein anschluss, stürzt ab, kann mich nicht,
        komme nicht, ausgesperrt, gesperrt, nicht erreichbar, schlechteste*, schlimmste*""",
    Cue.SUGGESTION: """vorschlag*, schlage vor, vorschlagen, anregung*, ihr solltet, sie
        sollten, solltet ihr, sollten sie, könntet ihr nicht, man könnte, wie wäre es, wie
        wärs, wie wär's, warum nicht, wäre schön|toll|super|gut|hilfreich|besser|nett|cool|
        sinnvoll|praktisch, wäre es schön|toll|gut|möglich|nicht, würde mir wünschen, ich
        wünsche mir, wünschte mir, mir fehlt, es fehlt, fügt hinzu, hinzufügen, verbesser*,
        tipp, idee, ein tipp, beim nächsten mal, nächstes mal, feedback""",
    Cue.CANCEL: """kündig*, gekündigt, kündigung*, wechsle zu|den|die|zur|zum, wechsel
        zu|zur|zum, wechseln zu|zur|zum, zur konkurrenz, konkurrenz, storniere
        mein|meinen|meine, stornieren mein, vertrag beenden, abo beenden, abbestell*, abmelden,
        nie wieder, nie mehr, letzte mal, letztes mal, zum letzten mal, kunde verloren, kunden
        verloren, einen kunden weniger, das war's, das wars, bin weg, bin raus, konto löschen,
        konto schließen, lösche mein konto, kaufe nicht mehr, bestelle nicht mehr, nicht mehr
        bei euch|ihnen, anderen anbieter""",
    Cue.LEGAL: """anwalt*, anwält*, rechtsanwalt*, rechtsschutz*, verklag*, gericht*,
        gerichtlich*, verbraucherzentrale*, verbraucherschutz*, rechtliche schritte,
        rechtlich*, rechtswidrig, illegal*, strafanzeige*, anzeige erstatten, anzeigen bei,
        bundesnetzagentur, bafin, schlichtungsstelle*, ombudsmann, mahnung*, inkasso,
        fristsetzung, letzte frist, gesetzlich*, beschwerde einreichen, offizielle beschwerde,
        klage einreichen, klage erheben, reiche klage, anzeige gegen, anzeige wegen""",
    Cue.PRESS: """journalist*, presse, zeitung*, medien, bild zeitung, ard, zdf, rtl, stern tv,
        an die öffentlichkeit, öffentlich machen, viral, geht viral, fernsehen, reporter*,
        wiso, überall posten, jeder soll wissen, shitstorm""",
    Cue.COMPENSATION: """rückerstattung*, erstattung*, erstatten, erstattet, entschädigung*,
        schadensersatz, schadenersatz, geld zurück, mein geld, gutschein*, gutschrift*,
        kompensation, wiedergutmachung, umtausch*, ersatz*, preisnachlass, kostenübernahme,
        reklamation*, reklamier*, schuldet mir, rückzahlung*""",
    Cue.PROMOTION: """gewinnspiel*, gewinne, gewinnt, rabattcode*, gutscheincode*, jetzt
        kaufen, jetzt bestellen, klick hier, klickt, link in der bio, folgt uns, folgt mir,
        abonnier*, neues video, neuer beitrag, weiterlesen, versandkostenfrei, geld verdienen,
        angebot des tages, jetzt anmelden, schnäppchen""",
    Cue.IRONY_MARK: """ironie, sarkasmus, ironisch, sarkastisch, klar doch, na klar, schon
        klar, ironieoff""",
    Cue.MOCK: """danke für nichts|gar|die|den|das_warten|garnichts, vielen dank für
        nichts|die|den|das, herzlichen glückwunsch, glückwunsch, gut gemacht, toll gemacht,
        super gemacht, na toll, na super, na klasse, na prima, ganz toll, ganz großes kino,
        großes kino, bravo, wie schön, wie nett, wie toll, wie immer, liebe es wenn, ich liebe
        es, so viel zu, soviel zu, was für eine überraschung, überraschung, weiter so, respekt,
        echt klasse, echt super, echt toll, läuft bei euch, läuft bei, nicht wundern, genau
        das, hab ja sonst nichts, ein traum, ein träumchen, eine glanzleistung, glanzleistung,
        meisterleistung, spitzenleistung, super service, top service, danke auch, schönen dank
        auch, hauptsache, servicewüste""",
    Cue.GUSH: """danke, dank, toll*, super, klasse, prima, wunderbar, großartig*, fantastisch,
        herrlich, liebe, bravo, glückwunsch, perfekt, top, spitze, spitzen*, respekt, genial*,
        hervorragend, schön, begeistert, freue, traum, beste*, nett""",
    Cue.MISHAP: """verspät*, ausfall*, ausgefallen, warte, warten, wartezeit, gewartet,
        stunden, stunde, stau, kaputt, defekt, fehler*, verloren, weg, nichts, niemand, keiner,
        wieder, schon wieder, wochen, monate, gesperrt, gebühr*, rechnung, kalt, dreckig, leer,
        störung*, absturz, abgestürzt, regen, montag*, warteschleife, minuten, gestrichen,
        verpasst, zum dritten mal""",
    Cue.EXCLAIM: "wow, oh, ach, juhu, na, tja, aha, hurra, oha, ja",
    Cue.LOYAL: """treuer kunde, treue kundin, langjährig*, seit jahren, stammkunde*,
        eigentlich, normalerweise, sonst immer, sonst zufrieden, mag euch, ihr könnt das, ihr
        könnt es besser, könnt ihr besser, bin fan, großer fan, meine es gut, ansonsten""",
    Cue.CONDEMN: """betrug, betrüger*, betrügen, abzocke, abzocker*, abgezockt, diebe,
        diebstahl, boykott*, finger weg, hände weg, meidet, vorsicht vor, nicht kaufen, nicht
        bestellen, kauft nicht, bestellt nicht, schämt euch, saftladen, drecksladen,
        scheißladen, schlechteste firma, schlechtester laden|anbieter|service, lügner, lügen,
        lügt, verbrecher, kriminell*, mafia, pleite gehen, geht pleite, macht dicht, gierig*,
        raffgier, halsabschneider, verbrecherverein, nie zu empfehlen, geh zur hölle, zur hölle""",
    Cue.HARM: """bringe dich|euch um, bring dich|euch um, umbringen dich, töte dich|euch, töten
        dich|euch, dich töten|umbringen|schlagen|finden|kriegen, euch
        töten|umbringen|abfackeln|anzünden|finden|kriegen, erschieße dich|euch, stech
        dich|euch, steche dich|euch ab, zünde euch|das|dich, brenne euch|den, fackel euch|den,
        jage euch in, bombe in, schlag dich|euch, schlage dich|euch, haue dir, hau dir, breche
        dir, brech dir, weiß wo du|ihr, wo du wohnst, wo ihr wohnt|arbeitet, werdet es bereuen,
        wirst es bereuen, wirst du bereuen, pass auf, kriege dich|euch, finde dich|euch, stirb,
        verreck*, krepier*, hoffe du stirbst, hoffe ihr sterbt|verreckt, gehört
        erschossen|aufgehängt|erhängt|vergast, gehören erschossen|aufgehängt|vergast|an, an die
        wand, ins gas, aufhängen, an den galgen""",
    Cue.VIOLENT: """töten, umbringen, erschießen, messer, waffe, bombe, anzünden, abfackeln,
        schlagen, verprügel*, hängen, ermorden, mord, niederbrennen, pistole""",
    Cue.YOU: """du, dich, dir, euch, ihr, eure, euer, euren, dein*, ihnen, mitarbeiter, fahrer,
        chef""",
    Cue.WILL: """werde, will, wirst, werdet, schwöre, verspreche, gehört, gehören, komme,
        hoffe, sollten""",
    Cue.SLUR: """kanake*, kanacke*, kümmeltürk*, neger*, nigger*, schwuchtel*, zigeuner*,
        untermensch*, judensau, judenpack, kameltreiber*, ziegenfick*, schlitzauge*, spasti,
        mongo, krüppel, transe*, bimbo*, spast, spasten""",
    Cue.SAFETY: """gefährlich*, lebensgefährlich*, lebensgefahr, brandgefahr, brannte, brand
        geraten, in brand, feuer gefangen, fing feuer, fängt feuer, in flammen, raucht aus,
        qualm*, explodier*, explosion*, gasleck, gasgeruch, riecht nach gas, stromschlag*,
        stromschläge, kurzschluss*, funken, bremse versagt, bremsen
        versagt|funktionieren|gehen, notlandung, überhitz*, erstickungsgefahr, glas im,
        glassplitter*, metallsplitter*, schimmel im, verschimmelt*, salmonell*, abgelaufen*,
        kohlenmonoxid, giftig*, vergiftungsgefahr, sicherheitsrisiko, sicherheitsmangel,
        sicherheitsmängel, evakuier*, hätte sterben können, hätte tot sein, falsches
        medikament, falsche dosis, entgleis*, sicherheitsgurt*, unsicheres produkt, bremsen
        versagten, bremsen versagen""",
    Cue.SAFETY_MAYBE: """feuer, rauch, gefahr, gas, leck, unfall*, sicherheit, verbrannt*,
        rückruf*, brand""",
    Cue.INJURY: """verletz*, verletzung*, blut, blutet, blutete, blutend, krankenwagen,
        rettungswagen, krankenhaus*, notaufnahme*, notarzt*, gebrochen, knochenbruch,
        gehirnerschütterung, verbrennung*, verbrannt, verbrüht, verbrühung*, geschnitten,
        genäht, allergisch*, allergie*, lebensmittelvergiftung*, vergift*, ausschlag,
        erbrochen, übergeben musste, ohnmächtig, bewusstlos*, herzinfarkt*, schlaganfall*,
        gestürzt, ausgerutscht, gestolpert, erstickt, fast erstickt, verschluckt, wunde*,
        gestorben, tödlich*, krampfanfall*""",
    Cue.INJURY_MAYBE: """schmerz*, krank, arzt, ärztin, insulin, medikament*, asthma,
        rollstuhl*, tut weh, tot""",
    Cue.MINORS: """minderjährig*, jugendschutz, kind allein, kind alleine, kinder allein,
        alleinreisend*, kindesmissbrauch, pädophil*, säugling*, neugeboren*, kleinkind*,
        kindersitz*, kindergarten*, 0 jahre alt, 00 jahre alt, 0jährig*, 00jährig*, jährige,
        jähriger, jähriges, jährigen, alkohol an kinder|jugendliche|minderjährige, schüler,
        schülerin, 0 jähriger, 0 jährige, 0 jähriges, 0 jährigen, 00 jährige, 00 jähriger""",
    Cue.MINORS_MAYBE: """kind, kinder, kindern, kindes, baby, babys, sohn, tochter, mein sohn,
        meine tochter, jugendliche*, teenager, junge, mädchen, enkel*, kinderwagen""",
    Cue.SELF_HARM: """selbstmord*, suizid*, umbringen mich, mich umbringen, bringe mich um,
        bring mich um, nicht mehr leben, will sterben, möchte sterben, leben nehmen, das leben
        nehmen, leben beenden, mein leben beenden, mich töten, selbstverletz*, ritze mich,
        ritzen mich, mich ritzen, erhängen, mich erhängen, mich aufhängen, vor den zug, von der
        brücke, keinen sinn mehr, keinen ausweg""",
    Cue.DISCRIMINATION: """rassis*, rassist*, sexis*, diskrimin*, homophob*, transphob*,
        antisemit*, islamfeind*, islamophob*, fremdenfeind*, ausländerfeind*, hautfarbe*,
        behinder*, behindert, barrierefrei*, schwerbehindert*, wegen meiner
        herkunft|hautfarbe|religion|behinderung|sexualität, wegen meines
        alters|geschlechts|namens|kopftuchs, weil ich schwarz|muslim|muslima|schwul|lesbisch|
        trans|jude|jüdin|behindert|schwanger|ausländer|eine frau, kopftuch*, belästig*, sexuell
        belästigt, begrapscht, beleidigt, assistenzhund, blindenhund, mobbing""",
    Cue.BREACH: """datenleck*, datenpanne*, datenschutz*, dsgvo, gehackt, hacker*, meine daten,
        persönliche daten, personenbezogene daten, identitätsdiebstahl, fremde daten, fremdes
        konto, fremde rechnung, anderer kunden, anderen kunden, eines anderen kunden,
        phishing*, unbefugt*, kontodaten, kreditkartendaten, geleakt, weitergegeben, daten
        weitergegeben, daten verkauft, privatsphäre""",
    Cue.CRIME: """gestohlen, geklaut, diebstahl, überfall*, polizei*, vergewaltig*, erpress*,
        bedroh*, gefälscht, fälschung, geldwäsche, straftat*, überfallen, körperverletzung,
        stalk*, bestech*""",
    Cue.EARLIER: """schon wieder, wieder einmal, erneut, zum dritten|zweiten|vierten|fünften|0
        mal, mehrfach, mehrmals, mehrere male, immer wieder, 0 mal, 00 mal, bereits
        angerufen|geschrieben|gemeldet|kontaktiert, schon angerufen|geschrieben|gemeldet, habe
        angerufen, angerufen, telefoniert, gesprochen mit, versprochen, wurde mir gesagt, wurde
        gesagt, mir wurde, zugesagt, zugesichert, letzte woche, letzten monat, letzten woche,
        vor wochen, vor monaten, seit wochen, seit monaten, seit 0|00|januar|februar|märz|april|
        mai|juni|juli|august|september|oktober|november|dezember, 0 wochen, 0 monate, 0
        monaten, ticketnummer*, vorgangsnummer*, jedes mal, jedesmal, weiterverbunden, früher,
        vorher""",
    Cue.PARTIES: """versicherung*, bank, meine bank, vermieter*, arbeitgeber*, arzt,
        krankenhaus*, krankenkasse*, polizei*, zoll*, botschaft*, visum, behörde*, amt,
        gericht*, vertrag*, vertrags*, gewährleistung*, garantie*, agb, rechnung*, steuer*,
        finanzamt, hypothek*, kredit*, vollmacht*, erbe*, nachlass*, spedition*, paketdienst*,
        dhl, hermes, lieferant*, techniker*, reisebüro*, zentrale, hausverwaltung*""",
}
