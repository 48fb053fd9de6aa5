"""Cues of customer care in English."""

from firebell.core.understanding.care.cue import Cue

CUES = {
    Cue.ANGER: """angry, anger, furious, fuming, livid, outrag*, infuriat*, enrag*, irate, mad
        at, so mad, pissed, pissing, raging, rage, disgust*, fed up, sick of, had enough, had
        it with, hate, hated, hates, absurd, ridiculous, unacceptable, unbelievable, disgrace*,
        shameful, shame on, how dare, joke of a, what a joke, wtf, ffs, annoy*, frustrat*,
        appalling, appalled, insult*, inexcusable, bullshit, screw you, go to hell, incompeten*""",
    Cue.FEAR: """afraid, scared, scary, scare, scares, terrif*, fear, fears, fearing,
        frighten*, worried, worry, worrying, worries, anxious, anxiety, panic*, nervous, dread,
        dreading, petrified, horrified, nightmare*, alarmed, in danger, not safe, unsafe,
        terror, creepy, freaking out, freaked out""",
    Cue.SADNESS: """sad, sadly, sadden*, sadness, heartbroken, heartbreaking, heart broken,
        crying, cried, cry, tears, depress*, miserable, upset, devastat*, disappoint*, let
        down, lonely, hopeless, gutted, miss you, missing you, lost my, grief, grieving,
        mourn*, passed away, unhappy, sorrow*, gloomy, hurt, hurts, hurting, broke my heart,
        down today, feel bad, sigh, ruined""",
    Cue.JOY: """happy, happier, happiest, joy, joyful, delight*, thrilled, excited, exciting,
        overjoyed, ecstatic, love, loved, loves, loving, lovely, grateful, thankful, cheerful,
        fun, hilarious, laugh, laughing, laughter, lol, lmao, haha, hahaha, smile, smiling,
        glee, yay, woohoo, hooray, pleased, amazing, wonderful, fantastic, awesome, brilliant,
        glad, enjoy*, blessed, made my day, proud, celebrat*, best day, can't wait""",
    Cue.HOPE: """hope, hoping, hopeful, hopefully, fingers crossed, looking forward, wish,
        wishing, optimis*, believe in, trust you, crossing my fingers, praying, better soon,
        one day, don't give up, never give up, have faith""",
    Cue.GRIEVANCE: """still waiting, been waiting, waiting for, waited for, waiting on, no
        response, no reply, no answer, never arrived, never came, not arrived, hasn't arrived,
        didn't arrive, not received, never received, haven't received, didn't receive, not
        working, doesn't work, won't work, isn't working, stopped working, don't work, didn't
        work, not delivered, wrong size|item|order|bag|product|name|address|flight|amount, lost
        my, lost luggage|bags|baggage|parcel|order, charged twice, double charged, overcharged,
        charged me, keeps crashing, keeps failing, can't log in, cannot log in, locked out,
        can't access, on hold, hung up, no one, nobody answers|replies|helps|cares, nothing
        works, doesn't load, out of order, broke down, fell apart, falls apart, let down, let
        me down, rude to me, was rude, so rude, poor service, bad service, terrible service,
        worst service|experience|company|customer, no help, not helpful, not good enough, no
        sign, missing from, arrived broken|damaged|late|empty, was cold, gone missing, not
        refunded, keep getting, keeps happening, keep saying, ignored me, being ignored,
        ignoring me, where is my, where's my, where are my, no internet, no signal, no power""",
    Cue.SUGGESTION: """suggest, suggestion*, suggesting, you should, you could, should
        add|have|offer, why not, why don't you, how about, it would be
        nice|great|good|better|helpful|useful, would be
        nice|great|good|better|helpful|useful|cool|lovely, please add|bring|make|consider,
        could you add, can you add, consider adding|making|having, you need to, feature
        request, my advice, an idea, one idea, idea for, wish you had|would|could, wish there
        was, i'd love, would love to see, might want to, maybe you, perhaps you, next time,
        feedback for, room for improvement, improve the, improve your, could be improved, be
        improved, hope you add, what if you, tip for, as an option, option to""",
    Cue.CANCEL: """cancel my|our|this subscription|account|contract|membership|plan|policy|
        service, cancel my|our|the subscription|account|contract|membership|plan|policy,
        cancelling my, canceling my, cancelled my subscription|account|contract|membership,
        closing my account, close my account, want to cancel, going to cancel, like to cancel,
        will cancel, i'm cancelling, i'm canceling, i am cancelling, unsubscrib*, switching to,
        switch to, i'm switching, we're switching, taking my business|money, take my
        business|money|custom, going elsewhere, go elsewhere, i'm leaving, we're leaving, i'm
        done, am done, done with you, last time i, never again, never
        buy|shop|fly|order|use|book, never buying|flying|using, never be back, won't be back,
        not coming back, lost a customer, lost me, lost my business, moving to another, move to
        another, find another, ending my contract, end my contract, terminate my|the|our,
        delete my account, leaving you, leave you for, not renew, won't renew, not renewing,
        competitor, will never fly|use|buy|book|order|shop|come|travel, i'll never
        fly|use|buy|book|order|shop|travel, never fly|flying|shop|use with you again, never
        fly|flying|shop with you""",
    Cue.LEGAL: """lawyer*, attorney*, solicitor*, sue, sueing, suing, sued, lawsuit*, legal
        action, legally, tribunal, ombudsman, regulator, trading standards, consumer rights,
        consumer protection, small claims, legal advice, legal team, legal steps, class action,
        bbb, ftc, fca, ofcom, caa, dot complaint, chargeback, charge back, police report,
        illegal, breach of contract, litigation, prosecut*, report you to, reporting you to,
        formal complaint, file a complaint, filing a complaint, take you to court, see you in
        court, in court, to court, court order, court case, the courts""",
    Cue.PRESS: """journalist*, newspaper*, the press, the media, going to the papers, local
        news, tell the news, reporter*, bbc, cnn, watchdog, go viral, going viral, goes viral,
        make this viral, media attention, on the news, contact the news, to the news, everyone
        will know, tell everyone, followers know, post this everywhere, headline*, exposing
        you, expose you, name and shame, tv show, consumer programme""",
    Cue.COMPENSATION: """refund*, reimburs*, compensat*, money back, my money, full refund,
        voucher*, credit me, credit my, pay me, pay for my|this|the, owe me, owes me, you owe,
        goodwill, replacement, replace it|my|the, discount for, make it right, make this right,
        free upgrade, damages, for my trouble, for the inconvenience""",
    Cue.PROMOTION: """giveaway*, follow me, follow back, check out, check my, click here, click
        the, link in bio, link below, sign up, promo, promo code, discount code, buy now, shop
        now, order now, win a, win free, enter to win, retweet to, rt to, dm for, subscribe,
        now hiring, we're hiring, breaking, via @, new post, new blog, read more, watch this,
        new video, free shipping, earn money, make money, crypto, bitcoin, airdrop, onlyfans,
        followers, limited offer, limited time, % off, coupon*""",
    Cue.IRONY_MARK: """sarcasm, sarcastic, sarcastically, irony, ironic, ironically, yeah
        right, said nobody ever, said no one ever, said no one""",
    Cue.MOCK: """thanks for nothing, thanks a lot for, thanks so much for
        not|losing|cancelling|ruining|leaving|nothing, thank you for
        ruining|losing|nothing|wasting|not, thanks for ruining|losing|wasting|cancelling|not|
        making|the_wait|delaying|leaving|ignoring, way to go, nice job, good job, great job,
        nice one, good going, so much for, just what i, exactly what i needed, as if, of
        course, oh great, oh good, oh joy, oh wonderful, oh lovely, oh goody, oh yes, just
        great, just lovely, just perfect, just wonderful, just fantastic, just brilliant, just
        awesome, how nice|lovely|kind|convenient|wonderful|generous|thoughtful, what a
        surprise, surprise surprise, shocker, big surprise, not surprised, who would have, who
        needs, because who, love it when|how, love
        when|how|that|being|waiting|spending|getting, loving the, gotta love, got to love,
        don't you love, you just love, always a pleasure, such a pleasure, what a treat, real
        classy, classy, slow clap, slow claps, bravo, congrats on, congratulations on, well
        done, keep it up, keep up the, can't wait to spend, my favorite part, my favourite
        part, nothing like, nothing says, what could go, lucky me, how original, genius, top
        notch, stay classy, world class, first class service, 10 / 10""",
    Cue.SMIRK: "eyeroll, facepalm, smh, rolleyes",
    Cue.GUSH: """great, love, loving, lovely, fantastic, wonderful, awesome, amazing,
        brilliant, perfect, excellent, fabulous, superb, outstanding, thrilled, delighted,
        best, impressive, thanks, thank, nice, fun, glad, congratulations, congrats, bravo,
        genius, pleasure, joy, favorite, favourite, incredible, stellar, classy, splendid,
        beautiful, yay, happy, so helpful, so efficient, appreciate, enjoying""",
    Cue.MISHAP: """delay*, cancelled, canceled, cancellation, lost, losing, broken, broke,
        breaks, waiting, wait, waited, hours, hour, late, stuck, hold, queue*, queuing, crash*,
        error*, fail*, missing, missed, ruin*, stranded, overbooked, nothing, nobody, ignored,
        ignoring, wrong, dead, damaged, delivered empty, rude, charged, fee, fees, third time,
        again, homework, exam*, monday*, traffic, sick, rain, bill, bills, work, alarm,
        headache, cold, dirty, leaking, smell, outage, down, no internet, useless, 3am, 4am,
        5am, weeks, months, overslept, dentist, flu, tax, taxes, mosquito*, weekend""",
    Cue.EXCLAIM: "wow, oh, yay, ah, gee, well, ooh, aww, yeah, yep, hey, hooray, whoa, omg, man",
    Cue.LOYAL: """loyal, long time customer, long-time, for years, usually great|good|love,
        normally great|good, i love your, love your, i like your, big fan, fan of yours, really
        like, want you to, rooting for, you're better than, you are better than, know you can,
        you can do better, been a customer, always been, hope you, otherwise great|good|happy,
        great app but, great product but, keep up the good""",
    Cue.CONDEMN: """scam, scams, scammer*, scammed, fraud, fraudulent, frauds, thieves, thief,
        crook*, con artists, ripoff, rip off, rip-off, boycott*, avoid them|this|at|like, stay
        away, do not buy|use|fly|trust|order|shop, don't buy|use|fly|trust|order|shop, never
        trust, shame on, worst company|airline|bank|service|store|shop|provider|brand|ever|
        customer, go bankrupt, out of business, shut down, deserve to fail, hope you fail, hope
        you go, liars, lying, parasites, criminals, evil company, disgrace to, garbage company,
        trash company, you people, you guys suck, you suck, sucks, rot in hell, burn in hell,
        go to hell, screw you, greedy, stole, stealing from""",
    Cue.HARM: """kill you|him|her|them|your|u, kill all, killing you, shoot
        you|him|her|them|up, stab you|him|her|them, burn you|it|your|them down, burn down
        your|the, burn in hell, bomb your|you|the|them, blow up your|you|the, beat
        you|him|her|them up, beat the shit, break your neck|legs|face|bones|arms|teeth, smash
        your face|head, punch you|him|her|your, slap you|him|her, strangle you|him|her|them,
        hang you|them, hope you die|choke|suffer|crash|burn|rot, you should die, deserve to
        die|be_shot|be_hanged, deserves to die|be_shot|be_hanged, should be
        shot|hanged|killed|lynched, i will find you, i know where you, we know where you, know
        where you live|work, watch your back, you will regret, you'll regret, you'll pay, you
        will pay for this, come for you, coming for you, gonna get you, make you pay, you're
        dead, you are dead, dead man, drop dead, die in a, going to hurt you, hurt you, slit
        your, rape you|her, run you over, put a bullet, with a gun, with a knife, with a bat,
        bring a gun, acid on|in your, kill yourself, kys""",
    Cue.VIOLENT: """kill, killing, shoot, shooting, stab, stabbing, burn, bomb, bombing,
        murder*, strangle, smash, beat, punch, gun, knife, hang, lynch*, behead*, slaughter,
        assault, destroy, torch, arson, attack""",
    Cue.YOU: """you, your, yours, u, ur, you're, you'll, yourself, staff, manager, driver,
        office, them""",
    Cue.WILL: """will, i'll, gonna, going, we'll, shall, promise, swear, should, deserve*,
        hope, about""",
    Cue.SLUR: """nigger*, nigga*, faggot*, fags, kike*, chink, chinks, spic, spics, wetback*,
        pakis, raghead*, towelhead*, sandnigger*, tranny, trannies, retarded, dyke, dykes,
        gook, gooks, coon, coons, gypo*, subhuman*, untermensch*, mongoloid*, you retard, a
        retard, fucking retard, bunch of retards, a fag, you fag, fucking paki, a paki""",
    Cue.SAFETY: """unsafe, caught fire, on fire, catches fire, catching fire, fire hazard,
        burst into, smoke coming, smoke from, smell of burning, burning smell, smelling gas,
        smell gas, gas leak, leaking gas, explod*, explosion*, exploded, blew up, electric
        shock, electrocut*, electric shocks, got shocked, sparks, sparking, short circuit,
        brakes failed, brake failure, brakes don't, no brakes, choking hazard, hazard*, carbon
        monoxide, emergency landing, overheat*, melted, swollen battery, battery swelled,
        engine failure, lost control, seatbelt*, seat belt, airbag*, contaminat*, glass in
        my|the, metal in my|the, plastic in my, mould in, mold in, expired food, salmonella,
        listeria, asbestos, near miss, fell off while, collapsed, dangerous, dangerously, life
        threatening, could have killed, could have died, safety
        issue|concern|hazard|risk|problem, poisonous, toxic fumes, fumes, evacuat*, counterfeit
        medicine, wrong medication|medicine|dose, fire alarm, exposed wires, live wire""",
    Cue.SAFETY_MAYBE: """fire, smoke, smoking, danger, burning, safety, safe, gas, leak,
        leaking, sharp, recall, recalled, crashed, accident*""",
    Cue.INJURY: """injur*, bleeding, bled, blood, ambulance*, hospital*, emergency room,
        concussion, fractur*, broken arm|leg|wrist|nose|ankle|finger|tooth|bone|hip, broke my
        arm|leg|wrist|nose|ankle|finger|tooth|hip, burned my|his|her, burnt my|his|her, burns
        on, got burned, got burnt, cut my|his|her finger|hand|foot|leg|lip|mouth|face,
        stitches, allergic reaction, allergic, anaphyla*, epipen*, food poisoning, poisoned,
        rash on|all, a rash, vomiting, throwing up, unconscious, passed out, fainted, seizure*,
        heart attack, stroke, slipped and, fell down, tripped over, knocked over, hit my head,
        choked, choking, swallowed, broken ribs, wound*, scald*, blister*, miscarriage,
        paramedic*, doctor said, er visit, got sick from, made me sick, made us sick, sick
        after, dead body, death, coma""",
    Cue.INJURY_MAYBE: """hurt, hurts, pain, painful, sick, ill, burned, burnt, bruise*,
        medical, doctor, insulin, medication, asthma, inhaler, wheelchair, died, dead, killed,
        dying""",
    Cue.MINORS: """minors, underage, under age, child abuse, paedophil*, pedophil*, child
        alone, left my child|son|daughter|kid|baby, lost my child|son|daughter|kid, separated
        from my, child seat, car seat recall, sold to children|minors|kids, sold alcohol to, my
        0 year|yr, my 00 year, 0 year old, 00 year old, 0 yr old, 00 yr old, 0yo, 00yo, my
        newborn, newborn, infant*, toddler*, school child, schoolchild*, unaccompanied minor,
        unaccompanied minors, minor child, is a minor, as a minor, grooming
        children|kids|girls|boys|minors""",
    Cue.MINORS_MAYBE: """son's, daughter's, child's, kid's, baby's, child, children, kid, kids,
        baby, babies, my son, my daughter, our son, our daughter, teen, teenager*, boy, girl,
        grandchild*, pupils, kindergarten, nursery""",
    Cue.SELF_HARM: """suicid*, kill myself, killing myself, end my life, ending my life, take
        my life, take my own life, end it all, want to die, wanna die, wish i was dead, wish i
        were dead, better off dead, no reason to live, don't want to live, can't go on, don't
        want to be here, self harm, self-harm, selfharm, hurt myself, cut myself, cutting
        myself, hang myself, shoot myself, overdos*, jump off a, jump in front""",
    Cue.DISCRIMINATION: """racis*, racial, racially, racial profiling, sexis*, misogyn*,
        homophob*, transphob*, islamophob*, antisemit*, anti-semit*, xenophob*, bigot*,
        discriminat*, ableis*, ageis*, because i'm black|gay|muslim|jewish|disabled|trans|a_woman|
        asian|brown|pregnant|old, because i am
        black|gay|muslim|jewish|disabled|trans|asian|brown|pregnant, because of my skin|race|
        religion|accent|disability|age|gender|colour|color|hijab|wheelchair|name, my skin
        color, my skin colour, refused to serve, sexual harassment, harassed me, harassment,
        groped, hate crime, slurs, disabled passenger|customer|person, disability, service dog,
        no wheelchair, not accessible, profiled, sexually harassed, sexually harassing""",
    Cue.BREACH: """data breach, data leak, leaked my, leaked our, leak of, leaked data, hacked,
        hackers, personal data, personal information, gdpr, identity theft, stolen identity,
        someone else's account|order|details|data|name|invoice|email, someone else account,
        another customer's, other customer's, other people's, wrong person's, somebody else's,
        phishing, unauthorised, unauthorized, account was hacked, password leaked, card was
        used, card details, credit card details, data protection, privacy, ransomware, sold my
        data, sharing my data, my personal data|details|information|info""",
    Cue.CRIME: """stolen, theft, stole, robbed, robbery, assault*, arrested, police, crime,
        criminal*, blackmail*, extort*, bribe*, money laundering, forged, forgery, raped, rape,
        stalker, stalking, trafficking""",
    Cue.EARLIER: """third time, second time, fourth time, fifth time, 0rd time, 0nd time, 0th
        time, again and again, once again, yet again, already called|emailed|contacted|told|sent|
        written|asked|tried|spoke, called 0, called you, emailed you, called twice, emailed
        twice, several times, many times, multiple times, countless times, every time, last
        week, last month, weeks ago, months ago, for weeks, for months, since january|february|
        march|april|may|june|july|august|september|october|november|december, 0 weeks, 0
        months, 00 days, 0 days, 00 weeks, spoken to, spoke to, spoke with, previous,
        previously, was promised, were promised, promised me, you promised, was told, were
        told, told me, case number, ticket number, reference number, complaint number,
        escalat*, followed up, chasing, keep getting, different agents, three agents,
        transferred""",
    Cue.PARTIES: """insurance, insurer, my bank, the bank, bank says, landlord, employer,
        doctor*, hospital, police, customs, embassy, visa, government, council, court, lawyer,
        courier, warehouse, supplier, contract, contractual, warranty, guarantee, terms and,
        policy, invoice*, invoiced, tax, mortgage, power of attorney, deceased, probate,
        bereavement, third party, partner airline, travel agent, agency, head office,
        engineer*, technician*, authorities""",
}
