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
    "slur": "birdbrain birdbrained peabrain peabrained blockhead meathead bonehead knucklehead "
    "thicko doofus dolt nincompoop ninny twit dirtbag sleazebag slimeball gasbag "
    "douchenozzle airhead imbeciles shithole twatface arseface ratbag wazzock simp "
    "sonofabitch "
    "idiot idiots moron morons moronic imbecil* cretin* dumbass* asshole* arsehole* asswipe* "
    "arsewipe* bastard bastards bitch bitches bitchy cunt* motherfuck* fuckwit* fucktard* "
    "fuckface* retard retards retarded wanker* twat twats dickhead* douchebag* jackass* "
    "dipshit* shithead* shitbag* bellend* knobhead* knobend* tosser tossers scumbag* halfwit* "
    "nitwit* dimwit* numbskull* numpty simpleton* lowlife* dumbfuck* whore whores skank* "
    "fuckhead* bullshitter* minger pillock* plonker* gobshite* dumbarse* cocksucker* arselick* "
    "asslick* crackhead* dullard* ignoramus*",
    "fool": "ingrate bimbo tramp trollop harpy shrew weasel skunk wretch clod prat pleb chav "
    "redneck hillbilly sissy miscreant goblin gremlin ghoul gargoyle leper sewer mongrel "
    "reptile nuisance "
    "fool fools rat pig pigs swine toad clown clowns creep creeps freak freaks loser losers "
    "parasite* leech scum vermin pervert* perv degenerate* hag crone slob slut prick pricks berk "
    "nutcase lunatic psycho weirdo crybaby brat peasant maggot cockroach imbecilic drunkard junkie "
    "oaf buffoon dunce scrounger whiner moaner windbag eejit turd ass arse cow witch sod git",
    "nothing": "nothing nobody joke failure rubbish trash garbage filth disgrace embarrassment "
    "burden plague pest waste liar thief crook fraud coward cheapskate troll snake worm monkey ape "
    "donkey dog mutt insect cheat piece drunk lump maniac",
    "nasty": "dumb stupid thick dense dim brainless braindead clueless worthless useless pathetic "
    "disgusting repulsive revolting ugly hideous fat filthy vile despicable insufferable "
    "unbearable contemptible spineless gormless witless deranged demented senile retarded hateful "
    "loathsome obnoxious nauseating imbecilic idiotic moronic ignorant arrogant gullible",
    "kin": "husband wife kids kid children child son daughter mother mum mom father dad family "
    "parents girlfriend boyfriend partner baby",
    "vehicle": "plane flight car bus train boat ship bike house phone door",
    "bad_end": "die dies drown drowns choke chokes rot rots suffer suffers starve perish burn burns "
    "bleed suffocate* electrocute* killed murdered miscarr* amputat* paralys* disappear vanish "
    "cremat*",
    "grim": "funeral grave coffin cancer hell tumour tumor corpse leukaemia leukemia aids morgue",
    "person": "customer customers person people woman man women men human lady bloke guy client "
    "caller passenger creature excuse individual soul",
}

PHRASES = {
    "abuse.insult": """
        {are} ~1 not worth ~2 {person}|bit|breath|air|spit
        two|few|several bricks|sandwiches short
        not the sharpest|brightest tool|knife|bulb|crayon
        face only a
        {your} parents must|should ~4 disappointed|ashamed|siblings|regret
        go back to kindergarten|primary
        crawled out of
        smell of desperation
        {your} kind ~1 makes|disgusts|should
        {slur}
        {are} {intensifier}? {intensifier}? {nasty}
        {are} ~2 {nasty} $
        {are} ~3 {fool} $
        {are} ~1 a|an|such|the|just|one|nothing ~3 {fool}
        {are} a|an|just|nothing ~2 {nothing}
        {are} nothing|worthless|scum|trash|garbage|filth|vermin
        you are|were {intensifier}? {intensifier}? {nasty}
        you are|were ~2 {nasty} $
        you are|were ~3 {fool} $
        you are|were ~1 a|an|such|the|just|one|nothing ~3 {fool}
        you are|were a|an|just|nothing ~2 {nothing}
        you are|were nothing|worthless|scum|trash|garbage|filth|vermin|subhuman
        you must be {intensifier}? {nasty}
        you must be blind|deaf|retarded|high|drunk
        you look|sound|seem ~1 {nasty}
        you {nasty}
        you {intensifier}? {fool} $
        you {nasty}|lying|whining|whinging|moaning|greedy|lazy|silly|sad|miserable|rotten|dirty|little|old|sorry|entitled|cheap|nosy|spoilt|spoiled ~1 {fool}|{nothing}|excuse
        you {intensifier}? {nasty} ~1 {fool}|{person}|{nothing}
        stupid|fat|ugly|dumb|filthy|lazy|insufferable|arrogant|disgusting|degenerate|pathetic ~1 cow|bat|hag|bag|fool|git|sod|pig|rat|toad|freak|creep|creature|slob|swine|clown|woman|man|person|customer|customers
        too {intensifier}? dumb|stupid|dim|ignorant|clueless to
        {are}|still|are too thick|slow|dense|old|lazy to understand|read|get|see|learn|count
        so {intensifier}? {intensifier}? dumb|stupid|thick|ugly|pathetic its|you|youre
        dumber|stupider|uglier|dimmer than
        dumbest|stupidest|ugliest|dimmest|rudest|nastiest ~4 {person}|ever|i|we
        as dumb|stupid|ugly|dim as
        brain dead
        braindead
        braincell|braincells
        brain cell|cells
        ugly in {your}|that|it|person
        {your} ugly|fat|stupid|dumb|filthy|pathetic|miserable|worthless face|head|mouth|life|family|kids|wife|husband|mother|question|opinion|body|brain|mug
        {your} ~1 voice|face ~3 sick|vomit|puke|ugly
        with a voice|face|brain|mouth like that|yours
        you stink|reek
        you smell like|of|bad
        waste of oxygen|skin|breath
        {are} ~2 waste of
        you are ~2 waste of
        piece of shit|crap|filth $
        failure of a human
        village idiot
        stupid|dumb c*stomer
        mentally ill|retarded|deficient
        mental case
        what kind|sort of parent|mother|father|idiot|moron|human ~2 you
        screw|fuck|damn you
        ^ stuff|sod you
        fuck*
        up yours
        kiss my ass|arse|backside|feet
        bite me $
        suck my
        shit for brains
        {your} ~1 mother|mum|mom ~3 ashamed|embarrassed|slut|whore
        smaller brain
        iq of|below|lower
        {your} iq
        get {your} head out
        head up {your}
    """,
    "abuse.contempt": """
        nobody|noone cares ~1 about|what|if you ~1 think|live|die|want|feel|$
        no one cares ~1 about|what|if you ~1 think|live|die|want|feel|$
        spare us|me {your} ~2
        talk to a wall
        go cry
        cry more
        good for nothing
        i|we ~2 laughed at|about you|your
        you make ~2 want ~1 to ~1 vomit|puke|scream|quit
        i|we pity you|your
        i feel sorry for {your} {kin}
        wouldnt piss on
        wipe my ass|arse
        people|customers|men|women|someone|somebody|creatures|idiots like you|u|yourself ~3 sick|disgust*|deserve*|shouldnt|ruin|rot|die|disappear|breed
        people|someone like you|u should ~2 not|never|be ~1
        make|makes|made me|us|everyone|everybody sick
        you disgust|repulse|sicken|revolt me|us
        i|we|everyone|everybody ~1 hate|hates|loathe|despise|detest you|your
        hate|hates|despise|loathe you $
        nobody|none|noone ~2 likes|loves|misses|miss ~2 you|u|your
        no one ~2 likes|loves|misses|miss ~2 you|u|your
        nobody|noone would ~1 miss|care|notice|cry
        no one would ~1 miss|care|notice|cry
        i|we cant stand you|your|people
        no|little|small wonder|surprise ~1 {your}|he|she|they ~1 {kin}|left|friends ~1 left|leaves|hates|avoid|avoids|ran|divorced|cheated|dumped|you|stopped
        {your} {kin} ~2 hates|despises|cheated|dumped|divorced|regrets ~1 you
        laughing|laugh|laughs|laughed|joking at|about you|your
        ill|we|will|id|well|i dance|laugh|celebrate|cheer|party|applaud ~2 when|if|once|on ~1 you ~1 cancel|leave|die|go|quit|lose|are
        dance on {your}
        shut up
        shut {your} ~2 up|mouth|trap|face|gob|hole|piehole
        shut the ~1 up
        ^ shut it
        stfu
        gtfo
        ^ get lost
        just|please|and get lost
        get stuffed|bent|fucked|knotted|wrecked|screwed
        get out of my|our face|sight|life
        piss|sod|bugger|buzz|naff|jog|shove|bog|eff off
        shove|stick it|this|that|them|{your} ~4 up {your}|yours
        shove|stick it|this|that ~3 where
        ^ go away
        just|please go away $
        crawl back
        rock you crawled
        under {your} rock
        drop dead
        go|burn|rot|straight|see ~2 to|in hell
        to hell with you|your
        hell with you|your
        world|everyone|everybody|planet ~5 better|nicer|easier|happier ~3 without you|your|people
        do ~1 the|this|us|everyone|everybody|yourself ~2 favour|favor and|by|$ ~1 disappear*|die|dying|vanish*|quit*|jump*|shut*|never
        do the world a
        never ~1 been born
        should ~1 be|been ashamed of
        you|u should be ashamed|shot|sterilised|sterilized|locked|hanged|hung|flogged
        shame on you
        you ~1 make me|us vomit|puke|sick
        beneath|below contempt
        you dont deserve ~2 live|breathe|children|kids|oxygen|help
        peace and quiet
        rid of you
        {your} ~1 tears|crying ~1 delicious|funny|fun|hilarious
        rot in
        eat my
        lick my|our
        worthless
    """,
    "abuse.wish": """
        hope|hopefully|wish|wishing|pray|praying|hoping ~1 you|u|ya|he|she|they ~4 {bad_end}
        hope|hopefully|wish|wishing|pray|praying|hoping ~1 you|u|ya ~8 {grim}
        hope|hopefully|wish|may|pray ~1 you|u|ya ~3 break|breaks|broke {your}|both|a|every
        hope|hopefully|may|pray ~2 plane|flight|car|train|boat|house ~3 crash*|burn*|explode*|sink*|collapse*
        hopefully|hope the|your door|wing|engine|window ~5 opens|falls|breaks|fails|explodes
        may {your} ~3 explode|burn|crash|rot|sink|die|collapse|melt|freeze|wither|fall
        may you ~4 {bad_end}|{grim}|regret
        may you never ~3
        hope ~2 you get ~1 cancer|hit|run|fired|robbed|mugged|sacked|divorced|hurt|what
        hope it|this|that ~1 hurts|kills|chokes you|$
        hope something ~1 bad|terrible|awful|horrible|nasty happens
        hope somebody|someone ~1 kills|hurts|hits|robs|beats|punches
        hope {your} ~4 dies|explodes|burns|rots|collapses|divorces|sinks
        {your} ~1 next|own|last heart|stroke attack|$ ~2
        {your} own funeral|grave|coffin $
        wish you were dead|never|gone
        if|when that|the|your plane|train|ship went|goes ~1 down|off
        kill|hang|shoot|drown|poison|stab|top yourself
        kys
        jump|leap|walk|throw|dive ~2 off|from|under|into|in|front ~4 bridge|cliff|roof|building|train|bus|traffic|window|balcony|truck|tracks
        play in|on ~1 traffic|motorway|tracks
        eat shit|glass|dirt|poison
        stick|put|poke {your} fingers|finger|head|tongue|fork ~3 socket|plug|oven|outlet|toaster|microwave|blender
        drink|swallow|eat ~1 bleach|poison|acid
        choke on
        dig {your} own
        pity|shame|sad|unfortunate|unfortunately ~2 you|your ~4 born|survived|survive|breathing
        pity ~6 life ~3 cancelled|ended|over
        you|u deserve|deserves ~1 to ~2 {bad_end}|hurt|lonely
        you deserve ~2 pain|misery|worst|cancer
        you|u had it coming
        serves you right
        someone|somebody should ~2 hit|slap|punch|kill|beat|smack|shoot|hurt|lock|muzzle ~1 you|your
        burn|rot in hell
        just|please|go|and die $
        cant wait|looking ~2 for|until|till|to ~2 you|your ~2 die|funeral|dead|death
        rest in pieces
        get ~1 hit|run ~1 by|over ~3 bus|truck|train|car
        fall ~1 down|off|under ~3 stairs|cliff|bridge|train
        electrocute|burn|choke yourself
    """,
    "abuse.threat": """
        watch {your} back|mouth|tongue
        id|better|you watch my back
        i|we ~1 know|knows where ~2 live|lives|work|works|sleep|park
        i|we ~1 know|knows where {your} ~2 live|lives|go|goes|school|work
        looked up {your} {kin}|home|house|employer|boss
        i|we ~2 looked|searched|found up {your} {kin}|home|house|employer|boss
        {your} {kin} ~6 regret|shame|pity|sad|suffer
        shame|pity|sad if ~2 something|anything|they|he|she|someone|{your} ~2 happened|happens|heard|learned|learnt|knew|burned|caught
        you will|ll|gonna ~1 regret|suffer this|it|that|dearly|for|your|you|$
        going to regret|suffer
        youll ~1 regret|suffer|be|wish|pay this|it|that|sorry|dearly|for|you ~1 this|that|dearly|it|never
        pay dearly|for what|this
        make you ~1 regret|suffer|cry|bleed
        make {your} life ~1 hell|misery|miserable
        kill|beat|punch|slap|smash|strangle|stab|shoot|crush|hunt|destroy|ruin|skin|bury you|ya ~1 up|$|for|if|when|with|and|down
        ill|i|we ~1 find|get you $
        ill have you ~2 beaten|killed|fired|sacked
        beat|knock|punch|smack|slap|kick ~2 {your}|you ~1 up|teeth|face|head|ass|arse
        wring|break|snap|slit {your} ~1 neck|legs|arms|throat|kneecaps|fingers|jaw|bones
        coming for you
        come|coming ~3 {your} house|door|home|place ~5 regret|teach|hammer|bat|boys
        we|ill|i|well|will ~2 tell|let|inform|show ~1 {your}|the neighbours|neighbors|boss|employer|wife|husband|kids|family|friends ~3 what|how|everything ~1 you|$
        unless you ~2 delete|remove|withdraw|retract|apologise|apologize ~5 review|post|complaint|tweet|comment
        delete|remove|withdraw|retract ~3 review|post|complaint|tweet|comment ~1 or ~1 else|ill|i|well|youll|face
        or else $
        sleep with one eye
        one more word|call|complaint ~1 and|or ~2 youll|ill|youre
        id be ~1 careful|scared|afraid|worried if i
        if i were you id|i ~1 watch|sleep|lock|hide|run|disappear
        nice|lovely|pretty|beautiful house|place|kids|children|daughter|car|family|home|school ~6 shame|pity|sad
        see|find|get|meet you ~2 alone|dark|alley
        told|asked|tell|ask ~4 leave|left the gas on
        cut {your} brakes|throat
        poison* {your} food|dog|coffee|drink|cat
        spit|spat|spitting|pissed|peed in|on {your} food|drink|coffee|parcel|package|grave|meal|order
        blow {your} ~1 up|brains|head
        teach you a|some lesson|manners
        rape|raped|raping
        accidents happen to
        you|youre next $
        last warning before i|we ~1 hurt|come|find
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
        thats|that|its|this|it|is|was ~2 {your} own fault|problem|mistake|responsibility|doing|choice
        {your} own fault|stupidity|carelessness|negligence|laziness|doing|mess
        is|its|thats {your} fault|carelessness|stupidity|laziness|negligence
        have yourself to blame
        blame yourself
        nobody|no one|noone ~1 forced|asked|made|told you
        you problem
        hardly|cannot|cant|can be blamed|responsible for ~6 you ~1 cant|cannot|dont|didnt|forgot|failed
        you clicked|signed|ordered|chose|bought|agreed ~3 you bought|own|pay|live|deal|signed
        you should|ought|could ~1 have|of ~1 read|checked|thought|known|listened|looked|asked|planned|noticed
        shouldve|couldve ~1 read|checked|thought|known|listened|looked|asked|planned|noticed
        could have checked|read|looked|seen|found|googled|asked ~3 yourself|before|earlier|first
        if you had|hadnt only|just|ever|simply|actually|bothered|read|listened|paid|checked|followed
        if you would|could|were only|ever|simply|actually|bother|listen
        if you bothered|listened|actually|only
        youd ~1 bothered|listened
        had you ~1 read|bothered|listened|checked|paid|followed|planned
        you clearly|obviously|evidently|plainly ~1 didnt|dont|havent|cant|failed|forgot|never|cannot|ignored|lack|have ~1
        you claim|claimed|pretend to ~1 have
        you didnt listen|bother
        refuse|refuses to ~1 listen|read|understand|learn
        you failed|neglected to read|mention|listen|tell
        as usual you
        once again you
        user error
        between ~1 chair|seat ~2 keyboard
        pebkac
        learn ~2 how|to|read|listen ~6 and then|before|first|next
        start reading|listening
        learn how ~6 works|work
        learn to read|write|spell|listen|wait|count|type|behave
        stop complaining|whining|moaning|crying|wasting|shouting|nagging|lying|pestering|blaming|exaggerating
        wasting|waste|wasted my|our|everyones|everybodys time
        everyone|everybody else ~2 manage*|understands|understood
        other customers|people|passengers ~2 manage*|understood
        nobody|noone else ~2 complain*|problem|problems|issue|issues
        no one else ~2 complain*|problem|problems|issue|issues
        not our|my fault you|if|$
        you didnt so|and here
    """,
    "tone.belittling": """
        stupid|silly|dumb|ridiculous|pointless|daft|idiotic|absurd|st*pid question|questions|complaint|request|idea
        silly|stupid mistake of yours
    """,
    "tone.condescending": """
        calm|cool down
        calm yourself
        ^ relax $
        chill out
        take a chill
        as|like i|we|my ~2 already|told|said|explained|mentioned|wrote ~5 twice|times|before|already|several|many|clearly|repeatedly
        as|like i|we ~1 already ~1 told|said|explained|mentioned|wrote|stated
        like i|we|my ~1 said|told|wrote
        as i said ~3 and|before|already|twice|again
        ive|weve|have already ~1 told|said|explained ~1 you|this|it|that
        told you ~2 twice|times|already|before|so|again
        how many|often times|more|do|must ~3 i|we|need|have ~3 tell|explain|repeat|say|told|explained
        for the last|third|fourth|fifth|hundredth|umpteenth|tenth|millionth time
        per my|our last|previous|earlier
        ^ read the|our|your|my rules|terms|manual|instructions|contract|faq|question|website|page|email|letter $|again|properly
        lol ~2 read
        ^ read it|them|that again|properly|carefully|slowly
        ^ try reading|thinking|listening|googling|harder
        did|do|can|have you even
        even try|bother ~1
        didnt|cant|havent you ~1 read|listen|see|hear|think|ever|even|count|listened
        you cant|cannot even|not|hardly|barely|obviously ~1 read|listen|count|spell|write|think
        you cant|cannot read|count|spell|even
        any|every|even ~2 child|kid|toddler|baby|fool|idiot|monkey|grandmother ~1 can|could|knows|would|understands|manages
        year old could|can|would|knows
        rocket science|scientist
        brain|rocket surgery|surgeon|surgeons
        its not|hardly that|exactly|really|so|all ~1 hard|difficult|complicated|complex|tricky $
        how hard|difficult can|is|could it|that
        use|wear|buy|get|put|clean ~2 {your} ~1 glasses|eyes|brain|common
        {your} ~1 glasses ~2 when|next
        some|basic|bit|using common sense
        ^ think about it $
        think before you
        use {your} head|brain|eyes|imagination
        google is free|your|a|there
        google exists
        ^ google it
        let me google
        lmgtfy
        hold {your} hand
        spoon feed|feeding|fed
        spoonfeed*
        babysit*
        embarrassing|ridiculous|pathetic|laughable ~1 that|how ~1 you|adults|people|anyone|grown
        ask {your} kids|grandson|granddaughter|grandchildren|mum|mom|mummy|mommy|nephew
        let|get somebody|someone else ~4 handle|read|explain|bills
        ask|find|get an adult|grownup
        {your} strong|strongest side|suit|point
        numbers|reading|maths ~1 arent|isnt {your}
        youre|are being|just|too ~1 dramatic|ridiculous|silly|difficult|unreasonable|childish|emotional
        youre|you overreacting|exaggerating|imagining ~1
        youre not listening
        dont be silly|stupid|ridiculous|dramatic|difficult|childish|daft|absurd
        with all ~1 due respect
        you ~2 have|has|havent|had|got ~2 no|a|the ~1 idea|clue what|how|$|about
        clearly|obviously ~3 no idea|clue
        you dont understand how|what|the|anything ~3 works|basics|anything|means
        understand|know|grasp the basics
        let me ~2 explain|say|spell|repeat ~3 slowly|simply|plain|small
        in simple|small words ~1 you
        slowly for you
        ^ listen carefully|here|up
        listen to me $
        ^ pay attention
        ^ grow up
        get over it|yourself
        get a life|grip|clue
        suck it up
        ^ deal with it
        man up
        sweetie|sweetheart|missy|honeybun
        my dear man|woman|lady|fellow|child|girl|boy
        if|as you must know
        need it spelled|drawn
        want me to draw
        draw you a picture|diagram
        write|speak|learn proper|better|correct|real english
        {your} drama|tantrum|whining|moaning|nonsense|attitude|hysterics|excuses
        drama queen
        people ~1 who refuse|cant|wont
        what part of ~3 dont|did|didnt|do
        which part of ~3 dont|did|didnt|do
        is it really so|that hard
        surely you|even
    """,
    "tone.sarcasm": """
        congratulations|congrats on ~1 discovering|figuring|reading|noticing|realising|realizing|finally
        well done on|for ~1 finally|discovering|reading|figuring|noticing
        slow clap
        ^ bravo $
        wow ok|okay
        ^ wow $
        oh|aw|aww poor you|thing|baby|darling
        ^ poor you|baby|thing
        boo hoo
        boohoo
        cry me a
        cry about it
        my heart bleeds
        smallest violin
        because ~1 you obviously|clearly|surely ~2 know|are
        because you know better|best
        you ~2 know ~3 better than ~1 we|us|our|me
        since you ~2 expert
        how observant|original of you
        how dare you
        ^ good|great|nice|lovely|bully|fine for you
        thanks|thank you? for nothing|stating|enlightening|wasting
        thanks|thank you? for ~3 obvious
        attention|respect|answer|consideration it deserves|deserved
        it deserves ie|namely|none
        what|whatever did|do|were you ~1 expect|expecting
        not sure|certain what|why you ~1 expect*
        expect* for ~1 that price
        got|get|woke|wake ~1 up on|from the wrong
        wrong side of ~1 bed
        someone|somebody is|needs|got|woke|seems ~2 wrong|cranky|grumpy|touchy|sensitive|nap|hug|dramatic
        some people ~4 and some
        hilarious|laughable|comical ~1 that|how|you|really|$
        how sad|tragic for you
        what a tragedy|drama $
        ^ big deal $
        first world problem|problems
        newsflash
        news flash
        surprise surprise
        ^ imagine that $
        duh
        lol|lmao|rofl|haha|hahaha ~1 no|nope|sure|ok|read|try|whatever|yeah
        yeah no thats|not|that
        yeah right
        ^ as if $
        sure jan|whatever
        ^ sure because you|we|thats|everyone
        ^ whatever $
        whatever you say
        blah blah
        yada yada
        none|any of this works
        not how ~3 works
        in {your} dreams
        dream on
        keep dreaming|crying|whining
        must be nice|hard being|to be
        always our|my fault
        exactly where the tracking|it ~1 says|was|left
        works ~1 for everyone else
        i|we hope this|it ~1 is important
        ^ it isnt is it $
        this better|had ~1 be
        free advice|tip
        heres a|an thought|hint try|read|use|maybe
        shocking i know
        funny how you
        oh really
        oh please $
        ^ lucky you
        ^ shocker $
        tell me more $
    """,
    "tone.dismissive": """
        not|isnt|aint|never|hardly ~1 my|our|mine|ours ~1 problem|job|business|concern|department|circus|monkeys
        none of my|our|your business|concern
        who cares
        i|we|nobody|noone|couldnt|could ~2 care ~1 less
        i|we dont care
        dont ~1 give a|two damn|shit|toss|monkeys|rats|hoot|crap|fuck|flying
        ^ so what $
        ^ too bad
        tough luck|shit|cookies
        ^ tough $
        live with it
        better get used to
        take it or leave
        if you dont like it ~2 find|leave|go|dont|tough|then
        find|choose|pick ~1 another|different provider|airline|bank|company|supplier
        go elsewhere
        go bother|annoy|complain|cry ~1 someone|somebody|to
        somewhere else then
        complain|cry|moan|whine to|at someone|somebody|your|the ~1 else|mum|wall
        nothing i|we will|care ~1 do $
        i|we get paid ~1 either|anyway|regardless
        paid either way
        i|we just|only work here
        end of story|discussion|conversation|debate
        ^ period $
        ^ full stop $
        ^ case closed $
        ^ discussion|conversation over|closed|finished
        im|i am done with|talking|explaining|wasting|arguing
        we are|were done here|talking|discussing
        no time|patience for|to ~1 this|explain|nonsense|repeat
        dont have ~1 time|patience|energy|all ~1 for|to|day ~1 this|explain|repeat|nonsense
        better|important things|stuff to do
        more important things
        other customers too|waiting|besides
        not the|our only customer|person|passenger
        world|universe doesnt|dont|does ~1 revolve
        stop ~1 writing|calling|messaging|emailing|contacting|bugging|asking|tagging us|me
        leave us|me alone
        dont bother|waste ~1 us|me|my|our|writing|calling
        anything else or
        are you done|finished|happy now|yet
        ^ what now $
        what do you want now|from|again
        ^ what again
        ^ you again $
        its you again
        ^ ugh
        ^ yawn
        ^ meh
        figure|work|sort it|that|this out ~1 yourself
        find ~1 out yourself
        look|check it yourself
        not ~1 a|your ~1 babysitter|secretary|nanny|mother|mum|mom|servant|slave|therapist|maid|charity|magician|google
        cheapskate
        you ~1 get what you ~1 paid|pay
        on my lunch break
        nice try
        tell someone|somebody who
        ^ boring $
        hard cheese
        talk to the hand
        cant|cannot help people who|like
        and ~1 only then
        same answer as
        here we are|go again
        ^ not again $
        ^ get real
        wait {your}|like turn|everyone|everybody
        dont hold {your} breath
        ^ good luck with that $
        sue us|me
        go ahead and ~1 sue|complain|cry
        ^ be my guest
        suit yourself
        fine by me|us
        ^ {your} loss $
        thats|its {your} loss
        bye felicia
        dont come back
        good riddance
        not worth my|our time
    """,
}
