"""Words of our own about places: what stands before a name, what only looks like one, and forms
that no gazetteer lists. Names are folded as ``gazetteer.folded`` does, save for INFLECTED."""

from __future__ import annotations

_BEFORE = """
    in at @ from to near into via outside
    i på fra til ved mot
    w we z ze do od koło
    aus nach bei
    en de desde a hacia
    à au vers depuis
"""
BEFORE = frozenset(_BEFORE.split())

INSIDE = frozenset({"in", "near", "outside", "i", "w", "we", "en"})
"""Those of BEFORE that seldom stand before a person's name."""

GENITIVE_AFTER = frozenset({"i", "på", "fra", "til", "ved", "mot"})
"""Words of Norwegian, in which a name may end in the genitive's s."""

ARTICLES = frozenset({"the", "der", "die", "den", "dem", "das", "la", "el", "las", "los", "les"})

BEGINNINGS = frozenset(
    {"san", "santa", "santo", "sankt", "saint", "sainte", "new", "los", "las", "sao"}
)
"""Of names of several words: alone they name no place, whatever the gazetteer says."""

_COMMON = """
    the a an i can so that don on in at as to he am we it is no not and or you my me if do go be
    by our for your all this then now what when how why who they her his she up us of one two day
    american air good blue english de en les au du und der die das ist nie ze za na det er et jeg
    vi han hun por que con si je tu il elle just have has had was were are been will get got did
    still please thank thanks there here big time
"""
COMMON = frozenset(_COMMON.split())
"""They begin names too, but far more sentences; skipped, so that most texts are not searched."""

_AMBIGUOUS = """
    agro ajax ama amen anda bade baia barna bat bath batman baza bec bello ben boku bolu bon
    bono bose boze brent brod caller caza cham chico cita concord corona cos cracovia dabei dali
    deli delta derby dort enterprise esse fez gente george gerne gjer gold grac gracia grins
    haga halle hamm handa hang harrow hassan hitachi homo hub independence island jos kan kara
    kasa kassa kilo kom konia kota kure landen lander leiden lekki lige lil lila lime lion log
    lone luck luz male malte man manos manta mary meds mei metro mila mitte mobile moga monster mora
    moro mors mos nada name nancy natal nice nich nim nix ojo orange ota para pare pari pax pech
    pet pets pire pomona pre pueblo queens raka rast reading reka ren rest reunion safi saga
    sainte sale sali salta sam sama sano siegen sla soder sol sola sole soledad soli solo
    soul split stalin sui surprise tama tanta tape tarde tema tete tiaret tor tour tours toyota
    tuba tur turen ube ufa uma van victoria vin vista wola
"""
AMBIGUOUS = frozenset(_AMBIGUOUS.split()) | {"old town", "san miguel"}
"""Also common words, firms or names of other things: found only where two signals agree."""

_PEOPLE = """
    abilene alexandria arlington aurora brandon carolina chad chandler darwin davenport
    elizabeth florence franklin garland georgia gilbert hamilton henderson irving jackson jordan
    kingston laval leon lincoln madison norman rosario salvador santos sophia stockton tyler
    virginia warren wellington
"""
PEOPLE = frozenset(_PEOPLE.split())
"""Also names of people: found after a word of INSIDE, or where two signals agree."""

# Polish names as they stand after "w", "z", "do" and "od".
_INFLECTED = """
    warszawie warszawy krakowie krakowa łodzi wrocławiu wrocławia poznaniu poznania gdańsku
    gdańska szczecinie szczecina bydgoszczy lublinie lublina białymstoku białegostoku katowicach
    katowic gdyni częstochowie częstochowy radomiu radomia toruniu torunia sosnowcu sosnowca
    kielcach kielc rzeszowie rzeszowa gliwicach gliwic zabrzu zabrza olsztynie olsztyna bytomiu
    bytomia rybniku rybnika tychach tychów opolu opola elblągu elbląga płocku płocka wałbrzychu
    wałbrzycha tarnowie tarnowa chorzowie chorzowa koszalinie koszalina kaliszu kalisza legnicy
    sopocie sopotu zakopanem zakopanego trójmieście trójmiasta polsce polski niemczech niemiec
    norwegii szwecji danii finlandii islandii anglii szkocji irlandii francji hiszpanii
    portugalii włoszech włoch grecji turcji chorwacji czechach czech słowacji węgrzech węgier
    austrii szwajcarii belgii holandii ukrainie ukrainy rosji białorusi litwie litwy łotwie
    łotwy estonii rumunii bułgarii egipcie egiptu chinach chin japonii indiach indii kanadzie
    kanady meksyku brazylii argentynie argentyny australii ameryce ameryki europie europy
    londynie londynu paryżu paryża berlinie berlina monachium frankfurcie frankfurtu hamburgu
    hamburga wiedniu wiednia pradze pragi budapeszcie budapesztu rzymie rzymu mediolanie
    mediolanu barcelonie barcelony madrycie madrytu lizbonie lizbony amsterdamie amsterdamu
    brukseli sztokholmie sztokholmu kopenhadze kopenhagi moskwie moskwy kijowie kijowa lwowie
    lwowa wilnie wilna atenach aten dublinie dublina stambule stambułu dubaju genewie genewy
    zurychu
"""
INFLECTED = frozenset(_INFLECTED.split())

# The busiest airports by their three letters (IATA), and a few abbreviations.
_CODES = """
    ABQ ADD AKL AMS ANC ARN ATH ATL AUH AUS BCN BDL BGO BGY BHX BKK BLR BNA BNE BOD BOG BOI BOM
    BOS BRE BRS BRU BSB BUD BUF BUR BWI CAI CCU CDG CGK CGN CHS CLE CLT CMH CPH CPT CTU CUN CVG
    DAL DCA DEL DEN DFW DME DOH DTW DUB DUS DXB EDI EIN ELP EWR EZE FAO FCO FLL FRA GDL GDN GLA
    GOT GRU GSO GVA HAJ HAV HEL HKG HND HNL HOU HPN IAD IAH ICN IND IST ITM JAX JED JFK JNB KEF
    KIX KRK KTW KUL LAS LAX LCY LED LGA LGB LGW LHR LIM LIS LON LPL LTN LUX LYS MAA MAD MAN MCI
    MCO MDW MEL MEM MEX MHT MIA MKE MLA MMX MNL MRS MSP MSY MTY MUC MXP NAP NBO NCE NCL NRT NUE
    NYC OAK OKC OMA ONT OPO ORD ORF ORY OSL PBI PDX PEK PER PHL PHX PIT PMI POZ PRG PTY PVD PVG
    PVR RDU RIC RNO ROC RSW RYG SAN SAT SAV SCL SDF SDQ SEA SFO SGN SIN SJC SJO SJU SLC SMF SNA
    STL STN STR STT SVG SVO SWF SXM SYD SYR TLL TLS TLV TOS TPA TPE TRD TRF TUL TUS TXL VCE VIE
    VLC VNO WAW WMI WRO YEG YOW YUL YVR YYC YYZ ZAG ZRH DC LA UK USA UAE
"""
CODES = frozenset(_CODES.split())

_STATES = """
    AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY
    NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON BC QC AB UK USA
"""
STATES = frozenset(_STATES.split())
"""What may follow a town and a comma."""
