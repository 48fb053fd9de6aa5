"""English. `MACROS` name lists of words, `PHRASES` hold the phrases of each rule."""
# ruff: noqa: E501 - a phrase stays on its line

MACROS = {
    "you": "you u ya ye youre ur your youve youll youd yourself",
    "are": "youre ur",
    "your": "your ur yer",
    "not": "not dont didnt doesnt isnt arent wasnt wont never no",
    "intensifier": "so such a an the really very quite damn fucking bloody absolute complete total "
    "utter utterly completely totally absolutely just truly little big old fat too pretty rather "
    "real proper freaking effing most one",
    "slur": "idiot idiots idiotic moron* imbecil* cretin* dumbass* asshole* arsehole* asswipe* "
    "arsewipe* bastard bastards bitch bitches bitchy cunt* motherfuck* fuckwit* fucktard* "
    "fuckface* retard retards retarded wanker* twat twats dickhead* douche douchebag* jackass* "
    "dipshit* shithead* shitbag* bellend* knobhead* knobend* tosser tossers scumbag* halfwit* "
    "nitwit* dimwit* numbskull* numpty simpleton* lowlife* dumbo dumbfuck* whore whores skank* "
    "fuckhead* bullshitter* minger pillock* plonker* gobshite* dumbarse* cocksucker* arselick* "
    "asslick* crackhead* dullard* ignoramus* muppet",
    "fool": "fool fools rat pig pigs cow swine toad clown clowns creep creeps freak freaks loser "
    "losers liar parasite* leech scum vermin trash garbage rubbish filth pervert* perv degenerate* "
    "hag crone witch slob slut prick pricks dick cock git sod berk nutter nutcase lunatic maniac "
    "psycho weirdo crybaby brat snowflake karen peasant ape monkey donkey dog mutt worm maggot "
    "cockroach insect snake troll imbecilic coward nobody nothing fraud drunk drunkard junkie thief "
    "crook disgrace embarrassment joke failure lump oaf buffoon dunce ignoramus cheapskate "
    "scrounger whiner moaner windbag leech eejit turd shit arse ass piece waste burden pest "
    "plague",
    "nasty": "dumb stupid thick dense dim brainless braindead clueless worthless useless pathetic "
    "disgusting repulsive revolting ugly hideous fat filthy vile despicable insufferable unbearable "
    "contemptible spineless gormless witless brainless mental insane crazy deranged demented senile "
    "retarded hateful loathsome obnoxious nauseating imbecilic idiotic moronic ignorant arrogant "
    "gullible hopeless",
    "kin": "husband wife kids kid children child son daughter mother mum mom father dad family "
    "parents girlfriend boyfriend partner baby",
    "vehicle": "plane flight car bus train boat ship bike house phone door",
    "bad_end": "die dies died dying dead death funeral grave coffin cancer drown drowns choke "
    "chokes rot rots suffer suffers hell starve starves perish burn burns bleed bleeds hang "
    "suffocate* stroke tumour tumor electrocute* killed murdered misery miserable miscarr* "
    "amputat* paralys* disappear vanish heart-attack crash crashes explode explodes freeze "
    "cremat* buried corpse leukaemia leukemia aids",
    "person": "customer customers person people woman man women men human lady bloke guy client "
    "caller passenger creature excuse individual soul",
}

PHRASES = {
    "abuse.insult": """
        {slur}
        {are} ~4 {fool} $
        {are} ~2 {intensifier} ~3 {fool}
        you are ~4 {fool} $
        you are ~2 {intensifier} ~3 {fool}
        {are} ~2 {nasty} $
        {are} {intensifier}? {intensifier}? {nasty}
        you are {intensifier}? {intensifier}? {nasty}
        you must be {intensifier}? {nasty}|blind|deaf
        you sound|look|seem ~1 {nasty}
        you {nasty}
        you {intensifier} {nasty} {fool}|{person}
        you ~3 {fool} $
        you {nasty}|lying|whining|whinging|moaning|greedy|lazy|silly|sad|miserable|rotten|dirty|little|old|sorry|entitled|self-entitled|cheap|nosy|spoilt|spoiled ~2 {fool}|{person}|excuse
        stupid|fat|ugly|dumb|filthy|lazy|insufferable|arrogant|disgusting|degenerate|pathetic|crazy ~1 cow|bat|hag|bag|fool|git|sod|pig|rat|toad|freak|creep|creature|slob|swine|clown|woman|man|person|customer|customers
        too {nasty}|slow|old|simple to
        so {intensifier}? {intensifier}? {nasty} its|it|that|you
        dumber|stupider|thicker|uglier|dimmer|slower than
        dumbest|stupidest|ugliest|thickest|dimmest|rudest|nastiest ~4 {person}|ever|i|we
        as thick|dumb|dim|stupid|ugly|useless as
        brain dead
        braindead
        braincell|braincells|brain-cell
        brain cell|cells
        {your} ~2 brain|brains|skull|iq
        ugly in|as|face
        {your} ugly|fat|stupid|dumb|filthy|pathetic|miserable|worthless|sad ~2
        you stink|reek
        you smell like|of|bad
        st*pid|dumb ~1 c*stomer|customer
        waste of space|oxygen|air|skin|breath|time
        piece of shit|crap|garbage|trash|filth you|$
        case|failure of a human
        village idiot
        mentally ill|retarded|deficient|challenged
        mental case
        {your} voice|face ~3 sick|vomit|puke|ugly
        with a voice|face|brain|attitude|mouth like that|yours
        what kind|sort of parent|mother|father|idiot|moron ~3 you
        screw|sod|stuff|damn you
        fuck* you|u|off|yourself
        fuck
        up yours
        kiss my ass|arse|backside|feet
        bite me
        suck my|it
        dumbass
        shit for brains
        {your} ~1 mother|mum|mom ~3 ashamed|embarrassed|proud|slut|whore
    """,
    "abuse.contempt": """
        people|customers|men|women|someone|somebody|those|creatures like you|u|yourself ~3 sick|disgust*|deserve*|should|shouldnt|dont|never|are|is|make|ruin|need
        make|makes|made me|us|everyone|everybody sick
        you disgust|repulse|sicken|revolt|bore me|us
        i|we|everyone|everybody ~2 hate|hates|loathe|despise|detest you|your
        hate|hates|despise|loathe you
        nobody|none|noone ~3 likes|loves|miss|misses|wants|cares|like|love|want ~2 you|u|your
        no one ~2 likes|loves|miss|misses|wants|cares|like|love|want ~2 you|u|your
        cant stand you|your|people
        no|little wonder|surprise ~2 {kin}|nobody|everyone ~1 left|leaves|hates|avoids|ran|divorced|cheated|dumped
        {your} {kin} ~2 left|hates|despises|ran|cheated|dumped ~1 you
        whole|entire|us|everyone|everybody|office|team ~4 laughing|laughs|laugh|laughed at|about you|your
        laughing at you|your
        ill|we|will|id|well|i dance|laugh|celebrate|cheer|party|applaud ~2 when|if|once|on ~1 you|your
        shut up
        shut {your}|it|the ~2 up|mouth|trap|face|gob|hole
        shut {your} mouth|trap|face|gob|hole|piehole
        stfu
        gtfo
        get lost|stuffed|bent|fucked|knotted|wrecked|screwed
        get out of my|our face|sight
        piss|sod|bugger|buzz|naff|jog|shove|bog|eff off
        shove|stick it|this|that|them ~3 up|where
        stick|shove {your} ~4 up|where
        go away and
        go away $
        crawl back
        rock you crawled
        under {your} rock
        drop dead
        go|burn|rot|straight|see ~2 to|in hell
        to hell with you|your
        go ~2 to hell
        hell with you|your
        get out of my
        ps ~3 ugly|fat|stupid
        world|everyone|everybody|us ~5 better|nicer|easier|happier ~3 without you|if
        do ~3 world|us|everyone|everybody|yourself ~2 favour|favor ~3 disappear|die|leave|go|vanish|quit|drop|jump|shut|never
        never wanted|born
        you should never|not ~1 been born
        should ~1 be|been ashamed|shot|sterilised|sterilized|locked|hanged|hung|flogged
        shame on you
        you ~1 make me|us laugh|puke|vomit|sick
        beneath|below contempt
        dont deserve ~2 live|breathe|children|kids|a|to|help|respect|service
        peace and quiet ~4 you
        rid of you
    """,
    "abuse.wish": """
        hope|hopefully|wish|wishing|pray|praying|hoping ~1 you|u|ya|he|she|they|your ~9 {bad_end}
        hope|hopefully|wish|may|pray ~1 you|u|ya ~3 break|breaks|broke {your}|both|a|every
        hope|hopefully|wish|may|pray ~2 {vehicle} ~3 crash*|burn*|explode*|sink*|falls|opens|collapse*|blows
        hopefully|hope the|your door|wing|engine ~5 opens|falls|breaks|fails|explodes
        may {your} ~3 explode|burn|crash|rot|sink|die|collapse|fail|melt|freeze|wither|fall|break|be|never
        may you ~4 {bad_end}|never|always|regret|fall|break
        hope ~2 you get ~2 cancer|hit|run|fired|robbed|sick|mugged|sacked|divorced|hurt|stuck|what
        hope it|this|that ~2 hurts|kills|chokes|burns|explodes you|$
        hope something ~1 bad|terrible|awful|horrible|nasty happens
        hope somebody|someone ~2 kills|hurts|hits|robs|beats|punches|burns|runs
        hope ~6 funeral|grave|coffin|tombstone|hell|cancer|morgue|hospital
        hope {your} ~5 dies|explodes|burns|crashes|rots|collapses|leaves|freezes|sinks|divorces
        {your} ~2 next|last|own|first|upcoming ~1 heart|stroke|funeral|accident ~1
        your own funeral|grave|coffin
        heart attack ~3 finally|soon|give|would
        if that|the|your plane|car|train|ship|bus went|goes ~1 down|off|under
        kill|hang|shoot|drown|poison|stab|electrocute|hurt|top yourself
        kys
        jump|leap|step|walk|throw|dive ~2 off|from|under|into|in|front ~4 bridge|cliff|roof|building|train|bus|traffic|window|lake|river|balcony|truck|tracks
        play in|on ~1 traffic|motorway|train|tracks
        eat shit|glass|dirt|poison
        stick {your} fingers|head|hand|tongue|fork ~3 socket|plug|oven|outlet|toaster|microwave|blender
        drink|swallow|eat ~1 bleach|poison|rat|acid
        choke on|to
        dig {your} own grave
        pity|shame|sad|sorry|unfortunate|unfortunately ~4 you|your ~5 alive|born|survived|survive|breathing|cancelled|live|lived
        pity ~6 life ~3 cancelled|ended|over
        deserve|deserves ~2 to ~2 {bad_end}|hurt|pain|lonely|alone
        you deserve ~3 pain|misery|nothing|worst|cancer|everything|it|what
        you|u had it coming
        serves you right
        someone|somebody should ~3 you|your
        should|would be put down
        roast|burn|rot in hell|peace|there
        die ~2 in|of|already|alone|slowly|painfully|screaming
        cant wait|looking ~2 for|until|till|to ~2 you|your ~2 die|funeral|dead|gone|death
    """,
    "abuse.threat": """
        watch {your} back|step|mouth|tongue|kids|children
        id|better|you watch my|your back
        i|we ~2 know|knows where ~4 live|lives|work|works|sleep|park|school
        i|we ~2 looked|checked|searched|found ~1 up ~3 {kin}|home|house|school|employer|boss
        looked up {your} {kin}|address|home|house|school|employer|boss|kids
        i|we ~1 have|got|wrote|saved|noted ~2 {your} address|plate|licence|license|number ~5 careful|visit|regret|sorry|soon|remember|friends
        {your} {kin} ~6 regret|happen|careful|shame|pity|sad|accident|hurt|safe|school
        shame|pity|sad|sorry|unfortunate|terrible if ~3 something|anything|they|it|that|he|she|your|someone ~2 happened|happens|heard|hears|found|caught|burned|broke|were|was|knew|learned|learnt|saw
        you will|ll|gonna|going ~2 regret|pay|suffer|be|wish ~1 this|it|that|sorry|for|dearly|you
        youll ~1 regret|pay|suffer|be ~1 this|it|that|sorry|for|dearly|you
        make you ~1 regret|pay|suffer|sorry|cry|wish
        ill|well|i|we ~2 make {your} life ~2 hell|misery|miserable|difficult|harder
        ill|i|we|gonna|going ~3 find|hunt|kill|hurt|beat|punch|slap|destroy|ruin|smash|strangle|stab|shoot|crush|break|burn you|ya|your
        ill ~1 have you ~3 beaten|killed|sorry|fired|sacked
        beat|knock|punch|smack|slap|kick ~2 you|your|out ~2 up|teeth|face|head|ass|arse|you
        wring|break|snap|slit {your} ~1 neck|legs|arms|throat|kneecaps|fingers|jaw|bones
        come|coming ~3 get|for you|ya
        come|coming ~3 {your} house|door|home|place ~5 sorry|see|regret|teach|show|night|alone|hammer|bat|boys
        we|ill|i|well ~4 tell|let|inform|show|send ~2 {your}|the neighbours|neighbors|boss|employer|wife|husband|kids|family|friends ~5 what|how|about|who|know|everything
        tell|let the|your neighbours|neighbors|wife|husband|boss|employer ~2 know|what|about
        unless you ~2 delete|remove|withdraw|retract|take|change|apologise|apologize ~5 review|post|complaint|tweet|comment
        delete|remove|withdraw|retract|take ~3 review|post|complaint|tweet|comment ~3 or
        or else $
        accidents|accident happen|happens|could|can|might
        things can happen
        sleep well tonight
        sleep with one eye
        one more|last word|call|mail|message|complaint|review and|or ~2 you|ill|we
        id be ~2 careful|scared|afraid|worried if i were
        if i were you id|i ~1 be|watch|keep|sleep|lock|hide|start|run
        nice|lovely|pretty|beautiful house|place|kids|children|daughter|car|family|home|school ~4 shame|pity|sad|would|wouldnt|hope
        well|we see|find|get|visit|meet you ~4 outside|alone|dark|night|parking
        leave the gas on
        cut {your} brakes|throat
        poison* {your} food|dog|coffee|drink
        spit|spat|spitting in|on {your}|it
        you wont ~4 next time|tomorrow|alive|morning
        blow {your} ~1 up|house|brains|head
        cut ~2 you up|off|down ~2 bits|pieces
        teach you a|some lesson|manners
        rape|raped|raping
    """,
    "abuse.profanity": """
        shit|shite|shitty|bullshit|crap|crappy|bollocks|arse|arsed|goddamn|goddam|damnit|dammit|wtf|ffs|pissed|pissing|effing|frigging|feck|fecking|wank
        so damn
        damn it|you|thing
        bloody hell
        for fucks|christs|gods|heavens|petes|goodness sake
        kiss off
        what the hell|fuck|heck
        pain in the|my ass|arse|neck|backside
    """,
    "tone.blame": """
        thats|that|its|this|it|is|was ~3 {your} own fault|problem|mistake|responsibility|doing|choice
        {your} own fault|stupidity|carelessness|negligence|laziness|doing|mess|silly
        {your} fault|carelessness|stupidity|laziness|negligence
        only|just got|have yourself to blame
        blame yourself
        nobody|no one|noone to blame|forced|asked|made|told ~3 you|yourself
        you problem
        thats a you
        hardly|cannot|cant|can be blamed|responsible for|that ~6 you ~1 cant|cannot|dont|didnt|forgot|failed
        you clicked|signed|ordered|chose|bought|agreed ~4 you bought|own|pay|live|deal|signed
        you should|ought|could ~1 have|of ~1 read|checked|thought|known|listened|looked|asked|paid|planned|noticed|woken|come|left|arrived
        shouldve|couldve ~1 read|checked|thought|known|listened|looked|asked|planned|noticed
        could ~1 have checked|read|looked|seen|found|googled|asked ~3 yourself|before|earlier|first
        if you had|hadnt only|just|ever|simply|actually|bothered|read|listened|paid|checked|been|followed|taken|done
        if you would|could|were only|ever|simply|actually|bother|listen
        if you bothered|listened|paid|knew|werent|cared|actually|only
        youd ~1 bothered|listened|paid attention
        had you read|bothered|listened|checked|looked|paid|followed|planned|done
        if only you
        you clearly|obviously|evidently|apparently|plainly|simply ~1 didnt|dont|havent|did|have|cant|failed|forgot|never|cannot|ignored|lack|need
        you claim|claimed|pretend ~1 to ~1 have
        you didnt|did ~1 listen|bother|pay|not ~1 listen|bother|read $|attention|to
        who refuse|refuses|wont|cant to ~1 listen|read|learn|think|help
        refuse to listen|read|understand|learn
        you failed|forgot|neglected ~1 to ~1 read|mention|listen|check|tell|pay
        as usual you|your
        once again you
        user error
        between ~1 chair|seat ~2 keyboard
        pebkac
        learn ~2 how|to|read|listen ~6 and then|before|first|next
        start reading|listening
        learn how ~6 works|work
        learn to read|write|spell|listen|wait|count|type|behave
        stop complaining|whining|moaning|crying|wasting|shouting|nagging|bothering|lying|pestering|being|making|spamming|acting|blaming|exaggerating
        wasting|waste|wasted my|our|everyones|everybodys time
        everyone|everybody|other|others else|customers|passengers|people ~3 manage|manages|managed|understand|understands|understood|can|could|on|made|seems|has|had|no
        nobody|none|noone ~1 else ~3 complain*|problem|problems|issue|issues|had|has|seems
        no one else ~3 complain*|problem|problems|issue|issues|had|has|seems
        not our|my fault you|that|if|$
    """,
    "tone.condescending": """
        calm down
        calm yourself
        relax $
        chill out
        take a chill|breath|pill|deep
        as|like i|we|my|already ~3 already|just|told|said|explained|mentioned|wrote ~5 twice|times|before|already|several|many|clearly|repeatedly
        as|like i|we ~1 already ~1 told|said|explained|mentioned|wrote|stated
        like|as i said ~3 and|before|already|twice|again
        ive|weve|i|we ~1 already|have ~1 told|said|explained ~1 you|this|it
        told you ~2 twice|times|already|before|so|again|yesterday
        how many|often times|more|do|must ~3 i|we|need|have ~3 tell|explain|repeat|say|told|explained
        for the last|third|fourth|fifth|hundredth|umpteenth|tenth|millionth time
        per|see|read my|our|the last|previous|earlier ~1 email|e|mail|message ~8 again|one|properly|carefully|before|time
        per my last|previous
        read the|our|your|my rules|terms|manual|instructions|contract|faq|question|website|page|email|letter ~2 $|first|before|again|properly|next
        read it|them|that again|properly|carefully|first|slowly
        try reading|thinking|listening|googling|again|harder
        did|do|can|have you even|actually|ever|not|really ~1 try|read|look|listen|think|know|understand|check|bother|turn|open|plug|tried|looked|checked
        didnt|dont|cant|havent you read|listen|see|understand|know|hear|think|ever|even|just|tell|count|listened
        cant you ~2 read|see|listen|understand|count
        you|who cant|cannot|can even|not|hardly|barely|obviously ~1 read|listen|understand|count|spell|write|think
        you cant|cannot read|count|spell|even
        any|a|every|even ~2 child|kid|toddler|baby|fool|idiot|monkey|grandmother|year ~2 can|could|knows|would|understands|tell|manages
        old could|can|would
        rocket science|scientist
        brain|rocket surgery|surgeon|surgeons
        its not|isnt|hardly|not that|exactly|really|so|particularly|very|all ~1 hard|difficult|complicated|complex|tricky|rocket ~1 $|to|is
        not that hard|difficult|complicated
        how hard|difficult can|is|could it|that ~2
        use|wear|buy|get|put|clean ~2 {your} ~1 glasses|eyes|brain|head|common
        {your} ~1 glasses ~2 when|reading|next|on
        common sense
        think about it $
        think before
        use {your} head|brain|eyes|imagination
        google is|it|exists
        let me google
        lmgtfy
        hold {your} hand
        spoon feed|feeding|fed
        spoonfeed*
        babysit*|babysitter
        embarrassing|ridiculous|pathetic|laughable|sad|unbelievable|amazing|astonishing|incredible ~1 that|how ~1 you|adults|people|anyone|grown
        ask {your} kids|grandson|granddaughter|grandchildren|children|mum|mom|mother|son|daughter|husband|wife|nephew
        let|have|get somebody|someone|some ~2 else|adult|grown|one|smarter ~5 handle|help|read|explain|do|bills
        ask|find|get an adult|grownup|grown
        {your} strong|strongest side|suit|point
        arent {your} ~1 strong|thing|forte
        youre being|just|too ~1 confused|dramatic|ridiculous|silly|difficult|unreasonable|childish|emotional|special
        youre|you overreacting|exaggerating|imagining ~1
        youre not listening
        you are being|just|too ~1 confused|dramatic|ridiculous|silly|difficult|unreasonable|childish|emotional|listening|special
        dont be silly|stupid|ridiculous|dramatic|difficult|childish|so|such|daft|absurd
        stupid|silly|dumb|ridiculous|pointless|daft|idiotic|absurd question|questions|complaint|request|mistake|idea
        with all ~1 due respect
        no idea what|how ~3 is|are|means|mean|works|work|talking|doing|talk
        have no idea|clue|concept|understanding
        havent got|the a|faintest|slightest|foggiest clue|idea
        you|u dont understand|know|get|seem how|what|the|anything|it|to ~3 works|work|basics|basic|anything|$|understand|is
        the basics
        in simple|plain|small words|terms|english
        let me ~2 explain|say|spell|repeat ~2 slowly|simply|again|out|for
        slowly for you
        listen carefully|here|to me|up
        listen to me
        pay attention
        grow up
        get over it|yourself
        get a life|grip|clue|job|brain
        suck it up
        deal with it $
        man up
        sweetie|sweetheart|missy|sunshine|buddy boy|honeybun
        my dear man|woman|lady|sir|fellow|child|girl|boy
        if|as you must know
        need it spelled|drawn|explained
        want me to draw
        draw you a
        write|speak|learn proper|better|correct|real|in english
        {your} drama|tantrum|whining|moaning|nonsense|attitude|tears|feelings|hysterics|crying|excuses
        drama queen
        whingeing|whinging
    """,
    "tone.sarcasm": """
        congratulations|congrats on ~2 discovering|finding|learning|figuring|reading|noticing|being|managing|realising|realizing|working|finally
        well done ~1 on|for ~1 finally|discovering|reading|figuring|noticing|you
        slow clap
        bravo $
        wow ok|okay
        oh|aw|aww|boo|ah ~1 poor|hoo|boohoo|no ~2 you|thing|baby|darling|how
        boo hoo
        boohoo
        poor you|baby|thing|little
        cry me a
        cry about it
        my heart bleeds
        worlds smallest violin
        smallest violin
        because ~1 you obviously|clearly|surely|certainly|of ~2 know|are
        because you|the ~2 know|are ~1 so|better|best|expert|special|centre|center
        you ~2 know ~2 better than ~1 we|us|our|me
        since you ~3 expert|know|clever|smart|better
        how ~1 clever|smart|observant|original|charming|kind|brave of you
        how dare you
        good|great|nice|lovely|happy|fine|bully for you ~1 $|anything
        thanks|thank you? for nothing|stating|enlightening|wasting
        thanks|thank you? for ~3 obvious
        it deserves ie|ergo|namely|none
        attention|respect|answer|consideration it deserves|deserved ~3 none|nothing|namely|ie|zero
        it|they deserves|deserve ie|namely|none
        what|whatever did|do|were ~1 you expect|expecting|think|thinking|want
        not sure|certain what|why you ~1 expect*|thought|think|want|wanted|hoped
        what did|do|were you ~2 expect|expecting|think
        for that price
        got|get|woke|wake ~1 up on|from the wrong
        wrong side of ~1 bed
        someone|somebody|some ~1 people|is|needs|has|got|woke|had ~2 a|wrong|cranky|grumpy|touchy|sensitive|drama|angry|upset|nap|hug
        some people ~4 and some
        hilarious|laughable|comical|priceless|adorable|cute ~1 that|how|you|really|$
        how sad|tragic|terrible|awful for you
        what a tragedy|shame|surprise|shock|drama|pity for|that|$
        big deal
        first world problem|problems
        newsflash|newsflash
        news flash
        surprise surprise
        shocking i know
        imagine that
        duh
        lol|lmao|rofl|haha|hahaha ~1 no|nope|sure|ok|good|what|nice|read|try|yeah|you|really
        yeah|ya|yes no ~1 thats|not|that
        yeah right
        as if $
        sure jan|whatever
        ^ sure because you|we|thats|thats|everyone
        whatever $
        whatever you say
        blah blah
        yada yada
        thats|is how any|none of this works|it
        not how ~2 works
        in {your} dreams
        dream on
        keep dreaming|crying|whining|complaining|telling
        must be nice|hard|terrible|difficult being|to|for|$
        is it ~2 always|ever|really our|your|my
        exactly where
        works fine for everyone
        i|we hope this|it ~1 is|was important
        it isnt is it
        this better|had ~1 be
        free advice|tip
        here is|heres a|an|some tip|idea|thought|advice|hint|news
        pro tip
    """,
    "tone.dismissive": """
        not|isnt|aint|never|hardly ~1 my|our|mine|ours ~1 problem|job|business|concern|department|fault|circus|issue|monkeys ~1
        none of my|our|your business|concern
        who cares
        i|we|nobody|noone|couldnt|could ~2 care ~1 less
        dont care
        dont ~1 give a|two damn|shit|toss|monkeys|rats|hoot|crap|fuck|flying|toot
        ^ so what $
        too bad|late $|for|so
        tough luck|shit|cookies|titties|love
        tough $
        live with it
        get used to
        cope with it
        deal with
        take it or leave
        if you dont ~1 like ~3 find|leave|go|change|dont|switch|take|cancel|move|try|there|too|tough
        dont like it
        find|choose|pick|try ~1 another|other|different|someone|somewhere ~1 provider|airline|bank|company|shop|store|supplier|else
        go somewhere|elsewhere|bother|complain|annoy|cry
        somewhere else then
        complain|cry|moan|whine to|at|about someone|somebody|your|the|us ~1 else|mum|wall|it
        nothing ~1 i|we can|will|care|could ~1 do $
        i|we get paid ~1 either|anyway|regardless
        paid either way
        i|we just|only work here
        end of ~1 story|discussion|conversation|debate|chat
        period $
        full stop
        case closed
        discussion|conversation|this over|closed|finished
        im|i am done with|here|talking|explaining|wasting|arguing
        we are|were done here|with|talking|discussing
        no time|patience for|to ~1 this|your|explain|nonsense|repeat|you
        dont have ~1 time|patience|energy|all ~1 for|to|day ~1 this|your|explain|you|repeat|$
        have better|other|more|important things|stuff|work|customers|people ~1 to|than|as|who|too|$
        better things to
        other customers ~1 too|as|who|besides|than|waiting|you
        youre not|arent|hardly ~1 the|our ~1 only|special|first|most
        you are not|hardly ~1 the|our ~1 only|special|first|most
        not ~1 the only ~2 customer|person|one|passenger
        world|universe doesnt|dont|does ~1 revolve
        stop ~1 writing|calling|messaging|emailing|contacting|bugging|asking|tagging ~1 us|me|this|now|$|here
        leave us|me alone
        dont ~1 bother|waste|contact|write|call ~1 us|me|again|my|our|anymore|calling|writing
        anything else or
        are you ~1 done|finished|happy ~1 now|yet|$
        you done
        what now
        what do you want ~1 now|$|me|from|again
        what again
        ^ you again $
        its you again
        ^ ugh
        yawn
        meh
        figure|work|sort it|that|this out ~1 yourself
        do it yourself
        find out|it yourself
        ^ google|look it up
        google it
        look|check it ~1 yourself
        not ~1 a|your ~1 babysitter|secretary|nanny|mother|mum|mom|servant|slave|therapist|maid|charity|magician|google
        cheap|cheapskate|penny pincher
        you ~1 get what|for you ~1 paid|pay
        lunch break
        nice try
        tell someone|somebody who|that cares|else
        boring
        deal's deal
        hard cheese
        talk to the hand
        i|we cant|cannot help people|someone|somebody|anyone|you ~1 who|if|when|like
        only then
        same answer as
        here we are|go again
        not again
        be|get real
        wait {your}|like turn|everyone|everybody
        be patient
        dont hold {your} breath
        good luck with that
        sue us|me|then
        go ahead and ~1 sue|complain|cancel|leave|report|cry|try
        be my guest
        suit yourself
        fine by me|us
        ^ {your} loss|funeral $
        thats|its {your} loss|funeral
        bye felicia
    """,
}
